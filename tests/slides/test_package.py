"""Presentations, opened and saved through python-pptx."""

import io
import sys
import zipfile
from typing import Any

import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from handout.slides.ooxml.foreign import cleaned
from handout.slides.ooxml.package import data_part, read, related, saved
from tests.support.deck_markup import HEAD, slide, write
from tests.support.decks import everything


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> bytes:
    return everything(tmp_path_factory.mktemp("package")).data


def names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_what_is_saved_is_read_and_saved_as_the_same_bytes_without_the_time_of_day(data):
    again = saved(read(data).part.package)
    assert saved(read(again).part.package) == again
    members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_parts_that_lead_on_to_each_other_are_read_and_saved_however_many_there_are(data):
    last: Any = read(data).part
    package, count = last.package, 2 * sys.getrecursionlimit()
    for number in range(count):
        before, last = last, data_part(package, f"ppt/media/x{number}.bin", "image/png", b"x")
        before.relate_to(last, RT.IMAGE)
    assert len(names(once := saved(package))) > 2 * count
    assert saved(read(once).part.package) == once


def test_sample_slides_are_left_out_with_their_notes_pictures_and_charts(data):
    bare = names(cleaned(data).data)
    gone = ("ppt/slides/", "ppt/notesSlides/", "ppt/charts/", "ppt/embeddings/", "ppt/media/pic")
    assert any(name.startswith("ppt/slideLayouts/") for name in bare)
    assert not [name for name in bare if name.startswith(gone)]


def test_a_part_that_is_related_to_none_of_a_kind_is_told_as_such(data):
    presentation = read(data)
    assert related(presentation.part, RT.NOTES_MASTER) is not None
    assert related(presentation.part, RT.HANDOUT_MASTER) is None


def test_a_title_longer_than_a_property_may_be_is_shortened_there(tmp_path):
    long = HEAD.replace('data-title="Asthma"', f'data-title="{"Asthma " * 60}"')
    told = read(write(tmp_path, slide("<p>a</p>"), head=long).data).core_properties.title
    assert (len(told), told[-1]) == (255, "…")
