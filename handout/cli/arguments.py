"""The arguments of the command line: of the build, and of the other commands."""

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

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


class _Parser(argparse.ArgumentParser):
    """As argparse would have it, but names of files on the command line are only shown."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def _argument(name: str, metavar: str, what: str, **more: Any) -> tuple[str, Mapping[str, Any]]:
    """An argument as --help shows it, and what else argparse is to know of it."""
    return name, {"help": what} | ({"metavar": metavar} if metavar else {}) | more


def _switch(name: str, what: str) -> tuple[str, Mapping[str, Any]]:
    """An option that is there, or not."""
    return _argument(name, "", what, action="store_true")


_FOLDERS = {
    name: _argument(f"--{name}", "DIR", what, type=Path)
    for name, what in (
        ("content", "where the articles and clinic.yaml lie"),
        ("output", "where the files go"),
        ("templates", "where the templates lie"),
    )
}
_ARTICLES = _argument("articles", "ARTICLE", "a file, its name or a folder; else all", nargs="*")
_WHOSE = "for one of content/clinics/, or for all of them, into output/NAME/; repeat it for more"
_MANY = "how many files to make at once; as many as there are cores, if not given"
_LONG = "give up on an article or a file that takes the processor longer (120)"
_LARGE = "give up on one that needs more, where the system can tell: on Linux (1024)"
_LIMITS = (
    _argument("--jobs", "N", _MANY, type=_number, default=0),
    _argument("--time-limit", "SECONDS", _LONG, type=_number, default=120),
    _argument("--memory-limit", "MB", _LARGE, type=_megabytes, default=1024),
)
_WHERE = (*_FOLDERS.values(), _argument("--clinic", "NAME", _WHOSE, action="append"))
_FORMATS = f"make only these: {', '.join(n for n in FORMATS if not n.endswith(PRESS))}"
_PRINTER = "who prints it: for a print shop, files with bleed and four inks are made"
_PRINTERS = {"choices": ("office", "print-shop"), "default": "office", "dest": "printer"}
_MADE = (
    _ARTICLES,
    _argument("--format", "NAME", _FORMATS, nargs="+", action="extend"),
    _argument("--for", "", _PRINTER, **_PRINTERS),
    *_WHERE,
    _switch("--strict", "count warnings as errors"),
    *_LIMITS,
)
"""Of what makes files: a build, a watch, the page."""
_TOLD = (*_WHERE, *_LIMITS)
"""Of what tells of articles, and of what was handed out of them."""
_JSON, _REPORT = (_switch("--json", f"{what}for scripts, as JSON") for what in ("", "report "))
_VERSION = "--version", {"action": "version", "version": f"handout {__version__}"}
_PORT = "where the page is: http://127.0.0.1:N (8400)"
_BEGUN = "where content/ is to lie; the working folder, if not given"
_TITLE = "in quotation marks: “Living with asthma”"
_LANG = "its language, such as es or pt-BR; the clinic's, if not given"
_COPIED = "such as leaflet/leaflet.css or strings; all of them, if none is given"
_TO = "the folder for the articles; content/ if not given"
_AS = "read it as if all changes were accepted, and leave out comments"
_VERSIONS = "from which version, and to which; the last release and today, if not given"

_ARGUMENTS: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]] = {
    "": (*_MADE, _REPORT, _VERSION),
    "serve": (
        *_MADE,
        _argument("--port", "N", _PORT, type=int, default=8400),
        _switch("--open", "open the page in the browser"),
    ),
    "watch": _MADE,
    "init": (_argument("folder", "FOLDER", _BEGUN, nargs="?", type=Path, default=Path()),),
    "new": (
        _argument("title", "TITLE", _TITLE),
        _argument("--lang", "TAG", _LANG, default=""),
        _FOLDERS["content"],
    ),
    "templates": (_argument("files", "FILE", _COPIED, nargs="*"), _FOLDERS["templates"]),
    "clean": (*_FOLDERS.values(), *_LIMITS),
    "layouts": (_argument("file", "FILE.pptx", "the clinic's own file", type=Path), *_LIMITS),
    "import": (
        _argument("files", "FILE", "a .docx or .md file", nargs="+", type=Path),
        _FOLDERS["content"],
        *_LIMITS,
        _argument("--to", "DIR", _TO, type=Path),
        _argument("--as", "", _AS, choices=["accepted"], dest="read_as"),
        _REPORT,
    ),
    "translated": (
        _argument("articles", "ARTICLE", "a translation", nargs="+"),
        _FOLDERS["content"],
        *_LIMITS,
    ),
    "review": (*_TOLD, _ARTICLES, _JSON),
    **dict.fromkeys(("release", "releases"), (*_TOLD, _ARTICLES)),
    "status": (*_TOLD, _ARTICLES, _JSON),
    "changes": (
        *_TOLD,
        _argument("article", "ARTICLE", "a file or its name"),
        _argument("versions", "VERSION", _VERSIONS, nargs="*"),
    ),
}
"""Of each command, in the order in which --help shows them."""


def make_parser(command: str, home: Path) -> argparse.ArgumentParser:
    """The parser for a build, or for another command; folders lie in `home` unless told."""
    parser = _Parser(
        prog=f"{COMMAND} {command}".rstrip(),
        description=PURPOSES[command],
        epilog=None if command else _EXAMPLES,
        formatter_class=_help,
    )
    folders = {name: home / name for name in _FOLDERS}
    parser.set_defaults(home=home, command=command, **folders)
    # What a command does not ask for, and a build would.
    parser.set_defaults(format=None, printer="office", strict=False, articles=())
    for name, options in _ARGUMENTS[command]:
        parser.add_argument(name, **options)
    return parser
