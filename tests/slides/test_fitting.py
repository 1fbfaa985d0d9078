import math
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from handout.model.deck import Table, TextFrame
from handout.model.errors import ContentError
from handout.slides.dividing import balanced
from handout.slides.layouts import LAYOUTS
from tests.support.deck_markup import items, slide, write

LONG = "Shake the inhaler well before each puff, then breathe out slowly and fully, number"


def body(made):
    return next(item for item in made.items if isinstance(item, TextFrame) and item.role == "body")


def test_a_short_list_grows_and_is_spread_over_the_height(tmp_path):
    made = write(tmp_path, slide("<ul><li>Shake it</li><li>Breathe out</li><li>Press</li></ul>"))
    frame = body(made.deck.slides[1])
    assert set(frame.sizes) == {36}
    assert frame.before[1] > frame.sizes[1]


def test_a_longer_list_is_set_smaller_before_it_is_split(tmp_path):
    made = write(tmp_path, slide(items(6)))
    assert len(made.deck.slides) == 2
    assert 28 <= min(body(made.deck.slides[1]).sizes) < 36


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_warning_is_as_large_as_a_statement_of_as_many_words(times, tmp_path):
    words = f"<p>{'Ring at once if your throat is sore. ' * times}</p>"
    loud, plain = (
        write(tmp_path, slide(words, layout)).deck.slides for layout in ("warning", "statement")
    )
    assert len(loud) == len(plain) == 2
    assert body(loud[1]).sizes[0] >= body(plain[1]).sizes[0]


def test_a_long_list_goes_on_to_a_second_slide(tmp_path):
    made = write(tmp_path, slide(items(12)))
    titles = [one.title for one in made.deck.slides[1:]]
    assert titles == ["Inhalers (1\u00a0of\u00a02)", "Inhalers (2\u00a0of\u00a02)"]
    counts = [len(body(one).paragraphs) for one in made.deck.slides[1:]]
    assert counts == [6, 6]


def test_the_lead_in_is_repeated_where_a_list_goes_on(tmp_path):
    made = write(tmp_path, slide(f"<p>Each time:</p>{items(12)}"))
    firsts = [body(one).paragraphs[0].plain for one in made.deck.slides[1:]]
    assert firsts == ["Each time:"] * len(firsts)
    assert len(firsts) > 1


def test_parts_of_a_list_have_one_size(tmp_path):
    made = write(tmp_path, slide(items(11)))
    assert len({body(one).sizes[0] for one in made.deck.slides[1:]}) == 1


def test_a_long_statement_takes_a_layout_for_reading(tmp_path):
    short, long = "Breathe out.", f"{LONG} one, and " * 4
    made = write(
        tmp_path,
        slide(f"<p>{short}</p>", "statement", "A"),
        slide(f"<p>{long}</p>", "statement", "B"),
    )
    assert [one.layout for one in made.deck.slides[1:]] == ["statement", "bullets"]
    assert body(made.deck.slides[1]).sizes[0] >= 40


def test_a_long_word_in_the_title_takes_the_wide_layout(tmp_path):
    made = write(tmp_path, slide("<p>a</p>", title="Krankenversicherungskarten"))
    assert made.deck.slides[1].layout == "wide"


def test_a_paragraph_too_long_for_a_slide_is_split_at_sentences(tmp_path):
    sentence = f"{LONG} ten. "
    made = write(tmp_path, slide(f"<p>{sentence * 15}</p>"))
    assert len(made.deck.slides) > 2
    told = "".join(p.plain for one in made.deck.slides[1:] for p in body(one).paragraphs)
    assert told.count("number ten.") == 15


def test_a_sentence_too_long_for_a_slide_is_an_error_that_names_it(tmp_path):
    endless = "and then breathe in " * 80
    with pytest.raises(ContentError) as error:
        write(tmp_path, slide(f"<p>{endless}</p>"), slide("<p>fine</p>", title="B"))
    (finding,) = error.value.findings
    assert finding.about == endless.strip()
    assert "slide 2 (“Inhalers”)" in finding.message


def test_a_word_too_long_for_any_line_is_an_error(tmp_path):
    with pytest.raises(ContentError) as error:
        write(tmp_path, slide(f"<p>{'x' * 80}</p>"))
    assert "slide-fit" in {finding.rule for finding in error.value.findings}


