import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handout.model.article import Article
from handout.source.reading import parse
from handout.templating.changes import Passage, as_markup, in_source, passages
from handout.templating.interface_strings import interface_strings
from tests.support.workplace import ARTICLE, ROOT

STRINGS = interface_strings(ROOT / "templates", "en-GB")
BODY = """
Take 5 ml of syrup every 4 hours, never more than 4 times a day.

- Call [the ward](tel:+441632960145) on 01632 960145 if it is above 38.5 °C
- Dr Robin Example sees you within 2 weeks

## Your medicine

| Age | Dose |
|---|---|
| 5 years | 10 mg |
| 6 years | 12.5 mg |

Table: How much

::: {.icon-array n=12 of=100 label="have it" source="A study"}
:::

1. Wash your hands
2. Do not use it with H~2~O or 10^9^ others.[^1]

![A hand](images/hand.svg "Two fingers")

Term
: What it means in 3 words

[^1]: From 2019.
"""


def article(text: str) -> Article:
    return parse(text.encode(), "asthma.md", "asthma").article


def both(old: str, new: str, body: str = BODY) -> tuple[Passage, ...]:
    text = ARTICLE.format(title="Asthma") + body
    assert old in text, old
    return passages(article(text), article(text.replace(old, new, 1)), STRINGS)


def said(found: tuple[Passage, ...], state: str) -> str:
    lines = [line for one in found for line in (one.heading, *one.lines)]
    return " | ".join(part.text for line in lines for part in line if part.state == state)


@pytest.mark.parametrize(
    ("old", "new", "gone", "came"),
    [
        ("5 ml", "15 ml", "5", "15"),
        ("5 ml", "5 cl", "ml", "cl"),
        ("never more", "more", "never ", ""),
        ("38.5", "39.5", "38.5", "39.5"),
        ("01632 960145", "01632 960146", "960145", "960146"),
        ("tel:+441632960145", "tel:+441632960146", "441632960145", "441632960146"),
        ("Robin", "Robyn", "Robin", "Robyn"),
        ("12.5 mg", "1.25 mg", "12.5", "1.25"),
        ("n=12", "n=21", "12", "21"),
        ("of=100", "of=1000", "100", "1000"),
        ("1. Wash", "3. Wash", "", "3"),
        ("10^9^", "10^8^", "⁹", "⁸"),
        ("10^9^", "109", "10⁹", "109"),
        ("H~2~O", "H~3~O", "₂", "₃"),
        ("From 2019", "From 2009", "2019", "2009"),
        ("Two fingers", "Three fingers", "Two", "Three"),
        ("hand.svg", "foot.svg", "hand", "foot"),
        ("3 words", "4 words", "3", "4"),
        ("## Your medicine", "## Your tablets", "medicine", "tablets"),
        ("a day.", "~~a day~~.", "a day", "~~a day~~"),
    ],
)
def test_a_change_is_told_with_what_was_there_before(old, new, gone, came):
    found = both(old, new)
    assert gone in said(found, "gone")
    assert came in said(found, "new")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5 ml", "15 ml"),
        ("10 mg", "10 g"),
        ("960145 if", "960146 if"),
        ("tel:+441632960145", "tel:+441632960999"),
        ("4 times", "3 times"),
        ("n=12", "n=21"),
    ],
)
def test_numbers_and_their_units_are_told_first(old, new):
    assert any(one.numbers for one in both(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Take .5 mg", "Take 5 mg"),
        ("at -5 °C", "at 5 °C"),
        ("at −5 °C", "at 5 °C"),
        ("below < 5 mmol", "below > 5 mmol"),
        ("below ≤5 mmol", "below ≥5 mmol"),
        ("½ tablet", "¼ tablet"),
        ("stage Ⅱ", "stage Ⅲ"),
        ("三片", "五片"),
        ("٥ ملغ", "٥٠ ملغ"),
        ("5% cream", "5‰ cream"),
    ],
)
def test_signs_of_numbers_and_figures_of_all_kinds_are_told_first(old, new):
    assert any(one.numbers for one in both(old, new, f"\nThey say: {old} now.\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("two tablets", "three tablets"),
        ("two tablets", "two capsules"),
        ("one tablet", "half a tablet"),
        ("take it twice", "take it"),
        ("do not drive", "do drive"),
        ("you can drive", "you can't drive"),
        ("you may drive", "you may never drive"),
        ("take it with food", "take it without food"),
        ("nehmen Sie zwei", "nehmen Sie vier"),
        ("Sie dürfen Auto fahren", "Sie dürfen nicht Auto fahren"),
    ],
)
def test_numbers_in_letters_and_what_says_no_are_told_first(old, new):
    assert any(one.numbers for one in both(old, new, f"\nThey say: {old} now.\n"))


