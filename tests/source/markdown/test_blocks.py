"""Each kind of Markdown, and the blocks that it becomes."""

import pytest

from handout.model.article import Paragraph
from handout.model.findings import Severity
from handout.source.markdown.directives import DIRECTIVES
from tests.support.outline import ABOVE, parsed, shown, whole

CASES = {
    "a-paragraph": ("One\ntwo.", "p(One two.)"),
    "a-hard-break": ("One\\\ntwo  \nthree", "p(One<br/>two<br/>three)"),
    "emphasis": (
        "*a* **b** ***c***",
        "p(<em>a</em> <strong>b</strong> <em><strong>c</strong></em>)",
    ),
    "code-among-words": ("Take `a < b`", "p(Take <code>a &lt; b</code>)"),
    "characters-of-html": ("a < b & c > d \"e\" 'f'", "p(a &lt; b &amp; c &gt; d \"e\" 'f')"),
    "entities": ("&lt;b&gt; &copy; &#233;", "p(&lt;b&gt; © é)"),
    "backslashes": (r"\*a\* \# \[b\] \\ c\d", r"p(*a* # [b] \ c\d)"),
    "a-link": ("[a *b*](https://example.org/?c=1&d=2)", None),
    "an-autolink": ("<https://example.org>", None),
    "a-link-by-reference": ("[A][b]\n\n[b]: https://example.org", None),
    "words-in-another-language": ("[ici]{lang=fr}", 'p(<span lang="fr">ici</span>)'),
    "words-with-a-line-below": ("[*x*]{.underline}", "p(<u><em>x</em></u>)"),
    "a-name-among-words": ("[]{#a .anchor}b [c]{#d}", "p(b c)"),
    "words-in-another-direction": ("[x]{dir=rtl lang=ar}", 'p(<span lang="ar" dir="rtl">x</span>)'),
    "a-div-of-another-language": (
        "::: {lang=fr}\n*a*\n\n- b\n- [ ] c\n\n![d](x.png)\n:::\n\ne",
        'ul(<span lang="fr"><em>a</em></span> → p(<span lang="fr">b</span>) | p(☐ c)) '
        "figure(x.png, d, -) p(e)",
    ),
    "bullets": ("- a\n- b", "ul(p(a) | p(b))"),
    "bullets-apart": ("- a\n\n- b", "ul(p(a) | p(b))"),
    "bullets-of-several-paragraphs": ("- a\n\n  b\n- c", "ul(p(a) p(b) | p(c))"),
    "bullets-of-a-word-processor": ("•\ta\n•\tb", "ul(p(a) | p(b))"),
    "bullets-below-words": ("c\n·       a\n·\N{NO-BREAK SPACE}b", "ul(c → p(a) | p(b))"),
    "bullets-of-two-levels": ("•\ta\no\tb\n\uf0a7\tc\n•\td", "ul(p(a) ul(p(b) ul(p(c))) | p(d))"),
    "bullets-that-are-code": ("```\n• a\n```", "code(• a)"),
    "tick-boxes": ("□ a\n□ b", "ul(p(☐ a) | p(☐ b))"),
    "hard-spaces": ("-\N{NO-BREAK SPACE}a\n\n1)\N{NO-BREAK SPACE}b", "ul(p(a)) ol1(p(b))"),
    "a-break-of-a-word-processor": ("a\x0bb\u2028c", "p(a<br/>b<br/>c)"),
    "numbers": ("1. a\n2. b", "ol1(p(a) | p(b))"),
    "numbers-from-three": ("3) a\n4) b", "ol3(p(a) | p(b))"),
    "numbers-from-nought": ("0. a", "ol0(p(a))"),
    "nested-lists": ("- a\n  1. b\n     - c\n- d", "ul(p(a) ol1(p(b) ul(p(c))) | p(d))"),
    "a-lead-in": ("For example:\n\n- a", "ul(For example: → p(a))"),
    "a-lead-in-without-an-empty-line": ("For *example*:\n- a", "ul(For <em>example</em>: → p(a))"),
    "a-wide-colon": ("例：\n\n- a", "ul(例： → p(a))"),
    "a-lead-in-without-a-colon": ("We check\n\n- a", "ul(We check → p(a))"),
    "no-lead-in": ("For example.\n\n- a", "p(For example.) ul(p(a))"),
    "an-entry-that-leads-in": ("- a:\n  - b", "ul(p(a:) ul(p(b)))"),
    "a-lead-in-inside-a-quote": ("> a:\n> - b", "quote(ul(a: → p(b)))"),
    "a-list-in-a-quote": ("> - a\n> - b", "quote(ul(p(a) | p(b)))"),
    "a-quote-in-a-list": ("- > a", "ul(quote(p(a)))"),
    "a-quote-that-goes-on": ("> a\nb", "quote(p(a b))"),
    "a-heading-in-a-quote": ("> ## A b\n> c", "quote(h2#a-b(A b) p(c))"),
    "an-address": ("```\n1 Plain Lane\n  Exampleton\n```", "code(1 Plain Lane\n  Exampleton)"),
    "an-indented-address": ("    1 Plain Lane\n    <X>", "code(1 Plain Lane\n&lt;X&gt;)"),
    "a-rule": ("a\n\n---\n\nb", "p(a) p(b)"),
    "a-table": ("| a | b |\n|---|---|\n| c | d |", "table[start start](a | b / c | d)"),
    "a-table-with-a-short-row": ("| a | b |\n|---|---|\n| c |", "table[start start](a | b / c | )"),
    "the-sides-of-a-table": (
        "|a|b|c|\n|:-|:-:|-:|\n|d|e|f|",
        "table[start center end](a | b | c / d | e | f)",
    ),
    "pipes-in-a-table": (
        "| `a\\|b` | c\\|d |\n|--|--|\n| *e* | f |",
        "table[start start](<code>a|b</code> | c|d / <em>e</em> | f)",
    ),
    "a-table-without-outer-pipes": ("a | b\n--|--\nc | d", "table[start start](a | b / c | d)"),
    "a-caption": ("| a |\n|---|\n| d |\n\nTable: b *c*", "table[start](b <em>c</em>: a / d)"),
    "a-caption-of-quarto": (
        '| a |\n|---|\n| c |\n\n: b {#tbl-b tbl-colwidths="[25,75]"}',
        "table[start](b: a / c)",
    ),
    "a-caption-in-another-language": (
        "::: {lang=fr}\n| a |\n|---|\n| c |\n\nTable: b\n:::",
        'table[start](<span lang="fr">b</span>: <span lang="fr">a</span> / '
        '<span lang="fr">c</span>)',
    ),
    "a-caption-with-braces": ("| a |\n|---|\n| c |\n\n: b {c d}", "table[start](b {c d}: a / c)"),
    "a-phone-number-with-spaces": (
        "[*a*](tel:+44 (0)1632 960 001)",
        'p(<a href="tel:+44(0)1632960001"><em>a</em> (+44(0)1632960001)</a>)',
    ),
    "a-short-caption": ("| a |\n|---|\n| c |\n\n: b", "table[start](b: a / c)"),
    "a-table-in-a-list": ("- | a |\n  |---|\n  | b |", "ul(table[start](a / b))"),
    "a-table-in-a-quote": ("> | a |\n> |---|\n> | b |", "quote(table[start](a / b))"),
    "words-that-begin-with-table": ("Table: a", "p(Table: a)"),
    "definitions": ("a\n: b\n\nc\n: d\n: e", "dl(a = p(b) | c = p(d) p(e))"),
    "a-definition-of-several-blocks": ("a\n: b\n\n  - c\n  - d", "dl(a = ul(b → p(c) | p(d)))"),
    "a-picture": ("![a *b*](c.png)", "figure(c.png, a b, -)"),
    "a-picture-with-a-caption": ('![a](b.png "c < d")', "figure(b.png, a, c &lt; d)"),
    "a-picture-with-a-space-in-its-name": ("![a](<b c.png>)", "figure(b c.png, a, -)"),
    "a-picture-named-beyond-ascii": ("![a](ملف.png)", "figure(ملف.png, a, -)"),
    "a-picture-by-reference": ("![a][b]\n\n[b]: c.png", "figure(c.png, a, -)"),
    "a-directive": ("::: warning\na\n\n- b\n:::", "warning(ul(a → p(b)))"),
    "a-directive-named-in-braces": ("::: {.key}\na\n:::", "key(p(a))"),
    "a-directive-with-more-colons": ("::::: key :::::\na\n:::::", "key(p(a))"),
    "a-directive-behind-a-paragraph": ("a\n::: key\nb\n:::\nc", "p(a) key(p(b)) p(c)"),
    "directives-in-directives": (
        "::: leaflet\n::: key\na\n:::\nb\n:::\nc",
        "leaflet(key(p(a)) p(b)) p(c)",
    ),
    "a-directive-in-a-list": ("- a\n\n  ::: key\n  b\n  :::\n- c", "ul(p(a) key(p(b)) | p(c))"),
    "a-directive-in-a-quote": ("> ::: key\n> a\n> :::\n\nb", "quote(key(p(a))) p(b)"),
    "a-directive-with-colons-in-code": ("::: key\n```\n:::\n```\n:::", "key(code(:::))"),
    "a-directive-with-a-definition": ("::: key\na\n: b\n:::", "key(dl(a = p(b)))"),
    "numbers-as-they-are": ("1. a\n1. b\n1. c", "ol1(p(a) | p(b) | p(c))"),
    "tasks": ("- [ ] a\n- [x] *b*\n- [ ]c", "ul(p(☐ a) | p(☑ <em>b</em>) | p([ ]c))"),
    "a-line-to-write-on": ("Name:\n\n________", "p(Name:) p(________)"),
    "a-rule-of-underscores": ("a\n\n___", "p(a)"),
    "an-abbreviation": (
        "A&E or *A&E*.\n\n*[A&E]: Accident & Emergency",
        "p(A&amp;E (Accident &amp; Emergency) or <em>A&amp;E</em>.)",
    ),
    "struck-and-marked": (
        "~~a *b*~~ ==c *d*== a == b",
        "p(<s>a <em>b</em></s> <mark>c <em>d</em></mark> a == b)",
    ),
    "a-line-block": ("| a *b*\n|   c\n| d", "p(a <em>b</em><br/>\xa0\xa0c<br/>d)"),
    "html": (
        "<b>a</b> <I>b</I><br>H<sub>2</sub>O <u title='x'>c</u> <span style='a'>d</span>",
        "p(<strong>a</strong> <em>b</em><br/>H<sub>2</sub>O <u>c</u> d)",
    ),
    "html-of-several-lines": ("<u>\na\n</u>", "p(<u> a </u>)"),
    "a-comment": ("a <!-- b --> c\n<!-- d -->\n<!-- e -->f", "p(a  c  f)"),
    "a-comment-of-several-lines": ("a\n\n<!-- b\n\nc --> d", "p(a) p(d)"),
    "a-comment-in-a-list": ("- a\n<!-- - b -->\n- c", "ul(p(a) | p(c))"),
    "a-comment-in-code": ("`<!-- a -->`", "p(<code>&lt;!-- a --&gt;</code>)"),
    "raised-numbers": ("10^-3^ x^a-b^", "p(10<sup>−3</sup> x<sup>a-b</sup>)"),
    "code-of-a-language": ("```text\na  b\n```", "code(a  b)"),
    "right-to-left": ("مرحبا **بكم**", "p(مرحبا <strong>بكم</strong>)"),
    "jinja": ("{{ a }} {%b {# c #}", "p({{ a }} {%b {# c #})"),
}
LINKS = {
    "a-link": 'p(<a href="https://example.org/?c=1&amp;d=2">a <em>b</em></a>)',
    "an-autolink": 'p(<a href="https://example.org">https://example.org</a>)',
    "a-link-by-reference": 'p(<a href="https://example.org">A</a>)',
}


