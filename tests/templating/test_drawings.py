import re
from urllib.parse import unquote

from handout.model.article import Table, Text
from handout.templating.drawings import bar_lengths, icon_array


def table(*rows: tuple[str, ...]) -> Table:
    head, *body = (tuple(Text(cell, cell) for cell in row) for row in rows)
    return Table(1, head, tuple(body), ("start",) * len(head))


def test_so_many_of_the_people_are_filled_and_the_others_are_outlined():
    svg = unquote(icon_array("12", "100", "#0b4f5c"))
    assert len(re.findall(r'fill="#0b4f5c"', svg)) == 12
    assert len(re.findall(r'fill="#ffffff"', svg)) == 88
    assert 'viewBox="0 0 280 120"' in svg


def test_people_are_counted_from_where_reading_begins():
    filled = r'translate\((\d+) 0\)"[^/]*fill="#0b4f5c"'
    assert re.findall(filled, unquote(icon_array(2, 5, "#0b4f5c"))) == ["0", "14"]
    assert re.findall(filled, unquote(icon_array(2, 5, "#0b4f5c", rtl=True))) == ["56", "42"]


def test_a_bar_is_as_long_as_its_number_of_the_largest():
    made = bar_lengths(
        table(("What", "Days"), ("a", "10"), ("b", "1,000 days"), ("c", "none")), "en"
    )
    assert made == [[None, 1.0], [None, 100.0], [None, None]]


def test_what_is_less_than_nothing_has_no_bar():
    made = bar_lengths(table(("What", "Change"), ("a", "−5"), ("b", "0")), "en")
    assert made == [[None, None], [None, None]]


def test_a_bar_follows_the_way_in_which_the_language_writes_numbers():
    german = bar_lengths(table(("Was", "Tage"), ("a", "1.000"), ("b", "0,5")), "de")
    assert german == [[None, 100.0], [None, 0.05]]
