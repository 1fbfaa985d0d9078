"""What is said of a translation whose original has changed, or has other numbers."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handout.checks import Context
from handout.checks.passages import digests
from handout.checks.translations import check_numbers, check_version
from handout.model.article import Article
from handout.source.reading import parse
from tests.support.workplace import FIRST

FRONT = """---
title: A plain matter
lang: {lang}
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---

"""


def article(body: str, lang: str = "en-GB", name: str = "a") -> Article:
    data = (FRONT.format(lang=lang) + body).encode()
    return parse(data, f"content/{name}.md", name).article


def context(original: Article) -> Context:
    return Context(Path("content"), date(2026, 11, 26), (), {}, original=original)


def numbers_told(original: Article, translation: Article) -> list[str]:
    found = check_numbers(translation, context(original))
    return [str(one).partition(";")[0] for one in found]


def version_told(original: Article, translation: Article) -> list[str]:
    return [str(one) for one in check_version(translation, context(original))]


def checked(translation: Article, original: Article, **changes: object) -> Article:
    """A translation that was checked against an original."""
    values = {"translated_from": "1.0", "translated_sections": digests(original), **changes}
    return replace(translation, front=replace(translation.front, **values))


BODY = """Before all.

## One

Some words, and more.

## Two

- an item
- another[^1]

[^1]: A note.
"""


def changed(old: str, new: str) -> list[str]:
    """What is told once words of the original were replaced."""
    assert old in BODY
    before, after = article(BODY), article(BODY.replace(old, new))
    return version_told(after, checked(article(BODY, "es", "a.es"), before))


ADVICE = "bring it up to date, then run: python build.py translated content/a.es.md"


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("more", "less", "“One”"),
        ("an item", "an item of it", "“Two”"),
        ("Before", "Behind", "the beginning"),
        ("A note", "No note", "the footnotes"),
        ("## One", "## First", "“First”, 'one', which is gone"),
        ("## Two\n", "## More\n\nNew.\n\n## Two\n", "“More”"),
    ],
)
def test_the_sections_that_changed_are_named(old, new, name):
    assert changed(old, new) == [
        f"content/a.es.md:1: a.md was changed and kept its version, 1.0: {name}; {ADVICE}"
    ]


def test_where_nothing_changed_but_the_version_that_is_said():
    old = article(BODY)
    new = replace(old, front=replace(old.front, version="1.1"))
    assert version_told(new, checked(article(BODY, "es", "a.es"), old)) == [
        "content/a.es.md:1: this is a translation of a.md in version 1.0, now 1.1, in the same "
        "words; run: python build.py translated content/a.es.md"
    ]


def test_without_digests_the_versions_are_compared():
    old = article(BODY)
    new = replace(old, front=replace(old.front, version="1.1"))
    ours = checked(article(BODY, "es", "a.es"), old, translated_sections={})
    assert version_told(old, ours) == []
    assert version_told(new, ours) == [
        "content/a.es.md:1: this is a translation of a.md in version 1.0, now 1.1; " + ADVICE
    ]


@given(st.randoms(use_true_random=False))
def test_other_white_space_is_no_change(random):
    words = BODY.replace("words, and more", "words, " + "and more and more " * 20)
    wrapped = "".join(random.choice((" ", "\n", "  ")) if c == " " else c for c in words)
    wrapped = wrapped.replace("-\n", "- ").replace("-  ", "- ").replace("##\n", "## ")
    wrapped = wrapped.replace(":\nA", ": A").replace("A\nnote", "A note")
    assert digests(article(wrapped)) == digests(article(words))
    assert numbers_told(article(words), article(wrapped)) == []


def test_numbers_are_compared_section_by_section():
    ours = article("## Uno\n\n25 mg\n\n## Dos\n\n250 mg\n", "es", "a.es")
    theirs = article("## One\n\n250 mg\n\n## Two\n\n25 mg\n")
    assert numbers_told(theirs, ours) == [
        "content/a.es.md:12: numbers differ from a.md: here 25 (line 12), there 250 (line 12)",
        "content/a.es.md:16: numbers differ from a.md: here 250 (line 16), there 25 (line 16)",
    ]


def test_articles_of_other_sections_are_compared_as_a_whole():
    ours = article("250 mg\n\n## Dos\n\n25 mg y 30 mg\n", "es", "a.es")
    theirs = article("## One\n\n250 mg\n\n## Two\n\n25 mg\n")
    assert numbers_told(theirs, ours) == [
        "content/a.es.md:14: what a.md has not stands here: 30 (line 14)"
    ]


def test_numbers_of_tables_charts_pictures_and_directives_count():
    body = "## One\n\n{}\n"
    for words in (
        "| a | b |\n|---|---|\n| c | 45 |",
        '::: {.icon-array n=45 of=100 label="people"}\n:::',
        "::: risk\n| a | n | of |\n|---|---|---|\n| a cough | 45 | 100 |\n:::",
        "![45 people](images/a.svg)",
        "::: notes\nSay 45.\n:::",
        "Term\n: 45 of it",
        "> 45 people",
        "```\n45 people\n```",
        "Words[^1]\n\n[^1]: 45 people",
    ):
        here, there = article(body.format(words.replace("45", "54")), "es"), body.format(words)
        assert "numbers differ" in "".join(numbers_told(article(there), here)), words


def test_numbers_that_are_right_are_named_in_the_front_matter():
    ours = article("Llame al 0800 123 456, de 8 a 12.\n", "es", "a.es")
    theirs = article("Call 01632 960145, from 8 to 12.\n")
    (finding,) = check_numbers(ours, context(theirs))
    assert finding.advice.endswith('own_numbers: ["0800 123 456", "01632 960145"]')
    front = replace(ours.front, own_numbers=("0800 123 456", "01632 960145"))
    assert numbers_told(theirs, replace(ours, front=front)) == []


# Written for these tests, so that words of other languages stand around the numbers.
TRANSLATIONS = {
    "es": """
