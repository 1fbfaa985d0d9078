"""The rows of `::: risk` as data."""

import pytest

from handout.model.article import Table, Text
from handout.model.risks import risks, texts, whole, written_like


@pytest.mark.parametrize(
    ("written", "number"), [("12", 12), ("1,000", 1000), ("10\u202f000", 10_000), ("١٠٠", 100)]
)
def test_whole_numbers_are_read_in_every_script(written, number):
    assert whole(written) == number


@pytest.mark.parametrize(
    ("number", "example", "written"),
    [
        (88, "100", "88"),
        (9_997, "10,000", "9,997"),
        (9_997, "10\u202f000", "9\u202f997"),
        (9_997, "10000", "9997"),
        (997, "1.000", "997"),
        (88, "١٠٠", "٨٨"),
        (88, "১০০", "৮৮"),
        (0, "100", "0"),
    ],
)
def test_a_number_is_written_as_the_author_writes_numbers(number, example, written):
    assert written_like(number, example) == written


def row(*cells: str) -> tuple[Text, ...]:
    return tuple(Text(one, one) for one in cells)


ALIGN = ("start",) * 5
TABLE = Table(
    4,
    row("What", "How many", "Of", "When", "Source"),
    (row("a cough", "12", "100", "", "A trial"), row("a rash", "0", "100", "a year", "")),
    ALIGN,
)


def test_a_row_says_how_many_do_and_do_not_and_what_else_it_has():
    cough, rash = risks(TABLE)
    assert (cough.line, cough.n, cough.of, cough.shown, cough.people, cough.rest) == (
        *(6, "12", "100", 12, 100, "88"),
    )
    assert cough.details == ((TABLE.head[4], TABLE.rows[0][4]),)
    assert (rash.line, rash.rest, rash.details) == (7, "100", ((TABLE.head[3], TABLE.rows[1][3]),))


def test_its_words_are_read_in_the_order_in_which_they_stand():
    said = [(line, text.plain) for line, text in texts(TABLE)]
    assert said == [
        *[(4, "What"), (6, "a cough"), (6, "Source"), (6, "A trial")],
        *[(7, "a rash"), (7, "When"), (7, "a year")],
    ]
