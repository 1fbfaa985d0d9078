"""The words of emergency: what of a text warns by itself."""

import re
from collections.abc import Sequence
from unicodedata import category, normalize

from msgspec import Struct

_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u318f\u3400-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff]"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean: a word stands right beside another."""
_SIGNS = "".join(sign for sign in map(chr, range(0x300, 0xE00)) if category(sign)[0] == "M")
_SIGN = re.compile(f"[{_SIGNS}\u200c\u200d]")
"""Vowels and other signs that are part of a word, though not for `\\w`."""
_SOME_WORDS = r"(?!\w)[^.!?\u061f\u06d4\u0964\u1362\u3002\uff01\uff1f]{0,60}?(?:(?<!\w)|$)"
"""A few words of one sentence, in any script."""


def spaced(text: str) -> str:
    """A text as patterns see it, whose words begin and end where `\\w` says, in any script."""
    if text.isascii():
        return text
    signs_inside = _SIGN.sub("\u01bb\\g<0>\u01bb", normalize("NFC", text))
    return _UNSPACED.sub("\u200b\\g<0>\u200b", signs_inside)


class Alarms(Struct, frozen=True):
    """The words of emergency."""

    words: re.Pattern[str]
    harmless: re.Pattern[str] | None
    """Words around such words that are none."""

    def found(self, text: str) -> bool:
        """Whether a text warns."""
        text = spaced(text)
        left = self.harmless.sub(" ", text) if self.harmless else text
        return bool(self.words.search(left))


def alarms(patterns: str, title: str) -> Alarms | None:
    """What finds the words of emergency in a text; what the title itself says is no alarm.

    `patterns` are words with bars between them: an ellipsis stands for words of one sentence,
    strokes part words that may stand for each other, and a hyphen in front means that it is none.
    """
    held = [one.strip() for one in patterns.split("|") if one.strip()]
    wanted = [one for one in held if not one.startswith("-")]
    found = [one for one in wanted if not pattern([one]).search(spaced(title))]
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
    """One pattern for all the words, whole ones, and no part of a number, in a `spaced` text."""
    ways = (_SOME_WORDS.join(map(_words, spaced(one).split("…"))) for one in words)
    return re.compile(rf"(?<![\w.,-])(?:{'|'.join(ways)})(?!\w|[.,-]\d)", re.IGNORECASE)
