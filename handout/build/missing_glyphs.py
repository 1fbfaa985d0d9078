"""Characters that no font has: where each of them stands, and what to do about it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, repeat, takewhile
from pathlib import Path
from typing import NamedTuple

from handout.formats import RenderedFile
from handout.model.article import Article, FrontMatter, article_texts
from handout.model.findings import Finding, sorted_by_line
from handout.model.markup import Folders
from handout.source import text_files, yaml_tree
from handout.source.content import CLINIC, shown_path
from handout.source.markdown.symbols import EMOJI
from handout.templating import interface_strings
from handout.typography import families
from handout.typography.fonts import package

RULE = "glyph-missing"
"""Of the finding that preflight makes; it is about all such characters of a file."""

_EMOJI = re.compile(EMOJI)
_MOST_NAMED = 10
_PRINTED_KEYS = FrontMatter.printed_keys()


def _listed(names: list[str]) -> str:
    """The characters in quotation marks, not too many of them."""
    shown = [f"“{name}”" for name in names[:_MOST_NAMED]]
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    *most, last = [*shown, *more]
    return f"{', '.join(most)} and {last}" if most else last


def _emoji(names: list[str]) -> tuple[str, str]:
    """Message and advice for emoji."""
    if len(names) == 1:
        return f"“{names[0]}” is an emoji", "leave it out or write it as a word"
    return f"{_listed(names)} are emoji", "leave them out or write them as words"


def _unknown(names: list[str], them: str) -> tuple[str, str]:
    """Message and advice for characters that no font has; `them` stands for these in the advice."""
    code = f" (U+{ord(names[0][0]):04X})" if len(names) == 1 else ""
    family = families.of_letter(names[0][0])
    has = "has it" if len(names) == 1 else "has them"
    named = f"name a font that {has} under fonts in clinic.yaml"
    install = f"run: pip install {package(family)}" if family in families.KNOWN else named
    return f"no font has {_listed(names)}{code}", f"write {them} another way, or {install}"


def describe(names: Iterable[str]) -> tuple[str, str]:
    """Message and advice for characters and emoji that no font has."""
    names = list(dict.fromkeys(names))
    emoji = [name for name in names if _EMOJI.fullmatch(name)]
    others = [name for name in names if name not in emoji]
    if not emoji:
        return _unknown(others, "it" if len(others) == 1 else "them")
    if not others:
        return _emoji(emoji)
    parts = _emoji(emoji), _unknown(others, "the rest")
    return ", and ".join(part[0] for part in parts), "; ".join(part[1] for part in parts)


def clusters(words: str, characters: str) -> Iterator[str]:
    """Those of the characters that are in the words; an emoji of several as one."""
    one = re.compile(f"{_EMOJI.pattern}|[{re.escape(characters)}]")
    for found in one.findall(words):
        if not set(characters).isdisjoint(found):
            yield found


class _Words(NamedTuple):
    """Printed words, with the file and the line that they begin in."""

    path: str
    line: int
    words: str
    below: Sequence[str] = ()
    """The lines of the file from there on, where the words may go on."""

    def places(self, characters: str) -> Iterator[tuple[int, str]]:
        """Each of the characters and emoji that is among the words, with its line."""
        for name, count in Counter(clusters(self.words, characters)).items():
            lines = (
                n for n, one in enumerate(self.below, self.line) for _ in range(one.count(name))
            )
            for number in islice(chain(lines, repeat(self.line)), count):
                yield number, name


def _of_article(article: Article, file: Path) -> Iterator[_Words]:
    """The printed words of an article's file."""
    path = article.path
    text = text_files.decode(file.read_bytes(), path)
    lines = text.split("\n")
    front = "\n".join(takewhile(lambda line: line.strip() not in ("---", "..."), lines[1:]))
    for key, line, words in yaml_tree.values(front, path, 1):
        if key in _PRINTED_KEYS:
            yield _Words(path, line, words)
    for line, block in article_texts(article, "leaflet"):
        yield _Words(path, line, block.plain, lines[line - 1 :])


def _of_clinic_and_strings(article: Article, folders: Folders) -> Iterator[_Words]:
    """The words of the clinic's file, and those that templates add in the article's language."""
    clinic = folders.content / CLINIC
    for _, line, words in yaml_tree.values(clinic.read_text("utf-8-sig"), shown_path(clinic)):
        yield _Words(shown_path(clinic), line, words)
    for path in interface_strings.files(folders.templates, article.front.lang):
        name = interface_strings.shown_name(path)
        for _, line, words in yaml_tree.values(path.read_text("utf-8-sig"), name):
            yield _Words(name, line, words)


def findings(
    characters: str, article: Article, file: Path, folders: Folders
) -> tuple[Finding, ...]:
    """An error for each line where some of the characters stand that no font has.

    `file` is the article's.
    """
    places: dict[tuple[str, int], list[str]] = {}
    for words in (*_of_article(article, file), *_of_clinic_and_strings(article, folders)):
        for line, name in words.places(characters):
            places.setdefault((words.path, line), []).append(name)
    return sorted_by_line(
        Finding(RULE, *describe(names), *place) for place, names in places.items()
    )


def locate(
    files: Mapping[str, RenderedFile], article: Article, path: Path, folders: Folders
) -> dict[str, RenderedFile]:
    """The files, with a finding for each line that has letters which no font has.

    `path` is the article's file.
    """
    missing = [
        finding
        for file in files.values()
        for finding in file.findings
        if finding.rule == RULE and finding.about
    ]
    characters = "".join(dict.fromkeys("".join(finding.about for finding in missing)))
    located = findings(characters, article, path, folders) if missing else ()
    if not located:
        return dict(files)
    return {
        name: file._replace(findings=(*located, *(f for f in file.findings if f not in missing)))
        for name, file in files.items()
    }
