"""Sets a document with WeasyPrint; style sheets, fonts and pictures are shared in a process."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import escape
from os import getpid
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from weasyprint import CSS, DEFAULT_OPTIONS
from weasyprint.images import get_image_from_uri
from weasyprint.text.fonts import FontConfiguration

from handout.model import fingerprint
from handout.model.errors import ContentError
from handout.model.findings import Finding, joined
from handout.model.markup import Markup, shown_path
from handout.paper import (
    contents,
    fallback_fonts,
    html_reading,
    line_breaks,
    long_words,
    script,
    weasyprint_log,
    wide_tables,
)
from handout.paper.bounded_cache import BoundedCache
from handout.paper.fetcher import LockedFetcher
from handout.paper.picture_cache import PictureCache
from handout.paper.placement import placed_page
from handout.paper.setting import Setting
from handout.paper.trial import Trial
from handout.source import references
from handout.typography import isolation, spacing
from handout.typography.font_files import Family
from handout.typography.fonts import font_face_css
from handout.typography.line_breaks import is_needed

VARIANT = "pdf/a-3a"
"""Archivable and tagged; the last touch adds that it is PDF/UA-1 too."""

_DPI = 300
"""Dots to the inch: what paper shows of a photo; more is left out."""
_OPTIONS = {**DEFAULT_OPTIONS, "pdf_variant": VARIANT, "dpi": _DPI}


SpacingRule = Callable[[str], str]


class _Spaced:
    """Keeps together in the words of a document what a line should not break."""

    def __init__(self, lang: str, fits: int) -> None:
        self.spacing = spacing.of(lang)
        heading = partial(self.spacing.heading, fits=fits)
        self.rules: Mapping[str, SpacingRule] = {
            "h1": self.spacing.title,
            "h2": heading,
            "h3": heading,
            **dict.fromkeys(("title", "style", "pre"), str),
        }
        """How the words of an element are spaced; `data-title` on any other makes a subtitle."""

    def end(self, paragraph: Any) -> None:
        """Keep a paragraph's short last word in company, the marks of notes behind it or not."""
        before = list(paragraph)
        while before and before[-1].tag == "sup" and not (before[-1].tail or "").strip():
            before.pop()
        if before:
            before[-1].tail = self.spacing.ending(before[-1].tail or "")
        else:
            paragraph.text = self.spacing.ending(paragraph.text or "")

    def space(self, element: Any, rule: SpacingRule = spacing.text, narrow: bool = False) -> None:
        """Space the words of an element and of all in it; a `narrow` one ends as a heading does."""
        narrow = narrow or element.get("data-region") == "furniture"
        own = self.rules.get(element.tag, rule)
        rule = self.spacing.subtitle if "data-title" in element.attrib else own
        element.text = rule(element.text) if element.text else element.text
        for child in element:
            self.space(child, rule, narrow)
            child.tail = rule(child.tail) if child.tail else child.tail
        if element.tag == "p" and not narrow:
            self.end(element)
        elif element.tag == "p" and element.text:
            element.text = self.spacing.heading(element.text)


_TEXT_STYLE = "\N{VARIATION SELECTOR-15}"
_COLOURED = """
    231a 231b 23e9 23ea 23eb 23ec 23f0 23f3 25fd 25fe 2614 2615 267f 2693 26a1 26aa 26ab 26bd 26be
    26c4 26c5 26ce 26d4 26ea 26f2 26f3 26f5 26fa 26fd 2705 270a 270b 2728 274c 274e 2753 2754 2755
    2757 2795 2796 2797 27b0 27bf 2b1b 2b1c 2b50 2b55
"""
"""Signs of `Emoji_Presentation` in Unicode: Pango would look for a coloured font for them."""
_IN_ONE_COLOUR = {
    **dict.fromkeys(range(0xFE00, 0xFE10)),  # which ask for a coloured picture, such as in ✔️
    **{
        code: chr(code) + _TEXT_STYLE
        for code in (
            *(int(code, 16) for code in _COLOURED.split()),
            *range(0x2648, 0x2654),
            *range(0x1F200, 0x1FB00),
        )
    },
}
"""What stands for characters, so that each is set in a font of the leaflet."""
_FIRST_COLOURED = chr(min(_IN_ONE_COLOUR))


class StyleSheet(Struct, frozen=True):
    """A parsed style sheet, with what was wrong in it: it is parsed only once."""

    css: Any
    findings: tuple[Finding, ...]


