"""Whatever an article is made of: its sides are full, its headings in company, and all is there."""

import itertools
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from PIL import Image

from handout.formats import FORMATS
from handout.model.findings import Finding, Severity
from handout.model.markup import Folders
from handout.model.page_layout import Layout, PlacedText
from handout.paper import preflight
from handout.paper.copyfitting import fitted, tightest
from handout.paper.mending import evened, merit
from handout.paper.print_job import PrintJob
from handout.paper.printing import Fit
from handout.paper.setting import Setting
from handout.paper.trial import Trial
from handout.paper.typesetting import Typesetting
from handout.paper.whole_sheets import on_whole_sheets
from handout.source.reading import read_article
from handout.templating.templates import render
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, FOLDERS, FRONT, laid_out

FORMATS_OF_SHEETS = ("leaflet", "leaflet-large-print", "leaflet-booklet")
ARTICLES = range(10)
WORDS = """the water is warm and your nurse will see you each morning before breakfast so that you
can rest after it because some people need more time than others to find out what helps them"""


def _sentence(chance: Random) -> str:
    words = [chance.choice(WORDS.split()) for _ in range(chance.randint(5, 22))]
    return f"{' '.join(words).capitalize()}."


def _paragraph(chance: Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(1, 5)))


def _list(chance: Random) -> str:
    items = "\n".join(f"- {_sentence(chance)}" for _ in range(chance.randint(2, 9)))
    return f"These help:\n\n{items}"


def _table(chance: Random) -> str:
    rows = (f"| Day {n} | {_sentence(chance)} |" for n in range(chance.choice((3, 5, 14))))
    return "\n".join(("| When | What |", "|---|---|", *rows))


def _picture(chance: Random) -> str:
    return f"![What it looks like](images/{chance.choice(('high', 'wide'))}.jpg)"


def _box(chance: Random) -> str:
    return f"::: {chance.choice(('warning', 'key'))}\n{_paragraph(chance)}\n:::"


def _smaller(chance: Random) -> str:
    return f"### {_sentence(chance)[:30].strip(' .')}\n\n{_paragraph(chance)}"


def _small_picture(chance: Random) -> str:
    return f"{_picture(chance)}{{width=40%}}\n\n{_paragraph(chance)} {_sentence(chance)}"


def _steps(chance: Random) -> str:
    items = "\n".join(f"1. {_sentence(chance)}" for _ in range(chance.randint(2, 7)))
    return f"::: steps\n{items}\n:::"


def _words(chance: Random) -> str:
    return "\n\n".join(f"Word {n}\n: {_sentence(chance)}" for n in range(chance.randint(1, 6)))


def _tall_table(chance: Random) -> str:
    rows = (f"| {n} | {_paragraph(chance)} | {n} mg |" for n in range(chance.choice((2, 6))))
    return "\n".join(("What it is:\n", "| No. | What | Dose |", "|---|---|---|", *rows))


def _noted(chance: Random) -> str:
    number = chance.randrange(10**6)
    return f"{_sentence(chance)}[^{number}]\n\n[^{number}]: {_sentence(chance)}"


_KINDS = (
    *(_paragraph, _list, _list, _table, _picture, _box, _smaller, _smaller),
    *(_small_picture, _steps, _words, _tall_table, _noted),
)


def article(number: int) -> str:
    """Some sections of paragraphs, lists, tables, pictures and boxes, the same for a number."""
    chance = Random(number)
    parts = [_paragraph(chance)]
    for section in range(chance.randint(2, 9)):
        blocks = (chance.choice(_KINDS)(chance) for _ in range(chance.randint(1, 4)))
        parts += [f"## Section {section + 1}", _paragraph(chance), *blocks]
    return FRONT.format(title="A title") + "\n\n".join(parts) + "\n"


class Made(NamedTuple):
    """What became of an article; no document, of which all would stay for as long as the tests."""

    best: tuple[int, int, int]
    """Its pages, those for notes beyond one, and how many of its sides are left empty."""
    others: dict[str, tuple[int, int, int]]
    """In other settings, where a side of the best is left empty even so."""
    tight: int
    """How many pages, with all taken back that may be."""
    layout: Layout
    text: str
    """The mark-up."""


@lru_cache
def _made(number: int, name: str) -> Made:
    with TemporaryDirectory() as folder:
        content, printing = Path(folder), FORMATS[name].printing
        (content / "images").mkdir()
        Image.new("RGB", (1200, 1600), "#557799").save(content / "images" / "high.jpg")
        Image.new("RGB", (1600, 1200), "#779955").save(content / "images" / "wide.jpg")
        path = content / "a.md"
        path.write_text(article(number), encoding="utf-8")
        reading = read_article(path, content)
        markup = render(
            FORMATS[name].template, reading.article, CLINIC, Folders(content, FOLDERS.templates)
        )
        job = PrintJob(markup, CLINIC, printing)
        typesetting = Typesetting(job.resources, markup, job.families, job.settings)
        tried: list[Trial[Any]] = []

        def lay_out(setting: Setting) -> Trial[Any]:
            tried.append(typesetting.lay_out(setting))
            return tried[-1]

        fit = printing.fit
        best = on_whole_sheets(typesetting, fitted(lay_out, fit), fit)
        ways = _turned(best, fit) if _emptiness(best, name)[0] else ()
        plain = ((str(way), typesetting.lay_out(way)) for way in ways)
        others = {way: merit(evened(typesetting.lay_out, fit, one), fit)[:3] for way, one in plain}
        tight = len(typesetting.lay_out(tightest(tried[0], fit)).pages)
        layout = laid_out(markup, CLINIC, printing)
        return Made(merit(best, fit)[:3], others, tight, layout, markup.text)


