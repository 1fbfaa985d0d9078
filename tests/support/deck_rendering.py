"""Where LibreOffice puts the words of a deck: each paragraph gets a colour of its own."""

import ctypes
import io
import os
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec

import pypdfium2
import pypdfium2.raw as pdfium
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from handout.model.deck import Box, Jump, Steps, Table, TextFrame
from handout.typography.fonts import family

FILL = (
    '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:srgbClr val="{:06X}"/></a:solidFill>'
)


@dataclass(frozen=True)
class Place:
    """A paragraph, where it must stand and how many lines it was given."""

    slide: int
    words: str
    box: Box
    lines: int
    size: float


def _frame_places(number, frame):
    for paragraph, lines, size in zip(frame.paragraphs, frame.lines, frame.sizes, strict=True):
        yield Place(number, paragraph.plain, frame.box, lines, size)


def _table_places(number, table, rtl):
    top = table.box.top
    for row, height in zip(table.rows, table.heights, strict=True):
        left = table.box.right if rtl else table.box.left
        for cell, width in zip(row, table.columns, strict=True):
            left = left - width if rtl else left
            yield Place(number, cell.plain, Box(left, top, width, height), 0, table.size)
            left = left if rtl else left + width
        top += height


def places(deck):
    """Every paragraph of the deck, in the order of the slides' XML."""
    for number, slide in enumerate(deck.slides, 1):
        for item in slide.items:
            if isinstance(item, TextFrame):
                yield from _frame_places(number, item)
            elif isinstance(item, Steps):
                for card in item.cards:
                    yield from _frame_places(number, card)
            elif isinstance(item, Table):
                yield from _table_places(number, item, slide.rtl)
            elif isinstance(item, Jump):
                yield Place(number, item.words.plain, item.box, 1, item.size)


def _paragraphs(slide):
    """The paragraphs of a slide but for the footer's."""
    for shape in slide.shapes:
        if shape.name not in ("Footer", "Slide Number"):
            yield from shape._element.iter(qn("a:p"))


def coloured(data):
    """The deck with a colour for each paragraph, 1, 2, 3, …"""
    presentation, colour = Presentation(io.BytesIO(data)), 0
    for slide in presentation.slides:
        slide._element.attrib.pop("show", None)  # hidden ones would not be printed
        for paragraph in _paragraphs(slide):
            colour += 1
            for look in paragraph.iter(qn("a:rPr")):
                for old in look.findall(qn("a:solidFill")):
                    look.remove(old)
                look.insert(0, parse_xml(FILL.format(colour)))
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


CJK = "noto_cjk_sans_jp_regular"
"""A package of `make slow` whose typeface has Chinese, Japanese and Korean letters."""

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}
</fontconfig>"""


def fonts(folder):
    """The packages' typefaces beside the computer's own, so that no letter is a blank box."""
    families = [family(name) for name in ("Arimo", "Noto Sans Devanagari")]
    folders = [one.folder / "files" for one in families if one]
    cjk = find_spec(CJK)
    folders += cjk.submodule_search_locations if cjk else []
    held = "".join(f"<dir>{one}</dir>" for one in folders)
    (folder / "fonts.conf").write_text(FONTS.format(held))
    return os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}


def rendered(data, folder):
    """The deck as a PDF, by LibreOffice."""
    (folder / "deck.pptx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, str(folder / "deck.pptx")], check=True, capture_output=True, env=fonts(folder)
    )
    return pypdfium2.PdfDocument(folder / "deck.pdf")


def _characters(page):
    """Colour, baseline and ink box of every character of a page, from the top left."""
    text, height = page.get_textpage(), page.get_height()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text, index)).isspace():
            continue
        pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        left, bottom, right, top = text.get_charbox(index)
        colour = red.value << 16 | green.value << 8 | blue.value
        yield colour, height - y.value, Box(left, height - top, right - left, top - bottom)


def _lines(baselines, size):
    """How many lines the baselines are; raised and lowered characters do not count."""
    count, last = 0, None
    for place in sorted(baselines):
        if last is None or place - last > size * 0.6:
            count, last = count + 1, place
    return count


def faults(made, folder, slack=1.0):
    """What stands outside its box, what was not drawn, and what took more lines than foreseen."""
    wanted = dict(enumerate(places(made.deck), 1))
    seen = {}
    for page in rendered(coloured(made.data), folder):
        scale = made.deck.width / page.get_width()
        for colour, baseline, ink in _characters(page):
            if colour in wanted:
                seen.setdefault(colour, []).append((baseline * scale, ink, scale))
    for colour, place in wanted.items():
        if place.words.strip() and colour not in seen:
            yield f"slide {place.slide}: “{place.words[:40]}” was not drawn"
        for _, ink, scale in seen.get(colour, ()):
            box = place.box
            inside = (
                ink.left * scale >= box.left - slack
                and ink.right * scale <= box.right + slack
                and ink.top * scale >= box.top - slack
                and ink.bottom * scale <= box.bottom + slack
            )
            if not inside:
                yield f"slide {place.slide}: “{place.words[:40]}” runs out of its place"
                break
        count = _lines([y for y, _, _ in seen.get(colour, ())], place.size)
        if place.lines and count > place.lines:
            words = f"“{place.words[:60]}” takes {count} lines, not {place.lines}"
            yield f"slide {place.slide}: {words}"
