"""Where sentences end."""

import functools
import re

import sentencex

_WITHIN = re.compile(r"\d[.．]$")
"""A point within a number such as ３８．５ ends no sentence."""


@functools.lru_cache(4096)
def sentences(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, stripped of white space; `lang` is a BCP 47 tag."""
    held = list[str]()
    for segment in sentencex.segment(lang.split("-", maxsplit=1)[0], text):
        if held and _WITHIN.search(held[-1]) and segment[:1].isdigit():
            held[-1] += segment
        else:
            held.append(segment)
    return tuple(sentence for segment in held if (sentence := segment.strip()))