def test_a_section_that_is_new_is_told_first_for_a_number_and_not_for_saying_no():
    text = "\n## Swimming\n\nDo not swim{}.\n"
    for words, is_first in (("", False), (" for two weeks", True)):
        (found,) = both("The end.", "The end.\n" + text.format(words), "\nThe end.\n")
        assert bool(found.numbers) is is_first


def test_the_title_of_a_long_label_is_its_end():
    label = f"{'Words of a long sentence. ' * 9}They say this:"
    found = both("5 mg", "6 mg", f"\n## Dose\n\n{label}\n\n- 5 mg\n")
    assert [one.title for one in found] == [
        "Dose › … a long sentence. Words of a long sentence. They say this:"
    ]


def test_words_that_are_no_numbers_are_not_among_them():
    assert not any(one.numbers for one in both("Wash your hands", "Clean your hands"))


def test_a_section_that_is_new_and_one_that_is_gone_are_told_as_such():
    text = ARTICLE.format(title="Asthma")
    longer = article(f"{text}\n## When to call\n\nAt once.\n")
    assert [(p.title, p.state) for p in passages(article(text), longer, STRINGS)] == [
        ("When to call", "new")
    ]
    assert [(p.title, p.state) for p in passages(longer, article(text), STRINGS)] == [
        ("When to call", "gone")
    ]


def test_a_section_under_another_title_is_the_same_section():
    (found,) = both("## Your medicine", "## The tablets")
    assert (found.state, found.title) == ("changed", "The tablets")
    assert (found.lines, said((found,), "new")) == ((), "The | tablets")


def test_what_is_the_same_is_not_told():
    text = ARTICLE.format(title="Asthma") + BODY
    assert passages(article(text), article(text), STRINGS) == ()
    assert passages(article(text), article(text.replace("\n", "\r\n")), STRINGS) == ()


def test_a_change_of_mark_up_alone_is_told_by_the_lines_of_the_file():
    old, new = b"take **it** now\nsame\n", b"take it now\nsame\n"
    (found,) = in_source("Markdown", old, new)
    assert len(found.lines) == 1
    assert in_source("Markdown", old, old) == ()


def told(old: str, new: str, body: str = BODY) -> str:
    """What patients are told of a change, as mark-up."""
    text = ARTICLE.format(title="Asthma") + body
    assert old in text, old
    before, after = article(text), article(text.replace(old, new, 1))
    found = passages(before, after, STRINGS, "leaflet")
    return " / ".join(as_markup(line) for one in found for line in one.lines)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("n=12", "n=21", "<del>12</del> <ins>21</ins> of 100 have it"),
        ("A study", "A trial", "A <del>study</del> <ins>trial</ins>"),
        ("10^9^", "10^8^", "10<del>⁹</del> <ins>⁸</ins>"),
        ("H~2~O", "H~3~O", "<del>H₂O</del> <ins>H₃O</ins>"),
        (
            "5 years | 10",
            "5 years | 12",
            '<span class="cell">5 years</span> '
            '<span class="cell"><del>10</del> <ins>12</ins> mg</span>',
        ),
        ("a day.", "~~a day~~.", "<del>a day</del> <ins><s>a day</s></ins>"),
        ("960145)", "960146)", "ward (+<del>441632960145</del> <ins>441632960146</ins>)"),
        ("A hand", "A foot", "A <del>hand</del> <ins>foot</ins>"),
        ("Two fingers", "Three fingers", "<del>Two</del> <ins>Three</ins> fingers"),
        ("others", "others < 5 & more", "&lt; 5 &amp; more"),
    ],
)
def test_patients_are_told_in_the_words_of_the_page(old, new, shown):
    found = told(old, new)
    assert shown in found
    assert not re.search(r"[|\t~^\[\]•]|_[0-9]|=", re.sub("<[^>]*>", "", found))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hand.svg", "foot.svg"),
        ("next_review: 2028-10-01", "next_review: 2027-10-01"),
        ("## Your medicine", "## Your medicine {icon=heart-pulse}"),
        ("- Call", "::: notes\n\nAsk about mice.\n\n:::\n\n- Call"),
    ],
)
def test_patients_are_not_told_what_the_page_does_not_show(old, new):
    assert told(old, new) == ""
    assert both(old, new) or old.startswith("next_review")  # which the version line tells


