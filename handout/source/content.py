"""The content folder: which articles it holds, and its files, read safely."""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding
from handout.model.markup import CLINIC, is_below, shown_path
from handout.model.spelling import nearest

__all__ = ["CLINIC", "articles", "chosen", "line_of", "read_article", "read_clinic", "shown_path"]

if TYPE_CHECKING:
    from handout.model.clinic import Clinic
    from handout.source.reading import Reading

_ENDING = ".md"
_NEARLY = (".md.txt", ".markdown", ".mdown")
"""What editors make of that: an article with a fault, not one that is passed over."""
_MOST_NAMED = 20
_LARGEST = 2_000_000
"""Bytes; what is larger is not a text that somebody wrote."""


def _is_article(name: str) -> bool:
    """Whether a file is an article by its name, rather than one that an editor keeps for itself."""
    return name.lower().endswith((_ENDING, *_NEARLY)) and not name.startswith((".", "~$"))


def articles(content: Path) -> Mapping[str, Path]:
    """The article files by name, in order; raises ContentError where there is none."""
    if not content.is_dir():
        wrong = "this is a file, not a folder" if content.exists() else "the folder is not there"
        message, advice = wrong, "name the folder that your articles lie in"
        raise ContentError([Finding("content-missing", message, advice, shown_path(content))])
    found: dict[str, Path] = {}
    for path in sorted(content.iterdir(), key=lambda path: path.name):
        if _is_article(path.name):
            other = found.setdefault(path.stem, path)
            if other != path:
                message, advice = f"'{other.name}' has the same name", "rename one of them"
                raise ContentError([Finding("article-twice", message, advice, shown_path(path))])
    if not found:
        message = "there is no article (a file whose name ends in .md)"
        advice = "put one there, such as content/asthma.md"
        raise ContentError([Finding("content-empty", message, advice, shown_path(content))])
    return found


def _named(name: str, held: Mapping[str, Path], content: Path) -> str:
    """The article that a name or path on the command line means; empty where there is none."""
    path = Path(name)
    if path.parent != Path() and path.parent.resolve() != content.resolve():
        return ""
    by_file = {file.name: stem for stem, file in held.items()}
    return by_file.get(path.name, path.name if path.name in held else "")


def _instead(wrong: str, known: Sequence[str]) -> str:
    """What to name instead of an article that is not there."""
    if near := nearest(Path(wrong.strip("'")).stem, known):
        return f"did you mean '{near}'?"
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    return f"there are: {', '.join(known[:_MOST_NAMED])}{more}"


def chosen(content: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """The articles of these names, all where none is given, each once.

    Raises UsageError for names that are not there, ContentError where there is no article.
    """
    held = articles(content)
    wanted = {name: _named(name, held, content) for name in names}
    if unknown := [f"'{name}'" for name, stem in wanted.items() if not stem]:
        said = f"there is no article {' or '.join(unknown)} in {shown_path(content)}/"
        raise UsageError(f"{said}; {_instead(unknown[0], tuple(held))}")
    return tuple(held[stem] for stem in dict.fromkeys(wanted.values() or held))


def _read(path: Path, content: Path) -> bytes:
    """A file's bytes; raises ContentError where it is none, or lies outside content/."""
    fault = "", ""
    try:
        if not is_below(path, content):
            fault = "the file is a link that leads outside content/", "put a copy there instead"
        elif not path.is_file():
            fault = "this is no file", "rename it, or delete it"
        elif path.stat().st_size > _LARGEST:
            fault = f"the file is larger than {_LARGEST // 1_000_000} MB", "make it shorter"
        else:
            return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = getattr(error, "strerror", None) or "a link leads in a circle"
        fault = f"the file cannot be read ({reason})", "see that you may open it, or replace it"
    raise ContentError([Finding("file", *fault, shown_path(path))])


def line_of(text: str, value: str) -> int:
    """The first line that holds the value; 0 where none does."""
    return next((n for n, line in enumerate(text.split("\n"), 1) if value in line), 0)


@lru_cache(maxsize=1)
def _clinic(text: str, name: str) -> "Clinic":
    """The clinic of a text: a watch reads the same one at each edit of an article."""
    from handout.model.clinic import Clinic
    from handout.source import schema

    return schema.read(text, name, Clinic)


def read_clinic(content: Path) -> "Clinic":
    """The clinic; raises ContentError with every fault of its file and its logos."""
    # Late, here and below: a build with nothing to do reads no file of content/.
    from handout.source import pictures, reading

    path = content / CLINIC
    name = shown_path(path)
    if not os.path.lexists(path):
        advice = "copy the one that came with handout, and put your clinic's name into it"
        raise ContentError([Finding("clinic-missing", "the file is not there", advice, name)])
    text = reading.decode(_read(path, content), name)
    clinic = _clinic(text, name)
    faults = [
        Finding("logo", f"the logo '{logo}' {fault[0]}", fault[1], name, line_of(text, logo))
        for logo in (clinic.logo, clinic.logo_reversed)
        if logo and (fault := pictures.fault_of(logo, content))[0]
    ]
    if faults:
        raise ContentError(faults)
    return clinic


def read_article(path: Path, content: Path) -> "Reading":
    """An article as far as it can be read, and its faults.

    Raises ContentError where the file is no text, or lies outside content/.
    """
    from handout.source import reading

    if path.suffix.lower() != _ENDING:
        message, advice = (
            "an article's name ends in .md",
            f"rename it to '{path.name.split('.')[0]}.md'",
        )
        raise ContentError([Finding("file", message, advice, shown_path(path))])
    return reading.parse(_read(path, content), shown_path(path), path.stem)
