"""Where the pages of a leaflet end: long lists and tables go on, and none is for notes alone."""

import pytest
from PIL import Image

from handout.formats import FORMATS
from handout.model.markup import Folders
from handout.paper.print_job import PrintJob
from handout.paper.setting import Setting
from handout.paper.typesetting import Typesetting
from handout.paper.whole_sheets import on_whole_sheets
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from tests.benchmarks.sides import articles, leaflet
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, FOLDERS, ROOT, laid_out
from tests.support.weasyprint_release import on_pinned_alone

HEAD = """\
---
title: Sleeping well
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---

A few words to begin with.
"""
LIST = "These help:\n\n" + "\n".join(f"- habit of sleepers number {n}" for n in range(50))
LINE = "Some words that take about one line, or two at the most.\n\n"
TABLE = "| Day | Walk |\n|---|---|\n" + "\n".join(f"| Day {n} | {n} minutes |" for n in range(50))


def pages(tmp_path, *sections: str) -> list[str]:
    """The words of each page of a leaflet."""
    path = tmp_path / "sleep.md"
    text = "".join(f"\n## Section {n}\n\n{one}\n" for n, one in enumerate(sections, 1))
    path.write_text(HEAD + text, encoding="utf-8")
    folders = Folders(tmp_path, FOLDERS.templates)
    article = read_article(path, tmp_path).article
    layout = laid_out(render(FORMATS["leaflet"].template, article, CLINIC, folders), CLINIC)
    return [" ".join(text.text for text in page.texts) for page in layout.pages]


def over_the_end(tmp_path, counts: range, words: str, *sections: str) -> list[str]:
    """The pages of leaflets in which sections are below ever more lines, up to a page's end.

    The words are on the first page below the fewest lines, and on the second below the most.
    """
    found = [pages(tmp_path, LINE * count + sections[0], *sections[1:]) for count in counts]
    assert [words in made[0] for made in (found[0], found[-1])] == [True, False]
    return [page for made in found for page in made]


@pytest.mark.parametrize("long", [LIST, TABLE], ids=["list", "table"])
def test_a_long_list_or_table_begins_on_the_first_page(tmp_path, long):
    first, *_ = pages(tmp_path, long)
    assert "Section" in first
    assert "20" in first


def test_no_page_is_for_notes_alone(tmp_path):
    found = pages(tmp_path, LIST, LIST[:1100].replace("habit", "sport"))
    assert len(found) == 3
    assert "Notes" not in " ".join(found)


def test_room_for_questions_gives_way_to_the_contact_before_a_page_is_begun_for_it(tmp_path):
    more = "\n- habit of sleepers, and more"
    early, late = (pages(tmp_path, LIST + more * count)[-1] for count in (10, 13))
    assert "questions" in early
    assert "questions" not in late
    assert "habit" in late
    assert "01632" in late


@on_pinned_alone("with 69.0 a first row may be the last of its page")
def test_the_first_row_of_a_table_never_stands_alone(tmp_path):
    for page in over_the_end(tmp_path, range(19, 22), "Day 0 ", "", TABLE):
        assert ("Day 0 " in page) == ("Day 1 " in page)


@pytest.mark.parametrize("heading", cases(("", "## More\n\n"), ("## More\n\n",)))
def test_what_a_table_is_about_stands_on_its_page(tmp_path, heading):
    asked = f"{heading}Of these adults can take:\n\n{TABLE}"
    for page in over_the_end(tmp_path, range(18, 21), "Day 0 ", asked):
        assert ("adults" in page) == ("Day 0 " in page)


def test_the_contact_draws_no_text_off_a_side_that_it_leaves_empty():
    row, path = FORMATS["leaflet-large-print"], ROOT / "tests" / "languages" / "ur.md"
    article, clinic = read_article(path, path.parent).article, read_clinic(FOLDERS.content)
    job = PrintJob(render(row.template, article, clinic, FOLDERS), clinic, row.printing)
    typesetting = Typesetting(job.resources, job.markup, job.families, job.settings)
    drawn = typesetting.lay_out(Setting(18.0, lines=False))
    assert drawn.pages[-1].has_body
    assert drawn.underfull
    apart = on_whole_sheets(typesetting, drawn, row.printing.fit)
    assert not apart.pages[-1].has_body
    assert not apart.underfull


