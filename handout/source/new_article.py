"""Begins an article: its file, with what has to be filled in."""

import re
import unicodedata
from datetime import date
from pathlib import Path

from handout.model import content_files
from handout.model.errors import UsageError
from handout.model.installation import COMMAND
from handout.model.markup import CLINIC, shown_path
from handout.source import yaml_tree
from handout.source.content import ENDING

_PATTERN = Path(__file__).with_suffix(".md")
_LONGEST_NAME = 60
_YEARS = 2
"""From a review to the next."""
EXAMPLES = frozenset(
    re.findall(r"(?m)^(?:- )?(\w+ .+)", _PATTERN.read_text("utf-8").rpartition("---\n")[2])
)
"""The sentences with which an article begins, for its author to replace."""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; raises UsageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise UsageError(f"{shown_path(path)} is there already") from error
    except OSError as error:
        raise UsageError(f"{shown_path(path)} cannot be written ({error.strerror})") from error


def dates() -> dict[str, str]:
    """Today, and the day of the next review, as articles write them."""
    today = date.today()
    day = min(today.day, 28) if today.month == 2 else today.day  # 29 February is in few years
    return {"today": str(today), "later": str(today.replace(year=today.year + _YEARS, day=day))}


def filled(data: bytes, values: dict[str, str]) -> bytes:
    """A text with its {values} filled in; other braces stay."""
    text = data.decode()
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text.encode()


def file_name(title: str) -> str:
    """What an article of this title may be called: its words in small letters, with hyphens."""
    words = unicodedata.normalize("NFC", title).lower()
    return re.sub(r"[\W_]+", "-", words).strip("-")[:_LONGEST_NAME].strip("-")


def clinic_language(content: Path) -> str:
    """What clinic.yaml says the clinic's words are in; British English where it says nothing."""
    found = re.search(
        r"(?m)^lang:[ \t]*[\"']?([\w-]+)", content_files.text(content / CLINIC, content)
    )
    return found[1] if found else "en-GB"


def begin(content: Path, title: str, lang: str = "") -> Path:
    """Write an article of this title, in the clinic's language if none is named; returns its file.

    Raises UsageError where that cannot be; a file that is there stays as it is.
    """
    title = " ".join(title.split())
    name = file_name(title)
    if not name:
        raise UsageError(f"“{title}” has no word that a file can be named after; write a title")
    if not content.is_dir():
        raise UsageError(f"there is no folder {shown_path(content)}/; begin one: {COMMAND} init")
    path = content / f"{name}{ENDING}"
    if path.exists():
        raise UsageError(f"{shown_path(path)} is there already; choose another title")
    values = {"lang": lang or clinic_language(content), **dates()}
    write_new(path, filled(_PATTERN.read_bytes(), {**values, "title": yaml_tree.string(title)}))
    return path
