"""The arguments of the command line: of the build, and of the other commands."""

import argparse
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from handout import __version__
from handout.formats import FORMATS, PRESS
from handout.model.findings import printable

HOME = Path(__file__).resolve().parents[2]
"""Where content/, templates/ and output/ lie unless the command line says otherwise."""

_EXAMPLES = """\
examples:
  python build.py                      everything that content/ holds
  python build.py content/asthma.md    one article
  python build.py --format leaflet     only the printed leaflets
  python build.py --strict             warnings count as errors, for a last check
  python build.py serve                see it on a page that follows every edit
  python build.py watch                build again at each change, until Ctrl-C
  python build.py clean                remove what was made of articles that are gone
  python build.py layouts our.pptx     which layouts of your own PowerPoint file are used
  python build.py import leaflet.docx  an article of a Word file, or of other Markdown
  python build.py translated asthma.es it was checked against asthma.md as that is now
  python build.py release asthma       keep what is handed out from today on
  python build.py releases asthma      what was handed out, and when
  python build.py status               what is overdue, changed, or to be taken off the rack
  python build.py changes asthma       what changed since the last release

An article is a file in content/, or in a folder there, whose name ends in .md; the clinic's
name, brand and paper are in content/clinic.yaml. What is made lies in output/, a folder for
each article. Only what has changed is made again, and what you changed by hand is kept. An
article that is named like a command (serve, watch, clean, layouts, import, translated,
release, releases, status, changes) is asked for by its file: content/watch.md.

exit code: 0 made · 1 something in the content stopped an article · 2 wrong command · 130 Ctrl-C
"""

_FOLDERS = {
    "content": "where the articles and clinic.yaml lie",
    "output": "where the files go",
    "templates": "where the templates lie",
}


PURPOSES: Mapping[str, str] = {
    "": "Make a printed leaflet and a PowerPoint deck of each article in content/.",
    "serve": "Show what is made on a page that follows every edit.",
    "watch": "Build again at each change of content/ or templates/.",
    "clean": "Remove what was made of articles that are gone.",
    "layouts": "Show which layouts of your own PowerPoint file are used.",
    "import": "Make articles of Word files, and of Markdown that other programs wrote.",
    "translated": "Note in a translation that somebody has checked it against its original.",
    "release": "Keep what is handed out now: text, clinic.yaml and files, in releases/.",
    "releases": "List what was handed out, and when.",
    "status": "Say of each article its version, its reviews, and what is to be done about it.",
    "changes": "Say what changed between two versions, and make a sheet of it for the staff.",
}
"""What each command is for; the build's has no name."""


def _number(words: str) -> int:
    number = int(words) if words.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("it should be a whole number, 1 or more")
    return number


_LEAST_MEMORY = 512
"""Megabytes; the libraries that lay out a leaflet have half of it mapped before they begin."""


def _megabytes(words: str) -> int:
    number = _number(words)
    if number < _LEAST_MEMORY:
        raise argparse.ArgumentTypeError(f"it should be {_LEAST_MEMORY} or more")
    return number


class _Help(argparse.RawDescriptionHelpFormatter):
    """As argparse would have it, but no name of a format goes on in the next line."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        import textwrap  # late: only for --help

        return textwrap.wrap(text, width, break_on_hyphens=False)


def _help(prog: str) -> argparse.HelpFormatter:
    """The help; argparse would import shutil to ask how wide the terminal is."""
    try:
        width = os.get_terminal_size().columns - 2
    except OSError:
        width = 96
    return _Help(prog, width=width)


def _add_folders(parser: argparse.ArgumentParser, names: Iterable[str]) -> None:
    for name in names:
        parser.add_argument(
            f"--{name}", type=Path, default=HOME / name, metavar="DIR", help=_FOLDERS[name]
        )


def _add_page(parser: argparse.ArgumentParser) -> None:
    """How the page is reached."""
    port, what = 8400, "where the page is: http://127.0.0.1:N (8400)"
    parser.add_argument("--port", type=int, default=port, metavar="N", help=what)
    parser.add_argument("--open", action="store_true", help="open the page in the browser")


def _add_records(parser: argparse.ArgumentParser, command: str) -> None:
    """The options of the commands about what was handed out."""
    parser.set_defaults(command=command, format=None, printer="office", strict=False, articles=())
    _add_folders(parser, _FOLDERS)
    if command == "changes":
        parser.add_argument("article", metavar="ARTICLE", help="a file or its name")
        what = "from which version, and to which; the last release and today, if not given"
        parser.add_argument("versions", nargs="*", metavar="VERSION", help=what)
        return
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="a file, its name or a folder; else all"
    )
    if command == "release":
        _add_limits(parser)
    if command == "status":
        parser.add_argument("--json", action="store_true", help="for scripts, as JSON")


def _add_import(parser: argparse.ArgumentParser) -> None:
    """The options of an import."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .docx or .md file")
    _add_folders(parser, ["content"])
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="the folder for the articles; content/ if not given"
    )
    parser.add_argument(
        "--as",
        choices=["accepted"],
        dest="read_as",
        help="read it as if all changes were accepted, and leave out comments",
    )
    parser.add_argument("--json", action="store_true", help="report for scripts, as JSON")
    _add_limits(parser, jobs=False)


def _add_options(parser: argparse.ArgumentParser) -> None:
    """The options of a build, a watch and the page."""
    parser.add_argument(
        "--format",
        nargs="+",
        action="extend",
        metavar="NAME",
        help=f"make only these: {', '.join(n for n in FORMATS if not n.endswith(PRESS))}",
    )
    parser.add_argument(
        "--for",
        choices=("office", "print-shop"),
        default="office",
        dest="printer",
        help="who prints it: for a print shop, files with bleed and four inks are made",
    )
    _add_folders(parser, _FOLDERS)
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    _add_limits(parser)


def _add_limits(parser: argparse.ArgumentParser, *, jobs: bool = True) -> None:
    """How many workers there are, and what they may use."""
    if jobs:
        parser.add_argument(
            "--jobs",
            type=_number,
            default=0,
            metavar="N",
            help="how many files to make at once; as many as there are cores, if not given",
        )
    parser.add_argument(
        "--time-limit",
        type=_number,
        default=120,
        metavar="SECONDS",
        help="give up on an article or a file that takes longer (120)",
    )
    parser.add_argument(
        "--memory-limit",
        type=_megabytes,
        default=1024,
        metavar="MB",
        help="give up on one that needs more, where the system can tell: on Linux (1024)",
    )


class _Parser(argparse.ArgumentParser):
    """As argparse would have it, but names of files on the command line are only shown."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def make_parser(command: str = "") -> argparse.ArgumentParser:
    """The parser for a build, or for another command."""
    parser = _Parser(
        prog=f"python build.py {command}".rstrip(),
        description=PURPOSES[command],
        epilog=None if command else _EXAMPLES,
        formatter_class=_help,
    )
    if command == "clean":
        _add_folders(parser, ["output"])
        return parser
    if command == "layouts":
        parser.add_argument("file", type=Path, metavar="FILE.pptx", help="the clinic's own file")
        return parser
    if command == "import":
        _add_import(parser)
        return parser
    if command == "translated":
        parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="a translation")
        _add_folders(parser, ["content"])
        return parser
    if command in ("release", "releases", "status", "changes"):
        _add_records(parser, command)
        return parser
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="a file, its name or a folder; else all"
    )
    _add_options(parser)
    if command == "serve":
        _add_page(parser)
    if not command:
        parser.add_argument("--json", action="store_true", help="report for scripts, as JSON")
        parser.add_argument("--version", action="version", version=f"handout {__version__}")
    return parser
