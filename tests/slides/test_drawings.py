import io

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn

from handout.model.deck import IconArray, Picture, Steps, TextFrame
from handout.model.errors import ContentError
from handout.slides.slide_pictures import rasterised
from tests.support.deck_markup import HEAD, slide, write

STEPS = "<ol><li>Shake the inhaler</li><li>Breathe out</li><li>Press, and breathe in</li></ol>"
CHART = (
    "<table aria-label='Puffs'><tr><th>When</th><th>Blue</th><th>Brown</th></tr>"
    "<tr><td>Morning</td><td>2</td><td>1,5</td></tr>"
    "<tr><td>Evening</td><td>1,200</td><td>0.5</td></tr></table>"
)
ARRAY = (
    '<figure data-shown="{0}" data-of="{1}" aria-label="{0} of {1} people cough"/>'
    "<h3>{0} of {1}</h3><p>people cough</p>"
)


def only(made, kind):
    return next(item for item in made.deck.slides[1].items if isinstance(item, kind))


def opened(made):
    return Presentation(io.BytesIO(made.data)).slides[1]


def test_steps_are_cards_of_one_size_in_the_direction_of_reading(tmp_path):
    cards = only(write(tmp_path, slide(STEPS, "steps")), Steps).cards
    assert len({(card.box.width, card.box.height, card.box.top) for card in cards}) == 1
    assert len({card.sizes[1] for card in cards}) == 1
    assert [card.box.left for card in cards] == sorted(card.box.left for card in cards)


def test_steps_run_from_the_right_where_the_language_does(tmp_path):
    head = HEAD.replace('lang="en-GB"', 'lang="ar"')
    cards = only(write(tmp_path, slide(STEPS, "steps"), head=head), Steps).cards
    lefts = [card.box.left for card in cards]
    assert lefts == sorted(lefts, reverse=True)


def test_arrows_are_glued_to_the_cards_and_touch_them(tmp_path):
    one = opened(write(tmp_path, slide(STEPS, "steps")))
    cards = {shape.shape_id: shape for shape in one.shapes if shape.name.startswith("Step")}
    arrows = [shape for shape in one.shapes if shape.name.startswith("Arrow")]
    assert len(arrows) == 2
    for arrow in arrows:
        start = cards[int(next(arrow._element.iter(qn("a:stCxn"))).get("id"))]
        end = cards[int(next(arrow._element.iter(qn("a:endCxn"))).get("id"))]
        assert arrow.begin_x == pytest.approx(start.left + start.width, abs=2)
        assert arrow.end_x == pytest.approx(end.left, abs=2)
        assert start.top < arrow.begin_y < start.top + start.height


def test_five_steps_stand_one_below_the_other(tmp_path):
    words = "<li>Shake the inhaler well before each puff</li>"
    made = only(write(tmp_path, slide(f"<ol>{words * 5}</ol>", "steps")), Steps)
    assert made.vertical
    assert min(size for card in made.cards for size in card.sizes) >= 24


def numbers(made):
    """The numbers of the cards of each slide."""
    slides = (item for one in made.deck.slides for item in one.items if isinstance(item, Steps))
    return [list(range(one.first, one.first + len(one.cards))) for one in slides]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(6, [[1, 2, 3], [4, 5, 6]]), (9, [[1, 2, 3, 4, 5], [6, 7, 8, 9]]), (11, None)],
)
def test_many_steps_go_on_over_several_slides_with_their_numbers(count, expected, tmp_path):
    made = write(tmp_path, slide(f"<ol>{'<li>Shake it well</li>' * count}</ol>", "steps"))
    held = numbers(made)
    assert held == expected or expected is None
    assert [number for one in held for number in one] == list(range(1, count + 1))
    assert {one.layout for one in made.deck.slides[1:]} == {"steps"}
    assert made.deck.slides[-1].title == f"Inhalers ({len(held)}\u00a0of\u00a0{len(held)})"
    names = [shape.name for shape in Presentation(io.BytesIO(made.data)).slides[2].shapes]
    assert f"Step {held[1][0]}" in names


def test_steps_over_several_slides_have_one_size(tmp_path):
    words = "<li>Shake it</li>" * 6 + "<li>Breathe out slowly, then put the inhaler in</li>"
    made = write(tmp_path, slide(f"<ol>{words}</ol>", "steps"))
    held = [item for one in made.deck.slides for item in one.items if isinstance(item, Steps)]
    assert len(held) > 1
    assert len({(card.sizes[-1], card.box.height) for one in held for card in one.cards}) == 1


