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


def near(name: str) -> tuple[str, ...]:
    """Names like this one, the nearest first."""
    with _archive() as archive:
        names = [entry.removesuffix(_ENDING) for entry in archive.namelist()]
    return tuple(difflib.get_close_matches(name, names, n=3))


@lru_cache(maxsize=64)
def svg(name: str, colour: str, stroke: float = 1.5) -> str:
    """The icon in a colour such as `#0b4f5c`; raises KeyError for a name that there is none of."""
    with _archive() as archive:
        drawing = archive.read(name + _ENDING).decode()
    drawing = drawing.replace('stroke="currentColor"', f'stroke="{colour}"')
    return drawing.replace('stroke-width="2"', f'stroke-width="{stroke:g}"')
