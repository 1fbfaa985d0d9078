"""The arguments of the command line: of the build, and of the other commands."""

import argparse
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from handout import __version__
from handout.build.request import Limits
from handout.formats import FORMATS, PRESS
from handout.model.findings import printable
from handout.model.installation import COMMAND
from handout.model.markup import shown_path

_EXAMPLES = f"""\
examples:
  {COMMAND}                      everything that content/ holds
  {COMMAND} content/asthma.md    one article
  {COMMAND} --format leaflet     only the printed leaflets
  {COMMAND} --clinic all         for each clinic that has a file in content/clinics/
  {COMMAND} --strict             warnings count as errors, for a last check
  {COMMAND} serve                see it on a page that follows every edit
  {COMMAND} new "Asthma at night"  begin an article
  {COMMAND} watch                build again at each change, until Ctrl-C
  {COMMAND} clean                remove what was made of articles or formats that are gone
  {COMMAND} layouts our.pptx     which layouts of your own PowerPoint file are used
  {COMMAND} import leaflet.docx  an article of a Word file, or of other Markdown
  {COMMAND} translated asthma.es it was checked against asthma.md as that is now
  {COMMAND} review asthma        what may be hard to understand in its text
  {COMMAND} release asthma       keep what is handed out from today on
  {COMMAND} releases asthma      what was handed out, and when
  {COMMAND} status               what is overdue, changed, or to be taken off the rack
  {COMMAND} changes asthma       what changed since the last release

An article is a file in content/, or in a folder there, whose name ends in .md; the clinic's
name, brand and paper are in content/clinic.yaml. What is made lies in output/, a folder for
each article. Only what has changed is made again, and what you changed by hand is kept. An
article that is named like a command (serve, watch, clean, layouts, import, translated,
review, release, releases, status, changes, init, new, templates) is asked for by its file:
content/watch.md.

exit code: 0 made · 1 not made, or not all that was asked for · 2 wrong command · 130 Ctrl-C
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
    "init": "Begin a folder: clinic.yaml, a first article, pictures.",
    "new": "Begin an article, which is a draft until somebody has reviewed it.",
    "templates": "Copy templates, to change them.",
    "clean": "Remove what was made of articles or in formats that are gone.",
    "layouts": "Show which layouts of your own PowerPoint file are used.",
    "import": "Make articles of Word files, and of Markdown that other programs wrote.",
    "translated": "Note in a translation that somebody has checked it against its original.",
    "review": "Say what may be hard to understand in the texts: notes for their authors.",
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


def limits(arguments: argparse.Namespace) -> Limits:
    """How many workers there may be: as many as the cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux alone tells
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return Limits(arguments.jobs or cores, arguments.time_limit, arguments.memory_limit)


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


def folder_options(arguments: argparse.Namespace, *names: str) -> str:
    """The options for those folders that are not the usual ones, for a command to run."""
    import shlex  # late: hardly ever

    given = ((name, getattr(arguments, name)) for name in names)
    other = ((name, path) for name, path in given if path != arguments.home / name)
    return "".join(f" --{name} {shlex.quote(shown_path(path))}" for name, path in other)


def _add_folders(parser: argparse.ArgumentParser, names: Iterable[str], home: Path) -> None:
    """The options for folders, which lie in `home` unless the command line says otherwise."""
    for name in names:
        parser.add_argument(
            f"--{name}", type=Path, default=home / name, metavar="DIR", help=_FOLDERS[name]
        )


def _add_clinics(parser: argparse.ArgumentParser) -> None:
    """For which of several clinics."""
    what = "for one of content/clinics/, or for all of them, into output/NAME/; repeat it for more"
    parser.add_argument("--clinic", action="append", metavar="NAME", help=what)


def _add_page(parser: argparse.ArgumentParser) -> None:
    """How the page is reached."""
    port, what = 8400, "where the page is: http://127.0.0.1:N (8400)"
    parser.add_argument("--port", type=int, default=port, metavar="N", help=what)
    parser.add_argument("--open", action="store_true", help="open the page in the browser")