def test_a_panel_that_becomes_a_warning_is_told_with_its_label():
    body = "\n::: key\n\nTake it with food.\n\n:::\n"
    assert "<ins>Important</ins>" in told("::: key", "::: warning", body)


def test_a_note_that_is_added_changes_no_number_of_the_others():
    body = "\nTake 5 mg.[^1]\n\n[^1]: From a study.\n"
    text = ARTICLE.format(title="Asthma") + body
    more = text.replace("This is about", "This[^0] is about") + "\n[^0]: See below.\n"
    (found,) = passages(article(text), article(more), STRINGS)
    assert (found.title, said((found,), "new")) == ("Notes", "See below.")
    assert not found.is_first


SECTIONS = """
## When to call

Call 01632 960145 if it is above 38.5 °C.

Stay at home for 2 days.

## How to take it

| Age | Dose |
|---|---|
| 5 years | 10 mg |
| 6 years | 12.5 mg |

Never more than 4 times in 24 hours.

## After that

Come back within 3 weeks.
"""


def moved(text: str, first: str, second: str) -> str:
    """The text in which two of its pieces have changed places."""
    assert first in text
    assert second in text
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


def sections(text: str) -> tuple[Passage, ...]:
    head = ARTICLE.format(title="Asthma")
    return passages(article(head + SECTIONS), article(head + text), STRINGS)


def test_a_section_that_stands_elsewhere_is_told_as_moved_and_nothing_else():
    first, second = SECTIONS.split("\n## ")[1], SECTIONS.split("\n## ")[3].rstrip("\n")
    found = sections(moved(SECTIONS, first, second))
    assert {(one.state, one.lines, one.is_first) for one in found} == {("moved", (), False)}


def test_a_number_that_changed_in_a_section_that_moved_is_told_first():
    first, second = SECTIONS.split("\n## ")[2], SECTIONS.split("\n## ")[3].rstrip("\n")
    found = sections(moved(SECTIONS, first, second).replace("12.5 mg", "1.25 mg"))
    (changed,) = [one for one in found if one.lines]
    assert changed.is_first
    assert (said((changed,), "gone"), said((changed,), "new")) == ("12.5", "1.25")


def test_a_row_and_a_sentence_that_stand_elsewhere_are_told_as_moved():
    row, other = "| 5 years | 10 mg |", "| 6 years | 12.5 mg |"
    (found,) = sections(moved(SECTIONS, row, other))
    assert [[part.state for part in line] for line in found.lines] == [["moved"]]
    assert found.is_first
    line = "Stay at home for 2 days.\n\n"
    found = sections(SECTIONS.replace(line, "") + f"\n{line}")
    assert [(one.title, one.lines) for one in found] == [
        ("After that", ((("moved", line.strip()), ("from", "When to call")),))
    ]


def test_a_section_under_another_title_keeps_its_lines_in_pairs():
    text = SECTIONS.replace("How to take it", "Doses").replace("4 times in 24", "6 times in 24")
    (found,) = sections(text)
    assert (found.state, said((found,), "gone")) == ("changed", "How to take it | 4")


LABELS = {
    "sub-heading": "### {}\n\n{}\n\n### {}\n\n{}\n",
    "lead-in": "{}:\n\n- {}\n- Rest.\n\n{}:\n\n- {}\n- Sleep.\n",
    "colon": "{}:\n\n{}\n\n{}:\n\n{}\n",
    "bold": "**{}**\n\n{}\n\nRest.\n\n**{}**\n\n{}\n\nSleep.\n",
    "item": "- {}\n  - {}\n  - Rest.\n- {}\n  - {}\n  - Sleep.\n",
    "caption": "| A |\n|---|\n| {1} |\n\nTable: {0}\n\n| A |\n|---|\n| {3} |\n\nTable: {2}\n",
}
"""What tells in a section whom a dose is for, with two doses."""


