"""Changes of WeasyPrint without which the output would be wrong.

`install` makes those that hold for good. The context managers are hooks that WeasyPrint does
not have: they hold while a document is written.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from math import inf
from typing import Any, BinaryIO, NamedTuple

from weasyprint import document
from weasyprint.layout import block, inline, preferred
from weasyprint.pdf import fonts, tags
from weasyprint.pdf.stream import Stream


def _keep_floats_whole() -> None:
    """Lay out a float that says `break-inside: avoid` as if the page had no end.

    The heading of a section floats beside its text. Where its second line does not fit on the
    page any more, WeasyPrint puts off the rest of it to the next page; and when the section
    moves there as a whole, the rest is drawn too. Upstream: none known; Kozea/WeasyPrint#1629
    was like it.
    """
    original = block.float_layout

    def whole(context: Any, box: Any, *others: Any, **named: Any) -> Any:
        if box.style["break_inside"] == "avoid":
            others = (*others[:-1], -inf)  # the last is the space to keep at the foot of the page
        return original(context, box, *others, **named)

    block.float_layout = whole


def _mark_links_once() -> None:
    """Make one annotation of a link, none of what stands in it.

    WeasyPrint makes one more of each element in a link, such as of words in bold, whose tag is
    no link, as PDF/UA-1 asks for; and whoever goes from link to link stops twice. Upstream: none
    known.
    """
    original = document.gather_anchors

    def gather(box: Any, anchors: Any, links: Any, *others: Any) -> None:
        found: list[Any] = []
        original(box, anchors, found, *others)
        links += (one for one in found if one[3].link)

    document.gather_anchors = gather


def _keep_lines_full() -> None:
    """Break no line behind its first word because the space at its end has no room.

    Of a text that ends with a space, before a link or words in bold, and that fills its line but
    for that space, WeasyPrint leaves the first word alone on a line. Upstream: none known.
    """
    original = inline.split_first_line

    def split(text: str, style: Any, context: Any, width: Any, *others: Any, **named: Any) -> Any:
        found = original(text, style, context, width, *others, **named)
        layout, _, resume, *_ = found
        if resume is None or width is None or text[-1] != " " or " " in layout.text.strip(" "):
            return found
        bare = original(text.rstrip(" "), style, context, width, *others, **named)
        if bare[2] is None and bare[0].text != layout.text:
            return original(text, style, context, None, *others, **named)
        return found

    inline.split_first_line = preferred.split_first_line = split


class _Instance(NamedTuple):
    """A font as WeasyPrint uses it: it is saved."""

    data: bytes

    def save(self, file: BinaryIO) -> None:
        """Write the font's bytes."""
        file.write(self.data)


def instance(font: Any, place: Mapping[str, float], *, static: bool = True) -> _Instance:
    """A variable font at a place on its axes, at the default of those that are not named.

    Stands in for fontTools' `instantiateVariableFont`, which writes the time of day into each
    font, and takes half a second for the first. Always `static`. Upstream: none known.
    """
    import uharfbuzz  # late, as most documents have no variable font

    font.reader.file.seek(0)
    face = uharfbuzz.Face(font.reader.file.read())
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(face)
    for axis in face.axis_infos:
        if axis.tag in place:
            within = min(max(place[axis.tag], axis.min_value), axis.max_value)
            wanted.pin_axis_location(face, axis.tag, within)
    return _Instance(uharfbuzz.subset(face, wanted).blob.data)


def install() -> None:
    """Make the corrections that hold for good."""
    _keep_floats_whole()
    _mark_links_once()
    _keep_lines_full()
    fonts.instantiateVariableFont = instance


@contextlib.contextmanager
def structure_elements(alter: Callable[[Any, Any, Any], bool]) -> Iterator[None]:
    """Pass each structure element that is made meanwhile to a function: box, element, PDF.

    It returns whether the element is to be read; one that is not is tied to no other, as
    WeasyPrint does for the margins of a page. WeasyPrint writes no language and no scope of a
    head cell: Kozea/WeasyPrint#2508, #2482.
    """
    original = tags._build_box_tree

    def build(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        for element in original(box, parent, pdf, *rest):
            if alter(box, element, pdf):
                yield element

    tags._build_box_tree = build
    try:
        yield
    finally:
        tags._build_box_tree = original


@contextlib.contextmanager
def colours_in_inks(inks: Callable[[float, float, float], tuple[float, ...]]) -> Iterator[None]:
    """Write each RGB colour meanwhile as the inks that a function gives for it, 0 to 1.

    WeasyPrint converts no colour, and `device-cmyk()` cannot be had of the colours of a drawing
    or of a clinic's own style sheet. Upstream: none known; Kozea/WeasyPrint#1091 brought
    `device-cmyk()`.
    """
    original = Stream.set_color_rgb

    def set_color_rgb(self: Any, r: float, g: float, b: float, stroke: bool = False) -> None:
        self.set_color_space("DeviceCMYK", stroke)
        self.set_color_special(None, stroke, *(round(ink, 4) for ink in inks(r, g, b)))

    Stream.set_color_rgb = set_color_rgb
    try:
        yield
    finally:
        Stream.set_color_rgb = original
