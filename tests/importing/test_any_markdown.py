"""Whatever stands in a file of Markdown, it is imported or refused, and soon."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handout.importing.foreign_markdown import from_markdown
from handout.model.errors import ContentError
from handout.source.reading import parse
from tests.support.hostile_texts import TEXTS

PIECES = st.sampled_from(
    (
        *("---\n", "+++\n", "title: x\n", "% T\n", "# a\n", "***", "`", "```\n", "~~~ x\n", "\n\n"),
        *("    ", "\t", "> ", "- ", "1. ", "| a | b |\n", "| --- |\n", "+---+\n", "+===+---+\n"),
        *("<", ">", "<b>", "</b>", "<table><tr>", "<td rowspan=9>", "</table>", "<ul><li>", "<!--"),
        *(
            "<script>",
            "<img src=",
            "<a href='x'>",
            "</a>",
            "<pre>",
            "<svg>",
            "<h2>",
            "&amp;",
            "&#0;",
        ),
        *(
            "{{<",
            ">}}",
            "{%",
            "%}",
            "{:.x}",
            "{#a}",
            "[x](",
            "![",
            "](y)",
            "[^1]",
            "[^1]:\n    ",
            "]",
        ),
        *(
            "!!! tip\n    ",
            ":::warning\n",
            ":::",
            "$$",
            "\\",
            "\x00",
            "\ufeff",
            "\ufdd00\ufdd1",
            "é",
        ),
        *(
            "[i]: <data:image/png;base64,QQ==>\n",
            "![][i]",
            "import x from 'y';\n",
            "words ",
            "5 mg",
        ),
    )
)


def imported(data: bytes) -> None:
    """Import what there is, and read what came of it."""
    with contextlib.suppress(ContentError):
        text = from_markdown(data, "x.md", "x", Path("no-folder")).text
        parse(text.encode(), "content/x.md", "x")


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, derandomize=True)
@given(st.lists(PIECES | st.text(max_size=9), max_size=40).map("".join))
def test_any_markdown_is_imported_or_refused(text: str) -> None:
    imported(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=300) | st.lists(PIECES, max_size=15).map(lambda x: "".join(x).encode()))
def test_any_bytes_are_imported_or_refused(data: bytes) -> None:
    imported(data)


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_imported_or_refused_in_no_time(name: str) -> None:
    start = time.process_time()
    with contextlib.suppress(ContentError):
        from_markdown(TEXTS[name](20_000).encode(), "x.md", "x", Path("no-folder"))
    assert time.process_time() - start < 8


def test_a_marked_section_that_is_none_is_imported():
    imported(b"<pre><![][i]")
