"""The census: is each word of a Word file in the article, or named in the report?

It walks over the XML of all parts by itself, and knows nothing of how the text was read.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from handout.importing.package import Package, local

_KINDS = (
    r"word/document\d*\.xml",
    r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml",
    r"word/diagrams/data\d*\.xml",
    r"word/charts/chart\d*\.xml",
)
"""The parts that hold words of a document."""
_TEXTS = frozenset(("t", "delText"))
_HOLDERS = frozenset(("p", "title", "del", "moveFrom"))
_BREAKS = frozenset(("tab", "br", "cr"))
_RUN = "\x1f"
"""Between the runs of a paragraph."""
_LINK = re.compile(r"(?<!\\)\]\((?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\([^()\s]*\))*)")
_WORD = re.compile(r"[^\W_]+")
_LETTERED = re.compile(r"^\W*[a-h][.)](?:\s|$)")
"""The mark of an item that was typed by hand, which is a number now."""
NOTE = re.compile(r"\[\^\w+\]:?")


class Census(Struct, frozen=True):
    """How many words a file holds, and those that are nowhere."""

    words: int
    lost: tuple[str, ...]


def _letters(text: str) -> str:
    """The letters and digits of a text, in their usual form."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if one.isalnum())


def _of_article(markdown: str) -> list[str]:
    """The lines and cells of an article, without addresses and marks of notes."""
    bare = NOTE.sub("", _LINK.sub("", markdown))
    bare = re.sub(r"</?(?:strong|em|s|sup|sub|br)>|!\[TODO: say what it shows", "", bare)
    joined = re.sub(r"\\\n\s*|(?<!\\)&(amp|lt|gt|quot);", "", bare)
    return re.split(r"\n|(?<!\\)\|", joined)


def _is_twin(element: Any) -> bool:
    """Whether something stands for older programs only, beside what newer ones show."""
    for up in element.iterancestors():
        if local(up) == "Fallback":
            before = up.getprevious()
            return before is not None and len(before) > 0
    return False


def _paragraphs(root: Any) -> Iterator[str]:
    """The words of each paragraph; those of boxes in it by themselves."""
    held = dict[Any, list[str]]()
    for one in root.iter():
        name, words = local(one), one.text
        if name in _BREAKS and local(one.getparent()) == "r":
            words = "\t"
        elif name == "textpath":
            words = one.get("string")
        elif name not in _TEXTS:
            continue
        if words and not _is_twin(one):
            above = (up for up in one.iterancestors() if local(up) in _HOLDERS)
            paragraph = one if name == "textpath" else next(above, one.getparent())
            held.setdefault(paragraph, []).append(words)
    yield from map(_RUN.join, held.values())


class _Stream:
    """The text of an article, each letter of which can account for one of the document."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._text, self._edges = "\0", set[int]()
        lines = list[str]()
        at = 1
        for text in texts:
            for word in map(_letters, _WORD.findall(text)):
                self._edges |= {at, at + len(word)}
                lines.append(word)
                at += len(word)
            lines.append("\0")
            at += 1
        self._text += "".join(lines)

    def take(self, letters: str, as_a: str) -> bool:
        """Whether the letters are there still, as a line, a word or a part; then they are taken."""
        at = self._text.find(letters)
        while at >= 0:
            end = at + len(letters)
            line = self._text[at - 1] == self._text[end] == "\0"
            if line if as_a == "line" else as_a == "part" or {at, end} <= self._edges:
                self._text = f"{self._text[:at]}{chr(0) * len(letters)}{self._text[end:]}"
                return True
            at = self._text.find(letters, at + 1)
        return not letters


def _roots(package: Package) -> Iterator[Any]:
    """The roots of the parts; of headers, or footers, that say the same, of one."""
    said = set[tuple[str, str]]()
    for name in package.archive.names:
        if name != package.main and not any(re.fullmatch(pattern, name) for pattern in _KINDS):
            continue
        root = package.root(name)
        if margin := re.match("word/(header|footer)", name):
            key = margin[1], _letters("".join(_paragraphs(root)))
            if key in said:
                continue
            said.add(key)
        yield root


def _left(pieces: Iterable[str], stream: _Stream) -> list[str]:
    """The pieces that are not found: long ones come first, as whole lines before words."""
    rest = sorted(pieces, key=len, reverse=True)
    for as_a in ("line", "word", "part"):
        rest = [one for one in rest if not stream.take(_letters(one), as_a)]
    return rest


def _counted(texts: Sequence[str], stream: _Stream) -> Census:
    """Look for texts; of those that are nowhere as wholes for what stands between tabs and breaks,
    then for the runs, then for the words.

    The longest go before others, so that none takes a part of another.
    """
    rest = _left(texts, stream)
    rest = _left((_LETTERED.sub("", part) for one in rest for part in one.split("\t")), stream)
    rest = _left((run for one in rest for run in one.split(_RUN)), stream)
    rest = _left((word for one in rest for word in _WORD.findall(one)), stream)
    return Census(sum(len(_WORD.findall(one.replace(_RUN, ""))) for one in texts), tuple(rest))


def counted(texts: Sequence[str], article: Iterable[str], told: Iterable[str]) -> Census:
    """Look for texts among those of an article and of what is told of it."""
    there = [one for words in (*article, *told) for one in re.split("[“”\n]", words)]
    return _counted(texts, _Stream(there))


def census(package: Package, markdown: str, told: Iterable[str]) -> Census:
    """Count the words of a Word file, and look for each."""
    texts = [one for root in _roots(package) for one in _paragraphs(root)]
    return counted(texts, _of_article(markdown), told)
