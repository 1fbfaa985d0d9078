import io
import re
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from handout.model.deck import BREAK, Picture, Table, TextFrame, frames
from handout.slides import writer
from handout.slides.drawing.outlines import outline
from handout.slides.drawing.scheme import Scheme
from handout.slides.writer import DeckFile
from handout.source.reading import read_clinic
from handout.typography.measuring import advance
from tests.support.deck_markup import HEAD, slide, write
from tests.support.drawn import SVG, Line, drawings, everything, lines, tree
from tests.support.leaflets import FOLDERS, article_markup
from tests.support.own_templates import FILES, OWN


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DeckFile:
    return everything(tmp_path_factory.mktemp("deck"))


def on(own: str, folder: Path) -> DeckFile:
    """The same on a clinic's own layouts."""
    (folder / "content").mkdir()
    (folder / "content" / "own.pptx").write_bytes(FILES[own]())
    return everything(folder, OWN)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> DeckFile:
    return on("plain", tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def masters(tmp_path_factory: pytest.TempPathFactory) -> DeckFile:
    return on("several-masters-16-9", tmp_path_factory.mktemp("masters"))


@pytest.fixture(scope="module")
def article() -> DeckFile:
    """The deck of the first article."""
    return writer.write(article_markup("slides"), read_clinic(FOLDERS.content))


DECKS = ("made", "plain", "masters", "article")


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def own_lines(made: DeckFile, number: int, frame: TextFrame) -> list[Line]:
    """The lines of a slide that stand within a frame's box, its bullets left out."""
    box = frame.box
    return [
        line
        for line in lines(drawings(made.data)[number])
        if box.left - 1 <= line.x <= box.right + 1
        and box.top - 1 <= line.baseline <= box.bottom + 1
        and not re.fullmatch(r"[•–]|\d+\.", line.words)
    ]


@pytest.mark.parametrize("deck", DECKS)
def test_every_text_stands_in_its_box_on_as_many_lines_as_were_measured(
    deck: str, request: pytest.FixtureRequest
) -> None:
    file: DeckFile = request.getfixturevalue(deck)
    count = 0
    for slide_, frame in frames(file.deck):
        number = file.deck.slides.index(slide_)
        drawn = own_lines(file, number, frame)
        words = "".join(p.plain.replace(BREAK, "") for p in frame.paragraphs)
        assert squeezed("".join(line.words for line in drawn)) == squeezed(words)
        assert len(drawn) == sum(frame.lines)
        assert {line.size for line in drawn} <= set(frame.sizes)
        count += 1
    assert count > 8


@pytest.mark.parametrize("deck", DECKS)
def test_no_line_is_wider_than_its_room(deck: str, request: pytest.FixtureRequest) -> None:
    file: DeckFile = request.getfixturevalue(deck)
    for slide_, frame in frames(file.deck):
        for line in own_lines(file, file.deck.slides.index(slide_), frame):
            width = advance(line.words.rstrip(), "Arial", True) * line.size
            assert width <= frame.room.width * 1.08, line.words


@pytest.mark.parametrize("deck", DECKS)
def test_the_words_of_the_file_as_python_pptx_reads_it_are_drawn(
    deck: str, request: pytest.FixtureRequest
) -> None:
    file: DeckFile = request.getfixturevalue(deck)
    shown = drawings(file.data)
    for slide_, drawing in zip(Presentation(io.BytesIO(file.data)).slides, shown, strict=True):
        drawn = squeezed("".join(line.words for line in lines(drawing)))
        for shape in slide_.shapes:
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    assert squeezed(paragraph.text) in drawn.replace("•", "")


def test_pictures_stand_where_the_file_has_them(made: DeckFile) -> None:
    count = 0
    shown = drawings(made.data)
    for slide_, read, drawing in zip(
        made.deck.slides, Presentation(io.BytesIO(made.data)).slides, shown, strict=True
    ):
        for item in (item for item in slide_.items if isinstance(item, Picture)):
            (shape,) = [s for s in read.shapes if s.shape_type == 13 or hasattr(s, "image")]
            (group,) = [g for g in tree(drawing).iter(f"{SVG}g") if g[0].tag == f"{SVG}image"][-1:]
            left, top = map(float, re.findall(r"[\d.]+", group.get("transform")))
            assert (left, top) == pytest.approx((shape.left / Pt(1), shape.top / Pt(1)), abs=0.01)
            assert float(group[0].get("width")) == pytest.approx(item.box.width, abs=0.01)
            count += 1
    assert count == 1


def test_the_cells_of_a_table_stand_in_their_columns(made: DeckFile) -> None:
    (number,) = [n for n, s in enumerate(made.deck.slides) if s.title == "F"]
    (table,) = [item for item in made.deck.slides[number].items if isinstance(item, Table)]
    drawn = {line.words: line for line in lines(drawings(made.data)[number])}
    second = table.box.left + table.columns[0]
    assert table.box.left <= drawn["In the morning"].x < second <= drawn["2"].x
    top = table.box.top + table.heights[0]
    assert top < drawn["In the morning"].baseline < top + table.heights[1]
    assert drawn["When"].colour == "#ffffff"


def test_a_chart_has_bars_as_long_as_its_numbers(made: DeckFile) -> None:
    (number,) = [n for n, s in enumerate(made.deck.slides) if s.title == "J"]
    drawing = drawings(made.data)[number]
    long = [float(r.get("width")) for r in tree(drawing).iter(f"{SVG}rect")]
    bars = [width for width in long if 100 < width < 900]
    assert bars[0] / bars[1] == pytest.approx(20 / 40, abs=0.01)
    drawn = {line.words for line in lines(drawing)}
    assert {"In spring", "In autumn", "20%", "40%"} <= drawn


def test_an_arrow_between_steps_has_a_head_that_touches_the_next(made: DeckFile) -> None:
    (number,) = [n for n, s in enumerate(made.deck.slides) if s.title == "I"]
    heads = list(tree(drawings(made.data)[number]).iter(f"{SVG}polygon"))
    assert len(heads) == 2
    for head in heads:
        tip = float(head.get("points").partition(",")[0])
        line = head.getprevious().get("d").split()
        assert tip == pytest.approx(float(line[4]), abs=0.01)


def test_the_people_of_an_icon_array_are_all_drawn(made: DeckFile) -> None:
    (number,) = [n for n, s in enumerate(made.deck.slides) if s.title == "K"]
    fills = [p.get("fill") for p in tree(drawings(made.data)[number]).iter(f"{SVG}path")]
    assert fills[-20:].count(fills[-1]) == 17  # all but three


def test_a_numbered_list_has_its_numbers_and_a_deeper_one_its_bullets(made: DeckFile) -> None:
    (number,) = [n for n, s in enumerate(made.deck.slides) if s.title == "C"]
    drawn = {line.words: line for line in lines(drawings(made.data)[number])}
    assert {"1.", "2.", "•"} <= drawn.keys()
    assert drawn["1."].x < drawn["one"].x < drawn["•"].x + 60
    assert drawn["1."].baseline == drawn["one"].baseline


def test_a_number_of_two_digits_ends_before_its_words(tmp_path: Path) -> None:
    listed = "".join(f"<li>thing {n}</li>" for n in range(8, 12))
    made = write(tmp_path, slide(f'<ol start="8">{listed}</ol>', title="L"))
    drawn = {line.words: line for line in lines(drawings(made.data)[1])}
    for number in (8, 9, 10, 11):
        mark, words = drawn[f"{number}."], drawn[f"thing {number}"]
        assert mark.x + advance(mark.words, "Arial") * mark.size < words.x


def test_words_that_run_from_the_right_stand_at_the_right(tmp_path: Path) -> None:
    head = HEAD.replace('lang="en-GB"', 'lang="ar"')
    words = "تنفس ببطء وهدوء"
    made = write(tmp_path, slide(f"<ul><li>{words}</li></ul>", title="عنوان"), head=head)
    drawing = drawings(made.data)[1]
    (line,) = [line for line in lines(drawing) if line.words == words]
    (text,) = [t for t in tree(drawing).iter(f"{SVG}text") if "".join(t.itertext()) == words]
    assert text.get("direction") == "rtl"
    assert line.anchor == "start"  # which is the right edge there
    (frame,) = [f for s, f in frames(made.deck) if f.role == "body" and f.paragraphs[0].rtl][-1:]
    assert line.x == pytest.approx(frame.room.right - frame.margins[0], abs=1)


def test_what_stands_behind_the_words_is_drawn_in_the_brands_colours(article: DeckFile) -> None:
    first = drawings(article.data)[0]
    fills = {path.get("fill") for path in tree(first).iter(f"{SVG}path")}
    assert "#0b4f5c" in fills


def test_a_drawing_carries_nothing_that_could_run(tmp_path: Path) -> None:
    made = write(
        tmp_path,
        slide("<p>&lt;script&gt;alert(1)&lt;/script&gt; <a href='https://example.org'>b</a></p>"),
    )
    for drawing in drawings(made.data):
        names = {etree.QName(node).localname for node in tree(drawing).iter()}
        assert names <= {"svg", "g", "rect", "path", "text", "tspan", "image", "line", "polygon"}
        assert not any(
            name.startswith("on") for node in tree(drawing).iter() for name in node.attrib
        )


def test_the_same_deck_is_drawn_the_same(made: DeckFile) -> None:
    assert [d.svg for d in drawings(made.data)] == [d.svg for d in drawings(made.data)]


DRAWINGML = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


@pytest.mark.parametrize(
    ("inner", "path"),
    [
        ('<a:prstGeom prst="rect"/>', "M 0 0 L 80 0 L 80 40 L 0 40 Z"),
        ('<a:prstGeom prst="unheard-of"/>', "M 0 0 L 80 0 L 80 40 L 0 40 Z"),
        (
            '<a:prstGeom prst="chevron"><a:avLst><a:gd name="adj" fmla="val 25000"/></a:avLst>'
            "</a:prstGeom>",
            "M 0 0 L 70 0 L 80 20 L 70 40 L 0 40 L 10 20 Z",
        ),
        ('<a:prstGeom prst="ellipse"/>', "M 0 20 A 40 20 0 1 1 80 20 A 40 20 0 1 1 0 20 Z"),
    ],
)
def test_a_shape_has_the_outline_of_its_name(inner: str, path: str) -> None:
    properties = etree.fromstring(f"<spPr {DRAWINGML}>{inner}</spPr>")
    assert outline(properties, 80, 40) == (path, None)


def test_an_arc_ends_where_its_angles_say() -> None:
    arc = (
        '<a:custGeom><a:pathLst><a:path w="100" h="100"><a:moveTo><a:pt x="100" y="100"/>'
        '</a:moveTo><a:lnTo><a:pt x="0" y="100"/></a:lnTo>'
        '<a:arcTo wR="100" hR="100" stAng="10800000" swAng="5400000"/><a:close/></a:path>'
        "</a:pathLst></a:custGeom>"
    )
    drawn, scale = outline(etree.fromstring(f"<spPr {DRAWINGML}>{arc}</spPr>"), 50, 200)
    assert drawn == ("M 100 100 L 0 100 A 100 100 0 0 1 29.29 29.29 A 100 100 0 0 1 100 0 Z")
    assert scale == "scale(0.5 2)"


@pytest.mark.parametrize(
    ("inner", "colour"),
    [
        ('<a:srgbClr val="0B4F5C"/>', "#0b4f5c"),
        ('<a:schemeClr val="tx1"/>', "#102030"),
        ('<a:schemeClr val="accent1"/>', "#808080"),
        ('<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr>', "#404040"),
        (
            '<a:schemeClr val="accent1"><a:lumMod val="50000"/><a:lumOff val="50000"/>'
            "</a:schemeClr>",
            "#c0c0c0",
        ),
        ('<a:sysClr val="window" lastClr="FFFFFF"/>', "#ffffff"),
        ('<a:prstClr val="black"/>', "#000000"),
        ('<a:srgbClr val="0B4F5C"><a:alpha val="20000"/></a:srgbClr>', "#0b4f5c33"),
    ],
)
def test_a_colour_is_what_the_theme_makes_of_it(inner: str, colour: str) -> None:
    scheme = Scheme({"dk1": "#102030", "accent1": "#808080"}, {"tx1": "dk1"}, {})
    element = etree.fromstring(f"<x {DRAWINGML}>{inner}</x>")
    assert scheme.of(element[0]) == colour