@pytest.mark.parametrize(
    ("words", "count"), [("Shake the inhaler well before each puff", 9), ("Breathe out", 7)]
)
def test_steps_over_several_slides_have_cards_of_one_size(words, count, tmp_path):
    items = f"<li>{words}</li>" * count
    slides = write(tmp_path, slide(f"<ol>{items}</ol>", "steps")).deck.slides
    cards = [c for s in slides for i in s.items if isinstance(i, Steps) for c in i.cards]
    assert len(cards) == count
    assert len({(round(card.box.width, 3), round(card.box.height, 3)) for card in cards}) == 1


def test_steps_begin_with_the_number_that_their_list_begins_with(tmp_path):
    made = write(tmp_path, slide(STEPS.replace("<ol>", '<ol start="4">'), "steps"))
    assert numbers(made) == [[4, 5, 6]]
    assert only(made, Steps).cards[0].paragraphs[0].plain == "4"


def test_a_step_that_fits_no_card_makes_them_a_numbered_list(tmp_path):
    endless = "Breathe out slowly and fully, then press and breathe in. " * 9
    words = f"<ol><li>Shake it</li><li>{endless}</li></ol>"
    made = write(tmp_path, slide(words, "steps"))
    assert {one.layout for one in made.deck.slides[1:]} == {"bullets"}
    (first, *_) = made.deck.slides[1].items[1].paragraphs
    assert (first.mark, first.plain) == ("number", "Shake it")


def test_columns_have_one_size_and_one_width(tmp_path):
    inner = "<div><h3>Yes</h3><p>a</p></div><div><h3>No</h3>" + "<p>Many words stand here</p>" * 4
    columns = write(tmp_path, slide(f"{inner}</div>", "columns")).deck.slides[1].items[1:]
    assert len({column.sizes[0] for column in columns}) == 1
    assert len({column.box.width for column in columns}) == 1


def test_columns_that_do_not_fit_follow_each_other(tmp_path):
    column = "<div><h3>Yes</h3>" + "<p>Many, many words stand here</p>" * 9 + "</div>"
    made = write(tmp_path, slide(column * 2, "columns"))
    told = [p.plain for s in made.deck.slides[1:] for item in s.items[1:] for p in item.paragraphs]
    assert told.count("Many, many words stand here") == 18


def test_a_chart_is_native_and_keeps_its_numbers_in_a_workbook(tmp_path):
    (shape,) = (s for s in opened(write(tmp_path, slide(CHART, "chart"))).shapes if s.has_chart)
    assert list(shape.chart.plots[0].categories) == ["Morning", "Evening"]
    assert [list(s.values) for s in shape.chart.series] == [[2, 1200], [1.5, 0.5]]
    assert shape.chart.part.chart_workbook.xlsx_part is not None
    assert shape.is_placeholder


def test_the_unit_of_a_chart_follows_its_numbers(tmp_path):
    table = "<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>35 %</td></tr></table>"
    (shape,) = (s for s in opened(write(tmp_path, slide(table, "chart"))).shapes if s.has_chart)
    assert list(shape.chart.series[0].values) == [35]
    assert shape.chart.plots[0].data_labels.number_format == '#,##0"\u00a0%"'


def test_a_chart_without_a_number_is_an_error_that_names_the_cell(tmp_path):
    table = "<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>a few</td></tr></table>"
    with pytest.raises(ContentError) as error:
        write(tmp_path, slide(table, "chart"))
    (finding,) = error.value.findings
    assert "“a few”" in finding.message


@pytest.mark.parametrize(("shown", "of"), [(12, 100), (1, 20), (3, 7), (0, 10), (5, 1000)])
def test_an_icon_array_shows_every_person_in_its_place(shown, of, tmp_path):
    made = only(write(tmp_path, slide(ARRAY.format(shown, of), "icon-array")), IconArray)
    people = tuple(made.people)
    assert (made.shown, len(people)) == (shown, of)
    for person in people:
        assert made.box.left <= person.left
        assert person.right <= made.box.right + 0.1
        assert made.box.top - 0.1 <= person.top
        assert person.bottom <= made.box.bottom + 0.1


def test_an_icon_array_is_one_group_with_words_for_it(tmp_path):
    one = opened(write(tmp_path, slide(ARRAY.format(12, 100), "icon-array")))
    (group,) = (shape for shape in one.shapes if shape.name == "Icon array")
    assert len(group.shapes) == 100
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "12 of 100 people cough"


