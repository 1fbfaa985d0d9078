"""The reader never fails in any other way than by findings, and leaves no word out."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handout.model.article import Figure, article_blocks, article_texts
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.source import reading as reader
from handout.source import schema

MEDIA = ("leaflet", "deck")

FRONT = """---
title: A plain matter
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---
"""

SHOUTS = st.sampled_from(
    [
        *("::: key", "::: warning", ":::", "::: {.key a=b}", "## Head", "# One", "#### Deep", "##"),
        *("- item", "  - inner", "1. one", "3) three", "> quote", "> - both", "    code", "```"),
        *("| a | b |", "|---|--:|", "| 1 | 2 | 3 |", "Table: words", "term", ": meaning", "~ too"),
        *(
            "[^1]: note",
            "    more",
            "[^1]",
            "^[inline]",
            "[a]: https://example.org",
            "[a][a]",
            "[a]",
        ),
        *("![alt](b.png)", "![](b.png){.x}", "[x](#head)", "[x]{lang=fr}", "[x]{%y%}", "<b>x</b>"),
        *(
            "<!-- x -->",
            "*em*",
            "**",
            "`co",
            "&amp;",
            "&#0;",
            "\\",
            "\\*",
            "===",
            "---",
            "***",
            "\t",
        ),
        *("![x](b c.png){width=50%}", "[![x](b.png)](https://example.org)", "![x](b.png){width="),
        *("| ![x](b.png) | c |", "![](data:image/png;base64,AAAA)", "![x][a]{.y width=9}"),
        *("<div>", "</div>", "<ul>", "<li>", "</ul>", "<p>a", "<table>", "<tr>", "<td>b", "</td>"),
        *(
            "</table>",
            "<h2>",
            "</h2>",
            "<pre>",
            "</pre>",
            "<script>",
            "<a href=x>",
            "<img src=b.png>",
        ),
        *("{{ x }}", "{% x %}", "<https://example.org>", "\u202e", "\x00", "\x0c", "\u2028", "…"),
    ]
)
SCRIBBLE = st.lists(SHOUTS | st.text(max_size=20), max_size=25).map("\n".join)
MIXED = st.lists(SHOUTS | st.text(max_size=8), max_size=25).map("".join)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_or_findings(data: bytes) -> None:
    """Read the bytes; whatever they are, the outcome is an article or findings with places."""
    try:
        article, findings = reader.read(data, "content/a.md", "a"), ()
    except ContentError as error:
        article, findings = None, error.findings
    assert bool(findings) == (article is None)
    assert all(finding.message and finding.advice and finding.line for finding in findings)


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_findings(data):
    read_or_findings(data)


@QUICK
@given(SCRIBBLE | MIXED)
def test_any_markdown_gives_an_article_or_findings(markdown):
    read_or_findings((FRONT + markdown).encode("utf-8", "replace"))


@QUICK
@given(
    st.text(max_size=200) | st.lists(st.sampled_from("[]{}:-?,&*!|>'\"%@` \n\t#abc"), max_size=40)
)
def test_any_front_matter_gives_an_article_or_findings(front):
    text = f"---\n{''.join(front)}\n---\n\nWords.\n"
    read_or_findings(text.encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "> ", "- ", "*a ", "`", "<", "::: key\n", "a\n: ", "^[", "<ul><li>", "<div\n"],
)
def test_what_is_repeated_without_end_gives_findings_or_an_article(piece):
    read_or_findings((FRONT + piece * 4000).encode())


WORDS = st.sampled_from(["plain", "words", "scar", "Haut", "naïve", "جلد", "кожа", "עור", "δέρμα"])
WRAPS = (
    "{}",
    "{}",
    "*{}*",
    "**{}**",
    "`{}`",
    "[{}](https://example.org)",
    "[{}]{{lang=fr}}",
    "<b>",
)
SPECIAL = (("one \\\ntwo", ["one", "two"]), ("\\*star &lt;less&gt; \\|", ["star", "less"]))


@st.composite
def phrases(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A line of Markdown, and its words."""
    text, words = [], []
    for wrap in draw(st.lists(st.sampled_from(WRAPS), min_size=1, max_size=4)):
        if wrap == "<b>":
            piece, held = draw(st.sampled_from(SPECIAL))
        else:
            held = draw(st.lists(WORDS, min_size=1, max_size=3))
            piece = wrap.format(" ".join(held))
        text.append(piece)
        words += held
    return " ".join(text), words


