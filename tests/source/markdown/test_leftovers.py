"""What was meant as Markdown and is none."""

import pytest

from handout.model.findings import Severity
from tests.support.outline import parsed


@pytest.mark.parametrize("words", ["This is ** bold ** here.", "أو الآخرين**،** فاتصل", "**Open."])
def test_stars_that_make_nothing_bold_are_told_and_printed(words):
    reading = parsed(f"Above.\n\n{words}\n")
    assert {one.severity for one in reading.findings} == {Severity.WARNING}
    assert {one.rule for one in reading.findings} == {"leftover"}
    assert reading.article.lead[1].text.plain == words


@pytest.mark.parametrize("words", ["**bold** here", "`a ** b`", "Twice \\*\\* a star."])
def test_stars_that_are_meant_are_not_told(words):
    assert parsed(words).findings == ()


MISPRINTS = {
    "a-hyphen-without-a-space": "-item",
    "a-number-without-a-space": "1.one",
    "a-bracketed-number": "(1) one",
    "a-letter": "a) one",
    "columns-of-tabs": "Morning\t1\nEvening\t2",
    "a-table-without-its-line": "| a | b |\n| c | d |",
    "a-box-that-holds-nothing": "> [!WARNING]\n\nMind.",
    "a-number-to-fill-in": "Ring [insert phone number].",
    "a-note-to-oneself": "TODO: ask.",
    "spoilt-letters": "It isn\u00e2\u20ac\u2122t.",
    "spoilt-accents": "Caf\u00c3\u00a9.",
    "an-indented-item": "a\n\n\t- item",
    "a-year": "2026. was",
    "dates": "18. September\n2. Oktober",
    "a-rule-below-words": "Words\n---\n\nMore",
    "a-shortcode-of-hugo": "{{< notice warning >}}",
    "a-shortcode-around-words": "{{% notice %}} Mind.",
    "a-tag-of-liquid": "a {% include b.html %} c",
    "a-shortcode-of-wordpress": '[caption id="1"]',
    "a-link-of-a-wiki": "See [[Other note|here]].",
    "a-picture-of-obsidian": "![[scar.png]]",
    "a-comment-of-obsidian": "a %% ask Jo %% b",
    "a-citation": "As shown [@smith2020, p. 3].",
    "a-reference-of-quarto": "See @fig-scar.",
    "braces-of-kramdown": "Words\n{: .lead}",
    "braces-behind-code": "`code`{.r}",
    "a-box-of-mkdocs": '!!! warning "Mind"',
    "a-box-of-restructuredtext": ".. warning:: Mind.",
    "a-box-of-myst": "```{warning}\nMind.\n```",
    "a-tab-of-mkdocs": '=== "Adults"',
    "a-formula": r"It is $\frac{1}{2}$.",
    "an-emoji-by-name": "Well done :smile:",
    "an-abbreviation-of-nothing": "a\n\n*[A&E]: Accident and Emergency",
}
MEANT = {
    "a-number": "1.5 mg, -5 \u00b0C and 2.30 pm",
    "a-link": "[your notes](https://example.org)",
    "accents": "\u00c2ge, \u00c3o, \u00c5ngstr\u00f6m",
    "a-list-counted-by-ones": "1. a\n1. b",
    "a-year-with-a-backslash": "2026\\. was",
    "braces-of-words": "Take {one} or {two: half}, 5 %% of",
    "money": "It costs $5 and $6_000.",
    "an-address": "desk@fig-tree.example.org",
    "times": "At 10:30: go. Ratio 1:2:3. :a:",
    "exclamation-marks": "!!! Mind",
    "brackets": "Take (1) one. See a) and b).",
}


@pytest.mark.parametrize("name", MISPRINTS)
def test_what_is_hardly_meant_is_warned_of(name):
    found = parsed(MISPRINTS[name]).findings
    assert [one.severity for one in found] == [Severity.WARNING]


@pytest.mark.parametrize("name", MEANT)
def test_what_is_meant_is_not_warned_of(name):
    assert parsed(MEANT[name]).findings == ()
