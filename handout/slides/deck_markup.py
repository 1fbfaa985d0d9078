"""The template's mark-up as an outline of slides; what is not in the vocabulary is a finding."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from lxml import etree

from handout.model.deck import Align
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.slides.outline import Grid, Image, Outline, Share, SlideOutline, Words
from handout.slides.runs import Setting, paragraph, paragraphs
from handout.slides.vocabulary import HOLDINGS, PLURALS, TAGS

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile("[0-9]+")
_VALUES = {
    "data-align": re.compile("start|center|end"),
    "start": _NUMBER,
    "data-shown": _NUMBER,
    "data-of": re.compile("[1-9][0-9]{0,2}|1000"),
}
_LOOSE = ("p", "ul", "ol", "h3")


def _fault(message: str, advice: str, template: str) -> Finding:
    return Finding("deck-markup", message, advice, template)


def _where(section: Any, number: int) -> str:
    """How a slide is named in findings."""
    title = next((" ".join("".join(h.itertext()).split()) for h in section.iter("h1", "h2")), "")
    return f"slide {number} (“{title}”)" if title else f"slide {number}"


def _likely(word: str, known: Iterable[str]) -> str:
    """What was probably meant, or all that may stand here."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    return f"did you mean {near[0]}?" if near else f"use one of {', '.join(known) or 'none'}"


def _attribute_faults(element: Any, where: str, template: str) -> Iterator[Finding]:
    """The attributes that the vocabulary does not know."""
    known = TAGS[element.tag].attributes
    for name in element.attrib:
        if name not in known:
            message = f"{where}: <{element.tag}> has the unknown attribute {name}"
            yield _fault(message, _likely(str(name), known), template)


def _tag_faults(element: Any, where: str, template: str) -> Iterator[Finding]:
    """What is unknown in an element and all below it."""
    tag = TAGS[element.tag]
    yield from _attribute_faults(element, where, template)
    loose = (element.text or "") + "".join(child.tail or "" for child in element)
    if loose.strip() and not tag.words:
        words = " ".join(loose.split())[:40]
        yield _fault(
            f"{where}: the words “{words}” stand bare in <{element.tag}>",
            "put them in a <p>",
            template,
        )
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag not in tag.children:
            message = f"<{child.tag}> may not stand in <{element.tag}>"
            if child.tag not in TAGS:
                message = f"unknown tag <{child.tag}> in <{element.tag}>"
            yield _fault(f"{where}: {message}", _likely(child.tag, tag.children), template)
        else:
            yield from _tag_faults(child, where, template)


def _held(section: Any) -> dict[str, int]:
    """How many texts, pictures and tables a slide holds."""
    boxes = sum(1 for child in section if child.tag == "div")
    loose = any(child.tag in _LOOSE for child in section)
    return {
        "texts": boxes + int(loose),
        "images": sum(1 for _ in section.iter("img")),
        "grids": sum(1 for child in section if child.tag == "table"),
        "shares": sum(1 for child in section.iter("figure") if child.get("data-of")),
    }


def _shape_faults(section: Any, where: str, template: str) -> Iterator[Finding]:
    """Tables with uneven rows, lists with odd numbers, titles without words."""
    for table in section.iter("table"):
        counts = [sum(1 for _ in row.iter("th", "td")) for row in table.iter("tr")]
        if len(set(counts)) > 1:
            known = " and ".join(map(str, dict.fromkeys(counts)))
            words = f"{where}: the rows of a table have {known} cells"
            yield _fault(words, "give each row the same", template)
    for element in section.iter("th", "td", "ol", "figure"):
        for name, valid in _VALUES.items():
            value = element.get(name)
            if value is not None and not valid.fullmatch(value):
                words = f"{where}: {name} of <{element.tag}> is “{value}”"
                yield _fault(words, f"write it as {valid.pattern}", template)


def _slide_faults(section: Any, where: str, template: str) -> Iterator[Finding]:
    """What is wrong with a slide as a whole."""
    layout = section.get("data-layout", "")
    heads = sum(1 for child in section if child.tag in ("h1", "h2"))
    if heads != 1:
        yield _fault(f"{where} has {heads} titles", "give it one <h1> or <h2>", template)
    if layout not in HOLDINGS:
        named = f"the unknown layout {layout}" if layout else "no data-layout"
        yield _fault(f"{where} has {named}", _likely(layout, HOLDINGS), template)
        return
    for name, count in _held(section).items():
        least, most = getattr(HOLDINGS[layout], name)
        if not least <= count <= most:
            fits = f"{least}" if least == most else f"{least} to {most}"
            yield _fault(
                f"{where} has {count} × {PLURALS[name]}, but its layout {layout} holds {fits}",
                "take another layout or move it",
                template,
            )


