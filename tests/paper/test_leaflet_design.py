"""The printed leaflet as it was laid out and drawn: sizes, lines, grey, the QR code."""

import re
from collections import defaultdict

import pypdfium2
import pytest

from handout.source.reading import read_clinic
from tests.support.leaflets import FOLDERS, leaflet

BODY = [text for text in leaflet().layout.texts if text.region == "body" and not text.generated]


def lines() -> list[str]:
    """The full lines of running text: all but the last of each paragraph."""
    rows = defaultdict(list)
    for number, page in enumerate(leaflet().layout.pages):
        for text in page.texts:
            if text.region == "body" and text.tag == "p" and text.room > 300 and text.size < 13:
                rows[number, round(text.y)].append(text.text)
    return ["".join(row) for row in rows.values()]


def test_body_type_is_between_12_and_14_points():
    assert 12 <= leaflet().layout.size <= 14
    assert min(text.size for text in BODY) >= 12


def test_small_print_is_never_under_9_points():
    assert min(text.size for text in leaflet().layout.texts) >= 9


def test_a_line_has_45_to_75_characters():
    full = [line for line in lines() if len(line) > 40]
    assert len(full) > 15
    assert max(map(len, full)) <= 75
    assert sum(map(len, full)) / len(full) >= 45


def test_no_word_is_hyphenated_at_the_end_of_a_line():
    assert not [line for line in lines() if re.search(r"[a-z][-\u2010]$", line)]


def test_the_title_is_at_least_2_6_times_the_body():
    title = max(leaflet().layout.texts, key=lambda text: text.size)
    assert title.tag == "h1"
    assert title.size >= 2.6 * leaflet().layout.size


def test_the_leading_is_between_1_3_and_1_5():
    first, second = (
        text
        for text in BODY
        if text.tag == "p" and text.text.startswith(("The skin relies", "flow to", "remain smooth"))
    )
    assert 1.3 <= (second.y - first.y) / first.size <= 1.5


def test_every_page_has_the_version_line_and_its_number():
    for number, page in enumerate(leaflet().layout.pages, 1):
        foot = " ".join(text.text for text in page.texts if text.region == "margin")
        foot = " ".join(foot.split())
        assert "Harbour Lane Skin Clinic · Version 1.0 · SCSR-1.0 Reviewed" in foot
        assert f"{number} of {len(leaflet().layout.pages)}" in foot


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "#ffffff"),
        ("ink", "tint"),
        ("primary", "#ffffff"),
        ("primary", "tint"),
        ("accent", "#ffffff"),
    ],
)
def test_words_stand_out_seven_to_one(ink, ground):
    colours = read_clinic(FOLDERS.content).colours
    assert _contrast(getattr(colours, ink), getattr(colours, ground, ground)) >= 7


def _text_colours(page: pypdfium2.PdfPage) -> set[tuple[int, int, int]]:
    import ctypes

    found = set()
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
        rgba = [ctypes.c_uint() for _ in range(4)]
        pypdfium2.raw.FPDFPageObj_GetFillColor(item, *rgba)
        found.add(tuple(channel.value for channel in rgba[:3]))
    return found


def test_words_are_set_in_the_brand_s_colours_alone():
    colours = read_clinic(FOLDERS.content).colours
    brand = {colours.primary, colours.ink, colours.accent, "#ffffff"}
    for page in pypdfium2.PdfDocument(leaflet().data):
        assert {"#{:02x}{:02x}{:02x}".format(*colour) for colour in _text_colours(page)} <= brand
