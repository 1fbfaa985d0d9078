from dataclasses import replace
from typing import Any

import pytest

from handout.build.draft import Draft, draft
from handout.formats import FORMATS
from handout.model.clinic import Clinic, Press
from handout.source.reading import read_clinic
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
    return draft(place.article(), clinic, place.request(formats=tuple(FORMATS)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_reads_only_the_values_of_the_clinic_that_its_key_knows(
    ready: Draft, name: str
) -> None:
    making, keying = Listener(ready.clinic), Listener(ready.clinic)
    FORMATS[name].make(ready.markups[name], making)  # type: ignore[arg-type]
    FORMATS[name].brand(keying)  # type: ignore[arg-type]
    assert making.read
    assert making.read.keys() <= keying.read.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_can_warm_up_ahead(name: str) -> None:
    FORMATS[name].warm()