def _add_records(parser: argparse.ArgumentParser, command: str, home: Path) -> None:
    """The options of the commands about what was handed out."""
    parser.set_defaults(format=None, printer="office", strict=False, articles=())
    _add_folders(parser, _FOLDERS, home)
    _add_clinics(parser)
    _add_limits(parser)
    if command == "changes":
        parser.add_argument("article", metavar="ARTICLE", help="a file or its name")
        what = "from which version, and to which; the last release and today, if not given"
        parser.add_argument("versions", nargs="*", metavar="VERSION", help=what)
        return
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="a file, its name or a folder; else all"
    )
    if command in ("status", "review"):
        parser.add_argument("--json", action="store_true", help="for scripts, as JSON")


def _add_import(parser: argparse.ArgumentParser, home: Path) -> None:
    """The options of an import."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .docx or .md file")
    _add_folders(parser, ["content"], home)
    _add_limits(parser)
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


def _add_options(parser: argparse.ArgumentParser, home: Path) -> None:
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
    _add_folders(parser, _FOLDERS, home)
    _add_clinics(parser)
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    _add_limits(parser)


def _add_limits(parser: argparse.ArgumentParser) -> None:
    """How many workers there are, and what they may use."""
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
        help="give up on an article or a file that takes the processor longer (120)",
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


def _add_clean(parser: argparse.ArgumentParser, home: Path) -> None:
    _add_folders(parser, _FOLDERS, home)
    _add_limits(parser)


def _add_layouts(parser: argparse.ArgumentParser, home: Path) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.pptx", help="the clinic's own file")
    _add_limits(parser)


def _add_translated(parser: argparse.ArgumentParser, home: Path) -> None:
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="a translation")
    _add_folders(parser, ["content"], home)
    _add_limits(parser)


def _add_init(parser: argparse.ArgumentParser, home: Path) -> None:
    what = "where content/ is to lie; the working folder, if not given"
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help=what, metavar="FOLDER")


def _add_new(parser: argparse.ArgumentParser, home: Path) -> None:
    parser.add_argument("title", metavar="TITLE", help="in quotation marks: “Living with asthma”")
    what = "its language, such as es or pt-BR; the clinic's, if not given"
    parser.add_argument("--lang", default="", metavar="TAG", help=what)
    _add_folders(parser, ["content"], home)


def _add_templates(parser: argparse.ArgumentParser, home: Path) -> None:
    what = "such as leaflet/leaflet.css or strings; all of them, if none is given"
    parser.add_argument("files", nargs="*", metavar="FILE", help=what)
    _add_folders(parser, ["templates"], home)


_OTHERS: Mapping[str, Callable[[argparse.ArgumentParser, Path], None]] = {
    "clean": _add_clean,
    "layouts": _add_layouts,
    "import": _add_import,
    "translated": _add_translated,
    "init": _add_init,
    "new": _add_new,
    "templates": _add_templates,
}
"""What adds the arguments of commands that build nothing."""


def make_parser(command: str, home: Path) -> argparse.ArgumentParser:
    """The parser for a build, or for another command; folders lie in `home` unless told."""
    parser = _Parser(
        prog=f"{COMMAND} {command}".rstrip(),
        description=PURPOSES[command],
        epilog=None if command else _EXAMPLES,
        formatter_class=_help,
    )
    parser.set_defaults(home=home, command=command)
    if add := _OTHERS.get(command):
        add(parser, home)
        return parser
    if command in ("release", "releases", "status", "changes", "review"):
        _add_records(parser, command, home)
        return parser
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="a file, its name or a folder; else all"
    )
    _add_options(parser, home)
    if command == "serve":
        _add_page(parser)
    if not command:
        parser.add_argument("--json", action="store_true", help="report for scripts, as JSON")
        parser.add_argument("--version", action="version", version=f"handout {__version__}")
    return parser
