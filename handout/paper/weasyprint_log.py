"""What WeasyPrint only logs, as findings: a leaflet with a fault in it is not handed out."""

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from handout.model import content_files
from handout.model.findings import Finding
from handout.model.markup import shown_path


class _Rule(NamedTuple):
    pattern: str
    rule: str
    message: str
    """With the pattern's groups to fill in."""
    advice: str


FONT = "font-broken"
_RULES = (
    _Rule(
        r"\.notdef glyph .*?\"(.+)\" \((U\+[0-9A-F]+)\)",
        "glyph-missing",
        "no font has the character “{0}” ({1})",
        "write it another way, or put a font that has it into content/fonts/",
    ),
    _Rule(
        r"Failed to load image at '(.+?)': (.*)",
        "picture-broken",
        "the picture “{0}” cannot be read ({1})",
        "save it again as SVG, PNG or JPEG, or mend its name",
    ),
    _Rule(
        r"Failed to render SVG image (.+)",
        "picture-broken",
        "the drawing “{0}” cannot be drawn",
        "save it again as plain SVG",
    ),
    _Rule(
        r"No anchor #(.+) for internal URI reference",
        "link-dead",
        "a link leads to “#{0}”, and there is no such heading",
        "mend the link, or take it out",
    ),
    _Rule(
        r"Content discarded: target points to undefined anchor (.+)",
        "link-dead",
        "a page reference leads to {0}, which is not there",
        "mend the reference, or take it out",
    ),
    _Rule(
        r"Image \"(.+)\" has no required alt description",
        "picture-alt",
        "the picture “{0}” has no description for people who cannot see it",
        "write it between the square brackets: ![what it shows](file)",
    ),
    _Rule(
        r"Font-face '(.+)' cannot be loaded",
        FONT,
        "the font “{0}” cannot be read",
        "install its package again",
    ),
    _Rule(
        r"Anchor defined twice: '(.+)'",
        "anchor-twice",
        "two places in the template have the name “{0}”",
        "give one of them another id",
    ),
    _Rule(
        r"(?:Ignored|Invalid|Unsupported|Missing|Unable|Expected|Unknown|Parse error|@\w+ rule|"
        r"In counter style)(.*)",
        "stylesheet",
        "a stylesheet is not understood: {all}",
        "mend this rule, or get the stylesheet back from the original",
    ),
)


def _shorter(words: str) -> str:
    """A file's name in place of its whole address, and no page of text."""
    words = re.sub(r"(?:file|data):[^\s'\"”]*?([^/\s'\"”]{1,60})(?=$|[\s'\"”])", r"\1", words)
    words = unquote(" ".join(words.split()))
    return words if len(words) <= 160 else f"{words[:157]}…"


def finding(message: str) -> Finding:
    """A message of WeasyPrint as a finding that says what to do."""
    for rule in _RULES:
        if match := re.match(rule.pattern, message, re.DOTALL):
            groups = [_shorter(group or "") for group in match.groups()]
            words = rule.message.format(*groups, all=_shorter(message).rstrip("."))
            return Finding(rule.rule, words, rule.advice)
    words = f"the leaflet cannot be laid out as written: {_shorter(message).rstrip('.')}"
    return Finding("leaflet", words, "mend it in the style sheet, or in the template")


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def in_stylesheet(found: Finding, path: str) -> Finding:
    """The finding at its line of the style sheet in which it was found."""
    place = re.search(r" at (\d+):\d+", found.message)
    if not place:
        return found.at(path)
    message = found.message.replace(place[0], "", 1)
    return found._replace(message=message).at(path, int(place[1]))


_VALUE = re.compile(
    r"(?:Invalid math function|Ignored `([\w-]+):.*) at (\d+):(\d+)(?:: ([\w-]+\())?", re.DOTALL
)
"""A value that cannot be computed: of which property, where it stands, and by which function."""
_DECLARED = re.compile(r"(?<![\w-])([\w-]+)\s*+:\s*\Z")


def _holds(sheet: Path, value: re.Match[str]) -> bool:
    """Whether the value stands in a style sheet: WeasyPrint logs its line, but not the file."""
    name, line, column, function = value.groups("")
    lines = content_files.text(sheet, sheet.parent).split("\n")
    before, rest = "\n".join(lines[: int(line) - 1]), "\n".join(lines[int(line) - 1 :])
    if function:
        return rest.startswith(function, int(column) - 1)
    declared = _DECLARED.search(f"{before[-200:]}\n{rest[: int(column) - 1]}")
    return bool(declared and name.startswith(declared[1]))


def _placed(message: str, sheets: Iterable[Path]) -> Finding:
    """The message as a finding, at its line of the style sheet that it is about, if it is known."""
    value, found = _VALUE.match(message), finding(message)
    sheet = next((one for one in sheets if value and _holds(one, value)), None)
    return in_stylesheet(found, shown_path(sheet)) if sheet else found


def findings(messages: Iterable[str], sheets: Iterable[Path] = ()) -> tuple[Finding, ...]:
    """The messages as findings, each once, in order; what was refused is the fetcher's to say.

    `sheets` are the files that values may stand in which could not be computed.
    """
    own = (message for message in messages if "PermissionError" not in message)
    sheets = tuple(sheets)
    return tuple(dict.fromkeys(_placed(message, sheets) for message in own))


@contextlib.contextmanager
def collected() -> Iterator[list[str]]:
    """The messages that WeasyPrint logs meanwhile, and nobody else collects within."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    before = logger.handlers
    logger.handlers = [one for one in before if not isinstance(one, _Collector)] + [collector]
    try:
        yield collector.messages
    finally:
        logger.handlers = before
