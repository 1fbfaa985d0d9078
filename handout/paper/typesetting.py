"""Sets a document with WeasyPrint; style sheets, fonts and pictures are shared in a process."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.images import get_image_from_uri
from weasyprint.text.fonts import FontConfiguration

from handout import fingerprint
from handout.model.findings import Finding
from handout.model.markup import Markup, shown_path
from handout.paper import fallback_fonts, long_words, weasyprint_log, wide_tables
from handout.paper.copyfitting import Setting, Trial
from handout.paper.fetcher import LockedFetcher
from handout.paper.picture_cache import Pictures
from handout.paper.placement import placed_page
from handout.paper.weasyprint_patches.plain_sheet import NotelessHTML, may_have_notes
from handout.source import references
from handout.typography import spacing
from handout.typography.fonts import Family, font_face_css

VARIANT = "pdf/a-3a"
"""Archivable and tagged; the last touch adds that it is PDF/UA-1 too."""

_DPI = 300
"""Dots to the inch: what paper shows of a photo; more is left out."""
_OPTIONS = {**DEFAULT_OPTIONS, "pdf_variant": VARIANT, "dpi": _DPI}


Way = Callable[[str], str]
_KEPT: Mapping[str, Way] = {"h1": spacing.title, "title": str, "style": str, "pre": str}
"""How the words of an element are spaced; `data-title` on any other asks for a subtitle's way."""


def _end(paragraph: Any) -> None:
    """Keep a paragraph's short last word in company, the marks of notes behind it or not."""
    before = list(paragraph)
    while before and before[-1].tag == "sup" and not (before[-1].tail or "").strip():
        before.pop()
    if before:
        before[-1].tail = spacing.ending(before[-1].tail or "")
    else:
        paragraph.text = spacing.ending(paragraph.text or "")


def _space(element: Any, ways: Mapping[str, Way], keep: Way = spacing.text) -> None:
    """Keep together in an element's words what a line should not break."""
    keep = spacing.subtitle if "data-title" in element.attrib else ways.get(element.tag, keep)
    element.text = keep(element.text) if element.text else element.text
    for child in element:
        _space(child, ways, keep)
        child.tail = keep(child.tail) if child.tail else child.tail
    if element.tag == "p":
        _end(element)


_LOOKS = dict.fromkeys(range(0xFE00, 0xFE10))
"""Characters that choose between a letter and a coloured picture of it, such as in ✔️."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A parsed style sheet, with what was wrong in it: it is parsed only once."""

    css: Any
    findings: tuple[Finding, ...]
    notes: bool
    """Whether it may make notes of elements."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What a document is set for: its pages, its kind of PDF, and what a press needs."""

    css: str
    """The sizes of the pages."""
    variant: str = VARIANT
    profiles: Mapping[str, Any] = field(default_factory=dict)
    """Colour profiles of WeasyPrint, by their names."""
    photo: Callable[[bytes], bytes] | None = None
    """What is done to photos."""
    heading: int = spacing.NARROW
    """Characters of two words that a line of a heading is sure to hold."""


