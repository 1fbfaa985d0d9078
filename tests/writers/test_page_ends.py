"""Where the pages of a leaflet end: long lists and tables go on, and none is for notes alone."""

import pytest

from handout.content import read_article
from handout.formats import FORMATS
from handout.markup import Folders
from handout.template import render
from handout.writers import pdf
from tests.leaflets import CLINIC, FOLDERS

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
LIST = "These help:\n\n" + "\n".join(f"- habit number {n}" for n in range(50))
TABLE = "| Day | Walk |\n|---|---|\n" + "\n".join(f"| Day {n} | {n} minutes |" for n in range(50))


def pages(tmp_path, *sections: str) -> list[str]:
    """The words of each page of a leaflet."""
    path = tmp_path / "sleep.md"
    text = "".join(f"\n## Section {n}\n\n{one}\n" for n, one in enumerate(sections, 1))
    path.write_text(HEAD + text, encoding="utf-8")
    folders = Folders(tmp_path, FOLDERS.templates)
    article = read_article(path, tmp_path).article
    made = pdf.write(render(FORMATS["leaflet"].template, article, CLINIC, folders), CLINIC)
    return [" ".join(text.text for text in page.texts) for page in made.layout.pages]


@pytest.mark.parametrize("long", [LIST, TABLE], ids=["list", "table"])
def test_a_long_list_or_table_begins_on_the_first_page(tmp_path, long):
    first, *_ = pages(tmp_path, long)
    assert "Section" in first
    assert "20" in first


def test_no_page_is_for_notes_alone(tmp_path):
    found = pages(tmp_path, LIST, LIST[:700].replace("habit", "sport"))
    assert len(found) == 3
    assert "Notes" not in " ".join(found)


def test_room_for_questions_gives_way_to_the_contact_before_a_page_is_begun_for_it(tmp_path):
    ends = [pages(tmp_path, LIST + "\n- habit" * more)[-1] for more in range(4, 20, 3)]
    assert any("questions" not in last for last in ends)
    assert all("habit" in last and "01632" in last for last in ends if "questions" not in last)


def test_the_first_row_of_a_table_never_stands_alone(tmp_path):
    for words in range(10, 17):
        before = "\n\n".join(["Some words that take about one line, or two at the most."] * words)
        for page in pages(tmp_path, before, TABLE):
            assert ("Day 0 " in page) == ("Day 1 " in page)