class PrintSettings(Struct, frozen=True):
    """What a document is set for: its pages, its kind of PDF, and what a print shop asks for."""

    css: str
    """The sizes of the pages."""
    variant: str = VARIANT
    profiles: Mapping[str, Any] = field(default_factory=dict)
    """Colour profiles of WeasyPrint, by their names."""
    photo: Callable[[bytes], bytes] | None = None
    """Converts photos."""
    heading: int = spacing.NARROW
    """Characters of two words that a line of a heading is sure to hold."""
    letters: int = 0
    """No page holds more of them; 0 where that is not known."""
    flows: bool = True
    """Whether lines are broken here, so that some words must be kept together."""


class _Fonts(FontConfiguration):  # type: ignore[misc]  # the library carries no types
    """Fonts in a folder of this process alone.

    WeasyPrint copies them into a temporary folder, whose name a forked process inherits. Of a font
    that one of the two has put there the other takes it that it has it, and uses a font of the
    computer; and whichever lets go of its fonts first removes those of both. Upstream: none known.
    """

    def __init__(self) -> None:
        super().__init__()
        self._process = getpid()

    def add_font_face(self, *described: Any) -> None:
        """Add a font face, to a folder of this process."""
        if self._process != getpid():
            self._folder, self._process = None, getpid()
        super().add_font_face(*described)

    def __del__(self, getpid: Callable[[], int] = getpid) -> None:  # gone as Python ends
        if self._process == getpid():
            super().__del__()


_NOT_SET = (AssertionError, AttributeError, IndexError, TypeError, UnicodeError)
"""What WeasyPrint raises on styles that it does not foresee together."""
_LAST = "take back what was changed last"
_MOST_SHEETS = 100
"""Of those asked for last: a leaflet has five, and one for each size of type that was tried."""


class SharedResources:
    """What documents share: parsed style sheets, fonts and pictures."""

    def __init__(self) -> None:
        self.fonts = _Fonts()
        self.forget()

    def forget(self, findings: Iterable[Finding] = ()) -> None:
        """Share nothing that was made so far: WeasyPrint logs what is wrong with it only once.

        Fonts stay, which are asked for but once, unless a finding is about one of them.
        """
        if any(one.rule == weasyprint_log.FONT for one in findings):
            self.fonts = _Fonts()
        self.pictures = PictureCache()
        self._sheets: BoundedCache[tuple[object, StyleSheet]] = BoundedCache(_MOST_SHEETS)
        self.last_layout: Any = None

    def parsed(
        self, place: object, version: object, fetcher: LockedFetcher, name: str, **source: str
    ) -> StyleSheet:
        """A style sheet, parsed once for each version; one in its place is dropped.

        `name` is its file's, for findings.
        """
        known = self._sheets.get(place)
        if known is None or known[0] != version:
            before = len(fetcher.findings)
            with weasyprint_log.collected() as messages:
                try:
                    css = CSS(font_config=self.fonts, url_fetcher=fetcher, **source)
                except _NOT_SET as error:  # such as `calc(1px + )`
                    message = f"a value cannot be worked out ({type(error).__name__})"
                    raise ContentError([Finding("style-sheet", message, _LAST, name)]) from error
            refused = fetcher.findings[before:]
            del fetcher.findings[before:]
            found = (*refused, *weasyprint_log.findings(messages))
            placed = tuple(weasyprint_log.in_stylesheet(one, name) for one in found)
            known = version, StyleSheet(css, placed)
            self._sheets.put(place, known)
        return known[1]

    def style_sheet(self, path: Path, fetcher: LockedFetcher) -> StyleSheet:
        """A style sheet of a file, parsed again only when it or one that it names has changed."""
        files = references.of_sheet(path, *fetcher.roots)
        version = tuple(map(fingerprint.file_digest, files))
        return self.parsed(path, version, fetcher, shown_path(path), filename=str(path))


