"""The files that mark-up refers to, in its tags and its style sheets."""

import html
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handout.model import content_files
from handout.model.clinic import Clinic
from handout.model.markup import Markup

_TAG = re.compile(r"""<(?!a\s)[a-z][\w:-]*\s((?:[^<>"']++|"[^"]*"|'[^']*')*+)>""", re.IGNORECASE)
"""A tag with its attributes; not that of a link, which shows no file."""
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(
    r"""(?:@import\s*|url\(\s*)(?:"([^"]*)"|'([^']*)')|url\(\s*([^"'()\s]*)""", re.IGNORECASE
)


def _addresses_in_css(css: str) -> Iterator[str]:
    """The addresses in `url()` and `@import`."""
    return (match[1] or match[2] or match[3] or "" for match in _ADDRESS.finditer(css))


@lru_cache(maxsize=16)
def _addresses_in_sheet(css: str) -> tuple[str, ...]:
    """The addresses in a style sheet, for which each format of each article asks."""
    return tuple(_addresses_in_css(css))


_ADDRESS_ATTRIBUTES = frozenset(("src", "href", "xlink:href", "data"))


def _addresses_in_markup(text: str) -> Iterator[str]:
    """The addresses in the attributes and style elements of HTML or XML."""
    for tag in _TAG.finditer(text):
        for name, *values in _ATTRIBUTE.findall(tag[1]):
            value = html.unescape("".join(values))
            if name.lower() in _ADDRESS_ATTRIBUTES and value:
                yield value
            elif name.lower() == "style":
                yield from _addresses_in_css(value)
    for style in _STYLE.finditer(text):
        yield from _addresses_in_css(style[1])


_READERS: Mapping[str, Callable[[str], Iterable[str]]] = {
    ".css": _addresses_in_sheet,
    ".svg": _addresses_in_markup,
}
"""What finds the addresses in a file, by the end of its name."""


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolve() follows links


def _path(address: str, folder: Path) -> Path | None:
    """The file of an address relative to a folder; None where it is on the web."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # such as http://[
        return None
    if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
        return None
    return _absolute(folder / unquote(parts.path))


class _Search:
    """A search for files below some folders; those found are in order."""

    def __init__(self, *roots: Path) -> None:
        self._roots = [root.resolve() for root in roots]  # once, not for each address
        self.found: dict[Path, None] = {}

    def _is_file(self, path: Path) -> bool:
        try:
            target = path.resolve()
            return any(map(target.is_relative_to, self._roots)) and target.is_file()
        except (OSError, ValueError, RuntimeError):  # no name of a file; links in a circle
            return False

    def add(self, path: Path) -> None:
        """Add a file and, recursively, all that it refers to."""
        if path in self.found or not self._is_file(path):
            return
        self.found[path] = None
        if names := _READERS.get(path.suffix.lower()):
            self.follow(names(content_files.text(path, *self._roots)), path.parent)

    def follow(self, addresses: Iterable[str], *folders: Path) -> None:
        """Add the files of addresses that are relative to any of the folders."""
        for address in dict.fromkeys(addresses):
            for folder in folders:
                if not address.startswith("data:") and (path := _path(address, folder)):
                    self.add(path)


def of_sheet(sheet: Path, *roots: Path) -> tuple[Path, ...]:
    """A style sheet and all files that it refers to, through imports too."""
    search = _Search(*roots)
    search.add(sheet)
    return tuple(search.found)


def of(markup: Markup) -> tuple[Path, ...]:
    """The style sheets and files that the mark-up refers to, in order."""
    search = _Search(*markup.roots)
    for sheet in markup.stylesheets:
        search.add(sheet)
    search.follow(_addresses_in_markup(markup.text), *markup.roots)
    return tuple(search.found)


def of_clinic(clinic: Clinic, content: Path) -> tuple[Path, ...]:
    """The files that the clinic's values name, such as its logo."""
    search = _Search(content)
    for name in clinic.files:
        search.add(content / name)
    return tuple(search.found)


def below(paths: Iterable[Path], folder: Path) -> tuple[str, ...]:
    """The names of those files that lie below a folder, relative to it."""
    folder = _absolute(folder)
    inside = {path for path in map(_absolute, paths) if path.is_relative_to(folder)}
    return tuple(sorted(path.relative_to(folder).as_posix() for path in inside))
