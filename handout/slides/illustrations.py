"""Pictures and icons where they stand on a slide."""

import math
from collections.abc import Iterator

from msgspec.structs import replace

from handout.model.deck import Box, Deck, Item, Picture, TextFrame
from handout.model.findings import Finding, Severity
from handout.model.markup import Markup, shown_source
from handout.slides.ooxml.layout_xml import mirrored
from handout.slides.outline import PictureOutline, SlideOutline
from handout.slides.resolved_layouts import DeckTemplate, ResolvedLayout, ResolvedPlaceholder
from handout.slides.slide_pictures import TWIN_DENSITY, PictureError, load, proportions, rasterised
from handout.templating import drawings
from handout.typography.measuring import line_width

_COARSE = 100
"""Pixels to the inch: of a photograph with fewer the dots are seen."""
_AS_LARGE = 0.9
"""A picture stands beside its title where it keeps so much of its area."""
_GAP = 12.0
"""From a picture to its caption."""
_BOLD = 1.1
"""How much wider than measured words may be in bold."""
_SMALL = 0.4
"""A picture that leaves more of its room free than that stands in the middle of it."""


def _contained(box: Box, width: float, height: float, most: float = math.inf) -> Box:
    """The largest box of those proportions in the middle of the other, up to so many times."""
    scale = min(box.width / width, box.height / height, most)
    wide, tall = width * scale, height * scale
    return Box(box.left + (box.width - wide) / 2, box.top + (box.height - tall) / 2, wide, tall)


def icon_drawing(name: str, colour: str) -> bytes:
    """An icon's SVG; raises PictureError where there is none of the name."""
    try:
        return drawings.icon(name, colour, stroke=1.25).encode()
    except KeyError as fault:
        raise PictureError("icon-unknown", *drawings.unknown_icon(name)) from fault


def _ends_beside(title: TextFrame, box: Box, layout: ResolvedLayout) -> bool:
    """Whether the words of a title reach as far as the box."""
    room, wide = title.room, title.room.width
    if title.lines[0] == 1:
        family = layout.placeholders["title"].family
        wide = line_width(title.paragraphs[0].plain, family) * title.sizes[0] * _BOLD
    if title.paragraphs[0].rtl:
        return room.right - wide < box.right + _GAP
    return room.left + wide > box.left - _GAP


def icon(name: str, title: TextFrame, layout: ResolvedLayout, colour: str) -> tuple[Picture, ...]:
    """An icon below the title or behind its end, where there is room for it."""
    room = layout.row.icon
    if not name or room is None:
        return ()
    box = mirrored(room) if title.paragraphs[0].rtl else room
    if _ends_beside(title, box, layout) and title.room.top + title.height > box.top - _GAP:
        return ()
    drawing = icon_drawing(name, "#ffffff" if layout.row.background == "tx2" else colour)
    image = rasterised(drawing, round(room.width * TWIN_DENSITY))
    return (Picture("icon", -1, box, image, "image/png", "", drawing),)


def _area(box: Box, aspect: float) -> float:
    """How large a picture of those proportions is in the box."""
    inner = _contained(box, aspect, 1.0)
    return inner.width * inner.height


def with_title_beside(
    slide: SlideOutline, template: DeckTemplate, markup: Markup
) -> SlideOutline | None:
    """A slide that is a picture alone, the title and its words at its side; raises PictureError.

    None where it would be smaller there than below its title.
    """
    if slide.layout != "full-picture":
        return None
    (image,) = slide.pictures
    layouts = (template.layouts[name] for name in ("picture", slide.layout))
    beside, below = (layout.placeholders["picture"].box for layout in layouts)
    aspect = proportions(image.source, markup)
    if not aspect or _area(beside, aspect) < _area(below, aspect) * _AS_LARGE:
        return None
    texts = (image.caption,) if image.caption else ()
    return replace(slide, layout="picture", texts=texts, pictures=(replace(image, caption=()),))


