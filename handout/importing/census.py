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
    joined = re.sub(r"\\\n\s*|(?<!\\)&(amp|lt|gt|quot);", "", bare)
    return "\0".join(map(_letters, re.split(r"\n|(?<!\\)\|", joined)))


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
    """The roots of the parts; of headers, or footers, that say the same, of one."""
    said = set[tuple[str, str]]()
    for name in package.names:
        known = any(re.fullmatch(pattern, name) for pattern in _KINDS) or name == package.main
        root = package.root(name) if known else None
        margin = re.match("word/(header|footer)", name)
        key = (margin[1], "\n".join(_paragraphs(root))) if margin and known else None
        if root is not None and key not in said:
            said |= {key} if key else set()
            yield root


def _left(pieces: Iterable[str], stream: _Stream) -> list[str]:
    """Those that are nowhere: the longest are looked for first, as whole lines before others."""
    rest = sorted(pieces, key=len, reverse=True)
    for whole in (True, False):
        rest = [one for one in rest if not stream.take(_letters(one), whole=whole)]
    return rest


def counted(texts: Sequence[str], stream: _Stream) -> Census:
    """Look for texts; of those that are nowhere as wholes for what stands between tabs and breaks,
    then for the runs, then for the words.

    The longest go before others, so that none takes a part of another.
    """
    rest = _left(texts, stream)
    for split in (_columns, _runs, _WORD.findall):
        rest = _left((piece for one in rest for piece in split(one)), stream)
    return Census(sum(len(_WORD.findall(one.replace(_RUN, ""))) for one in texts), tuple(rest))


def _columns(text: str) -> list[str]:
    return [_LETTERED.sub("", one) for one in text.split("\t")]


def _runs(text: str) -> list[str]:
    return text.split(_RUN)


def census(package: Package, markdown: str, told: Iterable[str]) -> Census:
    """Count the words of a file, and look for each in the article and in what is told."""
    lines = [_letters(one) for words in told for one in re.split("[“”\n]", words)]
    stream = _Stream([_of_article(markdown), *lines])
    return counted([one for root in _roots(package) for one in _paragraphs(root)], stream)