class Typesetting:
    """One document that can be laid out in several sizes."""

    def __init__(
        self,
        resources: SharedResources,
        markup: Markup,
        families: Iterable[Family],
        settings: PrintSettings,
    ) -> None:
        self._resources, self._settings = resources, settings
        self.families = tuple(families)
        roots = [*markup.roots, *(family.folder for family in self.families)]
        self.fetcher = LockedFetcher(roots, settings.photo, markup.pictures)
        self._text, self._names = markup.text, markup.stylesheets
        self._font_sheets = [self._generated(font_face_css(family)) for family in self.families]
        self._html = self._parsed(markup)
        self._sheets = tuple(self._style_sheets(markup))
        self._has_tables = self._html.etree_element.find(".//table") is not None
        resources.pictures.drop_changed()

    def _generated(self, css: str) -> StyleSheet:
        return self._resources.parsed(css, None, self.fetcher, "", string=css)

    def _style_sheets(self, markup: Markup) -> Iterator[StyleSheet]:
        names = ", ".join(f'"{family.name}"' for family in self.families)
        yield self._generated(f":root {{ --family: {names} }} {fallback_fonts.CSS}")
        lang, families = self._html.etree_element.get("lang", ""), [f.name for f in self.families]
        yield self._generated(script.css(lang, markup.text, families))
        for path in markup.stylesheets:
            yield self._resources.style_sheet(path, self.fetcher)

    def _parsed(self, markup: Markup) -> Any:
        """The mark-up as HTML, its words spaced and those in a fallback font marked."""
        text = markup.text
        html = html_reading.read(
            text.translate(_IN_ONE_COLOUR) if max(text) >= _FIRST_COLOURED else text,
            base_url=f"{markup.content.resolve().as_uri()}/",
            url_fetcher=self.fetcher,
        )
        if self._settings.flows:
            root = html.etree_element
            _Spaced(root.get("lang", ""), self._settings.heading).space(root)
            if is_needed(markup.text):
                line_breaks.mark(root)
        if isolation.may_run_from_right(markup.text):
            isolation.isolate(html.etree_element)
        if self._settings.flows:
            line_breaks.keep_together(html.etree_element)
        fallback_fonts.mark(html.etree_element, (family.name for family in self.families))
        contents.foretell(html.etree_element, self._settings.letters)
        return html

    def lay_out(self, setting: Setting) -> Trial[Any]:
        """WeasyPrint's document in this size and spacing."""
        sized = self._generated(f"{self._settings.css} {setting.css}")
        document = self._rendered(sized)
        while self._has_tables and wide_tables.narrowed(self._html.etree_element, document.pages):
            document = self._rendered(sized)
        placed = tuple(map(placed_page, document.pages))
        root = self._html.etree_element
        while long_words.allowed_to_break(placed, document, root) or contents.shown(root, placed):
            document = self._rendered(sized)
            placed = tuple(map(placed_page, document.pages))
        self._resources.pictures.remember(self.fetcher.read, self.fetcher.checked)
        return Trial(setting, document, placed)

    def _rendered(self, sized: StyleSheet) -> Any:
        try:
            return self._html.render(
                font_config=self._resources.fonts,
                stylesheets=[sheet.css for sheet in (*self._sheets, sized)],
                cache=self._resources.pictures.cache,
                pdf_variant=self._settings.variant,
                color_profiles=dict(self._settings.profiles),
                dpi=_DPI,
            )
        except _NOT_SET as error:  # such as a float with a fixed position
            names = joined(map(shown_path, self._names))
            message = f"WeasyPrint cannot set pages in these styles ({type(error).__name__})"
            raise ContentError([Finding("style-sheet", message, f"{_LAST} in {names}")]) from error

    def alone(self, picture: str) -> Any:
        """A document of one picture by itself, on white."""
        page = "@page { size: 420px; margin: 10px }"
        fits = "img { display: block; max-width: 400px; max-height: 400px }"
        html = html_reading.read(
            f'<html><body style="margin: 0"><img alt="" src="{escape(picture)}"/></body></html>',
            base_url=self._html.base_url,
            url_fetcher=self.fetcher,
        )
        sheet = CSS(string=f"{page} {fits}")
        # Not from the cache, whose pictures have as few dots as were asked for.
        return html.render(font_config=self._resources.fonts, stylesheets=[sheet])

    @property
    def repeats(self) -> bool:
        """Whether its key message stands at its head as well."""
        return 'data-repeated="in-short"' in self._text

    @property
    def sections(self) -> int:
        """How many sections it has."""
        return self._text.count('<section class="topic')

    @property
    def has_brief_headings(self) -> bool:
        """Whether a narrower column has room for them: none asks for another style."""
        return "<body>" in self._text

    @property
    def key(self) -> object:
        """Two documents of the same key are laid out alike."""
        profiles = tuple(profile.content for profile in self._settings.profiles.values())
        sheets = (*self._font_sheets, *self._sheets)
        text, settings = (self._text, self._html.base_url), self._settings
        return text, settings.css, settings.heading, profiles, sheets

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was refused, and what is wrong in the style sheets."""
        sheets = (*self._font_sheets, *self._sheets)
        return (*self.fetcher.findings, *(one for sheet in sheets for one in sheet.findings))

    @property
    def image_reader(self) -> Any:
        """What WeasyPrint asks for a picture by its address."""
        return partial(
            get_image_from_uri,
            cache=self._resources.pictures.cache,
            url_fetcher=self.fetcher,
            options=_OPTIONS,
        )