class Workshop:
    """What documents share: parsed style sheets, fonts and pictures."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.forget()

    def forget(self, findings: Iterable[Finding] = ()) -> None:
        """Share nothing of what was made: what WeasyPrint has told of it, it will not tell again.

        Fonts stay, which are asked for but once, unless a finding is about one of them.
        """
        if any(one.rule == weasyprint_log.FONT for one in findings):
            self.fonts = FontConfiguration()
        self.pictures = Pictures()
        self._sheets: dict[object, _Sheet] = {}
        self.last: Any = None
        """The document that was laid out last."""

    def _parsed(
        self, key: object, fetcher: LockedFetcher, text: Callable[[], str], name: str, **source: Any
    ) -> _Sheet:
        if key not in self._sheets:
            before = len(fetcher.findings)
            with weasyprint_log.collected() as messages:
                css = CSS(font_config=self.fonts, url_fetcher=fetcher, **source)
            refused = fetcher.findings[before:]
            del fetcher.findings[before:]
            found = (*refused, *weasyprint_log.findings(messages))
            placed = tuple(weasyprint_log.in_stylesheet(one, name) for one in found)
            self._sheets[key] = _Sheet(css, placed, may_have_notes(text()))
        return self._sheets[key]

    def file(self, path: Path, fetcher: LockedFetcher) -> _Sheet:
        """A style sheet of a file, parsed again only when it or one that it names has changed."""
        named = references.of_sheet(path, *fetcher.roots)
        key = (path, *map(fingerprint.file_digest, named))
        text = partial(path.read_text, "utf-8", "replace")
        return self._parsed(key, fetcher, text, shown_path(path), filename=str(path))

    def text(self, css: str, fetcher: LockedFetcher) -> _Sheet:
        """A style sheet that was written here."""
        return self._parsed(css, fetcher, lambda: css, "", string=css)


class Typesetting:
    """One document that can be laid out in several sizes."""

    def __init__(
        self, shop: Workshop, markup: Markup, families: Iterable[Family], stock: Stock
    ) -> None:
        self._shop, self._stock = shop, stock
        self.families = tuple(families)
        roots = [markup.content, markup.templates, *(family.folder for family in self.families)]
        self.fetcher = LockedFetcher(roots, stock.photo)
        base = f"{markup.content.resolve().as_uri()}/"
        self._text = markup.text
        self._sheets = tuple(self._style_sheets(markup))
        notes = may_have_notes(markup.text) or any(sheet.notes for sheet in self._sheets)
        kind = HTML if notes else NotelessHTML
        words = markup.text.translate(_LOOKS)
        self._html = kind(string=words, base_url=base, url_fetcher=self.fetcher)
        heading = partial(spacing.heading, fits=stock.heading)
        _space(self._html.etree_element, {**_KEPT, "h2": heading, "h3": heading})
        fallback_fonts.mark(self._html.etree_element, (family.name for family in self.families))
        self._has_tables = self._html.etree_element.find(".//table") is not None
        shop.pictures.forget_changed()

    def _style_sheets(self, markup: Markup) -> Iterator[_Sheet]:
        for family in self.families:
            yield self._shop.text(font_face_css(family), self.fetcher)
        names = ", ".join(f'"{family.name}"' for family in self.families)
        yield self._shop.text(f":root {{ --family: {names} }} {fallback_fonts.CSS}", self.fetcher)
        for path in markup.stylesheets:
            yield self._shop.file(path, self.fetcher)

    def lay_out(self, setting: Setting, extra: str = "") -> Trial[Any]:
        """WeasyPrint's document in this size and spacing, with `extra` rules after all others."""
        sized = self._shop.text(f"{setting.css} {self._stock.css} {extra}", self.fetcher)
        document = self._rendered(sized)
        while self._has_tables and wide_tables.helped(self._html.etree_element, document.pages):
            document = self._rendered(sized)
        placed = tuple(map(placed_page, document.pages))
        while long_words.helped(placed, document):
            document = self._rendered(sized)
            placed = tuple(map(placed_page, document.pages))
        self._shop.pictures.remember(self.fetcher.read)
        return Trial(setting, document, placed)

    def _rendered(self, sized: _Sheet) -> Any:
        return self._html.render(
            font_config=self._shop.fonts,
            stylesheets=[sheet.css for sheet in (*self._sheets, sized)],
            cache=self._shop.pictures.cache,
            pdf_variant=self._stock.variant,
            color_profiles=dict(self._stock.profiles),
            dpi=_DPI,
        )

    @property
    def key(self) -> object:
        """Two documents of the same key are laid out alike."""
        profiles = tuple(profile.content for profile in self._stock.profiles.values())
        return self._text, self._stock.css, self._stock.heading, profiles, self._sheets

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was refused, and what is wrong in the style sheets."""
        return (*self.fetcher.findings, *(f for sheet in self._sheets for f in sheet.findings))

    @property
    def pictures(self) -> Any:
        """What WeasyPrint asks for a picture by its address."""
        return partial(
            get_image_from_uri,
            cache=self._shop.pictures.cache,
            url_fetcher=self.fetcher,
            options=_OPTIONS,
        )
