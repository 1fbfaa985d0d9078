from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace

from handout.build.draft import ClinicReading, Draft, draft
from handout.formats import FORMATS, printed
from handout.model.clinic import Clinic, Press
from handout.model.markup import PAGE
from handout.paper.printing import Fit, Printing
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from tests.support.profiles import icc
from tests.support.workplace import Workplace, made


class Listener:
    """A clinic that notes which of its values are read."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self.read: dict[str, object] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._clinic, name)
        self.read[name] = value
        return value


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """A draft in every format."""
    place: Workplace = made(tmp_path_factory.mktemp("place"))
    (place.content / "shop.icc").write_bytes(icc())
    clinic = replace(read_clinic(place.content), press=Press("shop.icc"))
    return draft(place.article(), ClinicReading(clinic), place.request(formats=tuple(FORMATS)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_reads_only_the_values_of_the_clinic_that_its_key_knows(
    ready: Draft, name: str
) -> None:
    making, keying = Listener(ready.clinic), Listener(ready.clinic)
    FORMATS[name].make(ready.markups[name], making)  # type: ignore[arg-type]
    FORMATS[name].brand(keying)  # type: ignore[arg-type]
    assert making.read or name == PAGE  # which has all of them in its mark-up
    assert making.read.keys() <= keying.read.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_can_warm_up_ahead(name: str) -> None:
    FORMATS[name].warm()


def test_a_variant_of_the_leaflet_is_a_style_sheet_and_a_row(tmp_path: Path) -> None:
    place = made(tmp_path)
    style = place.templates / "leaflet" / "card.css"
    style.write_text('@import "leaflet.css"; h1 { color: #004466 }')
    card = Printing("card", Fit((8.0,), (), 1), {"A4": "A5"}, smallest_body=8, smallest_print=7)
    row = printed("leaflet-card", "leaflet/leaflet.html", "leaflet/card.css", card)
    article = read_article(place.article(), place.content).article
    clinic = read_clinic(place.content)
    markup = render(row.template, article, clinic, place.request().folders)
    file = row.make(markup, clinic)
    (page, *_) = pypdfium2.PdfDocument(file.data)
    assert page.get_size() == pytest.approx((419.5, 595.3), abs=0.5)
    assert "What helps" in file.text
