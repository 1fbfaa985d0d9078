"""Puts the pages of a document on sheets before the PDF is written, so that nothing is lost.

Merging finished PDFs would drop their tags. WeasyPrint writes whatever looks like one of its
pages; a sheet does, and draws several.
"""

from typing import Any

from weasyprint import CSS, HTML
from weasyprint.draw import draw_page

from handout.paper.folding import Sheet

PIXELS = 96 / 25.4
"""CSS pixels in a millimetre."""


class ImposedSheet:
    """One side of a sheet, in the shape of WeasyPrint's page."""

    def __init__(self, sheet: Sheet, document: Any, bleed: str = "") -> None:
        self._host = host = _blank(sheet, bleed, document.font_config)
        pages = document.pages
        self.width, self.height, self.bleed = host.width, host.height, host.bleed
        # In reading order, which is the order of the tags.
        spots = sorted((s for s in sheet.spots if s.page < len(pages)), key=lambda s: s.page)
        self._placed = [(pages[s.page], s.x * PIXELS, s.y * PIXELS) for s in spots]
        self._page_box = host._page_box.copy_with_children(
            [page._page_box for page, _, _ in self._placed]
        )
        self.forms: dict[Any, list[Any]] = {None: []}
        self.bookmarks = [
            (level, label, (x + dx, y + dy), state)
            for page, dx, dy in self._placed
            for level, label, (x, y), state in page.bookmarks
        ]
        self.anchors = {
            name: _moved(area, dx, dy)
            for page, dx, dy in self._placed
            for name, area in page.anchors.items()
        }
        self.links = [
            (kind, target, _moved(area, dx, dy), box)
            for page, dx, dy in self._placed
            for kind, target, area, box in page.links
        ]

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draw each page in its place, and nothing of it outside of that."""
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for page, dx, dy in self._placed:
                with stream.stacked():
                    stream.transform(e=dx, f=dy)
                    stream.rectangle(*self._visible(page, dx))
                    stream.clip()
                    stream.end()
                    draw_page(page._page_box, stream)
            draw_page(self._host._page_box, stream)  # the crop marks

    def _visible(self, page: Any, dx: float) -> tuple[float, float, float, float]:
        """What of a page is seen: all of it, and its bleed where the sheet ends."""
        left = self.bleed["left"] if dx < 1 else 0.0
        right = self.bleed["right"] if dx + page.width > self.width - 1 else 0.0
        top, bottom = self.bleed["top"], self.bleed["bottom"]
        return -left, -top, left + page.width + right, top + page.height + bottom


def _moved(area: tuple[float, ...], dx: float, dy: float) -> tuple[float, ...]:
    left, top, right, bottom = area
    return left + dx, top + dy, right + dx, bottom + dy


def _blank(sheet: Sheet, bleed: str, fonts: Any) -> Any:
    """A page without words; fonts of its own would hold half a megabyte that is never freed."""
    size = f"@page {{ size: {sheet.width:g}mm {sheet.height:g}mm; margin: 0; {bleed} }}"
    return (
        HTML(string="<html lang=en><body></body></html>")
        .render(font_config=fonts, stylesheets=[CSS(string=size)])
        .pages[0]
    )


def imposed(document: Any, sheets: tuple[Sheet, ...], bleed: str = "") -> Any:
    """The document's pages on sheets; `bleed` are the sheets' own rules of style."""
    return document.copy([ImposedSheet(sheet, document, bleed) for sheet in sheets])
