"""Opens files of content/ and templates/: those that lie inside, are files, and not too large."""

import errno
from pathlib import Path

from handout.model import fingerprint
from handout.model.fingerprint import TooLargeError

__all__ = ["LARGEST", "LARGEST_TEXT", "OutsideError", "TooLargeError", "read", "text"]

LARGEST_TEXT = 2_000_000
"""Bytes; what is larger is not a text that somebody wrote."""
LARGEST = 40_000_000
"""Bytes of a picture or a font: a photo of a good camera has a quarter of it, a font with all
Chinese characters in all weights half."""


class OutsideError(OSError):
    """A file that lies in none of the folders, or a link that leads out of them."""


def read(path: Path, *folders: Path, most: int = LARGEST) -> bytes:
    """The bytes of a file below one of the folders.

    Raises OutsideError, TooLargeError, FileNotFoundError also for what is no file, or another
    OSError. Nothing that blocks or has no end is opened, and no link out of them is followed.
    """
    try:
        target = path.resolve()
        inside = any(target.is_relative_to(folder.resolve()) for folder in folders)
    except (RuntimeError, ValueError) as error:  # ValueError: no name of a file
        raise OSError(errno.ELOOP, "a link leads in a circle", str(path)) from error
    if not inside:
        raise OutsideError(errno.EXDEV, "it lies outside its folder", str(path))
    return fingerprint.read_file(target, most)


def text(path: Path, *folders: Path, most: int = LARGEST) -> str:
    """The words of a file as far as they can be decoded; empty where it cannot be read."""
    try:
        words = read(path, *folders, most=most).decode("utf-8", "replace")
    except OSError:
        return ""
    return words.removeprefix("\ufeff")  # "utf-8-sig" would be a module more for an idle build
