"""Long web and e-mail addresses: where lines may break in them, what is left of the longest."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from handout.model.deck import Paragraph

_LONG = 24
"""An address of fewer characters is not broken."""
_ADDRESS = re.compile(rf"(?=\S{{{_LONG}}})\S*(?:\w[./@]\w|://)\S*")
_AFTER = re.compile(r"([/.\-_?&=@:#]+)(?=[^/.\-_?&=@:#])")
_ENDLESS = re.compile("([^\u200b]{16})(?=[^\u200b]{4})")
_SPACE = "\u200b"
"""A zero-width space: a line may break at it, and nothing else changes."""


def _loose(address: re.Match[str]) -> str:
    """The address with a place to break after each sign, and in parts without one."""
    return _ENDLESS.sub(rf"\1{_SPACE}", _AFTER.sub(rf"\1{_SPACE}", address[0]))


def loosened(words: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The words, with places to break in their long addresses."""
    return tuple(
        replace(
            paragraph,
            runs=tuple(replace(run, text=_ADDRESS.sub(_loose, run.text)) for run in paragraph.runs),
        )
        for paragraph in words
    )


def host_alone(words: Sequence[Paragraph], address: str) -> tuple[Paragraph, ...]:
    """The first paragraph with the address's host for words; takes a whole web address."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    first = words[0]
    return (replace(first, runs=(replace(first.runs[0], text=host),)),) if host else ()
