"""The poster: one whole message of the article, as large as it fits."""

import re

import pytest

from tests.support.leaflets import layout_of, made_of

KEY = "::: key\nTake it each evening.\n\n- Never two at once.\n:::\n"
WARNING = "::: warning\nCall 999 if you hit your head.\n:::\n"
LEAD = "It keeps your blood thin.\n\nCome for a blood test each week.\n"
LONG = "We tell you this in full on our ward and at home. "


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize(
    ("body", "shown", "hidden"),
    [
        (
            f"{LEAD}\n## Dose\n\n{WARNING}\n\n{KEY}",
            ["Take it each evening. Never two at once."],
            ["thin", "999"],
        ),
        (f"> {KEY.replace(chr(10), chr(10) + '> ')}\n\n## Dose\n\nOne.\n", ["each evening"], []),
        (
            f"{LEAD}\n## Dose\n\n{WARNING}",
            ["blood thin. Come for a blood test each week."],
            ["999", "Dose"],
        ),
        (f"## Dose\n\n{WARNING}", ["Important Call 999 if you hit your head."], ["Dose"]),
        (
            f"::: slides\n{LEAD}\n{KEY}\n:::\n\n## Dose\n\n{WARNING}",
            ["Call 999"],
            ["thin", "each evening"],
        ),
        (
            "".join(f"## Part {number}\n\nWords.\n\n" for number in range(1, 9)),
            [f"Part {number}" for number in range(1, 9)],
            ["Words"],
        ),
    ],
    ids=["key", "key within a quote", "lead", "warning", "not of the slides", "headings"],
)
def test_it_shows_the_key_message_or_the_introduction_or_the_warning(body, shown, hidden, content):
    made = made_of(body, content, "poster")
    assert [str(finding) for finding in made.findings] == []
    text = words(made.text)
    assert all(one in text for one in shown)
    assert not any(one in text for one in hidden)


@pytest.mark.parametrize(
    ("body", "shown", "hidden"),
    [
        (f"{LEAD}\n{LONG * 40}\n\n## Dose\n\n{WARNING}", "999", "blood thin"),
        (f"{LEAD}\n{LONG * 40}\n\n## Dose\n\nOne.\n", "blood thin", "week"),
        (f"To take:\n\n> {LONG * 40}\n\n## Dose\n\nOne.\n", "Dose", "To take"),
        (f"{LEAD}\n## Dose\n\n::: key\n{LONG * 40}\n:::\n", "blood thin. Come", "ward"),
    ],
    ids=["warning", "first paragraph", "no lead-in alone", "introduction"],
)
def test_what_does_not_fit_gives_way_to_a_shorter_part_that_is_whole(body, shown, hidden, content):
    made = made_of(body, content, "poster")
    text = words(made.text)
    assert shown in text
    assert hidden not in text
    (finding,) = made.findings
    assert finding.severity.name == "NOTE"
    assert finding.message.endswith("so that another part of the article is shown")
    most = re.search(r"in at most (\d+) words, into '::: key'", finding.advice)
    fits = (LONG * 40).split()[: int(most[1])]
    followed = made_of(f"{LEAD}\n## Dose\n\n::: key\n{' '.join(fits)}\n:::\n", content, "poster")
    assert [str(one) for one in followed.findings] == []


@pytest.mark.parametrize("lines", [1, 8, 16])
def test_the_message_is_as_large_as_it_fits_and_never_below_24_points(lines, content):
    body = f"{LONG * lines}\n\n## Dose\n\nOne.\n"
    layout = layout_of(body, content, "poster")
    sizes = {text.size for text in layout.texts if text.region == "body"}
    assert len(layout.pages) == 1
    assert min(sizes) >= 24
    assert lines > 1 or max(sizes) == 44
