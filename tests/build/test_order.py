"""What a template leaves out of a table or puts elsewhere is told, on paper and on slides alike."""

from itertools import chain

import pytest

from handout.build.proof import missing, out_of_order
from handout.model.article import Text
from tests.support.workplace import made

BODY = """\
## Doses

Take 1 tablet in week 2.

1. First wash.
2. Then rub it in.

| Week | Tablets |
|---|---|
| 1 | 2 |
| 2 | 1 |
| 3 | 10 |

Rest for 3 days.
"""
TABLE = (("Week", "Tablets", "Days"), ("1", "2", "3"), ("2", "1", "1.5"), ("3", "10", "-2"))


def grid(rows):
    return tuple(tuple(Text(cell, cell) for cell in row) for row in rows)


def told(made_of, rows=TABLE):
    grids = [(4, grid((("Take 1 tablet.",),))), (5, grid(rows)), (9, grid((("Rest.",),)))]
    texts = [(line, text) for line, one in grids for text in chain(*one)]
    where = "en-GB", "content/a.md", "leaflet"
    lost = [one.line for one in missing(texts, made_of, *where)]
    return lost or [one.line for one in out_of_order(grids, made_of, *where)]


def written(rows, before="Take 1 tablet.", after="Rest."):
    return " ".join([before, *chain(*rows), after])


def test_a_table_in_its_order_is_whole():
    assert told(written(TABLE)) == []


def test_a_table_may_be_set_row_by_row_with_its_heads():
    head, *rows = TABLE
    lines = [tuple(chain(*zip(head, row, strict=True))) for row in rows]
    assert told(written(lines)) == []


def test_a_table_may_go_on_by_columns_and_by_rows_each_with_its_head():
    head, *rows = ((row[0], row[1]) for row in TABLE)
    others = [(row[0], row[2]) for row in TABLE]
    assert told(written([head, *rows[:1], head, *rows[1:], *others])) == []


@pytest.mark.parametrize(
    "rows",
    [
        (TABLE[0], *TABLE[:0:-1]),
        [row[::-1] for row in TABLE],
        [(row[0], row[2], row[1]) for row in TABLE],
        [*TABLE[:2], ("2", "1", "15"), TABLE[3]],
        [*TABLE[:2], ("2", "1.5"), TABLE[3]],
        [*TABLE[:3], ("3", "10", "2")],
        [*TABLE[:3], ("3", "100", "-2")],
        [*TABLE[:3], ("3 10", "-2")][:3],
        TABLE[1:],
    ],
)
def test_a_table_that_lacks_a_cell_or_has_another_order_is_told(rows):
    assert 5 in told(written(rows))


def test_blocks_in_another_order_are_told():
    assert told(written(TABLE, "Rest.", "Take 1 tablet.")) == [5]


FAULTS = [
    (
        "leaflet",
        "_blocks.html",
        "{% for row in block.rows %}",
        "{% for row in block.rows|reverse %}",
    ),
    ("leaflet", "_blocks.html", "{% for one in row %}", "{% for one in row|reverse %}"),
    (
        "leaflet",
        "_blocks.html",
        "{{ cell(one) }}{% endif %}",
        "{{ cell(one) if loop.index0 }}{% endif %}",
    ),
    ("leaflet", "_blocks.html", "in block.items %}", "in block.items|reverse %}"),
    ("slides", "deck/_slides.html", "in block.rows %}", "in block.rows|reverse %}"),
    ("slides", "deck/_slides.html", "in row %}", "in row|reverse %}"),
    ("slides", "deck/_slides.html", "{{ cell }}{{ pic", "{{ cell if loop.index0 }}{{ pic"),
    ("slides", "deck/_slides.html", "in block.items %}", "in block.items|reverse %}"),
]


@pytest.mark.parametrize(("format_", "template", "old", "new"), FAULTS)
def test_a_template_that_turns_or_leaves_out_cells_is_told(format_, template, old, new, tmp_path):
    place = made(tmp_path)
    place.add(BODY)
    path = place.template(template)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    (outcome,) = place.build(formats=(format_,))
    told = {"coverage", "coverage-order", "list-number-shown"}
    assert told & {one.rule for one in outcome.findings}
    assert outcome.failed


@pytest.mark.parametrize("format_", ["leaflet", "leaflet-trifold", "slides", "page"])
def test_what_the_templates_make_is_in_order(format_, tmp_path):
    place = made(tmp_path)
    place.add(BODY)
    (outcome,) = place.build(formats=(format_,))
    assert not outcome.failed
