"""Changes without which the output would be wrong; some hold while a document is written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager as Change
from contextlib import contextmanager
from math import inf
from struct import Struct
from typing import Any

from weasyprint.draw import text
from weasyprint.layout import block, inline, preferred
from weasyprint.pdf import fonts, tags
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi, pango

from handout.paper import font_files
from handout.paper.font_files import Glyph, Run
from handout.paper.weasyprint_patches import meanwhile, replace


def _keep_floats_whole(original: Any, context: Any, box: Any, *others: Any, **named: Any) -> Any:
    """Lay out a float that says `break-inside: avoid` as if the page had no end.

    The heading of a section floats beside its text. A second line of it that has no room is put
    off to the next page, and drawn there even where the whole section moves there.
    Upstream: none known; Kozea/WeasyPrint#1629 was like it.
    """
    if box.style["break_inside"] == "avoid":
        others = (*others[:-1], -inf)  # the last is the space to keep at the foot of the page
    return original(context, box, *others, **named)


def _begin_no_empty_box(original: Any, context: Any, box: Any, *others: Any, **named: Any) -> Any:
    """Begin no box at the foot of a page whose first child, a float, has no room there.

    WeasyPrint leaves an empty one behind, such as the rule over a section whose heading goes to
    the next page. Upstream: none known.
    """
    result = made, resume_at, *rest = original(context, box, *others, **named)
    _space, skip, is_empty, *_ = (0, None, True) if named else others  # by name: floats, cells
    if made is None or resume_at is None or made.children or is_empty or skip is not None:
        return result
    return None, None, {"break": "any", "page": None}, [], False, *rest[3:]


def _keep_lines_full(
    original: Any, text: str, style: Any, context: Any, width: Any, *others: Any, **named: Any
) -> Any:
    """Break no line behind its first word because the space at its end has no room.

    Of a text that ends with a space, before a link or words in bold, and that fills its line but
    for that space, WeasyPrint leaves the first word alone on a line. Upstream: none known.
    """
    found = original(text, style, context, width, *others, **named)
    layout, _, resume, *_ = found
    if resume is None or width is None or text[-1] != " " or " " in layout.text.strip(" "):
        return found
    bare = original(text.rstrip(" "), style, context, width, *others, **named)
    if bare[2] is None and bare[0].text != layout.text:
        return original(text, style, context, None, *others, **named)
    return found


def _close_up_mixed_lines(original: Any, context: Any, line: Any) -> None:
    """Leave no gap where the space at the end of a line was, and move nothing out of the margin.

    WeasyPrint goes by the direction of the last words, not by that of the line: Arabic words at
    the end of an English line move the whole line. Upstream: none known.
    """
    width = line.width
    original(context, line)
    if not (trimmed := width - line.width):
        return
    around, last = [], line
    while getattr(last, "children", ()):
        around.append(last)
        last = last.children[-1]
    is_from_right = bool(last.pango_layout.first_line_direction % 2)
    if is_from_right == (line.style["direction"] == "rtl"):
        return
    if is_from_right:  # what was done is undone but for the words themselves
        for box in line.children:
            box.translate(dx=trimmed, ignore_floats=True)
        last.translate(dx=-trimmed)
    for one in around:
        for box in one.children[:-1] if one.style["direction"] == "rtl" else ():
            box.translate(dx=-trimmed, ignore_floats=True)


def install() -> None:
    """Make the corrections that hold for good."""
    replace("remove_last_whitespace", _close_up_mixed_lines, inline)
    replace("float_layout", _keep_floats_whole, block)
    replace("block_container_layout", _begin_no_empty_box, block)
    replace("split_first_line", _keep_lines_full, inline, preferred)
    fonts.instantiateVariableFont = font_files.instance


def structure_elements(alter: Callable[[Any, Any, Any], bool]) -> Change[None]:
    """Pass each structure element that is made meanwhile to a function: box, element, PDF.

    It returns whether the element is to be read; else it is tied to no other, as in margins.
    WeasyPrint writes no language and no scope of a head cell: Kozea/WeasyPrint#2508, #2482.
    """
    original = tags._build_box_tree

    def build(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        for element in original(box, parent, pdf, *rest):
            if alter(box, element, pdf):
                yield element

    return meanwhile(tags, "_build_box_tree", build)


def colours_in_inks(inks: Callable[[float, float, float], tuple[float, ...]]) -> Change[None]:
    """Write each RGB colour meanwhile as the inks that a function gives for it, 0 to 1.

    WeasyPrint converts no colour; drawings and a clinic's own style sheets have no `device-cmyk()`.
    Upstream: none known; Kozea/WeasyPrint#1091 brought that.
    """

    def set_color_rgb(self: Any, r: float, g: float, b: float, stroke: bool = False) -> None:
        self.set_color_space("DeviceCMYK", stroke)
        self.set_color_special(None, stroke, *(round(ink, 4) for ink in inks(r, g, b)))

    return meanwhile(Stream, "set_color_rgb", set_color_rgb)


_GLYPH = Struct("IiiiI")


def _runs(stream: Any, layout: Any) -> Iterator[tuple[Run, Any]]:
    """The runs of a line, each with the memory of its glyphs."""
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # as it is drawn
    line, content = layout.get_first_line()[0].runs[0], layout.text.encode()
    while line != ffi.NULL:
        item, glyphs = line.data.item, line.data.glyphs
        (font, size), end = stream.add_font(item.analysis.font), item.offset + item.length
        memory = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * _GLYPH.size)
        starts = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
        drawn, rtl = list(_GLYPH.iter_unpack(memory)), bool(item.analysis.level % 2)
        yield Run(font, size, content[item.offset : end], starts, rtl, drawn), memory
        line = line.next


@contextmanager
def glyphs_with_text(
    alter: Callable[[Any, Sequence[Run]], Sequence[Sequence[Glyph]]],
    finish: Callable[[Any], None],
) -> Iterator[None]:
    """Pass each text box that is drawn meanwhile with its glyphs, and each font's file, on.

    WeasyPrint maps a glyph to the text that it was first drawn for, and further glyphs of a
    cluster to none: Kozea/WeasyPrint#2841.
    """
    draw, clean = text.draw_first_line, fonts.Font.clean

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        ends_early = overflow == "ellipsis" or ellipsis != "none"  # and is shaped anew
        if box.text.strip() and box.style["font_size"] >= 1e-6 and not ends_early:
            runs = list(_runs(stream, box.pango_layout))
            altered = alter(box, [run for run, _ in runs])
            for (run, memory), glyphs in zip(runs, altered, strict=True):
                if glyphs is not run.glyphs:
                    memory[:] = b"".join(_GLYPH.pack(*one) for one in glyphs)
        return draw(stream, box, overflow, ellipsis, matrix)

    def clean_and_finish(self: Any, to_unicode: Any, hinting: bool) -> None:
        clean(self, to_unicode, hinting)
        finish(self)

    line = meanwhile(text, "draw_first_line", draw_first_line)
    with line, meanwhile(fonts.Font, "clean", clean_and_finish):
        yield