def test_a_nested_list_stays_with_its_item(tmp_path):
    inner = "<li>Outer words here<ul><li>Inner words</li><li>More inner words</li></ul></li>"
    made = write(tmp_path, slide(f"<ul>{inner * 7}</ul>"))
    assert len(made.deck.slides) > 2
    for one in made.deck.slides[1:]:
        assert body(one).paragraphs[0].level == 0
        assert body(one).paragraphs[-1].level == 1


def rows(count):
    line = "<tr><td>Salbutamol, one or two puffs</td><td>When you wheeze</td></tr>"
    return f"<table><tr><th>What</th><th>When</th></tr>{line * count}</table>"


def test_a_long_table_goes_on_with_its_header(tmp_path):
    made = write(tmp_path, slide(rows(14), "table"))
    tables = [item for one in made.deck.slides for item in one.items if isinstance(item, Table)]
    assert len(tables) > 1
    assert {table.rows[0][0].plain for table in tables} == {"What"}
    assert sum(len(table.rows) - 1 for table in tables) == 14
    assert len({table.size for table in tables}) == 1


def test_rows_of_one_line_are_even_over_slides_however_long_the_line(tmp_path):
    notes = ["with food"] * 5 + ["with food and a glass of water"] + ["with food"] * 8
    lines = "".join(f"<tr><td>20 kg</td><td>2 ml</td><td>{note}</td></tr>" for note in notes)
    table = f"<table><tr><th>Weight</th><th>Noon</th><th>Notes</th></tr>{lines}</table>"
    made = write(tmp_path, slide(table, "table"))
    items = (item for one in made.deck.slides for item in one.items)
    counts = [len(item.rows) for item in items if isinstance(item, Table)]
    assert len(counts) > 1
    assert max(counts) - min(counts) <= 1


def test_a_table_fits_its_place(tmp_path):
    made = write(tmp_path, slide(rows(5), "table"))
    (table,) = (item for item in made.deck.slides[1].items if isinstance(item, Table))
    assert table.box.bottom <= 480
    assert sum(table.columns) == pytest.approx(864)


def test_the_same_title_in_two_sections_says_which(tmp_path):
    other = slide("<p>b</p>").replace('data-section="Care"', 'data-section="Home"')
    made = write(tmp_path, slide("<p>a</p>"), other)
    assert [one.title for one in made.deck.slides[1:]] == ["Care: Inhalers", "Home: Inhalers"]


def test_balanced_lines_leave_no_word_alone(tmp_path):
    made = write(
        tmp_path, slide("<p>Stem cells help the body repair its own skin.</p>", "statement")
    )
    frame = body(made.deck.slides[1])
    assert frame.lines == (2,)
    assert frame.room.width < 0.8 * 800


def test_balanced_groups_are_the_fewest_and_as_even_as_can_be():
    units = [5, 1, 1, 1, 5, 1, 1, 1]
    groups = balanced(units, [float(u) for u in units], lambda group: sum(group) <= 10)
    assert [sum(group) for group in groups] == [8, 8]


def test_each_unit_of_a_long_list_is_measured_a_few_times_only():
    asked = []

    def fits(group):
        asked.append(len(group))
        return sum(group) <= 8

    groups = balanced([1] * 300, [1.0] * 300, fits)
    assert len(groups) == 38
    assert len(asked) < 2 * 300
    assert max(asked) == 9


def test_a_unit_that_is_too_big_gives_no_groups():
    assert balanced([3, 11], [3.0, 11.0], lambda group: sum(group) <= 10) == []


def test_a_title_too_long_for_any_layout_is_an_error_that_names_it(tmp_path):
    title = "Why the skin heals slowly after an operation or a burn, and what may help it " * 5
    with pytest.raises(ContentError) as error:
        write(tmp_path, slide(rows(2), "table", title))
    (finding,) = error.value.findings
    assert finding.about == title.strip()


def test_a_title_that_is_shared_fits_with_its_number(tmp_path):
    title = (
        "Why the skin heals slowly after an operation or after a burn, and what may help it " * 2
    )
    made = write(tmp_path, *(slide(rows(2), "table", title) for _ in range(12)))
    assert made.deck.slides[-1].title.endswith("(12\u00a0of\u00a012)")


def test_a_full_list_stays_well_above_the_footer(tmp_path):
    made = write(tmp_path, slide(items(6)), slide(items(14), "wide", "B"))
    held = Presentation(BytesIO(made.data)).slide_layouts[1].placeholders
    foot = next(p.top.pt for p in held if p.placeholder_format.type == PP_PLACEHOLDER.FOOTER)
    for one in made.deck.slides[1:]:
        assert body(one).room.bottom <= foot - 0.4 * 72


