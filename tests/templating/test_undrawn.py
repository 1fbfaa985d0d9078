"""What no branch of a template draws is an error that names it, never left out."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from msgspec import Struct

from handout.formats import FORMATS
from handout.model.article import (
    Article,
    Definition,
    Definitions,
    Directive,
    FrontMatter,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from handout.model.errors import ContentError
from handout.model.markup import Folders, Template
from handout.source.markdown.directives import DIRECTIVES
from handout.templating.templates import render
from tests.support.leaflets import CLINIC

TEMPLATES = Path(__file__).parents[2] / "templates"
FRONT = FrontMatter("A title", "en-GB", "1", date(2026, 10, 1), date(2028, 10, 1), ("Dr Example",))
WORDS = Text("Words.", "Words.")
PROBES = {
    "_blocks.html": "{{ blocks(article.lead) }}",
    "deck/_notes.html": "{{ said(article.lead) }}",
}
"""What each file does with the blocks that it is given."""


class Map(Struct, frozen=True):
    """A kind of block that no template knows."""

    kind: ClassVar = "map"
    line: int = 1


def inside(name: str) -> Callable[..., Directive]:
    return lambda *blocks: Directive(1, name, blocks)


def columns(*blocks) -> Directive:
    return inside("columns")(inside("column")(*blocks), inside("column")(*blocks))


PLACES = {
    "quote": lambda *blocks: Quote(1, blocks),
    "key": inside("key"),
    "steps": inside("steps"),
    "columns": columns,
}
"""Where a slide shows the directives that stand there."""
LISTS = {
    "item": lambda *blocks: List(1, (Item(1, blocks),)),
    "item-of-key": lambda *blocks: inside("key")(List(1, (Item(1, blocks),))),
    "definition": lambda *blocks: Definitions(1, (Definition(1, WORDS, blocks),)),
}
"""Where a slide leaves them to the notes."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> Folders:
    """The templates, with one for each file that draws blocks."""
    folder = tmp_path_factory.mktemp("undrawn")
    shutil.copytree(TEMPLATES, folder / "templates")
    for name, call in PROBES.items():
        macro = call.split()[1].partition("(")[0]
        probe = f'{{% from "{name}" import {macro} with context %}}{call}'
        (folder / "templates" / f"probe-{Path(name).name}").write_text(probe, "utf-8")
    return Folders(folder, folder / "templates")


def article(*blocks) -> Article:
    return Article("content/a.md", "a", FRONT, blocks, (Section(1, "s", WORDS, blocks),))


def probed(name: str, folders: Folders, *blocks) -> str:
    """What one file makes of the blocks."""
    probe = Template(f"probe-{Path(name).name}", "deck" if "deck" in name else "leaflet")
    return render(probe, article(*blocks), CLINIC, folders).text


def drawable(name: str) -> Directive:
    """A directive with what it needs."""
    table = Table(1, (WORDS, WORDS), ((WORDS, Text("5", "5")),), ("start", "end"))
    held = {
        "icon-array": (),
        "chart": (table,),
        "options": (table,),
        "steps": (List(1, (Item(1, (Paragraph(1, WORDS),)),) * 2, ordered=True),),
        "columns": (inside("column")(Paragraph(1, WORDS)),) * 2,
    }
    attributes = {"n": "1", "of": "9", "label": "people"} if name == "icon-array" else {}
    return Directive(1, name, held.get(name, (Paragraph(1, WORDS),)), attributes)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", DIRECTIVES)
def test_each_directive_of_the_table_is_drawn_by_each_format(name, format_, folders):
    blocks = Paragraph(1, WORDS), drawable(name)
    whole = article(*blocks, inside("key")(*blocks))
    assert render(FORMATS[format_].template, whole, CLINIC, folders).text


@pytest.mark.parametrize("format_", ["leaflet", "leaflet-trifold", "poster", "slides"])
@pytest.mark.parametrize("place", [*PLACES, *LISTS])
def test_a_directive_that_a_format_does_not_know_stops_it(place, format_, folders):
    unknown = {**PLACES, **LISTS}[place](Directive(1, "exercise", (Paragraph(1, WORDS),)))
    with pytest.raises(ContentError) as caught:
        render(FORMATS[format_].template, article(inside("key")(unknown)), CLINIC, folders)
    (finding,) = caught.value.findings
    if format_ == "slides":
        assert (finding.path, finding.line) == ("content/a.md", 1)
        assert finding.message == "the slides have no plan for '::: exercise'"
    else:
        assert finding.path.endswith("templates/_blocks.html")
        assert "no branch here draws '::: exercise'" in finding.message


@pytest.mark.parametrize("name", PROBES)
@pytest.mark.parametrize("place", [None, *PLACES])
def test_each_file_that_draws_blocks_names_the_directive_and_itself(place, name, folders):
    unknown = Directive(1, "exercise", (Paragraph(1, WORDS),))
    with pytest.raises(ContentError, match="no branch here draws '::: exercise'") as caught:
        probed(name, folders, PLACES[place](unknown) if place else unknown)
    assert caught.value.findings[0].path.endswith(f"templates/{name}")


@pytest.mark.parametrize("name", PROBES)
@pytest.mark.parametrize("place", [None, *PLACES, *LISTS, "chart"])
def test_each_file_that_draws_blocks_names_the_kind_and_itself(place, name, folders):
    if (place, name) == ("chart", "_blocks.html"):
        return  # on paper it is the first block of a chart, whatever that is
    hold = {**PLACES, **LISTS, "chart": inside("chart")}
    with pytest.raises(ContentError, match="no branch here draws a block 'map'") as caught:
        probed(name, folders, hold[place](Map()) if place else Map())
    assert caught.value.findings[0].path.endswith(f"templates/{name}")


def test_what_is_planned_for_a_slide_and_not_drawn_there_is_told(folders):
    probe = '{% from "deck/_slides.html" import blocks with context %}{{ blocks(article.lead) }}'
    (folders.templates / "probe-_slides.html").write_text(probe, "utf-8")
    with pytest.raises(ContentError, match="no branch here draws a block 'quote'") as caught:
        probed("deck/_slides.html", folders, Quote(1, (Paragraph(1, WORDS),)))
    assert caught.value.findings[0].path.endswith("templates/deck/_slides.html")
