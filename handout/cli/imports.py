"""The command `import`: old leaflets of Word, and other people's Markdown, become articles."""

import argparse
import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handout.build import calls
from handout.cli import report
from handout.cli.arguments import folder_options, limits
from handout.cli.terminal import say, say_exactly
from handout.importing.files import import_file
from handout.importing.office import as_docx
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.installation import COMMAND
from handout.model.markup import is_below, shown_path
from handout.source.new_article import clinic_language

_FEW = 5
"""Lines and places that are named of one remark."""
_KINDS = {
    "found": "Found, and mended as told:",
    "guessed": "Guessed; see whether it is right:",
    "proposed": "Proposed, and written as comments into the front matter:",
    "left out": "Left out:",
    "to do": "To be done:",
}
"""The parts of the report, in their order."""


def _places(remarks: list[dict[str, Any]]) -> tuple[str, str]:
    """The lines that several remarks of the same words are about, and their places in the file."""
    lines = [str(one["line"]) for one in remarks if one["line"]]
    more = f" and {len(lines) - _FEW} more" if len(lines) > _FEW else ""
    word = "line" if len(lines) == 1 else "lines"
    places = [*dict.fromkeys(one["place"] for one in remarks if one["place"])][:_FEW]
    shown = f"{word} {', '.join(lines[:_FEW])}{more}: " if lines else ""
    return shown, f" ({'; '.join(places)})" if places else ""


def _remarks(told: dict[str, Any]) -> Iterator[str]:
    """What is to be told of an import, each with its place in the file and its line."""
    for kind, heading in _KINDS.items():
        held: dict[str, list[dict[str, Any]]] = {}
        for one in told["remarks"]:
            if one["kind"] == kind:
                held.setdefault(one["words"], []).append(one)
        if held:
            yield f"  {heading}"
        for words, remarks in held.items():
            lines, places = _places(remarks)
            yield f"    {lines}{words}{places}"


def _lines(told: dict[str, Any], arguments: argparse.Namespace) -> Iterator[str]:
    """The report of one file."""
    content: Path = arguments.content
    yield f"✓ {told['article']}, of {told['file']}"
    yield from (f"  {one}" for one in told["pictures"])
    lost = ", ".join(told["lost"])
    if lost:
        yield f"  warning: words of the file that are nowhere in the article: {lost}"
    elif told["words"]:
        yield f"  All of its {told['words']} words are in the article, or named below."
    yield from _remarks(told)
    article = told["article"]
    yield f"  Next: open {article}, see what is guessed, and fill in 'version', 'reviewed',"
    yield "  'next_review' and 'authors'."
    if not is_below(Path(article), content):
        yield f"  Put it into {shown_path(content)}/, with its pictures, to build it."
        return
    options = folder_options(arguments, "content")
    yield f"  Then run: {COMMAND}{options} {shlex.quote(article)}"


def _finding(one: Finding) -> dict[str, Any]:
    return {"message": one.message, "advice": one.advice, "path": one.path}


def run(arguments: argparse.Namespace) -> int:
    """Import files; returns the exit code."""
    folder = arguments.to or arguments.content
    done, failed = list[dict[str, Any]](), list[Finding]()
    for path in arguments.files:
        try:
            with as_docx(path) as read:
                accepted, called = arguments.read_as == "accepted", shown_path(path)
                given = read, folder, accepted, called, clinic_language(arguments.content)
                what = "it was not imported"
                told = json.loads(calls.one(import_file, called, given, what, limits(arguments)))
            done.append(told)
            if not arguments.json:
                say(*_lines(told, arguments))
        except ContentError as error:
            failed += error.findings
            if not arguments.json:
                say(
                    f"✗ {shown_path(path)} — nothing imported", *map(report.finding, error.findings)
                )
    if arguments.json:
        whole = {"imported": done, "refused": [_finding(one) for one in failed]}
        say_exactly(f"{json.dumps(whole, indent=2)}\n")
    return int(bool(failed))
