"""Imports a file, in a worker within its limits; LibreOffice converts old formats before."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from handout.build import calls
from handout.build.request import Limits
from handout.importing.files import import_file
from handout.importing.office import as_docx
from handout.source.new_article import clinic_language

_FEW = 5
"""Lines and places that are named of one remark."""
_KINDS = {
    "found": "Found, and taken over like this:",
    "guessed": "Guessed; see whether it is right:",
    "proposed": "Proposed, and written as comments into the front matter:",
    "left out": "Left out:",
    "to do": "To be done:",
}
"""The parts of the report, in their order."""


class Import(NamedTuple):
    """What is to be imported."""

    path: Path
    called: str
    """The file's name as the user has it."""
    folder: Path
    """Where the article goes."""
    content: Path
    accepted: bool


def import_one(wanted: Import, limits: Limits) -> dict[str, Any]:
    """Import a file; returns what is to be told of it.

    Raises UsageError where there is no such file, ContentError for one that is not read.
    """
    called, lang = wanted.called, clinic_language(wanted.content)
    with as_docx(wanted.path, called) as read:
        given = read, wanted.folder, wanted.accepted, called, lang
        told = json.loads(calls.one(import_file, called, given, "it was not imported", limits))
    return dict(told)


def _places(remarks: list[dict[str, Any]]) -> tuple[str, str]:
    """The lines that several remarks of the same words are about, and their places in the file."""
    lines = [str(one["line"]) for one in remarks if one["line"]]
    more = f" and {len(lines) - _FEW} more" if len(lines) > _FEW else ""
    word = "line" if len(lines) == 1 else "lines"
    places = [*dict.fromkeys(one["place"] for one in remarks if one["place"])][:_FEW]
    shown = f"{word} {', '.join(lines[:_FEW])}{more}: " if lines else ""
    return shown, f" ({'; '.join(places)})" if places else ""


def summary(told: dict[str, Any]) -> str:
    """Whether all words of a file have come in."""
    if told["lost"]:
        lost = ", ".join(told["lost"])
        return f"warning: words of the file that are nowhere in the article: {lost}"
    return f"All of its {told['words']} words are in the article, or named below."


def parts(told: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The report of an import: headings, and lines, each with its place in the file and its own."""
    remarks = told["remarks"]
    for kind, heading in _KINDS.items():
        held: dict[str, list[dict[str, Any]]] = {}
        for one in (each for each in remarks if each["kind"] == kind):
            held.setdefault(one["words"], []).append(one)
        shown = [(*_places(alike), words) for words, alike in held.items()]
        if shown:
            yield heading, [f"{lines}{words}{places}" for lines, places, words in shown]
