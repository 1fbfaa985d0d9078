"""The template's mark-up as an outline of slides; what is wrong with it is a finding."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lxml import etree
from msgspec.structs import replace

from handout.model.deck import Align, Paragraph, Run
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.slides import markup_rules
from handout.slides.markup_rules import LOOSE
from handout.slides.outline import (
    Jump,
    Outline,
    Paragraphs,
    PicturedCell,
    PictureOutline,
    Proportion,
    SlideOutline,
    TableOutline,
)
from handout.slides.runs import Setting, paragraph, paragraphs


def _error(faults: Iterable[markup_rules.Fault], markup: Markup) -> ContentError:
    """The error that tells the faults of the mark-up, at its template."""
    return ContentError(Finding("deck-markup", *fault, markup.template) for fault in faults)


def _tree(markup: Markup) -> Any:
    """The mark-up as a tree; raises ContentError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(markup.text.strip().encode(), parser)
    except etree.XMLSyntaxError as fault:
        raise _error(markup_rules.broken(markup.text.strip()), markup) from fault


def _caption(figure: Any, setting: Setting) -> Paragraphs:
    """The words below what a figure shows."""
    return tuple(paragraph(caption, setting) for caption in figure.findall("figcaption"))


def _picture(figure: Any, setting: Setting) -> PictureOutline:
    """A figure's picture with its caption."""
    img, words = next(figure.iter("img")), _caption(figure, setting)
    share = float(img.get("data-share") or 1)
    link = img.get("data-link", "")
    return PictureOutline(img.get("src", ""), img.get("alt", ""), words, link, share)


def _proportion(figure: Any, setting: Setting) -> Proportion:
    """A figure that is an icon array."""
    shown, of = int(figure.get("data-shown", "0")), int(figure.get("data-of"))
    return Proportion(min(shown, of), of, figure.get("aria-label", ""), _caption(figure, setting))


def _cell(cell: Any, setting: Setting) -> Paragraph:
    """A cell's words, and the pictures above them, or people."""
    said = paragraph(cell, setting)
    people = (_proportion(one, setting) for one in cell.findall("figure"))
    held = cell.findall("img")
    pictures = (PictureOutline(one.get("src", ""), one.get("alt", "")) for one in held)
    shown: tuple[PictureOutline | Proportion, ...] = (*people, *pictures)
    return PicturedCell(said.runs, rtl=said.rtl, pictures=shown) if shown else said


def _table(table: Any, setting: Setting) -> TableOutline:
    """A table with the alignment of its columns."""
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
    align: list[Align] = [cell.get("data-align", "start") for cell in rows[0]] if rows else []
    caption = " ".join("".join(c) for c in (x.itertext() for x in table.findall("caption")))
    cells = tuple(tuple(_cell(cell, setting) for cell in row) for row in rows)
    named, side = table.get("aria-label") or " ".join(caption.split()), table.get("dir")
    row_heads = table.find(".//th[@scope='row']") is not None
    rtl = side == "rtl" if side else bool(cells and cells[0] and cells[0][0].rtl)
    return TableOutline(cells, tuple(align), named, row_heads, rtl)


def _notes(root: Any, setting: Setting) -> Mapping[Any, Paragraphs]:
    """The notes of each section that has any: of a slide, or of slides that share them."""
    asides = ((section, section.findall("aside")) for section in root.iter("section"))
    return {
        section: tuple(p for aside in held for p in paragraphs(aside, setting.inside(aside)))
        for section, held in asides
        if held
    }


def _jump(section: Any, setting: Setting) -> Jump | None:
    """The link at the foot of a slide, where it has one."""
    if (link := section.find("nav/a")) is None:
        return None
    target = str(link.get("href", "")).removeprefix("#")
    return Jump(paragraph(link, setting), target, link.get("rel") == "prev")


def _slide(
    section: Any, number: int, setting: Setting, notes: Mapping[Any, Paragraphs]
) -> SlideOutline:
    """One section, known to be sound."""
    here = setting.inside(section)
    loose = tuple(paragraphs((c for c in section if c.tag in LOOSE), here))
    boxes = (tuple(paragraphs(c, here.inside(c))) for c in section if c.tag == "div")
    head = next(child for child in section if child.tag in ("h1", "h2"))
    holders = (section, *section.iterancestors("section"))
    figures = section.findall("figure")
    return SlideOutline(
        number,
        section.get("data-layout"),
        next((h.get("data-section") for h in holders if h.get("data-section")), ""),
        here.lang,
        here.rtl,
        paragraph(head, here),
        tuple(words for words in (loose, *boxes) if words),
        tuple(_picture(one, here) for one in figures if not one.get("data-of")),
        tuple(_table(child, here) for child in section if child.tag == "table"),
        tuple(_proportion(one, here) for one in figures if one.get("data-of")),
        next((notes[h] for h in holders if h in notes), ()),
        next((h.get("data-icon") for h in holders if h.get("data-icon")), ""),
        tuple(
            replace(p, small=True)
            for foot in section.findall("footer")
            for p in paragraphs(foot, here)
        ),
        tuple(section.get("id", "").split()),
        _jump(section, here),
        any(h.get("data-hidden") == "true" for h in holders),
    )


def _said(root: Any, name: str, lang: str, usual: str = "") -> Run:
    """The words of an attribute, which another may say the language of."""
    return Run(root.get(name, usual), root.get(f"{name}-lang", lang))


def read(markup: Markup) -> Outline:
    """The outline of the deck; raises ContentError with all faults of the mark-up."""
    root = _tree(markup)
    if faults := tuple(markup_rules.faults(root)):
        raise _error(faults, markup)
    setting = Setting("", False).inside(root)
    footers = ("data-footer", *(name for name in ("data-foot", "data-stamp") if root.get(name)))
    notes, sections = _notes(root, setting), enumerate(markup_rules.slides(root), 1)
    lang = setting.lang
    return Outline(
        root.get("data-title"),
        lang,
        setting.rtl,
        root.get("data-author", ""),
        root.get("data-subject", ""),
        date.fromisoformat(root.get("data-created")),
        tuple(_said(root, name, lang) for name in footers),
        _said(root, "data-part", lang, "({number} / {total})"),
        _said(root, "data-more", lang, "→ {number}"),
        _said(root, "data-onward", lang, "→"),
        tuple(_slide(section, number, setting, notes) for number, section in sections),
    )
