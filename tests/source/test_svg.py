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


HIDDEN = {
    "a remark in the sheet": ("<style>.a{{fill:/*}}*/url(#p{0})}}</style>", "class='a'"),
    "a remark in a style": ("", "style='fill:/*;*/url(#p{0})'"),
    "a string": ('<style>.a{{x:"}}.b{{y:";fill:url(#p{0})}}</style>', "class='a'"),
    "an open rule": ("<style>.a{{fill:url(#p{0})</style>", "class='a'"),
    "another attribute": ("<style>path[y='.b']{{fill:url(#p{0})}}</style>", "y='.b'"),
    "a function": ("<style>:is(.c,.a){{fill:url(#p{0})}}</style>", "class='a'"),
    "an odd class": ("<style>.a\u00b7b{{fill:url(#p{0})}}</style>", "class='a\u00b7b'"),
    "characters by number": ("", "fill='&#117;rl(&#35;p{0})'"),
    "a section of characters": ("<style><![CDATA[.a{{fill:url(#p{0})}}]]></style>", "class='a'"),
    "capitals": ("", "style='FILL:URL(#p{0})'"),
    "per cent": ("", "fill='url(#%70{0})'"),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_reference_counts_however_it_is_written(how):
    """Each pattern holds a shape that it fills itself."""
    sheet, refer = (words.format(0) for words in HIDDEN[how])
    shape = f"<path d='M0 0H9V9z' {refer}/>"
    tile = f"<pattern id='p0' width='9' height='9'>{shape}</pattern>"
    assert fault_of(drawing(sheet + tile + shape)).partition(",")[0] in (
        "draws too much",
        "has a style that cannot be read",
    )


def test_of_elements_with_one_name_each_counts():
    heavy = chain("pattern", "fill='url(#p{0})'")
    assert fault_of(drawing(heavy + "<pattern id='p0' width='9' height='9'/>"))
    assert fault_of(drawing("<pattern id='p0' width='9' height='9'/>" + heavy))


def test_filters_blur_as_much_as_a_drawing_needs():
    blur = "<feGaussianBlur stdDeviation='1'/>"
    shape = "<path d='M0 0H9V9z' filter='url(#f)'/>"
    assert fault_of(drawing(f"<filter id='f'>{blur * 3}</filter>" + shape * 30)) == ""
    assert fault_of(drawing(f"<filter id='f'>{blur * 99}</filter>" + shape * 9))
    assert fault_of(drawing(f"<filter id='f'>{blur}</filter>" + shape * 300))
    clouds = "<filter id='f'><feTurbulence baseFrequency='1' numOctaves='999'/></filter>"
    assert fault_of(drawing(clouds + shape)) == "holds <feTurbulence>"


@pytest.mark.parametrize("number", ["1e30", "123456789", "1.5E+12"])
def test_a_number_that_no_page_holds_is_refused(number):
    assert "too large" in fault_of(drawing(f"<circle r='{number}'/>"))
    assert fault_of(drawing(f"<g id='{number}'><circle r='1.23456789012e-9'/></g>")) == ""


TAKE_MINUTES = {
    "a name without an end": f"<path transform='{'a' * 9_000}'/>",
    "a gradient that is repeated": "<linearGradient spreadMethod='repeat' x2='1e-6'/>",
    "a selector of many parts": f"<style>{'g ' * 9}path{{fill:red}}</style>",
    "a selector of siblings": "<style>g~g~path{fill:red}</style>",
    "rules without end": f"<style>{'.a{fill:red}' * 1_001}</style>",
    "stops without end": f"<linearGradient id='g'>{'<stop/>' * 900}</linearGradient>"
    + "<path fill='url(#g)'/>" * 90,
}


@pytest.mark.parametrize("what", TAKE_MINUTES)
def test_what_programs_draw_for_minutes_is_refused(what):
    assert fault_of(drawing(TAKE_MINUTES[what]))


PROGRAMS = {
    "Illustrator": "<style type='text/css'>.st0{clip-path:url(#SVGID_2_);fill:url(#SVGID_1_);}\n"
    "\t.st1{fill:none;stroke:#000;stroke-miterlimit:10;}</style><defs><rect id='SVGID_3_'/></defs>"
    "<linearGradient id='SVGID_1_'><stop offset='0' style='stop-color:#fff'/></linearGradient>"
    "<clipPath id='SVGID_2_'><use xlink:href='#SVGID_3_' style='overflow:visible;'/></clipPath>"
    + "<path class='st0' d='M1,1c0.1,0,.2-.3,4-4z'/>"
    * 2_000,
    "matplotlib": "<defs><style type='text/css'>*{stroke-linejoin: round; stroke-linecap: butt}"
    "</style></defs><defs><path id='m0' d='M 0 3 C 0.8 3 1.6 2.7 2.1 2.1z'/></defs>"
    "<clipPath id='c0'><rect x='57.6' y='41.472' width='357.12' height='266.112'/></clipPath>"
    + "<g clip-path='url(#c0)'><use xlink:href='#m0' x='1.5' y='9' style='fill: #1f77b4'/></g>"
    * 4_000,
    "Inkscape": "<defs><filter id='f' x='-.1' width='1.2'><feGaussianBlur stdDeviation='1.2'/>"
    "</filter><marker id='m' style='overflow:visible' orient='auto'><path d='M0 0 5-5-12 0 5 5z'/>"
    "</marker></defs>" + "<path style='marker-end:url(#m);filter:url(#f)' d='m 9,9 h 1'/>" * 60,
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_drawing_programs_save_is_drawn(program):
    space = " xmlns:xlink='http://www.w3.org/1999/xlink'"
    assert fault_of(drawing(PROGRAMS[program], space)) == ""


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
