"""What a style sheet hides is not handed out."""

import re

import pytest
from PIL import Image

from handout.model.errors import ContentError
from handout.paper import pdf, preflight
from tests.support.leaflets import CLINIC, markup
from tests.support.weasyprint_release import on_pinned_alone

DOSE = "Never take more than 8 tablets in 24 hours"
BODY = f"""
<h1>Pain relief</h1>
<p>Take one with water when you need it, and no more often than that.</p>
<p class="dose">{DOSE}.</p>
<p class="next">Ask us before you take anything else, such as syrup for a cold.</p>
<div class="panel"></div>
"""
PICTURE = "background: url(grey.png); color: #808080"
OVER = ".panel { position: absolute; inset: 0; background: "
_GRADIENT = on_pinned_alone("with 69.0 the proof does not see what gradients hide: not looked into")
STRIPES, CROSSED = "background: repeating-linear-gradient(%s)", "ink-crossed"
HIDING = [
    ("visibility: hidden", "ink-hidden"),
    ("visibility: collapse", "ink-hidden"),
    ("opacity: 0", "ink-hidden"),
    ("opacity: .05", "ink-hidden"),
    ("color: white", "ink-hidden"),
    ("color: transparent", "ink-hidden"),
    ("color: rgb(0 0 0 / 5%)", "ink-hidden"),
    ("color: #eee", "ink-hidden"),
    ("color: #aaa", "ink-pale"),
    ("color: #666; background: #222", "ink-pale"),
    ("color: #f60", "ink-pale"),
    ("opacity: .3", "ink-pale"),
    ("color: #888", "ink-grey"),
    ("color: #888; font-size: 1.4em", ""),
    ("color: #767676", ""),
    ("color: #d00", ""),
    ("color: #fff; background: #d00", ""),
    ("text-decoration: line-through", "ink-crossed"),
    ("text-decoration: underline; text-underline-offset: -.35em", "ink-crossed"),
    ("text-decoration: underline", ""),
    ("border: 1px solid; padding: 1px; background: #eef", ""),
    ("background: linear-gradient(90deg, #fff, #aaa)", ""),
    pytest.param(STRIPES % "#888 0px, #888 3px, white 3px, white 6px", CROSSED, marks=_GRADIENT),
    pytest.param(
        STRIPES % "90deg, #555 0px, #555 2px, white 2px, white 4px", CROSSED, marks=_GRADIENT
    ),
    pytest.param(
        "background: linear-gradient(transparent 40%, red 40%, red 52%, transparent 52%)",
        CROSSED,
        marks=_GRADIENT,
    ),
    pytest.param(
        "background: linear-gradient(to top right, transparent 49%, red 49%, red 51%, #fff0 51%)",
        CROSSED,
        marks=_GRADIENT,
    ),
    ("color: #123; background: #123", "ink-hidden"),
    pytest.param(
        "color: #555; background: linear-gradient(#555, #545454)", "ink-hidden", marks=_GRADIENT
    ),
    (PICTURE, "ink-hidden"),
    ("transform: translateX(-900px)", "ink-off"),
    ("transform: translateY(2000px)", "ink-off"),
    ("transform: scale(.1)", "ink-small"),
    ("transform: scaleX(.2)", "ink-small"),
    ("transform: scaleX(-1)", "ink-mirrored"),
    ("height: 2px; overflow: hidden", "ink-hidden"),
    ("width: 20px; white-space: nowrap; overflow: hidden", "word-too-long"),
    ("height: 0; overflow: hidden", "ink-hidden"),
    ("height: 7px; overflow: hidden", "ink-hidden"),
    ("height: 10px; overflow: hidden", "ink-hidden"),
    ("width: 3cm; height: 20px; overflow: hidden", "ink-hidden"),
    (
        "max-width: 4cm; white-space: nowrap; overflow: hidden; text-overflow: ellipsis",
        "word-too-long",
    ),
    ("clip: rect(0, 0, 0, 0); position: absolute", "ink-hidden"),
    ("margin-top: -1em", "ink-tangled"),
    ("position: relative; top: 1.4em", "ink-tangled"),
    ("line-height: 0; width: 4cm", "ink-tangled"),
    ("letter-spacing: -.5em", "type-squeezed"),
    ("word-spacing: -.6em", "type-squeezed"),
    ("font-size: .1px", "type-small"),
    ("text-indent: -999em", "text-off-page"),
    ("position: absolute; left: -99cm", "text-off-page"),
    ("position: absolute; bottom: -99cm", "text-off-page"),
    ("text-decoration: underline 1.4em; text-underline-offset: -1em", "ink-hidden"),
    ("outline: 12px solid white; outline-offset: -12px", "ink-hidden"),
    ("display: none", "text-lost"),
]
COVERING = [
    OVER + "white }",
    OVER + "url(grey.png) }",
    pytest.param(OVER + "linear-gradient(white, silver) }", marks=_GRADIENT),
    ".next { margin-top: -1.3em; background: yellow; position: relative }",
    ".next { border-top: 3em solid white; margin-top: -3em; position: relative }",
    "body::after { content: ''; position: fixed; inset: 0; background: #fffd }",
    ".panel { position: absolute; top: 0; left: 25mm; width: 5mm; height: 9cm; background: white }",
]
LISTED = """
<h2>How to take it</h2>
<p class="one">Wash your hands.</p><p class="two">Take <b>10</b> <i>drops</i>.</p>
<ol><li class="l1">Shake it.</li><li class="l2">Open it.</li><li>Count <b>5</b> drops.</li></ol>
<table><tr class="r1"><td class="c1">Week 1</td><td class="c2">20 mg</td></tr>
<tr class="r2"><td>Week 2</td><td>10 mg</td></tr></table>
<p class="end">Stop after week 2.</p>
"""
MOVING = [
    (".one { position: relative; top: 1.4em } .two { position: relative; top: -1.4em }", "moved"),
    (".one { transform: translateY(1.4em) } .two { transform: translateY(-1.4em) }", "moved"),
    (".one { margin: 2em 0 -3.4em } .two { margin-bottom: 2em }", "moved"),
    (".one { position: absolute; top: 12cm }", "moved"),
    (".end { position: fixed; top: 0 }", "moved"),
    ("main { display: grid } .one { grid-row: 3 } .two { grid-row: 2 }", "moved"),
    ("ol { display: grid } .l1 { grid-row: 2 } .l2 { grid-row: 1 }", "moved"),
    (".l1 { position: relative; top: 1.4em } .l2 { position: relative; top: -1.4em }", "moved"),
    (".r1 { transform: translateY(1.4em) } .r2 { transform: translateY(-1.4em) }", "moved"),
    (".c1 { transform: translateX(9em) } .c2 { transform: translateX(-6em) }", "moved"),
    ("td { display: inline-block } .c1 { float: right }", "moved"),
    ("table { direction: rtl }", "moved"),
    (".two b { position: relative; left: 5em }", "moved"),
    (".two i { float: left }", "moved"),
    (".two { direction: rtl }", "turned"),
    (".two { transform: rotate(180deg) }", "turned"),
    (".two { transform: rotate(90deg) translate(-5cm, -9cm) }", "turned"),
    (".two { transform: skewX(60deg) }", "turned"),
]
IN_ORDER = [
    "main { columns: 2 }",
    ".one { float: left; width: 4cm } .two { margin-left: 4.5cm }",
    ".one { float: right; width: 4cm }",
    "main { display: grid; grid-template-columns: 1fr 1fr; gap: 1em }",
    "ol { display: flex; gap: 1em }",
    "td { display: block }",
    "ol { columns: 2 }",
    ".one { position: absolute; top: 0; right: 0 } h2 { margin-right: 6cm }",
    ".two { transform: rotate(-1deg) }",
    ".two b { vertical-align: super } .two i { vertical-align: -.3em }",
    "b { font-size: 3em } .end { font-size: 2em; line-height: 1 }",
]
ADDING = [
    (".two::before { content: 'not ' }", "text-added"),
    (".two::after { content: 'Ignore this.' }", "text-added"),
    ("@page { @bottom-center { content: 'Never' } }", "text-added"),
    ("ol { list-style-type: 'not ' }", "text-added"),
    (".c2::before { content: '2' }", "text-added"),
    (".end::after { content: '0' }", "text-added"),
    (".one::after { content: 'm' }", "text-added"),
    (".c2::before { content: '<' }", "text-added"),
    (".c2::before { content: '.' }", "text-added"),
    (".c2::before { content: counter(page) }", "text-added"),
    ("p:last-child::after { content: counter(dose) }", "text-added"),
    ("td::before { counter-increment: dose; content: counter(dose) }", "text-added"),
    ("li::after { content: counter(list-item) }", "text-added"),
    (".l1 { quotes: '2' '0' } .l1::after { content: open-quote }", "text-added"),
    ("p { display: list-item; list-style: '2' inside }", "text-added"),
    ("p { display: list-item; list-style: inside decimal }", "text-added"),
    ("p { display: list-item; list-style: '\\2022' inside }", ""),
    ("@page { @bottom-center { content: '2' } }", "text-added"),
    ("@page { @bottom-center { content: string(x) } } h2 { string-set: x content() }", ""),
    (".one::before { content: '\\bb\\a0 ' } .two::before { content: ' (' }", ""),
    ("p { hyphenate-character: ' nicht '; hyphens: auto; width: 3em }", "text-twice"),
    ("ol { list-style: none }", "ink-number"),
    ("ol { list-style: disc }", "ink-number"),
    ("ol { counter-reset: list-item 3 }", "ink-number"),
    (".l2 { counter-set: list-item 7 }", "ink-number"),
    (".l2 { counter-increment: list-item 0 }", "ink-number"),
    ("ol { list-style: none } li::before { content: counter(list-item) '. ' }", ""),
    ("ol { list-style: lower-roman }", ""),
    ("@page { @bottom-center { content: counter(page) ' / ' counter(pages) } }", ""),
    (".one::before { content: attr(class) ': ' }", ""),
]
UNSEEN = [
    ("img { display: none }", "ink-picture"),
    ("img { visibility: hidden }", "ink-picture"),
    ("img { opacity: .05 }", "ink-picture"),
    ("img { width: 0 }", "ink-picture"),
    ("img { width: 1px }", "ink-picture"),
    ("img { transform: scale(.01) }", "ink-picture"),
    ("img { transform: translateX(-999px) }", "ink-picture"),
    ("img { position: absolute; left: -99cm }", "ink-picture"),
    ("img { padding: 2cm; box-sizing: border-box }", "ink-picture"),
    ("img { position: absolute; clip: rect(0, 0, 0, 0); top: 2cm }", "ink-picture"),
    (".photo { position: absolute; clip: rect(0, 0, 0, 0); top: 2cm }", "ink-picture"),
    (".photo { position: absolute; overflow: hidden; width: 1px; top: 2cm }", "ink-picture"),
    ("img { position: absolute; clip: rect(auto, auto, auto, auto); top: 9cm }", ""),
    (".photo { height: 0; overflow: hidden }", "ink-picture"),
    ("img { transform: rotate(4deg) translateX(1cm) }", ""),
    ("img { float: right }", ""),
    ("", ""),
]


