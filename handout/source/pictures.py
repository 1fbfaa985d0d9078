"""Checks the file of a picture: is it there, readable, and inside content/?"""

from pathlib import Path, PureWindowsPath

from handout.model.findings import nearest_word
from handout.model.markup import is_below
from handout.source import svg

_LARGEST = 40_000_000
"""Bytes; a photo of a good camera has a quarter of it."""
_ODD = frozenset('#?%\\:*"<>|')
"""Characters with a meaning in addresses, or that Windows allows in no file's name."""
_DRAWING = ".svg"
_ADVICE_ON_DRAWING = "save it again from the drawing program as plain SVG, all words as paths"
_ADVICE = "open it and save it as PNG, or as JPEG where it is a photograph"
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

    if b"<svg" in data[:1000]:
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


def _content_fault(path: Path) -> tuple[str, str]:
    """What is wrong with what is in a picture's file; empty where nothing is."""
    data = path.read_bytes()
    if path.suffix.lower() == _DRAWING:
        fault = svg.fault_of(data)
        return fault, _ADVICE_ON_DRAWING if fault else ""
    return _raster_fault(data)


def _advice_on_missing(source: str, content: Path) -> str:
    """Advice on a picture that is not there: a file of nearly that name, if any."""
    pictures = {
        path.stem: path.relative_to(content).as_posix()
        for path in sorted(content.glob("**/*"))
        if path.suffix.lower() == _DRAWING or _is_raster(path)
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
    ending = path.suffix.lower()
    if ending != _DRAWING and not _is_raster(path):
        return f"is {_OTHERS.get(ending, 'no picture')}", _ADVICE
    if path.stat().st_size > _LARGEST:
        return f"is larger than {_LARGEST // 1_000_000} MB", "save it smaller"
    return _content_fault(path)


def fault_of(source: str, content: Path) -> tuple[str, str]:
    """What is wrong with a picture named from content/, and what to do; empty where nothing is."""
    try:
        fault = _name_fault(source)
        return fault if fault[0] else _file_fault(source, content)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = getattr(error, "strerror", None) or "a link leads in a circle"
        return f"cannot be read ({reason})", "put a copy of it into content/images/"
