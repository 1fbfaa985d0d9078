"""The command line: what is asked for, and a short report of what was made."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from handout import __version__
from handout.errors import ContentError, HandoutError, SetupError, UsageError
from handout.finding import Finding, Severity

if TYPE_CHECKING:
    from handout.pipeline import Outcome, Request

HOME = Path(__file__).resolve().parent.parent
"""Where content/, templates/ and output/ lie unless the command line says otherwise."""

_EXAMPLES = """\
examples:
  python build.py                      everything that content/ holds
  python build.py content/asthma.md    one article
  python build.py --format leaflet     only the printed leaflets
  python build.py --strict             warnings count as errors, for a last check

An article is a file in content/ whose name ends in .md; the clinic's name, brand and
paper are in content/clinic.yaml. What is made lies in output/, a folder for each article.

exit code: 0 all made · 1 something in the content stopped an article · 2 wrong command
"""

_FOLDERS = {
    "content": "where the articles and clinic.yaml lie",
    "output": "where the files go",
    "templates": "where the templates lie",
}

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def parser(formats: Sequence[str]) -> argparse.ArgumentParser:
    """The command line's words."""
    made = argparse.ArgumentParser(
        prog="python build.py",
        description="Make a printed leaflet and a PowerPoint deck of each article in content/.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="a file or its name; all, if none is given"
    )
    made.add_argument(
        "--format",
        nargs="+",
        action="extend",
        choices=formats,
        metavar="NAME",
        help=f"make only these: {', '.join(formats)}",
    )
    for name, what in _FOLDERS.items():
        made.add_argument(f"--{name}", type=Path, default=HOME / name, metavar="DIR", help=what)
    made.add_argument("--strict", action="store_true", help="count warnings as errors")
    made.add_argument("--version", action="version", version=f"handout {__version__}")
    return made


def _painted(words: str, code: str, paint: bool) -> str:
    """The words in a colour, on a terminal that shows it."""
    return f"\033[{code}m{words}\033[0m" if paint else words


def _finding(finding: Finding, paint: bool) -> str:
    """One finding in a line."""
    severity = finding.severity
    return f"  {_painted(_NAMES[severity], _COLOURS[severity], paint)}: {finding}"


def report(outcome: "Outcome", paint: bool) -> str:
    """An article's part of the report: what was made of it, and what was found."""
    from handout.content import shown_path

    mark = _painted("✗", "31", paint) if outcome.failed else _painted("✓", "32", paint)
    lines = [f"{mark} {outcome.path}" + (" — nothing made" if outcome.failed else "")]
    lines += [f"  {shown_path(file.path)} ({file.count} {file.unit})" for file in outcome.files]
    lines += [_finding(finding, paint) for finding in outcome.findings]
    return "\n".join(lines)


def _paints() -> bool:
    """Whether the report may be in colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _request(arguments: argparse.Namespace) -> "Request":
    from handout.formats import FORMATS
    from handout.markup import Folders
    from handout.pipeline import Request

    return Request(
        Folders(arguments.content, arguments.templates),
        arguments.output,
        tuple(arguments.articles),
        tuple(dict.fromkeys(arguments.format or FORMATS)),
        arguments.strict,
        date.today(),
    )


def _build(arguments: argparse.Namespace) -> int:
    """Build, reporting each article as it is done."""
    from handout.pipeline import build

    failed = total = 0
    for outcome in build(_request(arguments)):
        print(report(outcome, _paints()), flush=True)
        total, failed = total + 1, failed + outcome.failed
    if failed:
        print(f"{failed} of {total} articles not made; what lay in output/ for them is unchanged.")
    return 1 if failed else 0


def _serve(words: Sequence[str]) -> int:
    """Show on a page what is made, and follow every edit."""
    from functools import partial

    try:
        from handout.preview import following, serving
    except ModuleNotFoundError as error:  # what it needs is not needed to build
        raise SetupError(
            f"the page needs {error.name}, which is not installed; run: make serve "
            "(or: pip install starlette uvicorn watchfiles pypdfium2)"
        ) from error
    made = argparse.ArgumentParser(
        prog="python build.py serve",
        description="Show leaflets and slides on a page in the browser, and follow every edit.",
    )
    for name, what in _FOLDERS.items():
        made.add_argument(f"--{name}", type=Path, default=HOME / name, metavar="DIR", help=what)
    made.add_argument("--port", type=int, default=serving.PORT, help="(%(default)s)")
    made.add_argument("--open", action="store_true", help="open it in the browser")
    arguments = made.parse_args(words)
    vars(arguments).update(articles=[], format=None, strict=False)
    request = _request(arguments)
    serving.serve(request, partial(following.rounds, request), arguments.port, arguments.open)
    return 0


def main(words: Sequence[str]) -> int:
    """Run a command line; returns the exit code."""
    from handout.formats import FORMATS

    try:
        if words[:1] == ["serve"]:
            return _serve(words[1:])
        return _build(parser(tuple(FORMATS)).parse_args(words))
    except ContentError as error:
        print("\n".join(_finding(finding, _paints()) for finding in error.findings))
        return 1
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except HandoutError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
