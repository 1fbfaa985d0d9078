"""Reads a file that somebody brings, and writes its article; nothing is overwritten."""

import json
from pathlib import Path
from typing import Any

import msgspec

from handout.importing.articles import Imported, from_word
from handout.importing.foreign_markdown import from_markdown
from handout.importing.refusals import NEEDS_OFFICE, OLD, of_kind, refusal
from handout.model import content_files
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding
from handout.model.markup import shown_path
from handout.source.new_article import file_name
from handout.source.opc.archive import MOST_BYTES

_MARKDOWN = (".md", ".markdown", ".mdown", ".qmd", ".mdx")
_WORD = (".docx", ".docm", ".dotx", ".dotm")


def _free(folder: Path, name: str) -> str:
    """A name that no article, and no picture of one, has yet."""
    number, free = 1, name
    while (folder / f"{free}.md").exists() or any((folder / "images").glob(f"{free}-1.*")):
        number += 1
        free = f"{name}-{number}"
    return free


def file_bytes(path: Path, called: str) -> bytes:
    """The bytes of the file; raises UsageError or ContentError where there are none to read."""
    if not path.is_file():
        raise UsageError(f"there is no file '{called}'")
    try:
        return content_files.read(path, path.parent, most=MOST_BYTES)
    except content_files.TooLargeError as error:
        message = f"it is larger than {MOST_BYTES // 1_000_000} MB"
        raise refusal(called, message, "take large pictures out of it") from error
    except content_files.OutsideError as error:
        raise refusal(called, "it is a link to another file", "name that file") from error
    except OSError as error:
        advice = "see that you may open it, and that no other program has it open"
        message = f"the file cannot be read ({error.strerror})"
        raise refusal(called, message, advice) from error


def _imported(path: Path, name: str, accepted: bool, called: str, lang: str) -> Imported:
    ending, data = path.suffix.lower(), file_bytes(path, called)
    if ending in _MARKDOWN:
        return from_markdown(data, called, name, path.parent)
    if ending in _WORD:
        return from_word(data, called, name, lang, accepted=accepted)
    if ending in OLD:
        program = "OpenDocument" if ending.startswith(".o") else "Word's old format"
        raise refusal(called, f"this file is in {program}", NEEDS_OFFICE)
    raise refusal(called, *of_kind(ending))


def _written(made: Imported, folder: Path, name: str) -> list[Path]:
    """Write an article and its pictures; all or none of them."""
    files = {folder / one: data for one, data in made.pictures.items()}
    files[folder / f"{name}.md"] = made.text.encode("utf-8")
    done = list[Path]()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:  # never over what is there
                file.write(data)
            done.append(path)
    except OSError as error:
        for path in done:
            path.unlink(missing_ok=True)
        advice = "see that you may write in its folder, and that the disk is not full"
        message = f"the file cannot be written ({error.strerror})"
        raise ContentError([Finding("file", message, advice, shown_path(folder))]) from error
    return done[::-1]


def import_file(path: Path, folder: Path, accepted: bool, called: str, lang: str) -> str:
    """Import a file into a folder; returns what is to be told of it, as JSON.

    `called` is its name as the user has it, which is another where a program has converted it;
    `lang` is the clinic's language.
    Raises UsageError where there is no such file, ContentError for one that is not read.
    """
    name = _free(folder, file_name(Path(called).stem) or "imported")
    made = _imported(path, name, accepted, called, lang)
    article, *pictures = _written(made, folder, name)
    told: dict[str, Any] = {
        "file": called,
        "article": shown_path(article),
        "pictures": [shown_path(one) for one in pictures],
        "words": made.census.words,
        "lost": list(made.census.lost),
        "remarks": [msgspec.structs.asdict(one) for one in made.remarks],
    }
    return json.dumps(told)
