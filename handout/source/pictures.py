"""Finds the file of a picture, and checks it: is it there, readable, and inside content/?"""

import posixpath
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path, PureWindowsPath
from typing import TypeAlias

from handout.model.findings import nearest_word
from handout.model.markup import is_below
from handout.source import svg

_KINDS = "an SVG, PNG or JPEG"
_LARGEST = 40_000_000
"""Bytes; a photo of a good camera has a quarter of it."""
_MOST_DOTS = 50_000_000
"""A photo of a good camera has half of it; a small file can claim a million times more."""
_ODD = frozenset('#?%\\:*"<>|')
"""Characters with a meaning in addresses, or that Windows allows in no file's name."""


_DEEP = "has 16 bits for each colour instead of 8"
_OTHER_COLOURS: Mapping[str, str] = {
    "CMYK": "is in CMYK, the colours of a printing press, instead of RGB",
    "I": _DEEP,
    "I;16": _DEEP,
    "I;16B": _DEEP,
    "F": _DEEP,
}
"""Colour modes that cannot be used, by Pillow's names."""


def _raster_fault(path: Path, name: str) -> str:
    """Why a PNG or JPEG cannot be used; empty where it can."""
    from PIL import Image, ImageFile, UnidentifiedImageError  # most articles have no photos

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # counted below
            with Image.open(path, formats=[name]) as image:
                if image.width * image.height > _MOST_DOTS:
                    return f"is too large ({image.width} by {image.height} dots)"
                image.load()
                if image.mode in _OTHER_COLOURS:
                    return _OTHER_COLOURS[image.mode]
    except UnidentifiedImageError:
        return f"is no {name}, whatever its name says"
    except Image.DecompressionBombError:
        return "is too large"
    except (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, IndexError):
        return "is broken"
    return ""


_Check: TypeAlias = tuple[Callable[[Path], str], str]
"""What finds the fault of a file, and what to do about it."""


def _raster(name: str) -> _Check:
    """The check of a PNG or JPEG."""
    advice = f"open it and save it as {name}, no wider than 4,000 dots"
    return lambda path: _raster_fault(path, name), advice


_CHECKS: Mapping[str, _Check] = {
    ".svg": (
        lambda path: svg.fault_of(path.read_bytes()),
        "save it again from the drawing program as plain SVG, all words as paths",
    ),
    ".png": _raster("PNG"),
    ".jpg": _raster("JPEG"),
    ".jpeg": _raster("JPEG"),
}
"""By the end of a file's name."""


def beside(source: str, folder: str) -> str:
    """The name from content/ of a picture that is named from a folder of it."""
    return posixpath.normpath(posixpath.join(folder.replace("\\", "/"), source))


def _is_inside(name: str, source: str, content: Path) -> bool:
    """Whether a name leads to a file of content/, or at least to where it should be there."""
    if name.startswith("..") or ".." in source.split("/"):
        return not name.startswith("..")
    folder = posixpath.dirname(name) if source.startswith("/") else ""
    try:
        return (content / name).is_file() or bool(folder and (content / folder).is_dir())
    except (OSError, ValueError):  # no name of a file
        return False


def resolved(source: str, folder: str, content: Path) -> str:
    """The name from content/ of a picture of an article; as it is written where it is not there.

    As Pandoc, Quarto and GitHub have it, it stands beside the article, in whose `folder` of
    content/, or from content/ where the name begins with '/'. The third place, content/ without
    the '/', is that of articles which lie there themselves.
    """
    if "//" in source or ":" in source:  # on the web, or the picture itself
        return source
    name = beside(source[1:], "") if source.startswith("/") else beside(source, folder)
    return name if _is_inside(name, source, content) else source


def _advice_on_missing(source: str, content: Path) -> str:
    """Advice on a picture that is not there: a file of nearly that name, if any."""
    pictures = {
        path.stem: path.relative_to(content).as_posix()
        for path in sorted(content.glob("**/*"))
        if path.suffix.lower() in _CHECKS
    }
    if nearest := nearest_word(Path(source).stem, pictures):
        return f"did you mean '{pictures[nearest]}'?"
    return "check its name, or put the picture into content/images/"


def _name_fault(source: str) -> tuple[str, str]:
    """What is wrong with a picture's name; empty where nothing is."""
    if "//" in source or source.lower().startswith(("data:", "file:")):
        return "is not a file in content/", "save it in content/images/ and name that file"
    windows = PureWindowsPath(source)
    if source.startswith("/") or windows.drive or ".." in windows.parts:
        return "lies outside content/", "copy it into content/images/ and name that file"
    if "\\" in source:
        return "is named with '\\'", f"write it as '{windows.as_posix()}'"
    if _ODD & set(source) or not source.isprintable():
        return "has a character in its name that addresses cannot have", "rename the file"
    return "", ""


def _file_fault(source: str, content: Path) -> tuple[str, str]:
    """What is wrong with a picture's file; raises OSError or RuntimeError if unreadable."""
    path = content / source
    if not is_below(path, content):
        return "leads outside content/", "put a copy of the picture into content/images/"
    if not path.is_file():
        return "is not there", _advice_on_missing(source, content)
    if path.suffix.lower() not in _CHECKS:
        return f"is not {_KINDS}", f"save it as {_KINDS}"
    if path.stat().st_size > _LARGEST:
        return f"is larger than {_LARGEST // 1_000_000} MB", "save it smaller"
    check, advice = _CHECKS[path.suffix.lower()]
    return check(path), advice


def fault_of(source: str, content: Path) -> tuple[str, str]:
    """What is wrong with a picture named from content/, and what to do; empty where nothing is."""
    try:
        fault = _name_fault(source)
        return fault if fault[0] else _file_fault(source, content)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = getattr(error, "strerror", None) or "a link leads in a circle"
        return f"cannot be read ({reason})", "put a copy of it into content/images/"
