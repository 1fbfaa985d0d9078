"""A slide's part while it is filled: what stands on it, its pictures, charts and links."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.parts.slide import BaseSlidePart

from handout.model.deck import Chart, Deck, IconArray, Item, Picture, Slide, Steps, Table, TextFrame
from handout.slides.ooxml import drawing_xml, slide_xml
from handout.slides.ooxml.chart_part import chart_frame, chart_part
from handout.slides.ooxml.drawingml import GROUP, SVG_BLIP, Identity, ph, place, text
from handout.slides.ooxml.inheritance import Placeholder
from handout.slides.ooxml.notation import DECLARED
from handout.slides.resolved_layouts import ResolvedLayout
from handout.slides.slide_pictures import ENDINGS
from handout.slides.theme_colours import ThemeColours
from handout.typography.measuring import advance

_SVG_TYPE = "image/svg+xml"


class Page:
    """A slide's part, and how it is tied to what it shows."""

    def __init__(
        self,
        part: BaseSlidePart,
        layout: ResolvedLayout,
        colours: ThemeColours,
        media: dict[str, Part],
    ) -> None:
        self.part, self.layout, self.colours, self._media = part, layout, colours, media

    def link(self, address: str) -> str:
        """The relationship id of an address."""
        return str(self.part.relate_to(address, RT.HYPERLINK, is_external=True))

    def picture(self, data: bytes, media_type: str) -> str:
        """The relationship id of a picture, kept once for the whole deck."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._media:
            name = f"/ppt/media/picture{len(self._media) + 1}.{ENDINGS[media_type]}"
            self._media[digest] = Part(PackURI(name), media_type, self.part.package, data)
        return str(self.part.relate_to(self._media[digest], RT.IMAGE))

    def chart(self, made: Chart) -> str:
        """The relationship id of a new chart."""
        return str(self.part.relate_to(chart_part(made, self.part.package, self.colours), RT.CHART))

    def ph(self, role: str) -> str:
        """What ties an item to its placeholder in the layout; nothing where it has none."""
        placeholder = self.layout.placeholders.get(role)
        if placeholder is None or placeholder.index < 0:
            return ""
        return ph(placeholder.type, placeholder.index)


def _picture(item: Picture, number: int, page: Page) -> str:
    """A picture in its placeholder; an SVG beside its PNG twin."""
    image = page.picture(item.image, item.media_type)
    drawing = SVG_BLIP.format(page.picture(item.svg, _SVG_TYPE)) if item.svg else ""
    click = f'<a:hlinkClick r:id="{page.link(item.link)}"/>' if item.link else ""
    held = page.ph(item.role)
    locks = ' noGrp="1"' if held else ""
    form = "" if held else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f"<p:pic><p:nvPicPr>{Identity(number, f'Picture {number}', item.alt).xml(click)}"
        f'<p:cNvPicPr><a:picLocks{locks} noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{held}</p:nvPr>'
        f'</p:nvPicPr><p:blipFill><a:blip r:embed="{image}">{drawing}</a:blip><a:stretch>'
        f"<a:fillRect/></a:stretch></p:blipFill><p:spPr>{place(item.box)}{form}</p:spPr></p:pic>"
    )


def _table(item: Table, number: int, page: Page) -> str:
    return slide_xml.table(item, number, page.ph(item.role), page.colours)


def _chart(item: Chart, number: int, page: Page) -> str:
    return chart_frame(item, number, page.ph(item.role), page.chart(item))


def _words(item: TextFrame, number: int, page: Page) -> str:
    held = page.layout.placeholders[item.role]
    return slide_xml.text_frame(item, number, page.ph(item.role), held)


def _steps(item: Steps, number: int, page: Page) -> str:
    return drawing_xml.steps(item, number, page.colours)


def _icon_array(item: IconArray, number: int, page: Page) -> str:
    return drawing_xml.icon_array(item, number, page.colours)


_KINDS: Mapping[str, Callable[[Any, int, Page], str]] = {
    "text": _words,
    "picture": _picture,
    "table": _table,
    "chart": _chart,
    "steps": _steps,
    "icon-array": _icon_array,
}
"""How each kind of item is written."""


def _items(items: tuple[Item, ...], page: Page) -> tuple[str, int]:
    """All items in reading order, and the next free number of a shape."""
    number, made = 2, []
    for item in items:
        made.append(_KINDS[item.kind](item, number, page))
        number += drawing_xml.shape_count(item)
    return "".join(made), number


_FACE = '<a:latin typeface="+mn-lt"/>'


def _footer(deck: Deck, count: int, foot: Placeholder) -> str:
    """The version line, or the longest that has room."""
    level = foot.levels[0]
    fit = (f for f in deck.footers if advance(f, level.family) * level.size <= foot.room.width)
    line = next(fit, deck.footers[-1])
    return f'<a:r><a:rPr lang="{deck.lang}">{_FACE}</a:rPr><a:t>{text(line)}</a:t></a:r>'


def _number(deck: Deck, count: int, foot: Placeholder) -> str:
    """The slide's number, which PowerPoint keeps up to date."""
    return (
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f'<a:rPr lang="{deck.lang}">{_FACE}</a:rPr><a:t>{count}</a:t></a:fld>'
    )


_FOOT = (("ftr", "Footer", _footer, "lr"), ("sldNum", "Slide Number", _number, "rl"))
"""Type, name, content and side of each; LibreOffice does not inherit how they are set."""


def _foot(first: int, count: int, deck: Deck, slide: Slide, layout: ResolvedLayout) -> str:
    """The version line and the slide's number, where the layout has a place for them."""
    made = []
    for number, (kind, name, content, sides) in enumerate(_FOOT, first):
        if kind not in layout.footers:
            continue
        foot = layout.footers[kind]
        held = ph(kind, foot.index)
        made.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{held}</p:nvPr></p:nvSpPr><p:spPr/>'
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{sides[slide.rtl]}"/>'
            f"{content(deck, count, foot)}</a:p></p:txBody></p:sp>"
        )
    return "".join(made)


def slide_part_xml(slide: Slide, count: int, deck: Deck, page: Page) -> str:
    """`slide.xml`."""
    items, following = _items(slide.items, page)
    foot = _foot(following, count, deck, slide, page.layout)
    return (
        f"<p:sld {DECLARED}><p:cSld><p:spTree>{GROUP}{items}{foot}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
