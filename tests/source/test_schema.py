from datetime import date
from typing import Literal

import pytest
from msgspec import Struct

from handout.model.clinic import Clinic, Colours
from handout.model.errors import ContentError
from handout.model.fields import Day, NonEmptyText
from handout.model.findings import Severity
from handout.model.front_matter import FrontMatter
from handout.source.schema import check, read, read_words


class Inner(Struct, frozen=True):
    size: int
    kind: Literal["round", "flat"] = "round"


class Model(Struct, frozen=True):
    title: NonEmptyText
    when: Day
    tags: tuple[NonEmptyText, ...] = ()
    inner: Inner | None = None
    ready: bool = False
    share: float = 0.5


def said(text: str, offset: int = 0) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(text, "a.yaml", Model, offset)
    return [str(finding) for finding in caught.value.findings]


SOUND = "title: Plain\nwhen: 2026-11-22\n"


def test_a_sound_text_fills_the_model():
    text = (
        SOUND
        + "tags:\n  - one\n  - two\ninner:\n  size: 3\n  kind: flat\nready: true\nshare: 0.2\n"
    )
    expected = Model("Plain", date(2026, 11, 22), ("one", "two"), Inner(3, "flat"), True, 0.2)
    assert read(text, "a.yaml", Model) == expected


def test_what_is_left_out_has_its_default():
    assert read(SOUND, "a.yaml", Model) == Model("Plain", date(2026, 11, 22))


@pytest.mark.parametrize("word", ["yes", "no", "null", "~", "1.0", "0x1F", "12:30", "2026-11-22"])
def test_yaml_guesses_no_types(word):
    assert read(SOUND.replace("Plain", word), "a.yaml", Model).title == word


def test_words_over_several_lines_become_one_line():
    assert read(SOUND.replace("Plain", "Plain\n  and\n  simple"), "a.yaml", Model).title == (
        "Plain and simple"
    )
    assert read(SOUND.replace("Plain", "|\n  Plain\n  and\n"), "a.yaml", Model).title == "Plain and"


def test_a_space_that_does_not_break_stays():
    assert read(SOUND.replace("Plain", "A\u00a0b"), "a.yaml", Model).title == "A\u00a0b"


def test_a_comment_on_its_own_line_or_behind_quotation_marks_is_a_comment():
    text = "# first\n" + SOUND.replace("Plain", "'Plain'  # second") + "  # third\n"
    assert read(text, "a.yaml", Model).title == "Plain"


def test_a_sign_for_a_number_inside_words_is_no_comment():
    assert read(SOUND.replace("Plain", "C#"), "a.yaml", Model).title == "C#"


def test_lines_are_counted_from_the_top_of_the_file():
    assert said("title: ''\nwhen: 2026-11-22\n", offset=10)[0].startswith("a.yaml:11: ")


def test_all_faults_come_at_once_in_the_order_of_their_lines():
    text = (
        "titel: x\nready: perhaps\nshare: half\ninner:\n  size: big\n  kind: square\n  colour: x\n"
    )
    assert said(text) == [
        "a.yaml:1: 'titel' is not a known key; did you mean 'title'?",
        "a.yaml:1: 'title' is missing; add a line 'title:' with some words",
        "a.yaml:1: 'when' is missing; add a line 'when:' with a day of the calendar, "
        "such as 2026-11-22 (year, month, day)",
        "a.yaml:2: 'ready' cannot be 'perhaps'; write true or false",
        "a.yaml:3: 'share' cannot be 'half'; write a number",
        "a.yaml:5: 'size' cannot be 'big'; write a whole number",
        "a.yaml:6: 'kind' cannot be 'square'; write 'round' or 'flat'",
        "a.yaml:7: 'colour' is not a known key; known are: size, kind",
    ]


def test_a_key_that_is_there_but_faulty_is_not_said_to_be_missing():
    assert said("title: []\nwhen: 2026-11-22\n") == [
        "a.yaml:1: 'title' cannot be a list; write some words, on one line"
    ]


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "22.11.2026", "2026-1-2", "tomorrow", "2026-11-22T"]
)
def test_a_day_that_no_calendar_has_is_told_of(day):
    assert said(f"title: x\nwhen: {day}\n")[0].startswith(f"a.yaml:2: 'when' cannot be '{day}'; ")


