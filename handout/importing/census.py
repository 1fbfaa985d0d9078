"""The census: is each word of a Word file in the article, or named in the report?

It walks over the XML of all parts by itself, and knows nothing of how the text was read.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from handout.importing.package import Package, W, is_on, local

_KINDS = (
    r"word/document\d*\.xml",
    r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml",
    r"word/diagrams/data\d*\.xml",
    r"word/charts/chart\d*\.xml",
)
"""The parts that hold words of a document."""
_TEXTS = frozenset(("t", "delText"))
_LINK = re.compile(r"(?<!\\)\]\((?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\([^()\s]*\))*)")
_WORD = re.compile(r"[^\W_]+")
_LETTERED = re.compile(r"^\W*[a-h][.)]\s")
"""The mark of an item that was typed by hand, which is a number now."""
_NOTE = re.compile(r"\[\^\w+\]:?")


class Census(Struct, frozen=True):
    """How many words a file holds, and those that are nowhere."""

    words: int
    lost: tuple[str, ...]


def _letters(text: str) -> str:
    """The letters and digits of a text, in their usual form."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if one.isalnum())


def _of_article(markdown: str) -> str:
    """The letters of an article, without addresses and marks of notes."""
    bare = _NOTE.sub("", _LINK.sub("", markdown))
    bare = re.sub(r"</?(?:strong|em|s|sup|sub|br)>|!\[TODO: say what it shows", "", bare)
    joined = re.sub(r"\\\n\s*|&(amp|lt|gt|quot);", "", bare)
    return "\0".join(map(_letters, re.split(r"\n|(?<!\\)\|", joined)))


def _is_twin(element: Any) -> bool:
    """Whether something stands for older programs only, beside what newer ones show."""
    for up in element.iterancestors():
        if local(up) == "Fallback":
            before = up.getprevious()
            return before is not None and len(before) > 0
    return False


def _hidden(text: Any) -> bool:
    run = text.getparent()
    return run is not None and bool(is_on(run.find(f"{W}rPr"), "vanish"))


def _paragraphs(root: Any) -> Iterator[list[str]]:
    """The runs of text of each paragraph; those of boxes in it by themselves."""
    held = dict[Any, list[str]]()
    for one in root.iter():
        if local(one) in _TEXTS and one.text and not _is_twin(one):
            above = (up for up in one.iterancestors() if local(up) in ("p", "title", "r"))
            paragraph = next((up for up in above if local(up) != "r"), one.getparent())
            held.setdefault(paragraph, []).append(one.text)
        elif local(one) == "textpath" and one.get("string") and not _is_twin(one):
            held.setdefault(one, []).append(one.get("string"))
    yield from held.values()


class _Stream:
    """The letters that are there, each of which answers for one of the document's."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\0".join(("", *texts, ""))

    def take(self, letters: str, *, whole: bool = False) -> bool:
        """Whether the letters are there still, as a `whole` line or in one; they are taken out."""
        at = self._text.find(f"\0{letters}\0") + 1 if whole else self._text.find(letters) + 1
        if not at:
            return False
        at -= not whole
        self._text = f"{self._text[:at]}\0{self._text[at + len(letters) :]}"
        return True


def _roots(package: Package) -> Iterator[Any]:
    for name in package.names:
        known = any(re.fullmatch(pattern, name) for pattern in _KINDS) or name == package.main
        if known and (root := package.root(name)) is not None:
            yield root


def _missing(runs: Sequence[str], stream: _Stream) -> list[str]:
    """The words of a paragraph, which is not there as it stands, that are nowhere."""
    words = _LETTERED.sub("", "".join(runs))
    if stream.take(_letters(words)):
        return []
    rest = sorted(runs, key=len, reverse=True)
    for whole in (True, False):
        rest = [run for run in rest if not stream.take(_letters(run), whole=whole)]
    found = (one for run in rest for one in _WORD.findall(run))
    return [one for one in found if not stream.take(_letters(one))]


def census(package: Package, markdown: str, told: Iterable[str]) -> Census:
    """Count the words of a file, and look for each in the article and in what is told.

    Whole paragraphs are looked for first, the longest before others, so that none takes a part of
    another; what is left is looked for run by run, and word by word.
    """
    lines = [_letters(one) for words in told for one in re.split("[“”\n]", words)]
    stream = _Stream([_of_article(markdown), *lines])
    paragraphs = [runs for root in _roots(package) for runs in _paragraphs(root)]
    count = sum(len(_WORD.findall("".join(runs))) for runs in paragraphs)
    rest = sorted(paragraphs, key=lambda one: -sum(map(len, one)))
    for whole in (True, False):
        rest = [one for one in rest if not stream.take(_letters("".join(one)), whole=whole)]
    return Census(count, tuple(word for one in rest for word in _missing(one, stream)))
