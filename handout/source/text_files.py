"""The text of a file in content/: read safely, decoded, and checked for what cannot be printed."""

import re
from collections.abc import Iterator
from pathlib import Path

from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import is_below, shown_path

_LARGEST = 2_000_000
"""Bytes; what is larger is not a text that somebody wrote."""
_LARGEST_WITH_PICTURES = 40_000_000
"""Bytes of an article that has pictures in its text."""
_LOST = "\N{REPLACEMENT CHARACTER}"
_NEAR = 15
"""So many characters are shown before and behind one that cannot be seen."""
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u2028\u2029"  # line ends that editors do not show as such
    "\u202a-\u202e"  # directions that Word writes, and no font has
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    f"{_LOST}]"
)


def _is_too_large(path: Path, pictured: bool) -> bool:
    """Whether nobody wrote so much, the pictures in its text left out of account."""
    size = path.stat().st_size
    if size <= _LARGEST or not pictured or size > _LARGEST_WITH_PICTURES:
        return size > _LARGEST
    return b"data:image/" not in path.read_bytes()


def read_bytes(path: Path, content: Path, *, pictured: bool = False) -> bytes:
    """A file's bytes; raises ContentError where it is none, or lies outside content/.

    One that is `pictured` may have pictures written into its text.
    """
    fault = "", ""
    try:
        if not is_below(path, content):
            fault = "the file is a link that leads outside content/", "put a copy there instead"
        elif not path.is_file():
            fault = "this is no file", "rename it, or delete it"
        elif _is_too_large(path, pictured):
            fault = f"the file is larger than {_LARGEST // 1_000_000} MB", "make it shorter"
        else:
            return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = getattr(error, "strerror", None) or "a link leads in a circle"
        fault = f"the file cannot be read ({reason})", "see that you may open it, or replace it"
    raise ContentError([Finding("file", *fault, shown_path(path))])


def decode(data: bytes, path: str) -> str:
    """The text of a file, its lines ended by line feeds; raises ContentError if not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        message = "the file is not saved as UTF-8"
        advice = "save it again, and choose UTF-8 where the program asks for the encoding"
        raise ContentError([Finding("encoding", message, advice, path, line)]) from fault
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _invisible(character: str, line: str) -> tuple[str, str]:
    """Message and advice on an invisible character, with the words that it stands in."""
    before, _, after = line.partition(character)
    before, after = (UNPRINTABLE.sub("", part) for part in (before[-_NEAR:], after[:_NEAR]))
    place = f", in “{before}…{after}”" if before.strip() or after.strip() else ""
    meant = (
        bytes([ord(character)]).decode("cp1252", "ignore") if "\x80" <= character <= "\x9f" else ""
    )
    advice = f"write {meant} in its place" if meant else "delete this line and type it anew"
    return f"an invisible character is in the text (U+{ord(character):04X}{place})", advice


def unprintable(text: str) -> Iterator[tuple[int, str, str]]:
    """Line (from 0), message and advice, once for each unprintable character and line."""
    for number, line in enumerate(text.split("\n")):
        for character in dict.fromkeys(UNPRINTABLE.findall(line)):
            if character == _LOST:
                yield number, f"a character was lost here (“{_LOST}”)", "write the right one"
            else:
                yield number, *_invisible(character, line)


def line_of(text: str, value: str) -> int:
    """The first line that contains the value; 0 where none does."""
    return next((n for n, line in enumerate(text.split("\n"), 1) if value in line), 0)
