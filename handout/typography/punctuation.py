"""Marks and spaces that are put between words, as their language writes them.

What an author typed is never changed.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from handout.typography.spacing import NBSP

# Patterns are compiled where they are first used: those of so many letters take a while.
_FULL_WIDTH = r"\u3000-\u303f\uff00-\uff60"
_CJK = r"\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_FULL = f"[{_FULL_WIDTH}]"
_EAST = f"[{_CJK}{_FULL_WIDTH}]"

BOXES = ("☐", "☑", "☒")
"""Boxes to tick, which stand in place of a bullet."""


class Marks(NamedTuple):
    """The marks of a language."""

    stop: str = "."
    comma: str = ", "
    colon: str = ": "


_EAST_ASIAN = Marks("。", "、", "：")
_MARKS: Mapping[str, Marks] = {
    **dict.fromkeys(("ar", "ckb", "fa", "prs", "ps", "sd", "ug"), Marks(comma="، ")),
    **dict.fromkeys(("as", "bho", "bn", "hi", "mai", "ne", "or", "pa", "sa"), Marks("।")),
    **dict.fromkeys(("cmn", "ja", "yue", "zh"), _EAST_ASIAN),
    **dict.fromkeys(("am", "ti", "tig"), Marks("።", "፣ ")),
    **dict.fromkeys(("lo", "th"), Marks("")),
    "fr": Marks(colon=f"{NBSP}: "),
    "hy": Marks("։"),
    "km": Marks("។"),
    "my": Marks("။", "၊ "),
    "ur": Marks("۔", "، "),
}


def marks(lang: str) -> Marks:
    """The marks of a language, a BCP 47 tag."""
    return _MARKS.get(lang.partition("-")[0], Marks())


def gap(before: str, after: str = "") -> str:
    """The space between two sentences or words; Chinese and Japanese have none, Korean has one."""
    first, second = before.strip()[-1:], after.strip()[:1]
    meets = re.match(_EAST, first) and re.match(_EAST, second)
    return "" if meets or re.match(_FULL, first) else " "


def listed(names: Iterable[str], lang: str) -> str:
    """Names one after the other."""
    return marks(lang).comma.join(names)
