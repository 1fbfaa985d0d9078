"""Findings: what is wrong, where, and what to do about it."""

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How serious a finding is: an error stops the files that it is about."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


_OBEYED = (  # not compiled: an idle build waits for it
    "[\x00-\x1f\x7f-\x9f\u2028\u2029"  # what a terminal obeys, or ends the line at
    "\u202a-\u202e\u2066-\u2069"  # what turns letters round, so that they read otherwise
    "\ud800-\udfff]"  # of names that are no Unicode
)
_LONGEST_WORD, _LONGEST_PART, _LONGEST_LINE = 300, 800, 3000
"""Letters that are shown of a word, of what is wrong or to be done, and of all."""


def _shortened(words: str, most: int) -> str:
    """Words with what is too much left out in their middle."""
    half = most // 2
    return words if len(words) <= most else f"{words[:half]}…{words[-half:]}"


def printable(words: str, most: int = _LONGEST_LINE) -> str:
    """Words as one line that a terminal only shows, and that is no longer than one can read."""
    if len(words) > _LONGEST_WORD:
        long = rf"[^\s/]{{{_LONGEST_WORD + 1},}}"
        words = re.sub(long, lambda one: _shortened(one[0], _LONGEST_WORD), words)
    shown = _shortened(words, most)
    if shown.isprintable():  # Unicode's word for it, which leaves out more: most lines are
        return shown
    return re.sub(_OBEYED, "\N{REPLACEMENT CHARACTER}", shown)


class Finding(NamedTuple):  # no dataclass: that import takes longer than an idle build may
    """One fault or note, for a person to act on."""

    rule: str
    """A short, stable name, such as `picture-missing`."""
    message: str
    """What is wrong, in a practice manager's words, without a full stop."""
    advice: str = ""
    """What to do about it, without a full stop."""
    path: str = ""
    """The file as the user names it, such as `content/asthma.md`."""
    line: int = 0
    """Counted from 1; 0 where the fault has no line."""
    severity: Severity = Severity.ERROR
    about: str = ""
    """Words of the article that it is about, by which its line is found."""
    extent: float = 0.0
    """How bad it is, where several files can have the same fault; 0 where each is reported."""

    @classmethod
    def warning(  # the fields in their order, here and below
        cls, rule: str, message: str, advice: str = "", path: str = "", line: int = 0
    ) -> "Finding":
        """One that stops nothing: what is printed may not be what was meant."""
        return cls(rule, message, advice, path, line, Severity.WARNING)

    @classmethod
    def note(
        cls, rule: str, message: str, advice: str = "", path: str = "", line: int = 0
    ) -> "Finding":
        """One that says what is worth knowing."""
        return cls(rule, message, advice, path, line, Severity.NOTE)

    def __str__(self) -> str:
        """`path:line: what is wrong; what to do`, as far as each is known."""
        place = f"{self.path}:{self.line}" if self.path and self.line else self.path
        parts = filter(None, (self.message, self.advice))
        words = "; ".join(printable(part, _LONGEST_PART) for part in parts)
        return printable(f"{place}: {words}" if place else words)

    def at(self, path: str, line: int = 0) -> "Finding":
        """The same finding with its place filled in where it has none."""
        return self._replace(path=self.path or path, line=self.line or line)


UNREVIEWED = "words-unreviewed"
"""The rule of the note that nobody has read the interface strings of a language."""


REMARKS = "review"
"""The rule of the note that a review has something to say of a text; its extent is how much."""


def joined(words: Iterable[str]) -> str:
    """Words as a sentence lists them: `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


_LONGEST = 100
"""Letters of what is compared letter by letter."""


def nearest_word(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """The known word that is most like this one; empty where none is."""
    import difflib  # late: an idle build does not need it

    if len(word) > _LONGEST:
        return ""
    by_lower = {one.lower(): one for one in known}
    matches = difflib.get_close_matches(word.lower(), by_lower, 1, least)
    return by_lower[matches[0]] if matches else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str, prefix: str = "") -> str:
    """Advice on an unknown word: the known one most like it, else some other advice."""
    nearest = nearest_word(word, known)
    return f"did you mean '{prefix}{nearest}'?" if nearest else otherwise


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def warnings_as_errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as `--strict` sees them: a warning counts as an error."""
    return tuple(
        finding._replace(severity=Severity.ERROR)
        if finding.severity is Severity.WARNING
        else finding
        for finding in findings
    )


def _identity(finding: Finding) -> object:
    """The key under which findings about one fault in several files are the same."""
    if not finding.extent:
        return finding
    return finding.rule, finding.path, finding.line, finding.about, finding.severity


def merge_repeated(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each once; of a fault that several files have, that of the largest extent."""
    merged: dict[object, Finding] = {}
    for finding in findings:
        known = merged.setdefault(key := _identity(finding), finding)
        if finding.extent > known.extent:
            merged[key] = finding
    return tuple(merged.values())


def sorted_by_line(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by file and line, each once."""
    return tuple(dict.fromkeys(sorted(findings, key=lambda one: (one.path, one.line))))
