"""The words of emergency: what of a text warns by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alarms:
    """The words of emergency."""

    words: re.Pattern[str]
    harmless: re.Pattern[str] | None
    """Words around such words that are none."""

    def found(self, text: str) -> bool:
        """Whether a text warns."""
        left = self.harmless.sub(" ", text) if self.harmless else text
        return bool(self.words.search(left))


def alarms(patterns: str, title: str) -> Alarms | None:
    """What finds the words of emergency in a text; what the title itself says is no alarm.

    `patterns` are words with bars between them: an ellipsis stands for words of one sentence,
    strokes part words that may stand for each other, and a hyphen in front means that it is none.
    """
    held = [one.strip() for one in patterns.split("|") if one.strip()]
    wanted = [one for one in held if not one.startswith("-")]
    found = [one for one in wanted if not pattern([one]).search(title)]
    harmless = [one[1:].strip() for one in held if one.startswith("-")]
    if not found:
        return None
    return Alarms(pattern(found), pattern(harmless) if harmless else None)


def _word(way: str) -> str:
    """A pattern for words; a number is no part of another."""
    if not way[:1].isdigit():
        return way
    return rf"(?<!\d )(?<![\d.,-]){way}(?!(?: |[.,-])?\d)"


def _words(part: str) -> str:
    """A pattern for words that may stand for each other."""
    ways = (_word(re.escape(one.strip())) for one in part.split("/"))
    return f"(?:{'|'.join(ways)})"


def pattern(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern for all the words, whole ones, and no part of a number."""
    ways = (r"\b[^.!?]{1,60}?\b".join(map(_words, one.split("…"))) for one in words)
    return re.compile(rf"(?<![\w.,-])(?:{'|'.join(ways)})(?!\w|[.,-]\d)", re.IGNORECASE)