@pytest.mark.parametrize("words", cases((700, 735), (735,)))
def test_large_print_ends_on_no_side_for_the_contact_behind_one_that_is_half_empty(tmp_path, words):
    path = next(one for one in articles(tmp_path) if one.stem == f"words-{words}")
    last = leaflet(path, "leaflet-large-print").layout.pages[-1]
    assert last.has_body


def test_a_picture_stays_with_the_heading_and_the_words_that_it_belongs_to(tmp_path):
    Image.new("RGB", (1600, 1000), "#779955").save(tmp_path / "skin.png")
    for words in range(10, 22, 2):
        before = "\n\n".join(["Some words that take about one line, or two at the most."] * words)
        about = "It looks like this after a week."
        picture = f'{about}\n\n![Skin](skin.png "The picture")\n\nWords behind it.'
        for page in pages(tmp_path, before, picture):
            assert ("like this" in page) == ("The picture" in page)


SHORT_TABLE = "| Day | Walk |\n|---|---|\n" + "\n".join(f"| Day {n} | {n} km |" for n in range(6))


@on_pinned_alone("69.0 may leave one row of a table at the foot of a page")
def test_a_table_of_six_rows_goes_over_the_page_two_rows_on_each_at_least(tmp_path):
    found = over_the_end(tmp_path, range(15, 22), "Day 0 ", "", SHORT_TABLE)
    rows = {page.count("km") for page in found} - {0}
    assert not rows & {1, 5}
    assert rows & {2, 3, 4}


def test_a_short_panel_is_kept_whole(tmp_path):
    panel = "> Begin with these.\n>\n> End with these words."
    for page in over_the_end(tmp_path, range(19, 22), "Begin", panel):
        assert ("Begin" in page) == ("End" in page)


def test_a_bold_paragraph_stays_with_what_follows(tmp_path):
    """Which is three lines, that no page parts: one has room for the first words alone."""
    answer = "Yes, after a week, in water that is clean and not too cold, " * 3
    asked = f"**May I swim?**\n\n{answer.rstrip(' ,')}."
    for page in over_the_end(tmp_path, range(17, 23), "May I swim", asked):
        assert ("May I swim" in page) == ("after a week" in page)


def test_the_lines_of_a_nested_item_begin_where_its_first_does(tmp_path):
    inner = "An item inside of another, with as many words as it takes to fill two lines or more."
    text = f"{HEAD}\n## Lists\n\n- An item:\n  - {inner}\n  - {inner}\n"
    (tmp_path / "sleep.md").write_text(text, encoding="utf-8")
    article = read_article(tmp_path / "sleep.md", tmp_path).article
    folders = Folders(tmp_path, FOLDERS.templates)
    layout = laid_out(render(FORMATS["leaflet"].template, article, CLINIC, folders), CLINIC)
    (page, *_) = layout.pages
    plain = ((text, text.text.replace("\N{NO-BREAK SPACE}", " ").strip()) for text in page.texts)
    lines = [text for text, words in plain if words and words in inner]
    assert len(lines) >= 4
    assert max(line.x for line in lines) - min(line.x for line in lines) < 0.1


def test_the_first_item_of_a_list_with_lists_in_it_never_stands_alone(tmp_path):
    steps = "1. Sit on the edge.\n2. Breathe in and out.\n   - If dizzy, lie down.\n3. Walk.\n"
    good = f"### Good to know\n\n{'Rest now. ' * 30}\n\n{steps}"
    for page in over_the_end(tmp_path, range(14, 17), "edge", "", good):
        assert ("edge" in page) == ("Breathe" in page)