def test_a_long_value_is_shown_in_part():
    assert "x" * 60 + "…'" in said(f"title: x\nwhen: {'x' * 500}\n")[0]


@pytest.mark.parametrize("size", [100_001])
def test_a_text_too_large_to_have_been_written_by_hand_is_refused(size):
    assert said("title: " + "x" * size) == [
        "a.yaml:1: there are more than 100,000 characters here; shorten it"
    ]


CLINIC = "name: a\naddress: [b]\nphone: c\nweb: https://example.org\ncolours:\n  primary: {}\n"


@pytest.mark.parametrize("colour", ["'#0b4f5'", "'0b4f5c'", "'#0B4F5G'", "red", "#0b4f5", "# red"])
def test_a_colour_is_three_or_six_hexadecimal_digits(colour):
    with pytest.raises(ContentError, match=r"write (a colour such as|primary:) '#0b"):
        read(CLINIC.format(colour), "c", Clinic)


@pytest.mark.parametrize(
    "colour",
    [
        "#E4003B",
        "'#E4003B'",
        "#E4003B  # red",
        "#E4003B   ",
        "'#E4003B '",
        "# the red\n    '#E4003B'",
    ],
)
def test_a_colour_needs_no_quotation_marks(colour):
    assert read(CLINIC.format(colour), "c", Clinic).colours.primary == "#E4003B"


@pytest.mark.parametrize("colour", ["#e03", "'#e03'"])
def test_a_short_colour_is_meant_in_full(colour):
    assert read(CLINIC.format(colour), "c", Clinic).colours.primary == "#ee0033"


@pytest.mark.parametrize(
    "web",
    ["example.org", "ftp://example.org", "javascript:go()", "https://", "https://example", "/a"],
)
def test_a_web_address_is_one_of_the_web(web):
    text = f"name: a\naddress: [b]\nphone: c\nweb: '{web}'\n"
    with pytest.raises(ContentError, match=r"write (a web address such as|web:) https:"):
        read(text, "c", Clinic)


@pytest.mark.parametrize(
    "web", ["http://example.org", "https://a.example.org:8080/b?c=d#e", "https://é.example.org/ü"]
)
def test_a_web_address_may_have_a_port_and_a_path(web):
    text = f"name: a\naddress: [b]\nphone: c\nweb: '{web}'\n"
    assert read(text, "c", Clinic).web == web


def test_words_keep_their_order_and_may_be_empty():
    read = read_words("y: 1\nx: yes\nz: 'null'\na:\n", "w")
    assert read.findings == ()
    assert list(read.by_key.items()) == [("y", "1"), ("x", "yes"), ("z", "null"), ("a", "")]


def extra(text: str) -> object:
    return read(
        "name: a\naddress: [b]\nphone: c\nweb: https://example.org\n" + text, "c", Clinic
    ).extra


def test_values_for_templates_have_keys_of_their_own():
    made = extra(
        "extra:\n  parking:\n    note: Free for  two hours\n    bays: [north, {name: east}]\n"
    )
    assert made == {
        "parking": {"note": "Free for two hours", "bays": ("north", {"name": "east"})},
    }
    assert extra("") == {}


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", 12), ("-3", -3), ("4.5", 4.5), ("true", True), ("false", False), ("", "")],
)
def test_a_number_for_templates_is_one(written, value):
    (made,) = extra(f"extra:\n  key: {written}\n").values()
    assert (made, type(made)) == (value, type(value))


@pytest.mark.parametrize("written", ["2.50", "01632", "1e3", "yes", "2026-11-22", "'12'", "1,200"])
def test_what_a_number_would_print_otherwise_stays_as_it_is_written(written):
    assert extra(f"extra:\n  key: {written}\n") == {"key": written.strip("'")}


