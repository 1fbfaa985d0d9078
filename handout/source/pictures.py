"""Finds the file of a picture, and checks it: is it there, readable, and inside content/?"""

import base64
import binascii
import posixpath
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote_to_bytes

from handout.model import content_files
from handout.model.content_files import LARGEST, OutsideError, TooLargeError
from handout.model.findings import nearest_word
from handout.source import svg

_ODD = frozenset('#?%\\:*"<>|')
"""Characters with a meaning in addresses, or that Windows allows in no file's name."""
_DRAWING = ".svg"
_ADVICE_ON_DRAWING = "save it from the drawing program as plain SVG, all words as paths, or as PNG"
_ADVICE = "open it and save it as PNG, or as JPEG where it is a photograph"
_MOVING = frozenset((".gif", ".webp", ".tif", ".tiff", ".avif", ".png"))
"""Of pictures that may be several in one file."""
_OTHERS = {
    ".pdf": "a PDF",
    ".eps": "a drawing for print shops",
    ".ai": "a file of Illustrator",
    ".psd": "a file of Photoshop",
    ".emf": "a drawing of Windows",
    ".wmf": "a drawing of Windows",
    ".svgz": "a packed SVG",
    ".dng": "what a camera's sensor saw",
    ".cr2": "what a camera's sensor saw",
    ".cr3": "what a camera's sensor saw",
    ".nef": "what a camera's sensor saw",
    ".arw": "what a camera's sensor saw",
    ".mov": "a film",
    ".mp4": "a film",
}
"""Files that people name as pictures, by the end of their names."""


def _raster_fault(data: bytes) -> tuple[str, str]:
    """Why what should be a photograph cannot be used; empty where it can."""
    from handout.source import raster  # late: most articles have no photos

    if svg.is_svg(data):
        return "is an SVG, whatever its name says", f"rename it, so that it ends in {_DRAWING}"
    try:
        raster.converted(data)
    except raster.UnusableError as error:
        large = "too large" in str(error)
        return str(error), "open it and save it no wider than 4,000 dots" if large else _ADVICE
    return "", ""


def _is_raster(path: Path) -> bool:
    from handout.source.raster import ENDINGS  # late, as above

    return path.suffix.lower() in ENDINGS


def _content_fault(data: bytes, is_drawing: bool) -> tuple[str, str]:
    """What is wrong with what a picture's file holds; empty where nothing is."""
    if not is_drawing:
        return _raster_fault(data)
    fault = svg.fault_of(data)
    return fault, _ADVICE_ON_DRAWING if fault else ""


def is_embedded(source: str) -> bool:
    """Whether a picture is written into the text, with a `data:` address."""
    return source[:5].lower() == "data:"


def embedded(source: str) -> bytes:
    """What a `data:` address holds; raises ValueError."""
    head, _, body = source.partition(",")
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote_to_bytes(body), validate=True)
    except binascii.Error as fault:
        raise ValueError(source[:60]) from fault


def is_first_of_several(source: str, content: Path) -> bool:
    """Whether a picture that has no fault is a sequence, such as a GIF that moves."""
    if is_embedded(source):
        data = embedded(source)
    elif PurePosixPath(source).suffix.lower() in _MOVING:
        data = content_files.read(content / source, content)
    else:
        return False
    from handout.source import raster  # late, as above

    return not svg.is_svg(data) and raster.moves(data)


def _embedded_fault(source: str) -> tuple[str, str]:
    """What is wrong with a picture that is written into the text; empty where nothing is."""
    advice = "save the picture in content/images/ and name that file"
    try:
        data = embedded(source)
    except ValueError:
        return "is broken", advice
    fault, _ = _content_fault(data, source[5:].lower().startswith("image/svg"))
    return fault, advice if fault else ""


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def file_name(source: str, content: Path) -> str:
    """The name of a picture's file as its folder has it, however its accents are coded."""
    parts = PurePosixPath(source).parts
    if source.isascii() or ".." in parts or source.startswith("/"):
        return source
    spelt = list[str]()
    try:
        for part in parts:
            names = [file.name for file in content.joinpath(*spelt).iterdir()]
            alike = [name for name in names if _composed(name) == _composed(part)]
            spelt.append(part if part in alike or not alike else min(alike))
    except (OSError, ValueError):  # no such folder; no name of a file
        return source
    return "/".join(spelt)


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
    name = file_name(name, content)
    return name if _is_inside(name, source, content) else file_name(source, content)


def _advice_on_missing(source: str, content: Path, seek: bool) -> str:
    """Advice on a picture that is not there: a file of nearly that name, if any is looked for."""
    pictures = {
        _composed(path.name): path.relative_to(content).as_posix()
        for path in (sorted(content.glob("**/*")) if seek else ())
        if path.suffix.lower() == _DRAWING or _is_raster(path)
    }
    if nearest := nearest_word(_composed(PurePosixPath(source).name), pictures):
        return f"did you mean '{pictures[nearest]}'?"
    return "check its name, or put the picture into content/images/"


def _name_fault(source: str) -> tuple[str, str]:
    """What is wrong with a picture's name; empty where nothing is."""
    if "//" in source or source.lower().startswith("file:"):
        return "is not a file in content/", "save it in content/images/ and name that file"
    windows = PureWindowsPath(source)
    if source.startswith("/") or windows.drive or ".." in windows.parts:
        return "lies outside content/", "copy it into content/images/ and name that file"
    if "\\" in source:
        return "is named with '\\'", f"write it as '{windows.as_posix()}'"
    if odd := next((one for one in source if one in _ODD or not one.isprintable()), ""):
        shown = f"'{odd}'" if odd.isprintable() else f"the unseen character U+{ord(odd):04X}"
        return f"has {shown} in its name, which addresses cannot have", "rename the file"
    return "", ""


def _file_fault(source: str, content: Path, seek: bool) -> tuple[str, str]:
    """What is wrong with a picture's file; raises OSError if unreadable."""
    path, data = content / source, b""
    ending = path.suffix.lower()
    is_picture = ending == _DRAWING or _is_raster(path)
    try:
        data = content_files.read(path, content)
    except OutsideError:
        return "leads outside content/", "put a copy of the picture into content/images/"
    except FileNotFoundError:
        return "is not there", _advice_on_missing(source, content, seek)
    except TooLargeError:
        if is_picture:
            return f"is larger than {LARGEST // 1_000_000} MB", "save it smaller"
    if not is_picture:
        return f"is {_OTHERS.get(ending, 'no picture')}", _ADVICE
    return _content_fault(data, ending == _DRAWING)


def fault_of(source: str, content: Path, *, seek: bool = True) -> tuple[str, str]:
    """What is wrong with a picture named from content/, and what to do; empty where nothing is.

    One that is missing may have another name, if that is to be sought.
    """
    if is_embedded(source):
        return _embedded_fault(source)
    try:
        fault = _name_fault(source)
        return fault if fault[0] else _file_fault(source, content, seek)
    except OSError as error:
        return f"cannot be read ({error.strerror})", "put a copy of it into content/images/"