def _turned(best: Trial[Any], fit: Fit) -> list[Setting]:
    """The same setting with one or two things turned, as far as any of them may be."""
    now = replace(best.setting, rules="", begins=())
    tallest = max(best.tallest, now.tallest / 0.55)
    turns: dict[str, tuple[Any, ...]] = {
        "tallest": (0.0, *(max(99.3, tallest * share) for share in (0.85, 0.7, 0.55))),
        "air": (1.0, 0.5, 0.0),
        "lines": (True, False),
        "whole": (True, False),
        "contact": (1.0, 0.75) if fit.contact else (1.0,),
        "leading": (fit.tightest, fit.leading, fit.loosest),
        "narrow": (True, False) if fit.is_long(len(best.pages)) else (False,),
        "size": tuple(size for size in fit.sizes if size <= now.size),
    }
    one = [(name, value) for name, values in turns.items() for value in values]
    ways = [dict(pair) for pair in itertools.combinations_with_replacement(one, 2)]
    return list(dict.fromkeys(replace(now, **way) for way in ways))


def _emptiness(trial: Trial[Any], name: str) -> tuple[int, float]:
    return trial.emptiness(last=not FORMATS[name].printing.fit.pads)


MENDED = [
    *((number, "leaflet-large-print") for number in (17, 10, 2021)),
    *((number, "leaflet-booklet") for number in (13, 104, 126, 1020, 2004, 2045, 4048)),
]
"""Of several hundred, those whose sides the first setting leaves empty: shared anew as they are,
in other settings, and in a booklet that is padded."""
NEVER = [(31, "leaflet-large-print")]
"""One that no turn mends."""
CASES = [*((number, name) for number in ARTICLES for name in FORMATS_OF_SHEETS), *MENDED, *NEVER]
QUICK = [
    MENDED[0],
    (126, "leaflet-booklet"),
    *((number, "leaflet") for number in (1, 7, 8)),
    (5, "leaflet-booklet"),
]


def _flow(texts: tuple[PlacedText, ...]) -> list[PlacedText]:
    return [text for text in texts if text.region in ("body", "small")]


@pytest.mark.parametrize(("number", "name"), cases(CASES, QUICK))
def test_no_heading_ends_a_side(number, name):
    for page in _made(number, name).layout.pages:
        flow = _flow(page.texts)
        assert not flow or flow[-1].tag not in ("h2", "h3", "h4")


@pytest.mark.parametrize(("number", "name"), cases(CASES, QUICK))
def test_no_side_is_left_empty_that_another_setting_fills(number, name):
    best, others, *_ = _made(number, name)
    assert [way for way, one in others.items() if one < best] == []


@pytest.mark.parametrize(("number", "name"), cases(CASES, QUICK))
def test_no_tighter_setting_saves_a_sheet(number, name):
    made = _made(number, name)
    assert made.tight > FORMATS[name].printing.fit.fewer(made.best[0])


@pytest.mark.parametrize(("number", "name"), cases(CASES, QUICK))
def test_small_print_opens_no_side(number, name):
    firsts = [next(iter(_flow(page.texts)), None) for page in _made(number, name).layout.pages]
    assert not any(one and one.region == "small" and one.tag == "li" for one in firsts)


@pytest.mark.parametrize(("number", "name"), cases(CASES, QUICK))
def test_no_picture_is_lower_than_35_mm_or_cropped(number, name):
    pages = _made(number, name).layout.pages
    assert all(figure.height > 99 for page in pages for figure in page.figures)


@pytest.mark.parametrize(("number", "name"), cases(CASES, QUICK))
def test_nothing_is_lost(number, name):
    *_, layout, text = _made(number, name)
    found: list[Finding] = list(preflight.check(layout, text, FORMATS[name].printing))
    assert [str(one) for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("number", cases(ARTICLES, (5,)))
def test_a_booklet_has_one_page_of_lines_alone_at_most(number):
    pages = _made(number, "leaflet-booklet").layout.pages
    regions = [{text.region for text in page.texts} for page in pages]
    assert sum(not one - {"room", "margin"} for one in regions) <= 1
    assert len(pages) % 4 == 0


@pytest.mark.parametrize("number", cases((*ARTICLES, MENDED[0][0]), MENDED[0]))
def test_the_imprint_of_large_print_has_no_side_of_its_own(number):
    last = _made(number, "leaflet-large-print").layout.pages[-1]
    assert CLINIC.phone in " ".join(text.text for text in last.texts).replace("\u00a0", " ")
