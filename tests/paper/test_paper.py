"""Every printed format of the first article: complete, conforming, folded where it should be."""

from itertools import groupby

import page as conformance
import pypdfium2
import pytest
import zxingcpp

from handout.source.reading import read_clinic
from tests.support.leaflets import FOLDERS, PAPER, first_article
from tests.support.pdf_objects import catalog, pages_of_tags

MM = 72 / 25.4
SIZES = {
    "leaflet": (210, 297),
    "leaflet-large-print": (210, 297),
    "leaflet-trifold": (297, 210),
    "leaflet-booklet": (148, 210),
    "leaflet-booklet-print": (297, 210),
    "poster": (297, 420),
    "poster-a4": (210, 297),
}
DUPLEX = {
    "leaflet": "/DuplexFlipLongEdge",
    "leaflet-large-print": "/DuplexFlipLongEdge",
    "leaflet-trifold": "/DuplexFlipShortEdge",
    "leaflet-booklet": "/DuplexFlipLongEdge",
    "leaflet-booklet-print": "/DuplexFlipShortEdge",
    "poster": "/Simplex",
    "poster-a4": "/Simplex",
}


def document(name: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(first_article(name).data)


def test_every_printed_format_is_tested_here():
    assert set(PAPER) == set(SIZES) == set(DUPLEX)


@pytest.mark.parametrize("name", PAPER)
def test_a_format_has_no_findings(name):
    assert first_article(name).findings == ()


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("name", PAPER)
def test_a_format_conforms(name, profile):
    report = conformance.validate_pdf_bytes(first_article(name).data, profile=profile)
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("name", PAPER)
def test_its_pages_have_the_size_of_the_paper(name):
    for page in document(name):
        assert page.get_size() == pytest.approx([one * MM for one in SIZES[name]], abs=0.5)
        assert page.get_trimbox() == page.get_mediabox()


@pytest.mark.parametrize("name", PAPER)
def test_printers_are_told_which_edge_to_turn_and_not_to_scale(name):
    wishes = catalog(first_article(name).data)
    assert f"/Duplex {DUPLEX[name]}" in wishes
    assert "/PrintScaling /None" in wishes
    assert "/DisplayDocTitle true" in wishes


LEAST_QR = {"poster": 40}


@pytest.mark.parametrize("name", PAPER)
def test_the_qr_code_can_be_read_from_the_page_and_is_large_enough(name):
    scale, codes = 2, []
    for page in document(name):
        for code in zxingcpp.read_barcodes(page.render(scale=scale).to_pil()):
            codes.append(code.text)
            side = code.position.top_right.x - code.position.top_left.x
            assert side / scale / MM >= LEAST_QR.get(name, 25) - 0.5
    assert codes == ["https://harbourlane.example.org"]


FOLDS = {
    "leaflet-trifold": [(97, 197), (100, 200)],
    "leaflet-booklet-print": [(148.5,), (148.5,)],
}


@pytest.mark.parametrize("name", FOLDS)
def test_nothing_crosses_a_fold(name):
    for page, folds in zip(document(name), FOLDS[name], strict=True):
        for item in page.get_objects(max_depth=5):
            left, _, right, _ = item.get_bounds()
            if right - left > 0:
                for fold in folds:
                    assert not left + 1 < fold * MM < right - 1, (left / MM, right / MM, fold)


@pytest.mark.parametrize("name", FOLDS)
def test_words_keep_clear_of_folds(name):
    for page, folds in zip(document(name), FOLDS[name], strict=True):
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            left, _, right, _ = item.get_bounds()
            for fold in folds:
                assert right / MM < fold - 5 or left / MM > fold + 5


def test_the_booklet_is_read_page_after_page_though_it_is_printed_otherwise():
    sides = [
        page for page, _ in groupby(pages_of_tags(first_article("leaflet-booklet-print").data))
    ]
    outer, inner = sides[:2]
    assert sides == [outer, inner, outer]


def test_the_trifold_is_read_as_it_unfolds():
    sides = [page for page, _ in groupby(pages_of_tags(first_article("leaflet-trifold").data))]
    outside, inside = sides[:2]
    assert sides == [outside, inside, outside]


def test_the_booklet_comes_in_fours():
    assert first_article("leaflet-booklet").count % 4 == 0
    assert (
        first_article("leaflet-booklet-print").count == first_article("leaflet-booklet").count // 2
    )


def type_sizes(name: str) -> set[float]:
    """The sizes of the words of a PDF, points."""
    return {
        round(item.get_font_size() * item.get_matrix().d, 1)
        for page in document(name)
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=5)
    }


LEAST_TYPE = {"leaflet-large-print": 16, "poster": 12}


@pytest.mark.parametrize("name", PAPER)
def test_no_type_is_smaller_than_its_format_allows(name):
    assert min(type_sizes(name)) >= LEAST_TYPE.get(name, 9)


@pytest.mark.parametrize("name", ["poster", "poster-a4"])
def test_the_poster_s_title_is_read_from_across_the_room(name):
    assert max(type_sizes(name)) >= 48


GREY_RED, GREY_GREEN, GREY_BLUE = 0.299, 0.587, 0.114
"""How an office printer without colours weighs them (ITU-R BT.601)."""


def grey(colour: str) -> float:
    """The relative luminance of the grey that a colour is printed in."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    level = GREY_RED * red + GREY_GREEN * green + GREY_BLUE * blue
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("ink", "#ffffff"),
        ("ink", "tint"),
        ("primary", "#ffffff"),
        ("primary", "tint"),
        ("accent", "#ffffff"),
        ("#ffffff", "primary"),
    ],
)
def test_words_stand_out_seven_to_one_in_grey_too(words, ground):
    colours = read_clinic(FOLDERS.content).colours
    levels = sorted(grey(getattr(colours, name, name)) for name in (words, ground))
    assert (levels[1] + 0.05) / (levels[0] + 0.05) >= 7


def test_a_warning_s_heading_stands_out_on_its_panel_in_grey_too():
    colours = read_clinic(FOLDERS.content).colours
    assert (grey(colours.tint) + 0.05) / (grey(colours.accent) + 0.05) >= 4.5
