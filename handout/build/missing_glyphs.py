"""Characters that no font has: where they stand, and what to do about it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, repeat, takewhile
from pathlib import Path
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from handout.formats import RenderedFile
from handout.model import content_files
from handout.model.article import Article, article_texts
from handout.model.findings import Finding, joined, sorted_by_line
from handout.model.front_matter import front_matter_keys
from handout.model.installation import template_folders
from handout.model.markup import FONTS, Folders, shown_path
from handout.source import clinics, text_files, yaml_tree
from handout.source.markdown.symbols import EMOJI
from handout.templating import interface_strings
from handout.typography import families, fonts
from handout.typography.writing_systems import WritingSystem, of_character

RULE = "glyph-missing"
"""Of the finding that preflight makes; it is about all such characters of a file."""

_EMOJI = re.compile(EMOJI)
_MOST_NAMED = 10


def _listed(names: list[str]) -> str:
    """The characters in quotation marks, not too many of them."""
    shown = [f"“{name}”" for name in names[:_MOST_NAMED]]
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return joined((*shown, *more))


def _emoji(names: list[str]) -> tuple[str, str]:
    """Message and advice for emoji."""
    if len(names) == 1:
        return f"“{names[0]}” is an emoji", "leave it out or write it as a word"
    return f"{_listed(names)} are emoji", "leave them out or write them as words"


def _unknown(names: list[str], them: str, folder: str) -> tuple[str, str]:
    """Message and advice for characters that no font has; `them` stands for these in the advice."""
    code = f" (U+{ord(names[0][0]):04X})" if len(names) == 1 else ""
    has = "has it" if len(names) == 1 else "has them"
    add = f"put a font that {has} into {folder}/"
    return f"no font has {_listed(names)}{code}", f"write {them} another way, or {add}"


def describe(names: Iterable[str], folder: str) -> tuple[str, str]:
    """Message and advice for characters and emoji that no font has.

    `folder` is where the clinic's own fonts are put.
    """
    names = list(dict.fromkeys(names))
    emoji = [name for name in names if _EMOJI.fullmatch(name)]
    others = [name for name in names if name not in emoji]
    if not emoji:
        return _unknown(others, "it" if len(others) == 1 else "them", folder)
    if not others:
        return _emoji(emoji)
    parts = _emoji(emoji), _unknown(others, "the rest", folder)
    return ", and ".join(part[0] for part in parts), "; ".join(part[1] for part in parts)


def _writing_system(character: str) -> WritingSystem | None:
    """The writing system that a letter is of, where no font for it is there; else None."""
    system = of_character(character)
    if system is None or fonts.family(system.family):
        return None
    if system.family:
        return system
    name = unicodedata.name(character, "").partition(" ")[0].title()
    is_letter = unicodedata.category(character)[0] in "LM" and name != "Mathematical"
    return replace(system, name=name, family=f"Noto Sans {name}") if is_letter and name else None


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


def _of_article(article: Article, file: Path, content: Path) -> Iterator[_Words]:
    """The printed words of an article's file."""
    path = article.path
    text = text_files.decode(text_files.read_bytes(file, content, pictured=True), path)
    lines = text.split("\n")
    front = "\n".join(takewhile(lambda line: line.strip() not in ("---", "..."), lines[1:]))
    for key, line, words in yaml_tree.values(front, path, 1):
        if key in front_matter_keys("printed"):
            yield _Words(path, line, words)
    for line, block in article_texts(article, "leaflet"):
        yield _Words(path, line, block.plain, lines[line - 1 :])


def _of_clinic_and_strings(article: Article, folders: Folders) -> Iterator[_Words]:
    """The words of the clinic's file, and those that templates add in the article's language."""
    for file in clinics.chain(folders.clinic_file, folders.content).files:
        name, text = shown_path(file), content_files.text(file, folders.content)
        for _, line, words in yaml_tree.values(text, name):
            yield _Words(name, line, words)
    for path in interface_strings.files(folders.templates, article.front.lang):
        name = interface_strings.shown_name(path)
        for _, line, words in yaml_tree.values(
            content_files.text(path, *template_folders(folders.templates)), name
        ):
            yield _Words(name, line, words)


_Place: TypeAlias = tuple[str, int]


def _of_scripts(places: Mapping[_Place, list[str]], folder: str) -> Iterator[Finding]:
    """One error for all writing systems without a font, where the first of them stands."""
    if not places:
        return
    names = dict.fromkeys(chain.from_iterable(places.values()))
    systems = filter(None, (_writing_system(name[0]) for name in names))
    message, advice = families.without_font(systems, folder)
    more = len(places) - 1
    also = f", also on {more} more line{'s' * (more > 1)}" if more else ""
    yield Finding(RULE, f"{message}: {_listed(list(names))}{also}", advice, *min(places))


def findings(
    characters: str, article: Article, file: Path, folders: Folders
) -> tuple[Finding, ...]:
    """Where the characters stand that no font has: an error for each line, one for all scripts.

    `file` is the article's.
    """
    scripts, odd = dict[_Place, list[str]](), dict[_Place, list[str]]()
    for words in (
        *_of_article(article, file, folders.content),
        *_of_clinic_and_strings(article, folders),
    ):
        for line, name in words.places(characters):
            of = scripts if _writing_system(name[0]) else odd
            of.setdefault((words.path, line), []).append(name)
    own = shown_path(folders.content / FONTS)
    each = (Finding(RULE, *describe(names, own), *place) for place, names in odd.items())
    return sorted_by_line((*_of_scripts(scripts, own), *each))


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
