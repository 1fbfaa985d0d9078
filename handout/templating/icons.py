"""Icons by name, from the Lucide set (ISC licence) in the package `lucide`."""

import difflib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import as_file, files

_ENDING = ".svg"


@contextmanager
def _archive() -> Iterator[zipfile.ZipFile]:
    """The package's archive of drawings."""
    with as_file(files("lucide") / "lucide.zip") as path, zipfile.ZipFile(path) as archive:
        yield archive


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The names of all icons."""
    with _archive() as archive:
        return frozenset(entry.removesuffix(_ENDING) for entry in archive.namelist())


def unknown(name: str) -> tuple[str, str]:
    """What is said of a name that no icon has, and what to do."""
    near = ", ".join(difflib.get_close_matches(name, sorted(names()), n=3))
    advice = f"did you mean {near}?" if near else "take a name from lucide.dev/icons"
    return f"there is no icon “{name}”", advice


@lru_cache(maxsize=64)
def svg(name: str, colour: str, stroke: float = 1.5) -> str:
    """The icon in a colour such as `#0b4f5c`; raises KeyError for a name that there is none of."""
    with _archive() as archive:
        drawing = archive.read(name + _ENDING).decode()
    drawing = drawing.replace('stroke="currentColor"', f'stroke="{colour}"')
    return drawing.replace('stroke-width="2"', f'stroke-width="{stroke:g}"')
