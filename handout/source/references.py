"""Which files a piece of mark-up shows: those that its tags and its style sheets name."""

import html
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handout.model.clinic import Clinic
from handout.model.markup import Markup, is_below

_TAG = re.compile(r"""<(?!a\s)[a-z][\w:-]*\s((?:[^<>"']++|"[^"]*"|'[^']*')*+)>""", re.IGNORECASE)
"""A tag with its attributes; a link shows nothing of where it leads."""
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(
    r"""(?:@import\s*|url\(\s*)(?:"([^"]*)"|'([^']*)')|url\(\s*([^"'()\s]*)""", re.IGNORECASE
)


def _in_style(css: str) -> Iterator[str]:
    """The addresses that rules of style name."""
    return (match[1] or match[2] or match[3] or "" for match in _ADDRESS.finditer(css))


def _whole(address: str) -> Iterator[str]:
    yield address


_SHOWN = {**dict.fromkeys(("src", "href", "xlink:href", "data"), _whole), "style": _in_style}
"""The attributes that name what is shown, with what finds it in their values."""


def _in_tags(text: str) -> Iterator[str]:
    """The addresses that HTML or XML names, in its tags and its own rules of style."""
    for tag in _TAG.finditer(text):
        for name, *values in _ATTRIBUTE.findall(tag[1]):
            if (reader := _SHOWN.get(name.lower())) and (value := "".join(values)):
                yield from reader(html.unescape(value))
    for style in _STYLE.finditer(text):
        yield from _in_style(style[1])


_READERS = {".css": _in_style, ".svg": _in_tags}
"""By the end of a file's name: what finds the files that it names itself."""


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolve() follows links


def _path(address: str, folder: Path) -> Path | None:
    """The file that an address means, seen from a folder; None where it is on the web."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # such as http://[
        return None
    if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
        return None
    return _absolute(folder / unquote(parts.path))


class _Search:
    """The files that were found below some folders, in order."""

    def __init__(self, *roots: Path) -> None:
        self._roots = roots
        self.found: dict[Path, None] = {}

    def _is_file(self, path: Path) -> bool:
        try:
            return is_below(path, *self._roots) and path.is_file()
        except (OSError, ValueError, RuntimeError):  # no name of a file; links in a circle
            return False

    def add(self, path: Path) -> None:
        """A file with all that it names, and that name in turn."""
        if path in self.found or not self._is_file(path):
            return
        self.found[path] = None
        if names := _READERS.get(path.suffix.lower()):
            self.follow(names(path.read_text("utf-8", "replace")), path.parent)

    def follow(self, addresses: Iterable[str], *folders: Path) -> None:
        """The files that addresses mean, seen from any of the folders."""
        for address in dict.fromkeys(addresses):
            for folder in folders:
                if not address.startswith("data:") and (path := _path(address, folder)):
                    self.add(path)


def of_sheet(sheet: Path, *roots: Path) -> tuple[Path, ...]:
    """A style sheet and all files that it names, through imports too."""
    search = _Search(*roots)
    search.add(sheet)
    return tuple(search.found)


def of(markup: Markup) -> tuple[Path, ...]:
    """The style sheets and files that the mark-up shows, in order."""
    folders = markup.content, markup.templates
    search = _Search(*folders)
    for sheet in markup.stylesheets:
        search.add(sheet)
    search.follow(_in_tags(markup.text), *folders)
    return tuple(search.found)


def of_clinic(clinic: Clinic, content: Path) -> tuple[Path, ...]:
    """The files that the clinic's values name, such as its logo."""
    search = _Search(content)
    for name in clinic.files:
        search.add(content / name)
    return tuple(search.found)


def below(paths: Iterable[Path], folder: Path) -> tuple[str, ...]:
    """The names of those files that lie in a folder, seen from there."""
    folder = _absolute(folder)
    inside = {path for path in map(_absolute, paths) if path.is_relative_to(folder)}
    return tuple(sorted(path.relative_to(folder).as_posix() for path in inside))
