"""What a worker holds once a document is written: nothing of it but what the next one may need."""

import base64
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from weasyprint.layout import LayoutContext
from weasyprint.text.fonts import FontConfiguration

from handout.formats import FORMATS
from handout.paper import pdf, print_job
from handout.paper.print_job import PrintJob
from tests.support.leaflets import CLINIC, article_markup, markup

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>'
SHOWN = '<p>Words.</p><img src="drawing.svg" alt="A drawing"/>'


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    pdf.shared_resources().forget()
    yield
    pdf.shared_resources().forget()


def kept(kind: type) -> list[Any]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, kind)]


def test_sheets_have_no_fonts_of_their_own() -> None:
    before = kept(FontConfiguration)
    job = PrintJob(article_markup("leaflet-trifold"), CLINIC, FORMATS["leaflet-trifold"].printing)
    laid_out = print_job.lay_out(job)
    assert job.folding
    sheets = print_job.imposed(laid_out.document, job.folding.sheets(6))
    assert sheets.pages
    assert len(kept(FontConfiguration)) == len(before)


def test_a_drawing_holds_no_document_that_is_over(content: Path) -> None:
    (content / "drawing.svg").write_text(DRAWING, "utf-8")
    before = len(kept(LayoutContext))
    for number in range(3):
        pdf.write(markup(f"{SHOWN}<p>{number}</p>", content), CLINIC)
        assert len(kept(LayoutContext)) == before


@pytest.mark.parametrize("name", ["leaflet", "leaflet-booklet"])
def test_a_layout_is_kept_only_for_a_format_that_follows_and_shares_it(name: str) -> None:
    pdf.write(article_markup(name), CLINIC, FORMATS[name].printing)
    assert (pdf.shared_resources().last_layout is not None) == (name == "leaflet-booklet")


def test_a_document_with_a_drawing_is_laid_out_once_until_the_drawing_changes(
    content: Path,
) -> None:
    (content / "drawing.svg").write_text(DRAWING, "utf-8")
    job = PrintJob(markup(SHOWN, content), CLINIC, FORMATS["leaflet-booklet"].printing)
    first = print_job.lay_out(job)
    assert print_job.lay_out(job) is first
    (content / "drawing.svg").write_text(DRAWING.replace("h9", "h8"), "utf-8")
    assert print_job.lay_out(job) is not first


def test_no_picture_stays_that_is_written_into_the_text(content: Path) -> None:
    address = f"data:image/svg+xml;base64,{base64.b64encode(DRAWING.encode()).decode()}"
    pdf.write(markup(SHOWN.replace("drawing.svg", address), content), CLINIC)
    assert not [one for one in pdf.shared_resources().pictures.cache if "base64" in one]
    assert not urlsplit.cache_info().currsize  # type: ignore[attr-defined]