def _broken(text: str, template: str) -> Iterator[Finding]:
    """Where the mark-up is not well-formed, the first fault of each slide."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    etree.fromstring(text.encode(), parser)
    lines, told = text.splitlines(keepends=True), set[int]()
    for entry in parser.error_log:
        before = "".join(lines[: entry.line - 1]) + lines[entry.line - 1][: entry.column]
        number = before.count("data-layout=")
        if number in told:
            continue
        told.add(number)
        words = entry.message.strip()
        yield _fault(
            f"slide {number}: the mark-up is not well-formed ({words})",
            "close each tag that was opened, and write & as &amp;",
            template,
        )


def _tree(markup: Markup) -> Any:
    """The mark-up as a tree; raises ContentError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(markup.text.strip().encode(), parser)
    except etree.XMLSyntaxError as fault:
        raise ContentError(_broken(markup.text.strip(), markup.template)) from fault


def _is_group(section: Any) -> bool:
    """Whether it holds slides: a PowerPoint section, or slides with the same notes."""
    return any(child.tag == "section" for child in section)


def _slides(root: Any) -> Iterator[Any]:
    """The sections that are slides, in order."""
    for section in root.iter("section"):
        if not _is_group(section):
            yield section


def _root_faults(root: Any, template: str) -> Iterator[Finding]:
    """What is wrong with `<main>` and with the groups of slides."""
    for name in ("lang", "data-title"):
        if not root.get(name):
            yield _fault(f"<main> has no {name}", "add it", template)
    if not _DAY.fullmatch(root.get("data-created", "")):
        words = "<main> has no data-created that is a day, such as 2026-10-01"
        yield _fault(words, "add it", template)
    if not any(True for _ in root.iter("section")):
        yield _fault("the deck has no slide", "write a <section>", template)
    for group in (root, *filter(_is_group, root.iter("section"))):
        name = f"<{group.tag}>" if group is root else "a <section> that holds slides"
        yield from _attribute_faults(group, name, template)
        for child in group:
            if child.tag != "section" and (group is root or child.tag != "aside"):
                message = f"<{child.tag}> stands in {name}"
                yield _fault(message, "put it in a <section> of its own", template)


def _faults(root: Any, template: str) -> Iterator[Finding]:
    """All that is wrong with well-formed mark-up."""
    if root.tag != "main":
        yield _fault(f"the deck begins with <{root.tag}>", "begin it with <main>", template)
        return
    yield from _root_faults(root, template)
    for number, section in enumerate(_slides(root), 1):
        where = _where(section, number)
        yield from _slide_faults(section, where, template)
        yield from _shape_faults(section, where, template)
        yield from _tag_faults(section, where, template)


def _caption(figure: Any, setting: Setting) -> Words:
    """The words below what a figure shows."""
    return tuple(paragraph(caption, setting) for caption in figure.findall("figcaption"))


def _image(figure: Any, setting: Setting) -> Image:
    """A figure's picture with its caption."""
    img, words = next(figure.iter("img")), _caption(figure, setting)
    return Image(img.get("src", ""), img.get("alt", ""), words, img.get("data-link", ""))


def _grid(table: Any, setting: Setting) -> Grid:
    """A table with the alignment of its columns."""
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
    align: list[Align] = [cell.get("data-align", "start") for cell in rows[0]] if rows else []
    caption = " ".join("".join(c) for c in (x.itertext() for x in table.findall("caption")))
    return Grid(
        tuple(tuple(paragraph(cell, setting) for cell in row) for row in rows),
        tuple(align),
        table.get("aria-label") or " ".join(caption.split()),
    )


def _share(figure: Any, setting: Setting) -> Share:
    """A figure that is an icon array."""
    shown, of = int(figure.get("data-shown", "0")), int(figure.get("data-of"))
    return Share(min(shown, of), of, figure.get("aria-label", ""), _caption(figure, setting))


def _notes(section: Any, setting: Setting) -> Words:
    """The notes of a slide; those of its group where it has none."""
    kept = replace(setting, noted=True)
    for holder in (section, *section.iterancestors("section")):
        asides = holder.findall("aside")
        if asides:
            return tuple(p for aside in asides for p in paragraphs(aside, kept.inside(aside)))
    return ()


def _slide(section: Any, number: int, setting: Setting) -> SlideOutline:
    """One section, known to be sound."""
    here = setting.inside(section)
    loose = tuple(paragraphs((c for c in section if c.tag in _LOOSE), here))
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
        tuple(_image(one, here) for one in figures if not one.get("data-of")),
        tuple(_grid(child, here) for child in section if child.tag == "table"),
        tuple(_share(one, here) for one in figures if one.get("data-of")),
        _notes(section, setting),
        next((h.get("data-icon") for h in holders if h.get("data-icon")), ""),
    )


def read(markup: Markup) -> Outline:
    """The outline of the deck; raises ContentError with all faults of the mark-up."""
    root = _tree(markup)
    faults = tuple(_faults(root, markup.template))
    if faults:
        raise ContentError(faults)
    setting = Setting("", False).inside(root)
    return Outline(
        root.get("data-title"),
        setting.lang,
        setting.rtl,
        root.get("data-author", ""),
        root.get("data-subject", ""),
        date.fromisoformat(root.get("data-created")),
        (root.get("data-footer", ""), *filter(None, [root.get("data-foot")])),
        root.get("data-part", "({number} / {total})"),
        tuple(_slide(one, number, setting) for number, one in enumerate(_slides(root), 1)),
    )
