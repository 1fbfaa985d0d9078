"""The text of a file in content/: read safely, decoded, and checked for what cannot be printed."""

import re
from collections.abc import Iterator
from pathlib import Path

from handout.model import content_files
from handout.model.content_files import LARGEST_TEXT, OutsideError, TooLargeError
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import shown_path

_LARGEST_WITH_PICTURES = 40_000_000
"""Bytes of an article that has pictures in its text."""
_TOO_LARGE = f"the file is larger than {LARGEST_TEXT // 1_000_000} MB", "make it shorter"
_LOST = "\N{REPLACEMENT CHARACTER}"
_NEAR = 15
"""So many characters are shown before and behind one that cannot be seen."""
_OF_WINDOWS = re.compile("[\x80-\x9f]")
_NAMED_OF_WINDOWS = re.compile(r"&#(12[89]|1[345]\d);")
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u2028\u2029"  # line ends that editors do not show as such
    "\u202a-\u202e"  # directions that Word writes, and no font has
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    f"{_LOST}]"
)


_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]*"
)
"""Spaces, and what Unicode would have nobody see."""


def is_blank(words: str) -> bool:
    """Whether nothing of the words is seen."""
    return bool(_UNSEEN.fullmatch(words))


def read_bytes(path: Path, content: Path, *, pictured: bool = False) -> bytes:
    """A file's bytes; raises ContentError where it is none, or lies outside content/.

    One that is `pictured` may have pictures written into its text.
    """
    most = _LARGEST_WITH_PICTURES if pictured else LARGEST_TEXT
    try:
        data = content_files.read(path, content, most=most)
        if len(data) <= LARGEST_TEXT or b"data:image/" in data:
            return data
        fault = _TOO_LARGE
    except OutsideError:
        fault = "the file is a link that leads outside content/", "put a copy there instead"
    except FileNotFoundError:
        fault = "this is no file", "rename it, or delete it"
    except TooLargeError:
        fault = _TOO_LARGE
    except OSError as error:
        reason, advice = error.strerror, "see that you may open it, or replace it"
        fault = f"the file cannot be read ({reason})", advice
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


def _place(character: str, line: str) -> str:
    """A character that cannot be seen, with the words that it stands in."""
    before, _, after = line.partition(character)
    before, after = (UNPRINTABLE.sub("", part) for part in (before[-_NEAR:], after[:_NEAR]))
    place = f", in “{before}…{after}”" if before.strip() or after.strip() else ""
    return f"(U+{ord(character):04X}{place})"


def _of_windows(character: str) -> str:
    """What Windows, and every browser, takes a control character for; nothing if for none."""
    return bytes([ord(character)]).decode("cp1252", "ignore")


_WINDOWS = {one: _of_windows(chr(one)) for one in range(0x80, 0xA0)}


def as_windows_means(text: str) -> str:
    """The text with the characters that Windows means, and without the others of their kind.

    As every browser does it, also where they are written as `&#146;`.
    """
    named = _NAMED_OF_WINDOWS.sub(lambda one: _of_windows(chr(int(one[1]))) or one[0], text)
    return named.translate(_WINDOWS)


def windows_characters(text: str, path: str) -> Iterator[Finding]:
    """A warning for each character of a line that Windows takes for another one, or for none."""
    for number, line in enumerate(text.split("\n"), 1) if _OF_WINDOWS.search(text) else ():
        for one in dict.fromkeys(_OF_WINDOWS.findall(line)):
            meant = _of_windows(one)
            message = f"an invisible character {_place(one, line)} is "
            message += f"printed as {meant}" if meant else "left out"
            advice = f"write {meant} in its place" if meant else "delete this line and type it anew"
            yield Finding.warning("character", message, advice, path, number)


def unprintable(text: str) -> Iterator[tuple[int, str, str]]:
    """Line (from 0), message and advice, once for each unprintable character and line."""
    for number, line in enumerate(text.split("\n")):
        for character in dict.fromkeys(UNPRINTABLE.findall(line)):
            if character == _LOST:
                yield number, f"a character was lost here (“{_LOST}”)", "write the right one"
            else:
                message = f"an invisible character is in the text {_place(character, line)}"
                yield number, message, "delete this line and type it anew"


def line_of(text: str, value: str, start: int = 1) -> int:
    """The first line from one on that contains the value; 0 where none does."""
    lines = enumerate(text.split("\n"), 1)
    return next((n for n, line in lines if n >= start and value in line), 0)
