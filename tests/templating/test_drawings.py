import re
from urllib.parse import unquote

import pytest

from handout.model.article import Table, Text
from handout.templating.drawings import bar_lengths, icon_array


def table(*rows: tuple[str, ...]) -> Table:
    head, *body = (tuple(Text(cell, cell) for cell in row) for row in rows)
    return Table(1, head, tuple(body), ("start",) * len(head))


def heads(svg, fill):
    """Where the heads of those who are filled so begin."""
    (path,) = re.findall(f'd="([^"]*)" fill="{fill}"', unquote(svg))
    return re.findall(r"M(\S+ \S+)a", path)


def test_so_many_of_the_people_are_filled_and_the_others_are_outlined():
    svg = icon_array("12", "100", "#0b4f5c")
    assert len(heads(svg, "#0b4f5c")) == 12
    assert len(heads(svg, "#ffffff")) == 88
    assert 'viewBox="0 0 280 120"' in unquote(svg)


@pytest.mark.parametrize("people", [1, 20, 100, 261, 500, 999, 1000])
def test_however_many_people_there_are_they_stand_on_one_page(people):
    svg = unquote(icon_array(1, people, "#0b4f5c"))
    width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    assert height <= 1.15 * max(width, 280)


@pytest.mark.parametrize(
    ("shown", "people", "ink"),
    [
        (3, 10_000, "M0 0h100v0H0zM0 0h3v1H0z"),
        (0, 5_000, "M0 0h100v0H0zM0 0h0v1H0z"),
        (250, 2_000, "M0 0h100v2H0zM0 2h50v1H0z"),
    ],
)
def test_of_very_many_people_each_is_a_square_of_ruled_paper(shown, people, ink):
    svg = unquote(icon_array(shown, people, "#0b4f5c"))
    assert f'd="{ink}" fill="#0b4f5c"' in svg
    assert f'viewBox="-.2 -.2 100.4 {people // 100}.4"' in svg
    assert len(svg) < 5_000
    assert "scale(-1 1)" in unquote(icon_array(shown, people, "#0b4f5c", rtl=True))


def test_people_are_counted_from_where_reading_begins():
    assert heads(icon_array(2, 5, "#0b4f5c"), "#0b4f5c") == ["4 5", "18 5"]
    assert heads(icon_array(2, 5, "#0b4f5c", rtl=True), "#0b4f5c") == ["60 5", "46 5"]


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
