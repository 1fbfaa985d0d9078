"""A slide's part while it is filled: what stands on it, its pictures, charts and links."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handout.model.deck import Chart, Deck, IconArray, Item, Picture, Slide, Steps, Table, TextFrame
from handout.slides.ooxml import drawing_xml, slide_xml
from handout.slides.ooxml.drawingml import GROUP, SVG_BLIP, Identity, ph, place, text
from handout.slides.ooxml.inheritance import Placeholder
from handout.slides.ooxml.notation import DECLARED, element
from handout.slides.ooxml.package import PML, PRESENTATION, Package, xml_part
from handout.slides.resolved_layouts import ResolvedLayout
from handout.slides.slide_pictures import ENDINGS
from handout.slides.theme_colours import ThemeColours
from handout.typography.measuring import advance

_SVG_TYPE = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class SlidePart:
    """A slide's part, and how it is tied to what it shows."""

    name: str
    package: Package
    deck: Deck
    layout: ResolvedLayout
    colours: ThemeColours
    media: dict[bytes, str]
    """The parts of the deck's pictures, by digest: each is kept once."""

    def link(self, address: str) -> str:
        """The relationship id of an address."""
        return self.package.relate(self.name, "hyperlink", address, external=True)

    def picture(self, data: bytes, media_type: str) -> str:
        """The relationship id of a picture."""
        digest = hashlib.sha256(data).digest()
        if digest not in self.media:
            pattern = f"ppt/media/picture{{}}.{ENDINGS[media_type]}"
            self.media[digest] = self.package.free_name(pattern, len(self.media) + 1)
            self.package.add(self.media[digest], media_type, data)
        return self.package.relate(self.name, "image", self.media[digest])

    def chart(self, made: Chart) -> str:
        """The relationship id of a new chart."""
        from handout.slides.ooxml.chart_part import add_chart  # late: it imports python-pptx

        name = add_chart(self.package, made, self.colours.words, self.deck.created)
        return self.package.relate(self.name, "chart", name)

    def ph(self, role: str) -> str:
        """What ties an item to its placeholder in the layout; nothing where it has none."""
        placeholder = self.layout.placeholders.get(role)
        if placeholder is None or placeholder.index < 0:
            return ""
        return ph(placeholder.type, placeholder.index)


def _picture(item: Picture, number: int, part: SlidePart) -> str:
    """A picture in its placeholder; an SVG beside its PNG twin."""
    image = part.picture(item.image, item.media_type)
    drawing = SVG_BLIP.format(part.picture(item.svg, _SVG_TYPE)) if item.svg else ""
    blip = element("a:blip", f' r:embed="{image}"', drawing)
    click = f'<a:hlinkClick r:id="{part.link(item.link)}"/>' if item.link else ""
    held = part.ph(item.role)
    locks = ' noGrp="1"' if held else ""
    form = "" if held else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f"<p:pic><p:nvPicPr>{Identity(number, f'Picture {number}', item.alt).xml(click)}"
        f'<p:cNvPicPr><a:picLocks{locks} noChangeAspect="1"/></p:cNvPicPr>'
        f"{element('p:nvPr', '', held)}</p:nvPicPr><p:blipFill>{blip}<a:stretch>"
        f"<a:fillRect/></a:stretch></p:blipFill><p:spPr>{place(item.box)}{form}</p:spPr></p:pic>"
    )


def _table(item: Table, number: int, part: SlidePart) -> str:
    return slide_xml.table(item, number, part.ph(item.role), part.colours)


def _chart(item: Chart, number: int, part: SlidePart) -> str:
    return slide_xml.chart(item, number, part.ph(item.role), part.chart(item))


def _words(item: TextFrame, number: int, part: SlidePart) -> str:
    held = part.layout.placeholders[item.role]
    return slide_xml.text_frame(item, number, part.ph(item.role), held)


def _steps(item: Steps, number: int, part: SlidePart) -> str:
    return drawing_xml.steps(item, number, part.colours)


def _icon_array(item: IconArray, number: int, part: SlidePart) -> str:
    return drawing_xml.icon_array(item, number, part.colours)


_KINDS: Mapping[str, Callable[[Any, int, SlidePart], str]] = {
    "text": _words,
    "picture": _picture,
    "table": _table,
    "chart": _chart,
    "steps": _steps,
    "icon-array": _icon_array,
}
"""How each kind of item is written."""


def _items(items: tuple[Item, ...], part: SlidePart) -> tuple[str, int]:
    """All items in reading order, and the next free number of a shape."""
    number, made = 2, []
    for item in items:
        made.append(_KINDS[item.kind](item, number, part))
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


def _slide_xml(slide: Slide, count: int, part: SlidePart) -> bytes:
    """`slide.xml`."""
    items, following = _items(slide.items, part)
    foot = _foot(following, count, part.deck, slide, part.layout)
    return xml_part(
        f"<p:sld {DECLARED}><p:cSld><p:spTree>{GROUP}{items}{foot}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def add_slide(slide: Slide, count: int, part: SlidePart) -> str:
    """The relationship id of the slide in its presentation, whose `count`th it is."""
    part.package.relate(part.name, "slideLayout", part.layout.part)
    part.package.add(part.name, PML + "slide+xml", _slide_xml(slide, count, part))
    return part.package.relate(PRESENTATION, "slide", part.name)
