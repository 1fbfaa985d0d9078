"""The front matter: what stands between the two `---` lines of an article."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from handout.model.findings import Finding, joined
from handout.model.front_matter import FrontMatter
from handout.source import schema
from handout.source.markdown.context import ReadingContext
from handout.source.translations import agree, parts

_HELP = "begin the file with '---', then lines such as 'title: Asthma', then '---'"
_ELSEWHERE = "; what is no article belongs outside content/"
_DASHES = re.compile(r"[\s*_]*[-‐‑–—―−][-‐‑–—―−\s]*")
"""`---` as a word processor rewrites it."""
_KEY = re.compile(r"(\w[\w -]*):")

_EXAMPLES = {
    "version": 'version: "1.0"',
    "reviewed": "reviewed: 2026-10-01",
    "next_review": "next_review: 2028-10-01",
    "authors": "authors: [Dr Robin Example]",
    "approved_by": "approved_by: Dr Robin Example",
    "approved_on": "approved_on: 2026-10-02",
}

STAND_IN = FrontMatter("—", "en", "—", date.min, date.max, ("—",))
"""Replaces front matter that has faults, so that the text is checked in the same run."""


class Parts(Struct, frozen=True):
    """An article's file in two: front matter and Markdown."""

    front: str | None
    """None where there is no front matter."""
    markdown: str
    above: int
    """How many lines stand above the Markdown."""


def _missing(lines: list[str]) -> str:
    """Advice on a file that does not begin with front matter."""
    first = next((line.strip() for line in lines if line.strip()), "")
    if first == "---":
        return "delete the empty lines above it"
    if _DASHES.fullmatch(first):
        return "write its first line as three hyphens: ---"
    return _HELP + _ELSEWHERE


def split(text: str, context: ReadingContext) -> Parts:
    """The two parts of a file; a fault where they cannot be separated."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        advice = _missing(lines)
        context.fault("front-matter", "the file does not begin with front matter", advice, 1)
        return Parts(None, text if advice.startswith(_HELP) else "", 0)
    ends = (n for n, line in enumerate(lines[1:], 1) if line.strip() in ("---", "..."))
    if not (end := next(ends, 0)):
        likely = (n for n, line in enumerate(lines[1:], 1) if not line.strip() or line[0] == "#")
        end = next(likely, len(lines))
        advice = f"write a line '---' above line {end + 1}"
        context.fault("front-matter", "the front matter never ends", advice, 1)
        return Parts("\n".join(lines[1:end]), "\n".join(lines[end:]), end)
    return Parts("\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 1)


def key_lines(front: str) -> Mapping[str, int]:
    """The line of each key in its file."""
    lines = enumerate(front.split("\n"), 2)
    return {
        re.sub("[ -]", "_", match[1].lower()): number
        for number, line in lines
        if (match := _KEY.match(line))
    }


@lru_cache(maxsize=16)
def _parsed(front: str, path: str) -> tuple[FrontMatter | None, tuple[Finding, ...]]:
    """Front matter and what is said of it; cached, as most edits do not change it."""
    return schema.check(front, path, FrontMatter, offset=1)


def _check_language(front: FrontMatter, lang: str, line: int, context: ReadingContext) -> None:
    """A fault where a translation says that it is in another language than its name does."""
    if agree(front.lang, lang):
        return
    path = Path(context.path)
    renamed = f"{parts(path.stem)[0]}.{front.lang}{path.suffix}"
    message = f"'lang' is {front.lang}, but the file's name says {lang}"
    advice = f"write 'lang: {lang}', or rename the file to '{renamed}'"
    context.fault("translation-lang", message, advice, line)


DRAFT = "so every page and slide says that it is a draft"
"""What follows of it."""


def unfilled(keys: Sequence[str]) -> str:
    """That these keys are not filled in."""
    names = joined(f"'{key}'" for key in keys)
    return f"{names} {'is' if len(keys) == 1 else 'are'} not filled in"


def to_fill(keys: Sequence[str], once: str) -> str:
    """The advice on keys that are to be filled in once something was done."""
    lines = ", ".join(_EXAMPLES[key] for key in keys)
    fill = "it in" if len(keys) == 1 else "them in, each on a line of its own"
    return f"once somebody has {once}, fill {fill}, such as {lines}"


def read(front: str | None, context: ReadingContext, lang: str = "") -> FrontMatter:
    """The front matter; a stand-in where it has faults, which become findings.

    `lang` is the language of a translation, as its name tells it.
    """
    if front is None:
        return STAND_IN
    if lang and "lang" not in key_lines(front):
        front = f"{front}\nlang: {lang}"
    parsed, findings = _parsed(front, context.path)
    context.findings.extend(findings)
    if parsed is None:
        return STAND_IN
    if lang:
        _check_language(parsed, lang, key_lines(front)["lang"], context)
    if keys := parsed.unreviewed:
        message, advice = f"{unfilled(keys)}, {DRAFT}", to_fill(keys, "reviewed the text")
        context.warn("draft", message, advice, key_lines(front).get(keys[0], 1))
    if parsed.next_review <= parsed.reviewed:
        message = (
            f"'next_review' ({parsed.next_review}) is not after 'reviewed' ({parsed.reviewed})"
        )
        line = key_lines(front).get("next_review", 1)
        context.fault("dates", message, "correct one of the two", line)
    return parsed
