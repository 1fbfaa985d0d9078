import pytest

from handout.source.markdown.leaf_blocks import slug
from tests.support.outline import faults, whole


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("How Skin Damage Occurs", "how-skin-damage-occurs"),
        ("What’s next? (More)", "whats-next-more"),
        ("أسئلة وإجابات", "أسئلة-وإجابات"),
        ("3 – things_to do", "3-things-to-do"),
        ("???", "section"),
    ],
)
def test_a_heading_is_named_after_its_words(words, name):
    assert slug(words) == name


CASES = {
    "sections": ("a\n\n## B\n\nc\n\n## D\n\ne", ["p(a)", "## B #b: p(c)", "## D #d: p(e)"]),
    "no-lead": ("## B\n\nc", ["## B #b: p(c)"]),
    "underlined": ("B\nc\n---\n\nd", ["## B c #b-c: p(d)"]),
    "closed-with-hashes": ("## B ##\n\nc", ["## B #b: p(c)"]),
    "with-mark-up": ("## A *b* `c`\n\nd", ["## A <em>b</em> <code>c</code> #a-b-c: p(d)"]),
    "with-a-name": ("## B {#c-d}\n\ne", ["## B #c-d: p(e)"]),
    "with-braces-that-are-words": ("## B {c} d\n\ne", ["## B {c} d #b-c-d: p(e)"]),
    "below-a-section": ("## B\n\n### C\n\nd", ["## B #b: h3#c(C) p(d)"]),
    "the-same-below-two-sections": (
        "## A\n\n### Do\n\nb\n\n## C\n\n### Do\n\nd",
        ["## A #a: h3#do(Do) p(b)", "## C #c: h3#do-2(Do) p(d)"],
    ),
    "with-a-footnote": (
        "## B[^1]\n\nc\n\n[^1]: d",
        ['## B<sup class="note"><a href="#note-1">1</a></sup> #b: p(c)', "note 1: p(d)"],
    ),
    "linked-to": (
        "See [it](#b-c) and [that](#أ-ب).\n\n## B c\n\nd\n\n### أ ب\n\ne",
        [
            'p(See <a href="#b-c">it</a> and <a href="#أ-ب">that</a>.)',
            "## B c #b-c: p(d) h3#أ-ب(أ ب) p(e)",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_headings_make_sections(name):
    body, expected = CASES[name]
    assert whole(body) == expected


def test_braces_that_hold_neither_a_name_nor_words_are_a_fault():
    (fault,) = faults("## B {#c d=e}\n\nf")
    assert fault.startswith("1: a heading cannot have 'd' in braces; delete it, or use #name")
