"""The short code of a leaflet, made of its file's name where the article says none."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from handout.model import content_files, fingerprint
from handout.model.findings import Finding, Severity
from handout.model.markup import shown_path
from handout.source import translations

_LETTERS = {1: 4, 2: 2}
"""How many are taken of each word, by the number of words; of more words, one of each."""
_MOST_WORDS = 6
_CODE = rb"(?m)^code:[ \t]*[\"']?([^\s\"'#]+)"


def _normalised(words: str, form: Literal["NFC", "NFKD"]) -> str:
    """Words in a form of Unicode."""
    if words.isascii():
        return words
    from unicodedata import normalize  # late: most builds need none of it

    return normalize(form, words)


def of_name(name: str) -> str:
    """The code of a file's name: SCAR of `scars`, HAFE of `hay-fever`, ASTH-ES of `asthma.es`."""
    original, lang = translations.parts(name)
    plain = _normalised(original, "NFKD")
    words = re.findall("[A-Za-z0-9]+", plain.encode("ascii", "ignore").decode())
    words = (words or re.findall(r"[^\W_]+", original))[:_MOST_WORDS]
    most = _LETTERS.get(len(words), 1)
    code = "".join(word if word.isdigit() else word[:most] for word in words)[:8]
    return "-".join(filter(None, (code.upper(), lang.upper()))) if code else ""


class _Coded(NamedTuple):
    """An article's code, and the line that says it; 0 where it is made of the name."""

    code: str
    line: int
    path: str

    @property
    def name(self) -> str:
        """The article as messages name it."""
        return shown_path(Path(self.path))


@lru_cache(maxsize=20_000)
def _said(path: str, content: Path, _: tuple[int, ...]) -> tuple[str, int]:
    """The code that an article's file says, with its line; read again when it was written."""
    linked = os.path.islink(path)  # noqa: PTH114  # of all articles, in every build
    try:
        if linked:
            data = content_files.read(Path(path), content)
        else:
            data = fingerprint.read_file(path, content_files.LARGEST)
    except OSError:
        return "", 0
    front = data.partition(b"\n---")[0]
    if b"code:" in front and (found := re.search(_CODE, front)):
        return found[1].decode("utf-8", "replace"), front.count(b"\n", 0, found.start()) + 1
    return "", 0


def _coded(file: str, content: Path) -> _Coded:
    """The code of an article: the one that it says, or that of its name."""
    path = f"{content}{os.sep}{file}"  # strings: an idle build waits for it
    code, line = _said(path, content, fingerprint.stamp(path))
    return _Coded(code or of_name(file.rpartition("/")[2].rpartition(".")[0]), line, path)


def _finding(one: _Coded, other: _Coded) -> Finding:
    """What is said of an article whose copies bear the code of another's."""
    place = f"{other.name}:{other.line}" if other.line else other.name
    message = f"copies of it bear the code {one.code}, as those of {place} do"
    advice = "write a line 'code:' with another one between the '---' lines"
    if one.line:
        advice = "write another 'code:', or take this line out"
    severity = Severity.ERROR if one.line or other.line else Severity.WARNING
    return Finding("code-alike", message, advice, one.name, one.line or 1, severity)


def alike(files: Iterable[str], content: Path) -> Iterator[Finding]:
    """What is said of articles that have the code of another; `files` are named from content/.

    Where one of two says it itself, it is an error in both: their copies cannot be told apart.
    Where their names alone have it in common, the second is told, as a warning.
    """
    by_code = dict[str, dict[str, _Coded]]()
    for file in sorted(files):
        one = _coded(file, content)
        # Of names that are one without capitals or accents, as some computers have it, it is told.
        folded = _normalised(one.path, "NFC").casefold()
        by_code.setdefault(one.code.upper(), {}).setdefault(folded, one)
    for found in by_code.values():
        first, *others = found.values()
        writes = next((one for one in found.values() if one.line), None)
        if not others or not first.code:
            continue
        for one in found.values() if writes else others:
            yield _finding(one, next(o for o in (writes or first, first, *others) if o is not one))