def _is_stacked(layout: ResolvedLayout) -> bool:
    """Whether the caption's placeholder is right below the picture's."""
    below = layout.placeholders.get("caption")
    if below is None or not layout.row.stacked:
        return False
    held, box = below.box, layout.placeholders["picture"].box
    return held.top >= box.bottom - 1 and abs(held.left - box.left) < _GAP


def _insets(frame: TextFrame) -> float:
    """Above and below the words of a box."""
    return frame.box.height - frame.room.height


def room_of(layout: ResolvedLayout, caption: TextFrame | None) -> Box:
    """The room of a picture: down to its caption; without one, to the end of its placeholder."""
    box = layout.placeholders["picture"].box
    if not _is_stacked(layout):
        return box
    taken = caption.height + _insets(caption) + _GAP if caption else 0.0
    return replace(box, height=layout.placeholders["caption"].box.bottom - box.top - taken)


def _lowered(frame: TextFrame, top: float) -> TextFrame:
    """The words in a box of their own height that begins there."""
    box = replace(frame.box, top=top, height=frame.height + _insets(frame))
    above = frame.room.top - frame.box.top
    return replace(frame, box=box, room=replace(frame.room, top=top + above, height=frame.height))


def stacked(
    shown: Picture, caption: TextFrame | None, layout: ResolvedLayout, rtl: bool
) -> tuple[Item, ...]:
    """A picture at the edge where lines begin, its caption right below it.

    Both stand at the top, or in the middle where they take little of the height.
    """
    words = (caption,) if caption else ()
    if not _is_stacked(layout):
        return (shown, *words)
    room = room_of(layout, caption)
    spare = room.height - shown.box.height
    top = room.top + (spare / 2 if spare > room.height * _SMALL else 0.0)
    left = room.right - shown.box.width if rtl else room.left
    shown = replace(shown, box=replace(shown.box, left=left, top=top))
    return (shown, *(_lowered(one, shown.box.bottom + _GAP) for one in words))


def _placed(image: PictureOutline, place: tuple[str, int], room: Box, markup: Markup) -> Picture:
    """A picture in the middle of its room; `place` is the role and the index of its placeholder."""
    loaded = load(image.source, markup, room)
    most = math.inf if loaded.svg else 72 / _COARSE
    box = _contained(room, loaded.width, loaded.height, most)
    kind, alt, svg = loaded.media_type, image.alt, loaded.svg
    pixels = 0 if svg else round(loaded.width)
    return Picture(*place, box, loaded.image, kind, alt, svg, image.link, image.source, pixels)


def in_cell(image: PictureOutline, room: Box, rtl: bool, markup: Markup) -> Picture:
    """A picture in a table's cell, at the edge where lines begin; raises PictureError."""
    shown = _placed(image, ("cell", -1), room, markup)
    left = room.right - shown.box.width if rtl else room.left
    return replace(shown, box=replace(shown.box, left=left, top=room.top), pixels=0)


def picture(
    image: PictureOutline, placeholder: ResolvedPlaceholder, markup: Markup, room: Box
) -> Picture:
    """A picture in its room, or in so much of its width as is asked for; raises PictureError."""
    width = room.width * image.share
    room = replace(room, left=room.left + (room.width - width) / 2, width=width)
    return _placed(image, (placeholder.slot.role, placeholder.index), room, markup)


def too_coarse(deck: Deck) -> Iterator[Finding]:
    """A warning for each photograph with too few pixels for its place on the slide."""
    held = (item for slide in deck.slides for item in slide.items if isinstance(item, Picture))
    for item in held:
        if not 0 < item.pixels * 72 <= item.box.width * _COARSE * 1.01:
            continue
        name = shown_source(item.source)
        message = f"the picture '{name}' has too few pixels, so it is small on its slide"
        advice = f"take one that is wider than {item.pixels} pixels; 1,200 is good"
        yield Finding(
            "picture-small", message, advice, severity=Severity.WARNING, about=item.source
        )