@pytest.mark.parametrize(("shown", "shapes"), [(3, 3), (0, 2), (10_000, 3)])
def test_of_very_many_people_each_is_a_square_of_ruled_paper(shown, shapes, tmp_path):
    made = write(tmp_path, slide(ARRAY.format(shown, 10_000), "icon-array"))
    people = tuple(only(made, IconArray).people)
    assert len(people) == 10_000
    assert people[-1].bottom <= only(made, IconArray).box.bottom + 0.1
    (group,) = (shape for shape in opened(made).shapes if shape.name == "Icon array")
    assert len(group.shapes) == shapes
    assert all(shape.left >= group.left and shape.top >= group.top for shape in group.shapes)


RISKS = (
    '<table aria-label="x"><tr><th></th><th>What</th></tr>'
    + '<tr><td><figure data-shown="{0}" data-of="{1}" aria-label="a"/></td><td>words</td></tr>' * 3
    + "</table>"
)


@pytest.mark.parametrize(("shown", "of"), [(12, 100), (0, 20), (7, 7)])
def test_people_in_the_cells_of_a_table_are_alike_and_below_each_other(shown, of, tmp_path):
    made = write(tmp_path, slide(RISKS.format(shown, of), "table"))
    arrays = [item for one in made.deck.slides for item in one.items if isinstance(item, IconArray)]
    assert [one.shown for one in arrays] == [shown] * 3
    assert len({(one.first.left, one.first.width, one.columns) for one in arrays}) == 1
    tops = [one.box.top for one in arrays]
    assert tops == sorted(set(tops))  # all on one slide


def test_a_table_says_itself_from_where_its_columns_run(tmp_path):
    head = HEAD.replace('lang="en-GB"', 'lang="ar"')
    for side, mirrored in (("", True), (' dir="ltr"', False)):
        table = RISKS.format(3, 100).replace("<table", f"<table{side}")
        made = write(tmp_path, slide(table, "table"), head=head)
        (grid,) = (one for one in opened(made).shapes if one.has_table)
        assert (grid.table._tbl.tblPr.get("rtl") == "1") is mirrored
        on_the_right = only(made, IconArray).box.left > 480
        assert on_the_right is mirrored  # in the first column, its people from the right
        assert only(made, IconArray).across < 0


def test_an_icon_stands_below_the_title_as_decoration(tmp_path):
    with_icon = slide("<p>a</p>").replace("<section ", '<section data-icon="heart-pulse" ')
    made = only(write(tmp_path, with_icon), Picture)
    assert (made.role, made.alt) == ("icon", "")
    assert b"#0b4f5c" in made.svg


def test_an_icon_stands_on_the_other_side_where_the_language_runs_from_the_right(tmp_path):
    with_icon = slide("<p>a</p>").replace("<section ", '<section data-icon="heart-pulse" ')
    left = only(write(tmp_path, with_icon), Picture).box
    head = HEAD.replace('lang="en-GB"', 'lang="ar"')
    right = only(write(tmp_path, with_icon, head=head), Picture).box
    assert right.right == 960 - left.left


def test_an_icon_that_is_not_there_is_named_with_one_that_is(tmp_path):
    with_icon = slide("<p>a</p>").replace("<section ", '<section data-icon="hart" ')
    with pytest.raises(ContentError) as error:
        write(tmp_path, with_icon)
    assert "did you mean heart" in str(error.value)


SOURCED = ARRAY.replace("/>", "><figcaption>A survey of 2025</figcaption></figure>")


def test_the_source_of_an_icon_array_is_smaller_than_what_it_says(tmp_path):
    made = write(tmp_path, slide(SOURCED.format(12, 100), "icon-array"))
    frames = {item.role: item for item in made.deck.slides[1].items if isinstance(item, TextFrame)}
    (source,) = frames["caption"].sizes
    assert frames["caption"].paragraphs[0].plain == "A survey of 2025"
    assert 18 <= source < min(frames["body"].sizes)


def test_no_bar_of_a_chart_runs_through_the_names_or_their_numbers(tmp_path):
    less = CHART.replace(">2<", ">-66.5<").replace(">1,200<", ">-19<")
    made = opened(write(tmp_path, slide(less, "chart")))
    chart = next(shape.chart for shape in made.shapes if shape.has_chart)
    assert chart.category_axis.tick_label_position == XL_TICK_LABEL_POSITION.LOW
    assert chart.value_axis.minimum_scale < -66.5 * 1.1


def test_a_drawing_that_breaks_the_program_that_draws_it_is_no_crash():
    shape = b"<path style='stroke:red;stroke-width:1e9' d='M0 0L9 9L0 9z'/>"
    head = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>"
    with pytest.raises(ValueError, match="cannot be drawn"):
        rasterised(head + shape + b"</svg>", 1600)
