"""Where sentences end."""

import functools

import sentencex


@functools.lru_cache(4096)
def sentences(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, stripped of white space; `lang` is a BCP 47 tag."""
    segments = sentencex.segment(lang.split("-", maxsplit=1)[0], text)
    return tuple(sentence for segment in segments if (sentence := segment.strip()))