@pytest.fixture
def found(content):
    def findings(css, body=BODY):
        sheet = f"@page {{ margin: 2cm }} * {{ margin: 0 }} {css}"
        made = markup(body, content, sheet)
        Image.new("L", (40, 40), 0x80).save(made.templates / "grey.png")
        Image.effect_noise((400, 300), 60).save(content / "photo.png")
        leaflet = pdf.write(made, CLINIC)
        return preflight.causes((*leaflet.findings, *preflight.check(leaflet.layout, made.text)))

    return findings


def test_what_is_seen_is_seen(found):
    assert not found("")


@pytest.mark.parametrize(("css", "rule"), HIDING)
def test_words_that_a_style_sheet_hides(css, rule, found):
    assert rule in ([one.rule for one in found(f".dose {{ {css} }}")] or [""])


def test_words_that_are_scaled_to_nothing(found):
    with pytest.raises(ContentError, match="is scaled to nothing; take out what makes it smaller"):
        found(".dose { transform: scale(0) }")


def test_letters_of_a_single_dot_are_too_small(found):
    rules = {one.rule for one in found(".dose { transform: scaleX(.001) } .next { margin: -1em }")}
    assert "ink-small" in rules


THROUGH = ".dose { position: relative } .dose::after { content: ''; position: absolute; %s }"


