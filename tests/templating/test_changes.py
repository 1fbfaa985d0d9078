import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handout.model.article import Article
from handout.source.reading import parse
from handout.templating.changes import Passage, in_source, passages
from tests.support.workplace import ARTICLE

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
    return passages(article(text), article(text.replace(old, new, 1)))


def said(found: tuple[Passage, ...], state: str) -> str:
    return " | ".join(
        part.text for one in found for line in one.lines for part in line if part.state == state
    )


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
        ("1. Wash", "3. Wash", "1", "3"),
        ("10^9^", "10^8^", "9", "8"),
        ("10^9^", "109", "10^9", "109"),
        ("H~2~O", "H~3~O", "2", "3"),
        ("From 2019", "From 2009", "2019", "2009"),
        ("Two fingers", "Three fingers", "Two", "Three"),
        ("hand.svg", "foot.svg", "hand", "foot"),
        ("3 words", "4 words", "3", "4"),
        ("next_review: 2028-10-01", "next_review: 2027-10-01", "2028", "2027"),
        ("## Your medicine", "## Your tablets", "medicine", "tablets"),
        ("a day.", "~~a day~~.", "", "~"),
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


def test_words_that_are_no_numbers_are_not_among_them():
    assert not any(one.numbers for one in both("Wash your hands", "Clean your hands"))


def test_a_section_that_is_new_and_one_that_is_gone_are_told_as_such():
    text = ARTICLE.format(title="Asthma")
    longer = article(f"{text}\n## When to call\n\nAt once.\n")
    assert [(p.title, p.state) for p in passages(article(text), longer)] == [
        ("When to call", "new")
    ]
    assert [(p.title, p.state) for p in passages(longer, article(text))] == [
        ("When to call", "gone")
    ]


def test_a_section_under_another_title_is_the_same_section():
    (found,) = both("## Your medicine", "## The tablets")
    assert (found.state, found.title) == ("changed", "The tablets")
    assert len(found.lines) == 2


def test_what_is_the_same_is_not_told():
    text = ARTICLE.format(title="Asthma") + BODY
    assert passages(article(text), article(text)) == ()
    assert passages(article(text), article(text.replace("\n", "\r\n"))) == ()


def test_a_change_of_mark_up_alone_is_told_by_the_lines_of_the_file():
    old, new = b"take **it** now\nsame\n", b"take it now\nsame\n"
    (found,) = in_source(old, new)
    assert len(found.lines) == 1
    assert in_source(old, old) == ()


WORDS = re.compile(r"\d+(?:\.\d+)?|\b(?:not|never|no|mg|ml|hours|years|weeks|Robin|Example)\b")


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6))
def test_no_changed_number_unit_negation_or_name_is_ever_missing(seed):
    """Several words of the text are changed at once; each shows in the changes, old and new."""
    chance = random.Random(seed)
    text = ARTICLE.format(title="Asthma") + BODY
    head = text.index("This is about")
    places = [match for match in WORDS.finditer(text, head) if text[match.start() - 1] not in "^~"]
    places = [
        m
        for m in places
        if not re.match(r"\. ", text[m.end() :]) and "[^" not in text[m.start() - 2 : m.start()]
    ]
    chosen = sorted(chance.sample(places, chance.randint(1, 4)), key=lambda m: -m.start())
    new = text
    for match in chosen:
        other = str(chance.randint(200, 999)) if match[0][0].isdigit() else f"zz{match[0]}"
        new = new[: match.start()] + other + new[match.end() :]
    found = passages(article(text), article(new))
    for match in chosen:
        assert match[0] in said(found, "gone")
    lines = [line for one in found for line in one.lines]
    after = " ".join(p.text for line in lines for p in line if p.state != "gone")
    for number in set(re.findall(r"\b[2-9]\d\d\b", new[head:])) - set(re.findall(r"\d+", text)):
        assert number in after