def indented(text: str, first: str) -> str:
    """The text behind a mark, its other lines as far right."""
    return first + text.replace("\n", "\n" + " " * len(first))


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A table with its caption, which the model has first."""
    (a, u), (b, v), (c, w), (d, x), (e, y) = (draw(phrases()) for _ in range(5))
    rows = [line.replace("\\\n", "") for line in (f"| {a} | {b} |", f"| {c} | {d} |")]
    return f"{rows[0]}\n|---|---|\n{rows[1]}\n\nTable: {e}", [*y, *u, *v, *w, *x]


@st.composite
def blocks(draw: st.DrawFn, deep: int = 2) -> tuple[str, list[str]]:
    """Blocks of Markdown, and their words."""
    text, words = [], []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["line", "table", "head", "code", *KINDS][: 4 + deep * 9]))
        line, held = draw(phrases())
        if kind in KINDS:
            inner, more = draw(blocks(deep - 1))
            made, held = KINDS[kind](inner, line), [*(held if kind == "term" else []), *more]
        elif kind == "table":
            made, held = draw(tables())
        elif kind == "head":
            made = "### " + line.replace("\\\n", "")
        elif kind == "code":
            held = draw(st.lists(WORDS, min_size=1))
            made = f"```\n{' '.join(held)}\n```"
        else:
            made = line
        text.append(made)
        words += held
    return "\n\n".join(text), words


KINDS = {
    "bullet": lambda inner, line: indented(inner, "- "),
    "number": lambda inner, line: indented(inner, "3. "),
    "quote": lambda inner, line: "> " + inner.replace("\n", "\n> "),
    "div": lambda inner, line: f"::: warning\n{inner}\n:::",
    "leaflet": lambda inner, line: f"::: {{.leaflet}}\n{inner}\n:::",
    "term": lambda inner, line: line.replace("\\\n", "") + "\n" + indented(inner, ": "),
}


class Html(HTMLParser):
    """The words of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.feed(text)
        self.close()

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.words += " " if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)


@QUICK
@given(blocks())
def test_every_word_of_a_sound_article_is_in_its_texts_in_order(made):
    body, wanted = made
    article = reader.read((FRONT + body).encode(), "content/a.md", "a")
    texts = [text for _, text in article_texts(article, "leaflet")]
    assert words_of(" ".join(text.plain for text in texts)) == wanted
    assert words_of(" ".join(Html(text.html).words for text in texts)) == wanted


MARKS = frozenset(
    (
        *(
            "key",
            "warning",
            "https",
            "example",
            "org",
            "lang",
            "fr",
            "head",
            "amp",
            "Table",
            "width",
        ),
        *("div", "ul", "li", "table", "tr", "td", "pre", "script", "href", "img", "src"),
    )
)
"""Words that the pieces above need as marks."""


@QUICK
@given(SCRIBBLE)
def test_every_word_of_any_markdown_is_in_its_texts_or_its_findings(markdown):
    data = (FRONT + markdown).encode("utf-8", "replace")
    reading = reader.parse(data, "content/a.md", "a")
    if reading.findings:
        return
    article = reading.article
    held = [text.plain for medium in MEDIA for _, text in article_texts(article, medium)]
    pictures = [block for block in article_blocks(article) if isinstance(block, Figure)]
    held += [words for figure in pictures for words in (figure.alt, figure.source)]
    said = " ".join(held)  # in which a mark inside a word is gone: AA*A* is AAA
    assert {word for word in words_of(markdown) if word not in said} <= MARKS


def test_the_same_bytes_give_the_same_article():
    data = (FRONT + "## One\n\nWords.[^a]\n\n[^a]: Note.\n").encode()
    assert reader.read(data, "a.md", "a") == reader.read(data, "a.md", "a")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_on_windows_or_old_macs(end):
    text = FRONT + "## One\n\nWords\nand more.\n"
    there = reader.read(text.replace("\n", end).encode(), "a.md", "a")
    assert there == reader.read(text.encode(), "a.md", "a")


def test_a_byte_order_mark_is_no_fault():
    assert reader.read(b"\xef\xbb\xbf" + FRONT.encode() + b"\nWords.\n", "a.md", "a").lead


