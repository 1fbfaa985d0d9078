"""The version line: an article's version and the days of its reviews, in its language."""

import re
from collections.abc import Sequence
from datetime import date

from handout.model.foreign_words import ForeignWords
from handout.model.front_matter import FrontMatter
from handout.templating.interface_strings import InterfaceStrings
from handout.typography import dates

_ENGLISH = "en-GB"
"""How the days are written where the words around them are English for want of others."""


def _day(words: str, day: date, lang: str) -> str:
    """A day within the words that say what it is."""
    own = _ENGLISH if isinstance(words, ForeignWords) else lang
    return words.format(date=re.sub(r"\s", "\N{NO-BREAK SPACE}", dates.written(day, own)))


def version_parts(front: FrontMatter, strings: InterfaceStrings) -> tuple[str, ...]:
    """The version with the leaflet's code, and the review dates, with no-break spaces only.

    Of a draft, that it is one, and its version if it has one.
    """
    version = strings["version"].format(version=front.version)
    if front.coded_version:
        version = _joined((version, front.coded_version), strings)
    if front.state:
        parts = [strings[front.state], *([version] if front.version else ())]
    else:
        days = (("reviewed", front.reviewed), ("next_review", front.next_review))
        parts = [version, *(_day(strings[key], day, front.lang) for key, day in days)]
    return tuple(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def _joined(parts: Sequence[str], strings: InterfaceStrings) -> str:
    """The parts in one line; they are of one language."""
    line = f" {strings['separator']} ".join(parts)
    return parts[0].like(line) if isinstance(parts[0], ForeignWords) else line


def short_line(front: FrontMatter, strings: InterfaceStrings) -> str:
    """Version and next review, where there is no room for the whole line."""
    parts = version_parts(front, strings)
    return _joined([*dict.fromkeys((parts[0], parts[-1]))], strings)


def version_line(front: FrontMatter, strings: InterfaceStrings) -> str:
    """Version and dates in one line."""
    return _joined(version_parts(front, strings), strings)