@pytest.mark.parametrize("name", ["statement", "key", "title"])
def test_no_word_can_touch_the_rings_in_the_corner(name):
    layout = LAYOUTS[name]
    ring = next(one.box for one in layout.shapes if one.name == "Ring 1")
    for slot in layout.slots:
        right, bottom = min(slot.box.right, ring.right), min(slot.box.bottom, ring.bottom)
        if slot.box.top < ring.bottom:
            away = math.dist((right, bottom), (ring.right, ring.bottom))
            assert away >= ring.width, slot.role


def test_two_long_items_share_a_slide_rather_than_stand_alone(tmp_path):
    more = "count to ten before the next one. Then rinse your mouth well and spit it all out again."
    more = f"{more} Wait a bit more then."
    item = f"<li>{LONG} one, {more}</li>"
    made = write(tmp_path, slide(f"<p>Do this each time, in this order:</p><ul>{item * 2}</ul>"))
    (one,) = made.deck.slides[1:]
    assert 24 <= body(one).sizes[1] < 28


def test_an_item_is_repeated_where_the_list_below_it_goes_on(tmp_path):
    inner = "".join(f"<li>{LONG} {number}</li>" for number in range(9))
    made = write(tmp_path, slide(f"<p>Now:</p><ul><li>Each time<ul>{inner}</ul></li></ul>"))
    parts = [body(one).paragraphs for one in made.deck.slides[1:]]
    assert len(parts) > 1
    assert {tuple(p.plain for p in part[:2]) for part in parts} == {("Now:", "Each time")}
    told = [p.plain for part in parts for p in part if p.level == 1]
    assert told == [f"{LONG} {number}" for number in range(9)]


def said(folder, words):
    """How a statement is set."""
    return body(write(folder, slide(f"<p>{words}</p>", "statement")).deck.slides[1])


def test_a_statement_is_set_smaller_before_it_ends_in_a_single_word(tmp_path):
    words = "The skin relies on collagen, elastin, and healthy blood flow to remain smooth and"
    assert (said(tmp_path, words).sizes, said(tmp_path, words).lines) == ((54,), (3,))
    longer = said(tmp_path, f"{words} resilient.")
    assert (longer.sizes, longer.lines) == ((48,), (3,))


def test_a_statement_is_set_smaller_before_it_takes_a_fifth_line(tmp_path):
    words = "Skin damage, scars, and stretch marks are common concerns caused by aging, injury, "
    frame = said(tmp_path, f"{words} surgery, acne, or rapid weight changes.")
    assert (frame.sizes, frame.lines) == ((48,), (4,))


def test_groups_are_even_also_where_the_heaviest_cannot_be_lighter():
    units = [4, 4, 8, 4, 2, 3, 3]
    groups = balanced(units, [float(u) for u in units], lambda group: sum(group) <= 8)
    assert [sum(group) for group in groups] == [8, 8, 6, 6]


def test_parts_are_as_large_as_the_fullest_of_them_allows(tmp_path):
    made = write(tmp_path, slide(items(9, f"{LONG[:40]} and more")))
    parts = [body(one) for one in made.deck.slides[1:]]
    assert [len(part.paragraphs) for part in parts] == [5, 4]
    assert {part.sizes[0] for part in parts} == {30}  # at 32, five would not fit


def test_a_word_that_would_stand_alone_on_its_last_line_takes_the_one_before_it_along(tmp_path):
    listed = ("you bleed more than a period", "you have not heard after four weeks")
    words = "".join(f"<li>{one}</li>" for one in listed)
    text = body(write(tmp_path, slide(f"<ul>{words}</ul>")).deck.slides[1])
    assert text.lines == (1, 2)
    assert text.paragraphs[1].plain == "you have not heard after four\u00a0weeks"


def test_a_unit_stays_with_its_number(tmp_path):
    made = write(tmp_path, slide("<p>In people who lost 10 kg or more</p>", "statement"))
    assert "10\u00a0kg" in body(made.deck.slides[1]).paragraphs[0].plain


def test_columns_of_a_table_share_what_their_words_do_not_ask_for(tmp_path):
    body = "<tr><td>below 130/80</td><td>good</td></tr><tr><td>180 and more</td><td>high</td></tr>"
    grid = f"<table><tr><th>Pressure</th><th>Meaning</th></tr>{body}</table>"
    items = write(tmp_path, slide(grid, "table")).deck.slides[1].items
    (table,) = (item for item in items if isinstance(item, Table))
    assert max(table.columns) < 1.5 * min(table.columns)
