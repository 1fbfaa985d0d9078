"""Office files, read and written part by part."""

import io
import zipfile

import pytest

from handout.slides.ooxml.package import PRESENTATION, Package
from tests.support.decks import everything


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> bytes:
    return everything(tmp_path_factory.mktemp("package")).data


def names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_what_was_read_is_written_as_the_same_bytes(data):
    assert Package.read(data).saved() == data


def test_a_part_that_nothing_leads_to_is_left_out_with_all_that_it_alone_leads_to(data):
    package = Package.read(data)
    slide = package.slides[1]
    notes = package.related(slide, "notesSlide")
    ties = package.relationships(PRESENTATION)
    del ties[next(id_ for id_, tie in ties.items() if tie.target == slide)]
    assert set(names(data)) - set(names(package.saved())) >= {slide, notes}
    assert slide not in package.reachable().parts


def test_a_part_is_related_once_to_another_by_the_first_free_id():
    package = Package({"a.xml": b"", "b.xml": b""}, {})
    ids = [package.relate("a.xml", "image", name) for name in ("b.xml", "c.xml", "b.xml")]
    assert ids == ["rId1", "rId2", "rId1"]
    del package.relationships("a.xml")["rId1"]
    assert package.relate("a.xml", "slide", "b.xml") == "rId1"


def test_an_address_is_written_whole():
    package = Package({"a.xml": b"<a/>"}, {"a.xml": "application/xml"})
    package.relate("", "officeDocument", "a.xml")
    address = 'https://example.org/?a="1"&b=<2>'
    id_ = package.relate("a.xml", "hyperlink", address, external=True)
    written = Package.read(package.saved())
    assert written.relationships("a.xml")[id_].target == address
    assert written.relationships("a.xml")[id_].external


def test_a_name_is_free_where_no_part_has_it():
    package = Package({"ppt/media/picture2.png": b""}, {})
    assert package.free_name("ppt/media/picture{}.png", 2) == "ppt/media/picture3.png"
