"""Options on slides: a grid whose columns are as wide as each other, on one slide, or questions."""

from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from handout.formats import FORMATS
from handout.model.article import Paragraph, article_blocks
from handout.model.deck import Table
from handout.slides import writer
from handout.slides.planning import options
from handout.source import reading
from handout.templating.templates import render
from tests.checks.test_structure import FRONT
from tests.support.leaflets import CLINIC, FOLDERS

LANGUAGES = Path(__file__).parents[1] / "languages"


def article(rows, lang="en-GB", holder="{}"):
    """An article of one section with a table of options."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    body = holder.format("::: options\n" + "\n".join(lines) + "\n:::")
    text = f"{FRONT.replace('en-GB', lang)}\n## A\n\n{body}\n\n## B\n\nLast.\n"
    return reading.parse(text.encode(), "content/a.md", "a").article


def deck(of):
    markup = render(FORMATS["slides"].template, of, CLINIC, FOLDERS)
    return writer.write(markup, CLINIC)


def grids(of) -> list[Table]:
    return [item for one in deck(of).deck.slides for item in one.items if isinstance(item, Table)]


def largest(lang: str, count: int, questions: int):
    """The article with the longest answers that is planned as one grid, in a language's words."""
    told = article_blocks(reading.read_article(LANGUAGES / f"{lang}.md", LANGUAGES).article)
    said = [
        " ".join(b.text.plain.split()).replace("|", "") for b in told if isinstance(b, Paragraph)
    ]
    made = None
    for letters in range(4, 100, 3):
        rows = [["", *(f"{n} {said[n][:9]}" for n in range(count))]]
        for row in range(questions):
            rows.append(
                [(said[(row + n) % len(said)] * 3)[:letters].strip() for n in range(count + 1)]
            )
        one = article(rows, lang)
        (block,) = one.sections[0].blocks
        made = one if [piece.layout for piece in options.pieces(block)] == ["table"] else made
    return made


@pytest.mark.parametrize("lang", ["ar", "bg", "de", "en", "hu", "th", "zh-Hans"])
@pytest.mark.parametrize(("count", "questions"), [(2, 3), (4, 2)])
def test_what_is_planned_as_one_grid_has_room_on_one_slide(count, questions, lang):
    (table,) = grids(largest(lang, count, questions))
    assert table.size >= 18
    assert len(table.rows) == questions + 1


@pytest.mark.parametrize("lang", ["en-GB", "ar"])
def test_all_options_of_a_grid_are_as_wide_and_the_questions_head_their_rows(lang):
    rows = [("", "No", "Tablets and more"), ("How?", "A", "B which is longer"), ("Why?", "C", "D")]
    made = deck(article(rows, lang))
    (table,) = (i for one in made.deck.slides for i in one.items if isinstance(i, Table))
    others = list(table.columns[1:])
    assert others == [pytest.approx(others[0])] * 2
    assert sum(table.columns) == pytest.approx(table.box.width)
    assert all(run.bold for row in table.rows[1:] for run in row[0].runs)
    shapes = (shape for one in Presentation(BytesIO(made.data)).slides for shape in one.shapes)
    (native,) = (shape.table for shape in shapes if shape.has_table)
    assert native.first_row
    assert native.first_col


def test_the_notes_say_each_answer_behind_the_name_of_its_option():
    rows = [("Asked", "No treatment", "Tablets"), ("How long?", "A year", "A week")]
    made = deck(article(rows, holder="Words.\n\n:::: notes\n{}\n::::"))
    (notes,) = (one.notes for one in made.deck.slides if any("year" in p.plain for p in one.notes))
    told = [one.plain for one in notes]
    assert told == ["Asked", "How long?", "No treatment – A year", "Tablets – A week"]