@pytest.mark.parametrize("name", CASES)
def test_markdown_becomes_blocks(name):
    body, expected = CASES[name]
    assert whole(body) == [expected or LINKS[name]]


def test_a_block_has_the_line_where_it_begins():
    body = "One\ntwo.\n\n- a\n- b\n\n> c\n\n| d |\n|---|\n| e |\n\n::: key\nf\n:::\n\n![g](h.png)\n"
    lines = [block.line - ABOVE for block in parsed(body).article.lead]
    assert lines == [1, 4, 7, 9, 13, 17]


def test_an_entry_has_the_line_where_it_begins():
    (block,) = parsed("- a\n\n  b\n- c\n  - d\n").article.lead
    assert [item.line - ABOVE for item in block.items] == [1, 4]


def test_a_lead_in_gives_its_line_to_the_list():
    (block,) = parsed("\nFor example:\n\n- a\n").article.lead
    assert block.line - ABOVE == 2


def test_plain_words_have_no_mark_up():
    (block,) = parsed("*a* [b](https://example.org) `c` &lt;\\\nd[^1]\n\n[^1]: e").article.lead
    assert isinstance(block, Paragraph)
    assert block.text.plain == "a b c < d"


def test_a_directive_of_another_name_is_told_which_there_are():
    reading = parsed("::: zebra\na\n:::")
    (told,) = reading.findings
    assert told.severity is Severity.WARNING
    assert all(f"{name} (" in told.advice for name in DIRECTIVES)
    assert [block.text.plain for block in reading.article.lead] == ["a"]


