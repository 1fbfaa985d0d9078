"""The lists of a document: which number or bullet each item bears."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from handout.importing import symbols
from handout.importing.document import Mark
from handout.importing.package import W, local, value

_DEEPEST = 8
_NO_LIST = ("", "0")


class _Level(NamedTuple):
    """How the items of a level are counted."""

    form: str
    """As Word calls it, such as `decimal`, `bullet` or `lowerLetter`."""
    start: int
    text: str
    sign: str = ""
    """What a bullet says, such as that something is not to be done."""


_SIGNS = {
    **dict.fromkeys("☐□◻❏❑❒🞎🞏", "[ ] "),
    **dict.fromkeys("☑☒🗹🗷", "[x] "),
    **dict.fromkeys("✓✔", "✓ "),
    **dict.fromkeys("✗✘✖×❌", "✗ "),
}
"""What bullets say that are more than a dot."""


def _number(words: str, otherwise: int = 0) -> int:
    return int(words) if re.fullmatch(r"\d{1,6}", words) else otherwise


def _level(element: Any) -> _Level:
    start = _number(value(element, "start"), 1)
    text, font = value(element, "lvlText"), value(element, "rPr/rFonts", "ascii")
    form = value(element, "numFmt") or "decimal"
    sign = _SIGNS.get(symbols.as_unicode(text, font), "") if form == "bullet" else ""
    return _Level(form, start, text, sign)


class Numbering:
    """Counts the items of all lists, in the order of the text."""

    def __init__(self, root: Any) -> None:
        lists = (one for one in root if local(one) == "abstractNum")
        self._abstract = {value(one, key="abstractNumId"): one for one in lists}
        self._nums = {value(one, key="numId"): one for one in root if local(one) == "num"}
        self._counts: dict[str, dict[int, int]] = {}
        self._levels = cache(self._read_levels)
        self._begun: set[tuple[str, int]] = set()
        self.lettered = False
        """Whether the last item bore letters, or Roman numerals."""

    def _list(self, num: str) -> str:
        """The id of the list that a number of Word's belongs to."""
        return value(self._nums.get(num), "abstractNumId")

    def _read_levels(self, num: str) -> Mapping[int, _Level]:
        abstract = self._abstract.get(self._list(num))
        if abstract is None:
            return {}
        if (linked := value(abstract, "numStyleLink")) and abstract.find(f"{W}lvl") is None:
            named = (one for one in self._abstract.values() if value(one, "styleLink") == linked)
            abstract = next(named, abstract)
        found = {}
        overrides = [one for one in self._nums[num] if local(one) == "lvlOverride"]
        inner = [one.find(f"{W}lvl") for one in overrides]
        for one in (*abstract, *(level for level in inner if level is not None)):
            if local(one) == "lvl":
                found[_number(value(one, key="ilvl"))] = _level(one)
        return found

    def _restart(self, num: str, level: int) -> int | None:
        """Where a list begins anew, the first time that it is met."""
        if (num, level) in self._begun:
            return None
        self._begun.add((num, level))
        for one in self._nums[num]:
            if local(one) == "lvlOverride" and _number(value(one, key="ilvl")) == level:
                start = value(one, "startOverride")
                return _number(start) if start else None
        return None

    def mark(self, num: str, level: int) -> Mark | None:
        """The mark of the next item of a list; None where it has none."""
        self.lettered = False
        level = min(level, _DEEPEST)
        if num in _NO_LIST or num not in self._nums:
            return None
        levels = self._levels(num)
        form = levels.get(level) or _Level("bullet", 1, "•")
        if form.form == "none" and not form.text.strip():
            return None
        if form.form == "bullet" and form.text == " ":  # as Pandoc writes what belongs to an item
            return None
        if form.form in ("bullet", "none"):
            return Mark(level, task=form.sign)
        counts = self._counts.setdefault(self._list(num), {})
        restart = self._restart(num, level)
        counts[level] = restart if restart is not None else counts.get(level, form.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        self.lettered = form.form not in ("decimal", "decimalZero", "ordinal", "cardinalText")
        return Mark(level, counts[level])