def test_an_article_too_large_to_have_been_written_by_hand_is_refused():
    reading = reader.parse((FRONT + "Words. " * 100_000).encode(), "a.md", "a")
    assert [finding.rule for finding in reading.findings] == ["too-large"]


SHIPPED = (Path(__file__).parents[2] / "content/clinic.yaml").read_text("utf-8")
HIDDEN = re.findall(r"(?m)^#(?:\w+:.*(?:\n#  .*)*)", SHIPPED)


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda lines: lines[1:].partition(":")[0])
def test_what_the_shipped_clinic_file_keeps_behind_a_sign_can_be_used(hidden):
    first, *below = (line.removeprefix("#") for line in hidden.split("\n"))
    for lines in ([first, *below], *([first, line] for line in below)):
        text = SHIPPED.replace(hidden, "\n".join(lines))
        assert schema.read(text, "clinic.yaml", Clinic) != schema.read(SHIPPED, "c", Clinic)


def test_all_that_the_shipped_clinic_file_hides_can_be_used_at_once():
    assert len(HIDDEN) == 9
    text = re.sub(r"(?m)^#(?=\w+:|  )", "", SHIPPED)
    assert schema.read(text, "clinic.yaml", Clinic).trifold.fold == "z"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("pt_br", "pt-BR"), ("EN-gb", "en-GB"), ("zh-hant-tw", "zh-Hant-TW"), ("en-UK", "en-GB")],
)
def test_a_language_is_read_whatever_its_case_and_strokes(written, meant):
    text = f"{FRONT.replace('en-GB', written)}\nSay [oi]{{lang={written}}}.\n"
    article = reader.read(text.encode(), "a.md", "a")
    assert article.front.lang == meant
    assert f'lang="{meant}"' in article.lead[0].text.html


def test_the_words_of_a_clinic_may_be_in_several_languages():
    text = "name: a\naddress: b\nphone: c\nhours:\n  en: Every day\n  pt_br: [Todo dia, sempre]\n"
    clinic = schema.read(f"{text}lang: EN_us\nstrapline: Skin\n", "c", Clinic)
    assert clinic.hours == {"en": "Every day", "pt-BR": "Todo dia\nsempre"}
    assert (clinic.lang, clinic.strapline) == ("en-US", "Skin")


AS_A_LIST = (
    "write 'hours' as a list of lines, or the words of each language behind its tag, "
    "such as 'en:' and 'es:'"
)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (
            "\n  en: all day\n  Fri: at night",
            [f"6: 'Fri' is not a language; {AS_A_LIST}"],
        ),
        ("\n  en: a\n  EN: b", ["6: 'en' is there twice; delete one of them"]),
        (
            "\n  en:",
            [
                "5: 'en' is empty; write some words, or a list, "
                "or delete the line if it is not needed"
            ],
        ),
        ("{}", ["4: 'hours' is empty; write some words"]),
    ],
)
def test_a_fault_in_words_by_language_is_told_of_at_its_line(hours, said):
    with pytest.raises(ContentError) as caught:
        schema.read(f"name: a\naddress: b\nphone: c\nhours: {hours}\n", "c", Clinic)
    assert str(caught.value).splitlines() == [f"c:{one}" for one in said]


def test_a_clinic_is_written_as_people_write_it():
    text = "name: a\naddress: 1 Plain Lane\nphone: [01632 1, 01632 2]\nhours:\n- Monday\n- Friday"
    clinic = schema.read(f"{text}\npaper: letter", "c", Clinic)
    assert clinic.phone.splitlines() == ["01632 1", "01632 2"]
    assert clinic.hours.splitlines() == ["Monday", "Friday"]
    assert (clinic.address, clinic.web, clinic.paper) == (("1 Plain Lane",), None, "Letter")


@pytest.mark.parametrize("count", [40, 41, 43])
def test_more_people_than_can_be_drawn_are_told_once_where_they_begin(count, tmp_path):
    array = '::: {.icon-array n=1 of=1000 label="people"}\n:::\n\n'
    path = tmp_path / "a.md"
    path.write_text(FRONT + array * count, "utf-8")
    found = reader.read_article(path, tmp_path).findings
    told = [(one.rule, one.line) for one in found]
    line = FRONT.count("\n") + 40 * array.count("\n") + 1
    assert told == ([] if count == 40 else [("icon-array-many", line)])
