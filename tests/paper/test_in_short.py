"""The key message at the head of a leaflet: repeated whole, where it may stand by itself."""

import pytest

from tests.support.leaflets import layout_of, made_of

KEY = "::: key\nTake it as soon as you remember.\n\n- Never two at once.[^1]\n:::\n"
LONG = "We tell you about it on our ward, at home and wherever you ask us. "
SECTION = "".join(f"## Part {n}\n\n{LONG * 8}\n\n" for n in range(3))
NOTE = "\n\n[^1]: Nor three.\n"
ON_TWO_SIDES = ("leaflet", "leaflet-booklet", "leaflet-large-print")


def at_head(body, content, name="leaflet"):
    """The words that are repeated at the head of its leaflet."""
    pages = layout_of(body, content, name).pages
    words = " ".join(text.text for text in pages[0].texts if text.region == "in-short")
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", ON_TWO_SIDES)
def test_it_is_repeated_with_its_heading_and_stays_where_it_is(name, content):
    body = f"{LONG}\n\n{SECTION}## If you miss a dose\n\n{KEY}{NOTE}"
    said = at_head(body, content, name)
    assert said.startswith(
        "In short If you miss a dose Take it as soon as you remember. Never two at once."
    )
    made = made_of(body, content, name)
    assert made.findings == ()
    assert made.text.count("as soon as you remember") == 1  # the copy proves nothing


@pytest.mark.parametrize(
    "body",
    [
        f"{SECTION}## Dose\n\nTake 5 ml.\n\n{KEY}",
        f"{SECTION}## Dose\n\n{KEY}\n## Visits\n\n{KEY}",
        f"{KEY}\n{SECTION}",
        f"## Dose\n\n{KEY}\n{SECTION}",
        f"## Dose\n\nTake it.\n\n## If you miss a dose\n\n{KEY}",
        f"{SECTION}## Dose\n\n{KEY.replace('- Never', f'{LONG * 6} Never')}",
        f"{SECTION}## Dose\n\n::: key\n| a | b |\n|---|---|\n| 1 | two[^1] |\n:::\n",
    ],
    ids=["behind words", "one of two", "in front", "first", "one side", "long", "a table"],
)
def test_it_is_not_where_it_may_refer_to_something_or_is_there_anyway(body, content):
    assert at_head(f"{body}{NOTE}", content) == ""


def test_it_gives_way_to_a_sheet_less(content):
    bodies = [
        f"{SECTION}{SECTION}## More\n\n{LONG * n}\n\n## Dose\n\n{key}{NOTE}"
        for n in (1, 10, 19)
        for key in (KEY, KEY.replace("key", "warning"))
    ]
    pages = [layout_of(body, content, "leaflet").pages for body in bodies]
    sides = [len(one) for one in pages]
    repeated = [any(text.region == "in-short" for text in one[0].texts) for one in pages]
    assert all(one <= other for one, other in zip(sides[::2], sides[1::2], strict=True))
    assert {*repeated[::2]} == {True, False}
    assert not any(repeated[1::2])
