"""The words of any Markdown, whoever wrote it, so that an import can be counted."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handout.source.markdown.html_tags import RAW

_BETWEEN = frozenset(("softbreak", "hardbreak", "td_open", "th_open"))


class _Html(HTMLParser):
    """The words between tags, and those that stand for pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._raw = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw += tag in RAW
        self.words.append("\t")
        self.words += [value for key, value in attrs if key == "alt" and value]

    def handle_endtag(self, tag: str) -> None:
        self._raw -= tag in RAW and self._raw > 0
        self.words.append("\t")

    def handle_data(self, data: str) -> None:
        self.words += [] if self._raw else [data]


def _of_html(text: str) -> str:
    reader = _Html()
    reader.feed(text.replace("<![", "&lt;!["))  # of which Python's parser fails
    reader.close()
    return re.sub(r"\s*\n\s*", "\t", "".join(reader.words))


def _said(token: Token) -> str:
    """What a piece of a paragraph says; between others, where it only parts them."""
    if token.type == "image":
        return "".join(map(_said, token.children or ()))
    if token.type in _BETWEEN or token.type == "html_inline":
        return "\t"
    return token.content


def _texts(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(map(_said, token.children or ()))
        elif token.type in ("html_block", "code_block"):
            yield _of_html(token.content)  # HTML is often indented, so that it is code
        elif token.type == "fence":
            yield f"{token.info}\n{token.content}".replace("\n", "\t")


def bare_words(markdown: str) -> list[str]:
    """The texts of paragraphs, cells, code and HTML, a tab where something parts their words."""
    parser = MarkdownIt("commonmark").enable("table")
    return [text for text in _texts(parser.parse(markdown)) if text.strip()]
