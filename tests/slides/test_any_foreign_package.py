"""Whatever is done to a clinic's own presentation, it is used or refused: handout never fails."""

from contextlib import suppress
from copy import deepcopy
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from handout.model.errors import ContentError
from handout.model.findings import Severity
from handout.slides import preflight
from handout.slides.ooxml.package import read
from tests.support.deck_markup import items, slide, write
from tests.support.decks import ARRAY, CHART, SMALL_TABLE
from tests.support.hostile_packages import packed, parts_of
from tests.support.own_templates import FILES, OWN

SLIDES = (
    slide(items(6), title="A"),
    slide(SMALL_TABLE, "table", "B"),
    slide(CHART, "chart", "C"),
    slide(ARRAY, "icon-array", "D"),
    slide("<div><p>a</p></div><div><p>b</p></div>", "columns", "E"),
    slide("<ol><li>Shake</li><li>Press</li></ol>", "steps", "F"),
)
VALUES = (
    *("", "0", "-1", "1", "9", "2147483647", "-2147483648", "99999999999999999999", "1e9", "NaN"),
    *(
        "true",
        "x",
        "title",
        "body",
        "none",
        "rId1",
        "rId999",
        "../../../etc/passwd",
        "\u202e",
        "a" * 999,
    ),
)
SOUND = ("plain", "several-masters", "without-bodies", "few-layouts")


@cache
def sound(name):
    held = parts_of(FILES[name]())
    return {part: data for part, data in held.items() if "ppt/slides/" not in part}


def attributes(data):
    """Where the values of attributes stand in a part."""
    places, start = [], 0
    while (start := data.find(b'="', start)) >= 0:
        start += 2
        end = data.find(b'"', start)
        places.append((start, end))
    return places


@st.composite
def with_other_elements(draw, data):
    """A part with an element removed, repeated, or called something else."""
    root = etree.fromstring(data)
    every = [one for one in root.iter("{*}*") if one is not root]
    if not every:
        return data
    one, other = draw(st.sampled_from(every)), draw(st.sampled_from(every))
    what = draw(st.sampled_from(("gone", "twice", "renamed", "empty")))
    if what == "gone":
        one.getparent().remove(one)
    elif what == "twice":
        one.addnext(deepcopy(one))
    elif what == "renamed":
        one.tag = other.tag
    else:
        one.clear()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@st.composite
def one_change(draw, data, what=("value", "value", "element", "element", "cut", "byte")):
    """A part after one thing was done to it."""
    done = draw(st.sampled_from(what))
    if done == "value" and (places := attributes(data)):
        start, end = draw(st.sampled_from(places))
        return data[:start] + draw(st.sampled_from(VALUES)).encode() + data[end:]
    if done == "element" and data.startswith(b"<?xml"):
        with suppress(etree.XMLSyntaxError):  # it was cut before
            return draw(with_other_elements(data))
    place = draw(st.integers(0, max(len(data) - 1, 0)))
    if done == "cut":
        return data[:place]
    return data[:place] + bytes([draw(st.integers(0, 255))]) + data[place + 1 :]


@st.composite
def changed(draw):
    """A sound presentation after a few changes."""
    parts = dict(sound(draw(st.sampled_from(SOUND))))
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(parts)))
        if draw(st.integers(0, 9)):
            parts[name] = draw(one_change(parts[name]))
        elif len(parts) > 1:
            del parts[name]
    data = packed(parts)
    if draw(st.integers(0, 19)) == 0:
        data = draw(one_change(data, ("cut", "byte")))
    return data


def check(data, folder):
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "own.pptx").write_bytes(data)
    try:
        made = write(folder, *SLIDES, clinic=OWN)
    except ContentError:
        return
    found = preflight.check(read(made.data), made.deck)
    faults = [one for one in found if one.severity is Severity.ERROR]
    assert {one.rule for one in faults} <= MAY_BE


MAY_BE = {"slide-overflow", "slide-size", "slide-alt", "slide-off"}
"""What a design may ask for that nobody could read: preflight says so, and nothing is made."""
SETTINGS = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@settings(max_examples=40, **SETTINGS)
@given(data=changed())
def test_a_changed_presentation_is_used_or_refused(data, tmp_path):
    check(data, tmp_path)


@pytest.mark.slow
@settings(max_examples=5_000, **SETTINGS)
@given(data=changed())
def test_five_thousand_changed_presentations_are_used_or_refused(data, tmp_path):
    check(data, tmp_path)