## Cómo tomarlo

Tome un comprimido de 250 mg cada 6 horas; nunca más de 4 en 24 horas (1.000 mg).
Después de 2 semanas, tome 0,5 ml.

## A quién llamar

- De 8:30 a 18:00: 01632 960145
- En una emergencia: 999
- El 12 % llama antes del 1 de octubre de 2026.
""",
    "de": """
## Wie man es nimmt

Nehmen Sie alle 6 Stunden eine Tablette mit 250 mg, in 24 Stunden nie mehr als 4 (1.000 mg).
Nach zwei Wochen nehmen Sie 0,5 ml.

## Wen Sie anrufen

- Von 8.30 bis 18 Uhr: 01632 960145
- Im Notfall: 999
- 12 % rufen vor dem 1. Oktober 2026 an.
""",
    "ar": """
## كيف تتناوله

تناول قرصا واحدا من ٢٥٠ ملغ كل ٦ ساعات، ولا تتجاوز ٤ أقراص في ٢٤ ساعة (١٬٠٠٠ ملغ).
بعد أسبوعين تناول ٠٫٥ مل.

## بمن تتصل

- من ٨:٣٠ إلى ١٨:٠٠: ٠١٦٣٢ ٩٦٠١٤٥
- في حالة الطوارئ: ٩٩٩
- يتصل ١٢٪ قبل ١ أكتوبر ٢٠٢٦.
""",
}
ORIGINAL = """
## How to take it

Take one tablet of 250 mg every 6 hours; never more than 4 in 24 hours (1,000 mg).
After 2 weeks take 0.5 ml.

## Whom to call

- From 8.30 am to 6 pm: 01632 960145
- In an emergency: 999
- 12% call before 1 October 2026.
"""


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_a_good_translation_is_not_disturbed(lang):
    assert numbers_told(article(ORIGINAL), article(TRANSLATIONS[lang], lang)) == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_each_digit_of_a_translation_counts(lang):
    text, original = TRANSLATIONS[lang], article(ORIGINAL)
    for place, digit in enumerate(text):
        if digit.isdigit():
            other = chr(ord(digit) + (1 if digit not in "9٩" else -1))
            ours = article(f"{text[:place]}{other}{text[place + 1 :]}", lang)
            assert numbers_told(original, ours), text[place - 10 : place + 10]


def test_the_shipped_article_is_its_own_translation():
    first = parse(FIRST.read_bytes(), "content/a.md", "a").article
    assert numbers_told(first, replace(first, front=replace(first.front, lang="es"))) == []