@pytest.mark.parametrize("doses", [("6 mg.", "3 mg."), ("Take 6 mg at night.", "Take 3 mg now.")])
@pytest.mark.parametrize("label", LABELS)
def test_a_dose_that_stands_below_another_label_is_told_below_it(label, doses):
    first, second = doses
    head, body = ARTICLE.format(title="Asthma"), f"\n## Dose\n\n{LABELS[label]}"
    old = body.format("Adults", first, "Children", second)
    for swapped in (
        body.format("Adults", second, "Children", first),
        body.format("Children", first, "Adults", second),
    ):
        found = passages(article(head + old), article(head + swapped), STRINGS)
        titles = {one.title.rstrip(":") for one in found if one.is_first}
        assert titles == {"Dose › Adults", "Dose › Children"}


def test_a_label_with_nothing_below_it_is_told_though_the_next_begins_with_its_words():
    labels = "\n\n## At home\n\n**Walk**\n\n**Walk slowly**\n\nUp the stairs.\n"
    found = both("**Walk**", "**Run**", labels)
    told = [(one.title, one.state) for one in found]
    assert told == [("At home › Walk", "gone"), ("At home › Run", "new")]


def test_a_section_under_another_title_is_told_once_for_all_its_labels():
    head = ARTICLE.format(title="Asthma")
    body = f"\n## Dose\n\n{LABELS['lead-in'].format('Adults', '6 mg', 'Children', '3 mg')}"
    new = body.replace("## Dose", "## How much")
    (found,) = passages(article(head + body), article(head + new), STRINGS)
    assert (said((found,), "gone"), said((found,), "new")) == ("Dose", "How much")


WORDS = re.compile(r"\d+(?:\.\d+)?|\b(?:not|never|no|mg|ml|hours|years|weeks|Robin|Example)\b")


def mutated(text: str, head: int, chance: random.Random) -> tuple[str, list[str]]:
    """The text with some of its words changed, and these words."""
    places = [
        one
        for one in WORDS.finditer(text, head)
        if text[one.start() - 1] not in "^~"
        and "[^" not in text[one.start() - 2 : one.start()]
        and not re.match(r"\. ", text[one.end() :])
    ]
    chosen = sorted(chance.sample(places, chance.randint(1, 4)), key=lambda m: -m.start())
    for match in chosen:
        other = str(chance.randint(200, 999)) if match[0][0].isdigit() else f"zz{match[0]}"
        text = text[: match.start()] + other + text[match.end() :]
    return text, [one[0] for one in chosen]


def assert_all_told(old: str, new: str, words: list[str]) -> None:
    """Each word that was changed shows in the changes, old and new."""
    found = passages(article(old), article(new), STRINGS)
    for word in words:
        assert word in said(found, "gone")
    lines = [line for one in found for line in (one.heading, *one.lines)]
    after = " ".join(p.text for line in lines for p in line if p.state != "gone")
    for number in set(re.findall(r"\b[2-9]\d\d\b", new)) - set(re.findall(r"\d+", old)):
        assert number in after
        assert any(number in said((one,), "new") for one in found if one.is_first)
    for word in words:
        assert word[0].isdigit() or f"zz{word}" in after


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6))
def test_no_changed_number_unit_negation_or_name_is_ever_missing(seed):
    """Several words of the text are changed at once."""
    text = ARTICLE.format(title="Asthma") + BODY
    new, words = mutated(text, text.index("This is about"), random.Random(seed))
    assert_all_told(text, new, words)


@settings(max_examples=120)
@given(seed=st.integers(0, 10**6))
def test_none_is_missing_where_blocks_and_sections_moved_as_well(seed):
    chance = random.Random(seed)
    text = ARTICLE.format(title="Asthma") + SECTIONS
    new, words = mutated(text, text.index("## When"), chance)
    head, *parts = new.split("\n## ")
    pieces = [part.rstrip("\n").split("\n\n") for part in parts]
    for one in pieces:
        one[1:] = chance.sample(one[1:], len(one) - 1)
    if chance.random() < 0.5:  # a sentence of one section stands in another
        first, second = chance.sample(pieces, 2)
        second.append(first.pop())
    chance.shuffle(pieces)
    new = "\n## ".join((head, *("\n\n".join(one) + "\n" for one in pieces)))
    assert_all_told(text, new, words)