@pytest.mark.parametrize("behind", ["  # roll, unless you say so", " # 1", " #", "  ## first"])
def test_a_comment_behind_a_value_is_a_comment(behind):
    assert read(SOUND.replace("Plain", f"Plain{behind}"), "a.yaml", Model).title == "Plain"


def test_words_cut_off_by_a_sign_for_a_number_are_told_of():
    assert said(SOUND.replace("Plain", "The #1 question"))[0].startswith(
        "a.yaml:1: what stands behind ' #' is left out of 'title'; "
        'write it as title: "The #1 question"'
    )


def test_one_value_is_a_list_of_one():
    assert read(SOUND + "tags: Plain, simple", "a.yaml", Model).tags == ("Plain, simple",)


def test_keys_of_other_programs_are_told_of_once():
    text = "layout: x\nlayout: y\nwhens: z\nformat: {a: [b]}\n" + SOUND
    model, findings = check(text, "a.yaml", Model, 0)
    assert model == Model("Plain", date(2026, 11, 22))
    assert [(one.line, one.severity, one.message) for one in findings] == [
        (1, Severity.NOTE, "not used here: layout, format"),
        (3, Severity.WARNING, "'whens' is not a known key, and is left out"),
    ]


FRONT = """\
title: a
lang: en
version: 1
reviewed: 2026-10-01
next_review: 2028-10-01
authors: b
"""


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("title: a", "Title: a"),
        ("next_review:", "Next review:"),
        ("next_review:", "next-review:"),
        ("authors: b", "author: b"),
        ("authors: b", "Author: [b]"),
        ("lang: en", "lang: EN"),
        ("reviewed: 2026-10-01", "reviewed: 2026-10-01T10:00:00Z"),
        ("reviewed: 2026-10-01", "reviewed: 2026-10-01 00:00:00 +0100"),
    ],
)
def test_front_matter_that_can_mean_one_thing_alone_means_it(written, otherwise):
    plain, _ = check(FRONT, "a.md", FrontMatter, 1)
    assert written in FRONT
    made, findings = check(FRONT.replace(written, otherwise), "a.md", FrontMatter, 1)
    assert (made, findings) == (plain, ())


MIN_CLINIC = "name: a\naddress: b\nphone: c\n"


@pytest.mark.parametrize(
    ("written", "key", "meant"),
    [
        ("hours:\n  Mon: 8 to 6\n  Sat: closed", "hours", "Mon: 8 to 6\nSat: closed"),
        ("hours:\n  Mo: 8 bis 18\n  Fr: 8 bis 12", "hours", "Mo: 8 bis 18\nFr: 8 bis 12"),
        ("hours:\n  - a\n  - Sat: 9 to 12", "hours", "a\nSat: 9 to 12"),
        ("formats: leaflet, slides", "formats", ("leaflet", "slides")),
        ("colors: {ink: '#000000'}", "colours", Colours(ink="#000000")),
        ("E-mail: a@example.org", "email", "a@example.org"),
    ],
)
def test_a_clinic_s_file_that_can_mean_one_thing_alone_means_it(written, key, meant):
    assert getattr(read(MIN_CLINIC + written, "clinic.yaml", Clinic), key) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("en_gb", "en-GB"), ("zh-hant-hk", "zh-Hant-HK"), ("ES-419", "es-419")]
)
def test_a_language_is_known_however_it_is_written(written, meant):
    made, _ = check(FRONT.replace("lang: en", f"lang: {written}"), "a.md", FrontMatter, 1)
    assert made.lang == meant


def test_a_key_that_is_there_as_it_should_be_is_that_one():
    made, (finding,) = check(f"{FRONT}author: c\n", "a.md", FrontMatter, 1)
    assert made.authors == ("b",)
    assert "'author' is not a known key" in finding.message


def test_a_mapping_as_a_key_is_told_and_stops_nothing_else():
    text = "name: a\naddress: b\nphone: c\nstrapline:\n  ? {1: }\n  : x\n"
    with pytest.raises(ContentError) as caught:
        read(text, "clinic.yaml", Clinic)
    assert all(one.message and one.advice and one.line for one in caught.value.findings)
