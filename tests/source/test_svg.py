"""A drawing is a drawing, in whatever program it was made, and draws no more than a page holds."""

import time

import pytest

from handout.source.svg import fault_of, without_metadata

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'
INKSCAPE = """<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- by Jane -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" width="90mm" height="45mm"
 viewBox="0 0 90 45" sodipodi:docname="jane.svg" inkscape:export-filename="C:/jane/a.png">
 <sodipodi:namedview id="jane"/><metadata>jane</metadata>
 <defs><rect id="r" width="9" height="9"/></defs>
 <g inkscape:label="Jane" style="fill:#c33;-inkscape-stroke:none"><use xlink:href="#r"/></g>
</svg>"""


def drawing(inner: str, head: str = "") -> bytes:
    return f"{HEAD}{head}>{inner}</svg>".encode()


def test_the_file_of_a_drawing_program_is_a_drawing():
    assert fault_of(INKSCAPE.encode()) == ""


def test_what_a_program_wrote_of_its_author_is_left_out():
    bare = without_metadata(INKSCAPE.encode())
    assert b"jane" not in bare.lower()
    assert b"DOCTYPE" not in bare
    assert fault_of(bare) == ""
    assert b'href="#r"' in bare
    assert b'width="90mm"' in bare
    assert without_metadata(bare) == bare


def test_a_bare_drawing_stays_as_it_is():
    data = drawing("<rect width='9' height='9'/>")
    assert without_metadata(data) == data


@pytest.mark.parametrize(
    "size", ["width='9cm' height='4.5in'", "width='9em'", "width='100%' height='100%'", ""]
)
def test_a_drawing_has_its_size_in_any_unit_or_none(size):
    assert fault_of(drawing("<rect width='9' height='9'/>", f" {size}")) == ""


def chain(kind: str, refer: str, levels: int = 14, twice: str = "") -> str:
    """Elements each of which draws the next, and a shape that draws the first."""
    shape = "<path d='M0 0L1 1L2 2L3 3L4 4L5 5L6 6L7 7L8 8' {}/>"
    inner = (twice or shape).format
    parts = (
        f"<{kind} id='p{n}' width='9' height='9'>{inner(refer.format(n + 1))}"
        f"{inner(refer.format(n + 1))}</{kind}>"
        for n in range(levels)
    )
    return "".join(parts) + shape.format(refer.format(0))


REFERRING = {
    "attributes": ("pattern", "fill='url(#p{0})'"),
    "styles": ("mask", "style='mask:url( #p{0} )'"),
    "classes": ("pattern", "class='c{0}'"),
    "markers": ("marker", "style='marker:url(#p{0})'"),
    "clips": ("clipPath", "clip-path='url(\"#p{0}\")'"),
}


@pytest.mark.parametrize("how", REFERRING)
def test_a_drawing_that_multiplies_itself_is_refused(how):
    kind, refer = REFERRING[how]
    rules = "".join(f"g .c{n}:hover, .c{n} {{fill: url(#p{n})}}" for n in range(15))
    sheet = f"<style>{rules}</style>" if how == "classes" else ""
    start = time.monotonic()
    assert fault_of(drawing(sheet + chain(kind, refer))) == "draws too much, or draws itself"
    assert time.monotonic() - start < 1


def test_what_a_group_hands_down_is_drawn_for_each_in_it():
    inner = "<rect width='1' height='1'/>"
    tile = f"<pattern id='p' width='9' height='9'>{inner * 200}</pattern>"
    assert fault_of(drawing(f"{tile}<g fill='url(#p)'>{inner * 300}</g>"))
    assert fault_of(drawing(f"{tile}<g clip-path='url(#p)'>{inner * 300}</g>")) == ""


def test_many_shapes_may_share_a_gradient_or_a_marker():
    fade = "<linearGradient id='f'><stop offset='0'/><stop offset='1'/></linearGradient>"
    tip = "<marker id='m'><path d='M0 0L1 1'/></marker>"
    sheet = "<style>.a{fill:url(#f)}.b{marker-end:url(#m)}</style>"
    shapes = "<path class='a' d='M0 0L1 1'/>" * 9000 + "<path class='b' d='M0 0L1 1'/>" * 400
    assert fault_of(drawing(fade + tip + sheet + shapes)) == ""


@pytest.mark.parametrize("words", ["fill='url({0}'", "style='fill:url({0}#a{0}'", "d='src{0}'"])
def test_a_run_of_spaces_takes_no_time(words):
    start = time.monotonic()
    fault_of(drawing(f"<rect {words.format(' ' * 200_000)}/>"))
    fault_of(drawing(f"<style>.a{{{words.format(' ' * 200_000)}}}</style>"))
    assert time.monotonic() - start < 1
