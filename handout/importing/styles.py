"""The styles of a document: what each makes of its paragraphs and words, inherited ones too."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from handout.importing.package import W, is_on, local, value

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis"
    r"|címsor|başlık|titlu|заголовок|заглавие|επικεφαλίδα|عنوان|כותרת|标题|標題|見出し|제목)\s*([1-9])\b"
)
_TITLES = frozenset(
    ("title", "titel", "título", "titulo", "titolo", "book title", "tytuł", "название", "العنوان")
)
_BESIDE = frozenset(("abstract", "author", "authors", "date", "subtitle", "subject"))
"""Styles that come from that of the title, and are none."""
_DEEPEST = 20
"""Styles that come from each other; a circle ends there."""
_BODY_TEXT = 9
"""The outline level of what is no heading."""


class Looks(NamedTuple):
    """What styles and runs make of words; None where they say nothing of it."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    underline: bool | None = None
    hidden: bool | None = None
    raised: str | None = None
    """`sup`, `sub`, or nothing."""
    size: float | None = None
    font: str | None = None

    def over(self, below: "Looks") -> "Looks":
        """These looks, and those below where they say nothing."""
        both = zip(self, below, strict=True)
        return Looks._make(other if own is None else own for own, other in both)


_RAISED = {"superscript": "sup", "subscript": "sub"}


def looks(properties: Any) -> Looks:
    """What a `w:rPr` says."""
    if properties is None:
        return Looks()
    underline = value(properties, "u")
    raised, size = value(properties, "vertAlign"), value(properties, "sz")
    strike = is_on(properties, "strike"), is_on(properties, "dstrike")
    return Looks(
        is_on(properties, "b"),
        is_on(properties, "i"),
        None if strike == (None, None) else any(strike),
        underline != "none" if underline else None,
        is_on(properties, "vanish"),
        _RAISED.get(raised, "") if raised else None,
        float(size) / 2 if re.fullmatch(r"\d{1,4}", size) else None,
        value(properties, "rFonts", "ascii") or None,
    )


class Styles:
    """All styles of a document, by their ids."""

    def __init__(self, root: Any) -> None:
        found = (one for one in root if local(one) == "style")
        self._elements: Mapping[str, Any] = {value(one, key="styleId"): one for one in found}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults = looks(defaults).over(Looks(size=10))
        self.lang, self.bidi = value(defaults, "lang"), value(defaults, "lang", "bidi")
        said = (
            (key, value(one, key="default"))
            for key, one in self._elements.items()
            if value(one, key="type") == "paragraph"
        )
        self._normal = next((key for key, is_default in said if is_default in ("1", "true")), "")
        self._looks: dict[str, Looks] = {}

    def chain(self, style: str) -> Iterator[Any]:
        """The style and those that it comes from."""
        for _ in range(_DEEPEST):
            element = self._elements.get(style)
            if element is None:
                return
            yield element
            style = value(element, "basedOn")

    def names(self, style: str) -> tuple[str, ...]:
        """The names of a style and of those that it comes from, in small letters."""
        return tuple(value(one, "name").lower() for one in self.chain(style))

    def looks(self, style: str, *, of_paragraph: bool = True) -> Looks:
        """What a style makes of words."""
        key = style or (self._normal if of_paragraph else "")
        if key not in self._looks:
            found = Looks()
            for element in self.chain(key):
                found = found.over(looks(element.find(f"{W}rPr")))
            self._looks[key] = found
        below = self._defaults if of_paragraph else Looks()
        return self._looks[key].over(below)

    def of_paragraphs(self, style: str, path: str, key: str = "val") -> str:
        """What the nearest style says of paragraphs; empty where none does."""
        said = (value(one, f"pPr/{path}", key) for one in self.chain(style or self._normal))
        return next(filter(None, said), "")

    def level(self, style: str, own: str) -> int:
        """The level of the headings that a style makes, from 1; 0 where it makes none.

        `own` is the outline level that the paragraph itself names.
        """
        outline = own or self.of_paragraphs(style, "outlineLvl")
        names = self.names(style)
        if outline.isdecimal() and int(outline) < _BODY_TEXT and not is_title(names):
            return int(outline) + 1
        if own:
            return 0
        found = filter(None, map(_HEADING.match, names))
        return next((int(one[1]) for one in found), 0)


def is_title(names: tuple[str, ...]) -> bool:
    """Whether a style of these names is that of a document's title."""
    return bool(names) and (names[0] in _TITLES or ("title" in names and names[0] not in _BESIDE))