@pytest.mark.parametrize("line", ["border-top: 1px solid #000", "border-top: 3px dotted red"])
def test_words_that_a_line_of_something_else_strikes_out(line, found):
    css = THROUGH % f"left: 0; right: 0; top: .55em; {line}"
    assert "ink-crossed" in {one.rule for one in found(css)}


@pytest.mark.parametrize("tag", ["s", "del"])
def test_words_that_the_text_strikes_out_may_look_so(tag, found):
    body = BODY.replace(DOSE, f"<{tag}>{DOSE}</{tag}>")
    assert not found("s, del { text-decoration: line-through }", body)
    assert found(".next { text-decoration: line-through }", body)


def test_words_in_a_drawing_may_stand_on_its_lines(found):
    lines = "<path d='M0 15h300' stroke='red'/><text y='20' font-size='20'>knee</text>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='40'>{lines}</svg>"
    rules = [one.rule for one in found("", f'{BODY}<img alt="A" src="data:image/svg+xml,{svg}"/>')]
    assert rules == ["font-foreign"]


@pytest.mark.parametrize("css", COVERING)
def test_words_that_something_else_covers(css, found):
    assert {"ink-hidden", "ink-tangled"} & {one.rule for one in found(css)}


@pytest.mark.parametrize(("css", "rule"), MOVING)
def test_words_that_a_style_sheet_moves_out_of_their_order(css, rule, found):
    assert f"ink-{rule}" in [one.rule for one in found(css, LISTED)]


