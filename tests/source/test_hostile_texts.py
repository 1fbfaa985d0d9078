"""No text takes a reader much longer than another of its length, and all are read or told of."""

import pytest

from handout.source.reading import parse
from tests.support.hostile_texts import FRONT, PATH, TEXTS, blocks, seconds

LENGTHS = range(20_000, 120_000, 20_000)
"""What is longer than a bound is told, and what is a little shorter is read."""
PIECES = "lines, headings, table cells, links, notes and tags"
MARKS = "marks such as * and ["
nested = TEXTS["fifteen inline notes in each other"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_read_in_no_time(name, content):
    """A square, let alone a cube, of 10,000 characters takes half a minute or more."""
    assert seconds(TEXTS[name](10_000), content) < 4


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_long_hostile_text_is_read_in_seconds(name, content):
    assert max(seconds(TEXTS[name](length), content) for length in LENGTHS) < 5


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("- a\n" * 8_001, 9, f"the article has more than 8,000 {PIECES}"),
        ("a\n\n" + "*a" * 2_001, 12, "this paragraph has more than 2,000 marks such as * and ["),
        ("|a" * 16_002 + "|\n", 9, f"the article has more than 8,000 {PIECES}"),
        (blocks("&", 1_000)(22_000), 50, f"up to here the article has more than 20,000 {MARKS}"),
        (nested(20_000), 166, f"up to here the article has more than 20,000 {MARKS}"),
        ("![" * 17, 10, "this paragraph has more than 16 brackets that are open at once"),
        (TEXTS["abbreviations"](10_000), 510, "more than 500 abbreviations are spelt out"),
    ],
)
def test_what_takes_too_long_is_told_at_its_line(text, line, told):
    findings = parse(FRONT + text.encode(), PATH, "hostile").findings
    assert (line, told) in [(one.line, one.message) for one in findings]


def test_so_does_what_stands_in_the_front_matter():
    data = FRONT.replace(b"title: T", b"title: " + b"'" + b"[" * 20 + b"'")
    (told, *_) = parse(data + b"Words", PATH, "hostile").findings
    assert told.message == "this has more than 16 brackets that are open at once"
    assert told.line == 2


def test_so_do_lists_without_end():
    data = FRONT.replace(b"[A]", b"[" + b"A,\n  " * 900 + b"]")
    (told, *_) = parse(data + b"Words", PATH, "hostile").findings
    assert (told.line, told.message) == (207, "'authors' has more than 200 entries")


def test_no_word_in_a_message_is_endless():
    findings = parse(FRONT + b"[a](#" + b"b" * 9_000 + b")", PATH, "hostile").findings
    assert max(len(str(one)) for one in findings) < 500
