import pytest

from tests.support.outline import ABOVE, faults, parsed, whole

ONE = '<sup class="note"><a href="#note-1">1</a></sup>'
TWO = ONE.replace("1", "2")

CASES = {
    "one": ("a[^x].\n\n[^x]: b *c*", [f"p(a{ONE}.)", "note 1: p(b <em>c</em>)"]),
    "of-several-paragraphs": (
        "a[^x]\n\n[^x]: b\n\n    c\n\nd",
        [f"p(a{ONE}) p(d)", "note 1: p(b) p(c)"],
    ),
    "that-ends-in-a-list": ("a[^x]\n\n[^x]: b\n\n    - c", [f"p(a{ONE})", "note 1: ul(b → p(c))"]),
    "referred-to-twice": ("a[^x] b[^x]\n\n[^x]: c", [f"p(a{ONE} b{ONE})", "note 1: p(c)"]),
    "in-the-order-of-the-marks": (
        "a[^y] b[^x]\n\n[^x]: c\n[^y]: d",
        [f"p(a{ONE} b{TWO})", "note 1: p(d)", "note 2: p(c)"],
    ),
    "written-where-it-is": ("a^[b *c*]", [f"p(a{ONE})", "note 1: p(b <em>c</em>)"]),
    "in-a-cell": (
        "| a[^x] |\n|---|\n| b |\n\n[^x]: c",
        [f"table[start](a{ONE} / b)", "note 1: p(c)"],
    ),
    "in-a-list": ("- a[^x]\n\n[^x]: b", [f"ul(p(a{ONE}))", "note 1: p(b)"]),
    "in-a-footnote": (
        "a[^x]\n\n[^x]: b[^y]\n\n[^y]: c",
        [f"p(a{ONE})", f"note 1: p(b{TWO})", "note 2: p(c)"],
    ),
    "with-a-backslash-it-is-none": (r"a\[^x]", ["p(a[^x])"]),
    "in-code-it-is-none": ("`[^x]`", ["p(<code>[^x]</code>)"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_footnote_is_numbered_and_kept(name):
    body, expected = CASES[name]
    assert whole(body) == expected


def test_a_footnote_has_the_line_where_it_is_written():
    notes = parsed("a^[b]\nc^[d] e[^x]\n\n[^x]: f\n").article.footnotes
    assert [note.line - ABOVE for note in notes] == [1, 2, 4]


def test_a_mark_without_a_footnote_is_told_with_its_own_line():
    assert faults("a\nb\nc[^x] d\n")[0].startswith("3: there is no footnote 'x'; ")
