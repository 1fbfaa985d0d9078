"""Sides that the best setting leaves empty are filled from those before, or by another turn."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from handout.formats import FORMATS
from handout.model.markup import Folders
from handout.model.page_layout import PlacedFigure, PlacedPage, PlacedText
from handout.paper.copyfitting import Trials
from handout.paper.mending import evened, mended
from handout.paper.print_job import PrintJob
from handout.paper.printing import LEAFLET, Fit
from handout.paper.setting import Setting
from handout.paper.side_ends import SideEnds
from handout.paper.trial import FAIRLY_FULL, HALF, Trial
from handout.paper.typesetting import Typesetting
from handout.source.reading import read_article
from handout.templating.templates import render
from tests.support.leaflets import CLINIC, FOLDERS, FRONT

LINE = PlacedText("words", 0, 0, 100, 0, 12, 100)


class Gap:
    """A side that a picture left empty, as it did not fit there."""

    def __call__(self, setting: Setting) -> Trial[None]:
        height = min(500.0, setting.tallest or 500.0)
        fits = height <= 431 - 2 * setting.size
        figure = PlacedFigure(0, height)
        page = PlacedPage(600, 1200, (LINE,), depth=1000.0, fill=0.57)
        if fits:
            pages = (replace(page, figures=(figure,), fill=0.99), page)
        else:
            pages = (page, replace(page, figures=(figure,), fill=0.99))
        return Trial(setting, None, pages)


def test_a_picture_is_made_lower_where_its_side_before_would_stay_empty():
    best = mended(Trials(Gap(), 100), Fit((12,), most=6), Gap()(Setting(12)))
    assert best.underfull == 0
    assert 300 < best.setting.tallest < 430


PARAGRAPH = "These are some words that take about a line or two, and no more than that.\n\n"


def _typesetting(folder: Path, text: str) -> Typesetting:
    path = folder / "a.md"
    path.write_text(FRONT.format(title="A title") + text, encoding="utf-8")
    article, folders = read_article(path, folder).article, Folders(folder, FOLDERS.templates)
    job = PrintJob(render(FORMATS["leaflet"].template, article, CLINIC, folders), CLINIC, LEAFLET)
    return Typesetting(job.resources, job.markup, job.families, job.settings)


def _words(trial: Trial[Any]) -> str:
    return " ".join(
        text.text for page in trial.pages for text in page.texts if text.region == "body"
    )


@pytest.mark.parametrize("lines", [30, 34])
def test_a_last_side_that_is_nearly_empty_begins_earlier(tmp_path, lines):
    typesetting = _typesetting(tmp_path, f"Words.\n\n## A section\n\n{PARAGRAPH * lines}")
    trial = typesetting.lay_out(Setting(12, lines=False))
    assert trial.pages[-1].fill < HALF
    even = evened(typesetting.lay_out, LEAFLET.fit, trial)
    *others, last = [page.fill for page in even.pages]
    assert (len(others), min(others) >= FAIRLY_FULL, last >= HALF) == (2, True, True)
    assert _words(even) == _words(trial)


ROWS = "".join(f"| Day {day} | Walk for a while, and then rest. |\n" for day in range(12))
PARTS = "".join(f"## Part {n}\n\n{PARAGRAPH * 3}- One.\n- Two.\n\n" for n in range(6))
MIXED = f"Words.\n\n{PARTS}## Days\n\n| When | What |\n|---|---|\n{ROWS}"


@pytest.mark.parametrize("turns", [{}, {"air": 0.0}, {"leading": 1.45}, {"contact": 0.75}])
def test_how_full_sides_would_be_in_another_setting_is_foretold(tmp_path, turns):
    typesetting = _typesetting(tmp_path, MIXED)
    trial = typesetting.lay_out(Setting(12, lines=False))
    turned = replace(trial.setting, **turns)
    ends = SideEnds(trial, LEAFLET.fit)
    told = ends.foretold(turned, len(trial.pages))
    assert told
    laid = typesetting.lay_out(ends.setting(turned, told))
    assert len(laid.pages) == told.sides > 2
    fills = [page.fill for page in laid.pages]
    assert fills[:-1] == pytest.approx(told.fills[:-1], abs=0.02)