def test_a_heading_in_a_div_of_no_meaning_begins_a_section():
    sections = parsed("::: zebra\n## a\n\nb\n:::\n\n## c\n\nd").article.sections
    assert [one.title.plain for one in sections] == ["a", "c"]


ALERTS = {
    "of-github": ("> [!WARNING]\n> a", "warning"),
    "of-obsidian": ("> [!danger]+\n> a", "warning"),
    "of-quarto": ("::: {.callout-important collapse=true}\na\n:::", "warning"),
    "of-docusaurus": (":::caution\na\n:::", "warning"),
    "of-jupyter": (":::{warning}\na\n:::", "warning"),
    "that-tells": ("> [!note]\n> a", "quote"),
    "that-tells-of-quarto": ("::: {.callout-tip}\na\n:::", "quote"),
}


@pytest.mark.parametrize("name", ALERTS)
def test_a_box_of_another_program_is_read_as_one_of_ours(name):
    written, kind = ALERTS[name]
    reading = parsed(written)
    (block,) = reading.article.lead
    assert getattr(block, "name", "quote") == kind
    assert [one.text.plain for one in block.blocks] == ["a"]
    assert reading.findings == ()


@pytest.mark.parametrize(
    "written",
    [
        "> [!warning] Mind\n> a",
        "::: warning Mind\na\n:::",
        ":::danger[Mind]\na\n:::",
        '::: {.callout-note title="Mind"}\na\n:::',
    ],
)
def test_the_title_of_a_box_is_its_first_line(written):
    reading = parsed(written)
    (block,) = reading.article.lead
    assert [one.text.html for one in block.blocks] == ["<strong>Mind</strong>", "a"]
    assert [one.line - ABOVE for one in block.blocks] == [1, 2]
    assert reading.findings == ()


def test_a_table_of_more_columns_than_a_page_is_wide_for_is_refused():
    rows = ("|a" * 41, "|-" * 41, "|b" * 41)
    reading = parsed("\n".join(f"{row}|" for row in rows))
    assert "this table has more than 40 columns" in [one.message for one in reading.findings]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("32768) Big", ["p(32768) Big)"]),
        ("1. one\n40000. two", ["p(1. one) p(40000. two)"]),
        ("32767. one\n32767. two", ["p(32767. one) p(32768. two)"]),
        ('<ol start="70000"><li>one</li></ol>', ["p(70000. one)"]),
    ],
)
def test_a_list_that_counts_too_far_is_paragraphs_with_their_numbers(written, printed):
    reading = parsed(written)
    assert shown(reading.article) == printed
    assert {one.rule for one in reading.findings} == {"list-number"}
