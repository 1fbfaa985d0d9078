import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pptx
import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from handout.model.deck import IconArray, TextFrame
from handout.model.errors import ContentError
from handout.model.findings import Severity
from handout.slides import custom_template, preflight
from handout.slides.ooxml.package import read
from handout.typography.contrast import contrast
from tests.support import workplace
from tests.support.deck_markup import slide, write
from tests.support.decks import ARRAY, damaged, everything
from tests.support.own_templates import (
    FILES,
    KINDS,
    OWN,
    UNLIKE,
    few_layouts,
    low_bodies,
    of_kind,
    plain,
    renamed,
    saved,
    several_masters,
    small,
    widescreen,
)

_SLOW = pytest.param("of-pandoc", marks=pytest.mark.slow)


@cache
def made_in(data=b""):
    """A deck with each kind of thing on the layouts of such a file, or on ours."""
    with TemporaryDirectory() as folder:
        content = Path(folder, "content")
        content.mkdir()
        (content / "own.pptx").write_bytes(data)
        return everything(Path(folder), *[OWN] * bool(data))


@pytest.fixture(params=[*(name for name in UNLIKE if name != "of-pandoc"), _SLOW])
def made(request):
    return made_in(FILES[request.param]())


def test_a_deck_in_a_clinics_own_presentation_is_valid_and_sound(made, tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(made.data)
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [str(error) for error in result.errors]
    found = preflight.check(read(made.data), made.deck)
    assert [f for f in found if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("ending", KINDS)
def test_a_template_a_show_and_one_with_macros_are_as_good_as_a_presentation(ending):
    assert of_kind(plain(), ending) != plain()
    assert made_in(of_kind(plain(), ending)).data == made_in(plain()).data


def test_a_document_is_no_presentation():
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as held, zipfile.ZipFile(data, "w") as target:
        for name in held.namelist():
            part = held.read(name).replace(b"presentationml.presentation", b"wordprocessingml.doc")
            target.writestr(name, part)
    with pytest.raises(ContentError, match="this is no PowerPoint file"):
        custom_template.mapping(data.getvalue(), "own.docx")


def test_properties_that_are_tied_to_the_file_in_another_way_are_replaced(tmp_path):
    data = plain()
    for part in ("extended-properties", "metadata/core-properties"):
        data = damaged(data, "_rels/.rels", f"relationships/{part}".encode(), b"relationships/own")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(data)
    names = zipfile.ZipFile(io.BytesIO(everything(tmp_path, OWN).data)).namelist()
    assert len(names) == len(set(names))


def test_a_file_whose_places_for_words_are_all_low_is_told_of(tmp_path):
    presentation = Presentation(io.BytesIO(widescreen(plain())))
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            place = shape._element
            place.x, place.y, place.cx, place.cy = shape.left, shape.top, shape.width, Pt(22)
    with pytest.raises(ContentError, match="no layout with a title and enough room for words"):
        custom_template.of_file(saved(presentation), "own.pptx")


def test_words_go_where_there_is_room_for_them(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(low_bodies())
    made = write(tmp_path, slide("<p>a</p>"), clinic=OWN)
    _, question, clinic = made.deck.slides[0].items
    assert (question.box.height, clinic.box.height) == (72, 37)
    rows = {row.layout: row for row in custom_template.mapping(low_bodies(), "own.pptx")}
    assert {rows["closing"].label, rows["columns"].label} == {""}


def test_nothing_is_lost_on_the_clinics_layouts(made):
    told = preflight.text(read(made.data))
    ours = preflight.text(read(made_in().data))
    words = {line.strip() for line in ours.splitlines() if len(line.strip()) > 3}
    lost = {line for line in words if line.split(" (")[0] not in told}
    assert lost == set()


def test_sample_slides_are_left_out(made):
    titles = [s.shapes.title.text_frame.text for s in Presentation(io.BytesIO(made.data)).slides]
    assert "A sample slide" not in titles
    assert titles[0] == "Asthma"


def test_sizes_follow_the_height_of_the_slide(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(small())
    made = write(tmp_path, slide("<ul><li>Shake it</li><li>Press</li></ul>"), clinic=OWN)
    assert made.deck.height == 405
    assert max(made.deck.slides[1].items[1].sizes) == 27


def test_layouts_are_found_by_type_then_by_placeholders():
    rows = {row.layout: row for row in custom_template.mapping(plain(), "own.pptx")}
    assert (rows["bullets"].label, rows["bullets"].how) == ("Title and Content", "type")
    assert rows["columns"].label == "Two Content"
    assert rows["three-columns"].label == ""
    renamed_rows = {row.layout: row for row in custom_template.mapping(renamed(), "own.pptx")}
    assert (renamed_rows["bullets"].label, renamed_rows["bullets"].how) == (
        "Vorlage 1",
        "placeholders",
    )
    assert renamed_rows["title"].label == "Vorlage 0"


def test_layouts_whose_lines_run_down_are_not_taken():
    names = [layout.name for layout in Presentation(io.BytesIO(small())).slide_layouts]
    turned = {names[9], names[10]}  # in the original, Title and Vertical Text, and the other way
    assert not turned & {row.label for row in custom_template.mapping(small(), "own.pptx")}


def test_layouts_of_every_master_are_found():
    rows = {row.layout: row for row in custom_template.mapping(several_masters(), "own.pptx")}
    assert (rows["bullets"].label, rows["bullets"].how) == ("Title and Content", "type")
    masters = Presentation(io.BytesIO(several_masters())).slide_masters
    assert [len(master.slide_layouts) for master in masters] == [1, 11]


def test_a_layout_of_the_second_master_looks_as_that_master_says(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(several_masters())
    made = write(tmp_path, slide("<p>a</p>"), clinic=OWN)
    assert made.deck.slides[1].items[0].sizes == (32,)


def test_the_mapping_is_printed_as_a_table():
    table = custom_template.mapping_table(plain(), "own.pptx")
    lines = table.splitlines()
    assert lines[0].split() == ["layout", "in", "the", "file", "found", "by", "missing"]
    assert any(line.startswith("closing") and "caption" in line for line in lines)


def test_a_layout_without_a_counterpart_is_noted(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(plain())
    columns = slide("<div><p>a</p></div>" * 3, "three-columns")
    found = write(tmp_path, columns, clinic=OWN).findings
    assert {f.severity for f in found} == {Severity.NOTE}
    assert any("three-columns" in f.message for f in found)


def test_a_layout_without_a_counterpart_is_not_noted_where_no_slide_asks_for_it(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(plain())
    found = write(tmp_path, slide("<p>a</p>"), clinic=OWN).findings
    assert not [f for f in found if "it has no layout for" in f.message]


def refused(folder):
    with pytest.raises(ContentError) as error:
        write(folder, slide("<p>a</p>"), clinic=OWN)
    return str(error.value)


def test_a_presentation_that_is_not_there_is_named(tmp_path):
    assert "own.pptx is not there" in refused(tmp_path)


def test_a_presentation_outside_of_content_is_not_read(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "own.pptx").write_bytes(plain())
    (tmp_path / "content" / "own.pptx").symlink_to(tmp_path / "own.pptx")
    assert "own.pptx is not there" in refused(tmp_path)


NONE = {"empty": lambda: b"", "no-zip": lambda: b"PK nothing", "mark-up": lambda: b"<html>"}


@pytest.mark.parametrize("make", NONE.values(), ids=NONE)
def test_a_file_that_is_no_presentation_is_named(make, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(make())
    assert "no PowerPoint file" in refused(tmp_path)


def test_a_presentation_with_a_password_is_told_of(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99))
    assert "has a password" in refused(tmp_path)


@pytest.mark.parametrize("data", [plain(), widescreen(plain()), small()])
def test_a_build_keeps_the_whole_version_line_where_no_footer_has_room_for_it(data, tmp_path):
    place = workplace.made(tmp_path)
    with (place.content / "clinic.yaml").open("a") as clinic:
        clinic.write("deck:\n  template: own.pptx\n")
    (place.content / "own.pptx").write_bytes(data)
    (outcome,) = place.build()
    assert not outcome.failed, outcome.findings
    first, *_ = Presentation(str(place.file())).slides
    assert "Reviewed\xa01\xa0October\xa02026" in first.notes_slide.notes_text_frame.text


def test_a_presentation_with_no_place_for_words_says_what_to_add(tmp_path):
    presentation = Presentation(io.BytesIO(plain()))
    for layout in presentation.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.idx in range(1, 10):
                shape._element.getparent().remove(shape._element)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(saved(presentation))
    assert "no layout with a title and enough room for words" in refused(tmp_path)


def test_the_default_of_python_pptx_is_what_it_was():
    # The mapping above is about this file; another version may bring another.
    assert pptx.__version__ == "1.0.2"


def with_own(folder, data, *slides):
    """A deck on the layouts of a clinic's own file."""
    (folder / "content").mkdir()
    (folder / "content" / "own.pptx").write_bytes(data)
    return write(folder, *slides, clinic=OWN).deck


def test_titles_are_as_large_as_the_clinic_sets_them(tmp_path):
    slides = [slide("<p>a</p>", layout, layout) for layout in ("bullets", "statement", "key")]
    made = with_own(tmp_path, plain(), *slides)
    assert {one.items[0].sizes for one in made.slides[1:]} == {(44,)}


def test_people_and_their_words_share_the_room_where_there_is_but_one_placeholder(tmp_path):
    made = with_own(tmp_path, few_layouts(), slide(ARRAY, "icon-array"))
    people = next(item for item in made.slides[1].items if isinstance(item, IconArray))
    words = next(item for item in made.slides[1].items[1:] if isinstance(item, TextFrame))
    assert words.box.right < people.box.left
    assert min(person.width for person in people.people) > 5


def test_centred_words_stay_in_the_middle_when_their_lines_are_balanced(tmp_path):
    title = "Why the skin heals slowly after an operation"
    made = with_own(tmp_path, plain(), slide("<p>a</p>", title=title))
    frame = made.slides[1].items[0]
    assert frame.lines == (2,)
    assert frame.room.width < frame.box.width - 40
    assert frame.room.left - frame.box.left == pytest.approx(frame.box.right - frame.room.right)


def test_no_column_stands_where_their_headings_do():
    for data in (plain(), widescreen(plain()), several_masters()):
        rows = {row.layout: row for row in custom_template.mapping(data, "own.pptx")}
        assert (rows["three-columns"].label, rows["three-columns"].how) == ("", "goes to wide")


def on_dark_paint():
    """A dark ground and white words, both set by hand: the theme knows of neither."""
    presentation = Presentation(io.BytesIO(plain()))
    root = presentation.slide_master._element
    root.cSld.remove(root.cSld.find(qn("p:bg")))
    ground = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
    painted = f"<p:bg {nsdecls('p', 'a')}><p:bgPr>{ground}<a:effectLst/></p:bgPr></p:bg>"
    root.cSld.insert(0, parse_xml(painted.format("123456")))
    for look in root.iter(qn("a:defRPr")):
        for fill in look.findall(qn("a:solidFill")):
            look.remove(fill)
        white = ground.format("FFFFFF").replace("solidFill>", f"solidFill {nsdecls('a')}>", 1)
        look.insert(0, parse_xml(white))
    return saved(presentation)


def swapped():
    """A design that is dark because its master takes the theme's colours the other way round."""
    presentation = Presentation(io.BytesIO(plain()))
    names = presentation.slide_master._element.find(qn("p:clrMap"))
    for name, theirs in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        names.set(name, theirs)
    return saved(presentation)


def test_words_of_tables_and_charts_are_as_light_as_the_clinics_own_on_a_dark_ground():
    on, *_ = custom_template.of_file(on_dark_paint(), "own.pptx")
    assert (on.colours.words, on.colours.hairline) == ("#ffffff", "#ffffff/25")
    assert contrast({"accent1": "#4f81bd", "accent2": "#c0504d"}[on.colours.strong], "#123456") >= 3


def test_colours_are_named_as_the_master_names_them():
    on, *_ = custom_template.of_file(swapped(), "own.pptx")
    assert on.colours.words == "tx1"
    assert (on.colours.head, on.colours.primary) == ("tx2", "#eeece1")


def test_a_build_in_a_clinics_own_presentation_makes_a_whole_deck(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = workplace.made(tmp_path)
    (place.content / "own.pptx").write_bytes(plain())
    with (place.content / "clinic.yaml").open("a", encoding="utf-8") as file:
        file.write("deck:\n  template: own.pptx\n")
    place.edit("title: Asthma\n", "title: Asthma\nquestion: Is it?\nsubtitle: For all ages\n")
    wide = ["", "Salbutamol", "Formoterol", "Salmeterol", "Budesonide", "Prednisone"]
    cells = [" | ".join(row) for row in (wide, ["---"] * 6, ["Blue"] * 6)]
    place.add("\n".join(f"| {row} |" for row in cells))
    (outcome,) = place.build()
    assert [f for f in outcome.findings if f.severity is Severity.ERROR] == []
    titles = [s.shapes.title.text_frame.text for s in Presentation(place.file()).slides]
    assert titles[0] == "Asthma"