@pytest.mark.parametrize("css", IN_ORDER)
def test_words_may_stand_beside_each_other(css, found):
    assert not found(css, LISTED)


@pytest.mark.parametrize(("css", "rule"), ADDING)
def test_words_and_numbers_that_a_style_sheet_adds_or_changes(css, rule, found):
    long = LISTED.replace("Wash your hands", "Wash your hands antiseptically")
    assert rule in ([one.rule for one in found(css, long)] or [""])


NUMBERS = " ".join(f"<b>{n}</b>" for n in range(1007, 9000, 131))


@pytest.mark.parametrize("width", [40, 46, 70])
def test_a_number_that_a_style_sheet_parts(width, found):
    css, body = f"p {{ width: {width}mm; word-break: %s }}", f"{BODY}<p>{NUMBERS}</p>"
    parted = [one.message for one in found(css % "break-all", body) if one.rule == "ink-parted"]
    assert all(re.match(r"the number “\d{4}”.* on two lines of page 1", one) for one in parted)
    assert parted
    assert not found(css % "normal", f"{body}<p>12 or 1<br/>2</p>")


def test_a_number_may_be_longer_than_its_line(found):
    css = ".long { width: 2cm; overflow-wrap: anywhere }"
    assert not found(css, f'{BODY}<p class="long">{"7" * 30}</p>')


def test_a_list_may_begin_with_any_number(found):
    body = LISTED.replace("<ol>", '<ol start="4" style="counter-reset: list-item 3">')
    assert not found("", body)
    assert not found("", body.replace('"l2"', '"l2" style="counter-reset: list-item 8"'))


@pytest.mark.parametrize(("css", "rule"), UNSEEN)
def test_a_picture_that_a_style_sheet_hides(css, rule, found):
    photo = '<div class="photo"><img src="photo.png" alt="A knee"/></div>'
    css = f"img {{ width: 4cm; display: block }} {css}"
    assert rule in ([one.rule for one in found(css, BODY + photo)] or [""])


def test_a_picture_that_something_covers(found):
    photo = '<div class="photo"><img src="photo.png" alt="A knee"/><div class="over"></div></div>'
    css = "img { width: 4cm; display: block } .photo { position: relative }"
    over = ".over { position: absolute; inset: 0; background: white }"
    assert not found(css, BODY + photo)
    assert [one.rule for one in found(f"{css} {over}", BODY + photo)] == ["ink-picture"]


HEADED = """
<table><thead><tr><th>Drug</th><th>Morning</th><th>Evening</th></tr></thead>
<tbody><tr><td>Amlodipine</td><td>5 mg</td><td>10 mg</td></tr></tbody></table>
"""


@pytest.mark.parametrize(
    "css",
    [
        "tbody { display: flex; flex-direction: column }",
        "tbody { display: flex; flex-direction: column-reverse }",
        "tr { display: block }",
        "td { display: inline-block }",
        "tbody tr { display: flex; flex-direction: row-reverse }",
    ],
)
def test_cells_that_leave_the_columns_below_their_heads_are_told(css, found):
    assert "ink-column" in {one.rule for one in found(css, HEADED)}


def test_the_cells_of_tables_with_heads_are_where_they_are(found):
    assert not found("td { padding: 1em }", HEADED)


EMPTY = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"


@pytest.mark.parametrize("name", ["dots.gif", "white.png", "grey.png", "empty.svg"])
def test_a_picture_that_shows_nothing_by_itself_is_not_hidden(name, found, content):
    Image.new("L", (3, 3), 0x80).save(content / "dots.gif")
    Image.new("L", (99, 99), 0xFF).save(content / "white.png")
    Image.new("L", (99, 99), 0x80).save(content / "grey.png")
    (content / "empty.svg").write_text(EMPTY, "utf-8")
    panel = f'{BODY}<div class="panel"><img src="{name}" alt="A knee"/></div>'
    rules = {one.rule for one in found(".panel { background: #808080 }", panel)}
    assert rules <= {"picture-coarse"}
