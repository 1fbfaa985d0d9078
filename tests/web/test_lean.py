import pytest
from lxml import html

from handout.web import lean, page
from tests.support.workplace import made

SHEET = """
/* Ours */
p, .gone { margin: 0 }
.a > .b + p { color: red; width: calc(1px + 2px) }
.missing p { color: red }
:is(.missing, .a) p { color: blue }
:is(.missing, dl) p { color: green }
p:not(.missing)::after { content: " (" attr(href) ")" }
[dir="rtl"] p { margin: 1px }
.missing :is(p, :is(dl, p) + p) { color: red }
.a :is(.missing, :is(.gone, dl) + p) { color: red }
@media print { .missing { color: red } p { margin: 0 } }
@media screen { dl { margin: 0 } }
@page { margin: 0 }
"""


def test_only_rules_that_may_mean_something_on_the_page_stay():
    tree = html.fromstring('<div class="a"><i class="b"></i><p>x</p></div>')
    assert lean.style(SHEET, tree) == (
        "p{margin:0}.a>.b+p{color:red;width:calc(1px + 2px)}:is(.missing,.a) p{color:blue}"
        'p:not(.missing)::after{content:" (" attr(href) ")"}[dir="rtl"] p{margin:1px}'
        ".a :is(.missing,:is(.gone,dl)+p){color:red}"
        "@media print{p{margin:0}}@page{margin:0}"
    )


def test_a_sheet_with_braces_in_its_words_is_left_whole():
    assert ".b" in lean.style(
        '.b { color: red } p::before { content: "}" }', html.fromstring("<p>")
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<div class="a x"><p class="x">b</p></div>', '<div class="a"><p>b</p></div>'),
        ("<div>\n <p>a</p>\n <p>b <b>c</b> <i>d</i></p>\n</div>", None),
        ('<div><h3 id="a">a</h3><h3 id="b">b</h3><p><a href="#b">c</a></p></div>', None),
        ("<pre>a\n  b\n</pre>", "<pre>a\n  b\n</pre>"),
    ],
)
def test_classes_places_and_spaces_without_a_use_are_left_out(before, after):
    known = {
        "<div>\n": "<div><p>a</p><p>b <b>c</b> <i>d</i></p></div>",
        "<div><h": '<div><h3>a</h3><h3 id="b">b</h3><p><a href="#b">c</a></p></div>',
    }
    tree = html.fromstring(before)
    lean.trim(tree, ".a { }")
    assert html.tostring(tree, encoding="unicode") == (after or known[before[:7].replace(" ", "")])


def test_ends_that_are_implied_are_left_out_and_no_word_joins_another():
    written = "<div><ul><li>a</li><li><p>b</p></li></ul><p>c</p><p>d</p></div>"
    lean_one = lean.without_ends(written)
    assert lean_one == "<div><ul><li>a<li><p>b</ul><p>c<p>d</div>"
    assert page.text_of(lean_one.encode()).split() == ["a", "b", "c", "d"]


def test_a_long_page_takes_little_more_than_its_words(tmp_path):
    place = made(tmp_path)
    drink = "Drink a glass of water each morning, and rest for a while. "
    sentence = f"{drink * 3}\n\n- {drink}\n- {drink}\n\n"
    place.add("".join(f"## Topic {n}\n\n{sentence * 8}" for n in range(20)))
    (outcome,) = place.build(formats=("page",))
    assert not outcome.failed
    data = (place.output / "asthma" / "asthma.html").read_bytes()
    words = len(" ".join(page.text_of(data).split()))
    assert len(data) < 1.15 * words + 9_000
