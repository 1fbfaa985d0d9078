"""The short code of a leaflet, made of its file's name where the article says none."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from handout.model import content_files
from handout.model.findings import Finding, Severity
from handout.model.markup import shown_path
from handout.source import translations

_LETTERS = {1: 4, 2: 2}
"""How many are taken of each word, by the number of words; of more words, one of each."""
_MOST_WORDS = 6
_CODE = re.compile(rb"^code:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


def of_name(name: str) -> str:
    """The code of a file's name: SCAR of `scars`, HAFE of `hay-fever`, ASTH-ES of `asthma.es`."""
    original, lang = translations.parts(name)
    plain = unicodedata.normalize("NFKD", original)
    words = re.findall("[A-Za-z0-9]+", plain.encode("ascii", "ignore").decode())
    words = (words or re.findall(r"[^\W_]+", original))[:_MOST_WORDS]
    most = _LETTERS.get(len(words), 1)
    code = "".join(word if word.isdigit() else word[:most] for word in words)[:8]
    return "-".join(filter(None, (code.upper(), lang.upper()))) if code else ""


def _folded(path: Path) -> str:
    """A path as computers have it that tell no capital letters and no accents apart."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def _code(path: Path, content: Path) -> str:
    """The code of an article: the one that it says, or that of its name."""
    try:
        said = _CODE.search(content_files.read(path, content))
    except OSError:
        said = None
    return said[1].decode("utf-8", "replace") if said else of_name(path.stem)


def alike(files: Iterable[str], content: Path) -> Iterator[Finding]:
    """A warning for each article that has the code of another; `files` are named from content/."""
    by_name = sorted((of_name(Path(file).stem), file) for file in files)
    for _, group in groupby(by_name, key=lambda one: one[0]):
        same = [content / file for _, file in group]
        if len(same) < 2:  # whether another says the same code itself is seen by its own line
            continue
        codes = sorted((_code(path, content), path) for path in same)
        for code, found in groupby(codes, key=lambda one: one[0]):
            first, *others = [path for _, path in found]
            for path in others:
                if _folded(path) == _folded(first):
                    continue  # it is told of that already
                message = f"copies of it bear the code {code}, as those of {shown_path(first)} do"
                advice = "write a line 'code:' with another one between the '---' lines"
                name = shown_path(path)
                yield Finding("code-alike", message, advice, name, severity=Severity.WARNING)
