"""Where sentences end."""

import functools

import sentencex


@functools.lru_cache(4096)
def sentences(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, each without the space around it; `lang` is a BCP 47 tag."""
    found = sentencex.segment(lang.split("-", maxsplit=1)[0], text)
    return tuple(stripped for sentence in found if (stripped := sentence.strip()))
