"""Which files a piece of mark-up shows: all that it names and that are there."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from urllib.parse import unquote

from handout.model.clinic import Clinic
from handout.model.markup import Markup

_QUOTED = re.compile(r"""\"([^"<>]{1,400})\"|'([^'<>]{1,400})'|\(([^()"'<>]{1,400})\)""")


def _names(text: str) -> Iterator[str]:
    """Whatever stands in quotation marks or brackets and may be a file's name."""
    for match in _QUOTED.finditer(text):
        name = (match[1] or match[2] or match[3]).strip()
        if "." in name and not name.startswith(("data:", "http:", "https:", "#")):
            yield unquote(html.unescape(name).partition("#")[0].removeprefix("file://"))


def _files(names: Iterable[str], folders: Iterable[Path]) -> Iterator[Path]:
    folders = tuple(folders)
    for name in dict.fromkeys(names):
        for folder in folders:
            path = folder / name
            try:
                if path.is_file():
                    yield path
            except (OSError, ValueError):  # no name that a file can have
                continue


def _sheets(sheets: Iterable[Path], seen: dict[Path, None]) -> None:
    """Add style sheets and all files that they name, through imports too."""
    for sheet in sheets:
        if sheet in seen:
            continue
        seen[sheet] = None
        if sheet.suffix == ".css" and sheet.is_file():
            text = sheet.read_text("utf-8", "replace")
            _sheets(_files(_names(text), (sheet.parent,)), seen)


def of(markup: Markup) -> tuple[Path, ...]:
    """The style sheets and files that the mark-up shows, in order."""
    seen: dict[Path, None] = {}
    _sheets(markup.stylesheets, seen)
    _sheets(_files(_names(markup.text), (markup.content, markup.templates)), seen)
    return tuple(seen)


def _words(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, tuple | list):
        for value in values:
            yield from _words(value)


def of_clinic(clinic: Clinic, content: Path) -> tuple[Path, ...]:
    """The files that the clinic's values name, such as its logo."""
    names = (words for words in _words(astuple(clinic)) if "." in words)
    return tuple(_files(names, (content,)))


def below(paths: Iterable[Path], folder: Path) -> tuple[str, ...]:
    """The names of those files that lie in a folder, seen from there."""
    return tuple(
        sorted({p.relative_to(folder).as_posix() for p in paths if p.is_relative_to(folder)})
    )
