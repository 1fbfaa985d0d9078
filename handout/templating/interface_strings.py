"""Interface strings: the words that templates add around an article, by language."""

import contextlib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import TypeAlias

from handout.model.article import FrontMatter
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.source import schema

InterfaceStrings: TypeAlias = Mapping[str, str]

FILE = "strings.yaml"
"""Their file in the templates' folder."""

_NEEDED = (
    ("separator", "·"),
    ("version", "Version {version}"),
    ("reviewed", "Reviewed {date}"),
    ("next_review", "Next review {date}"),
)
"""The strings that the version line is made of, whatever the templates use."""
_ORIGINAL = "mend the file, or get it back from the original"
_LANGUAGE = re.compile(r"([A-Za-z][\w-]*):\s*")
"""The line that begins a language: its tag, and nothing more."""


def _languages(text: str) -> tuple[str, ...]:
    """The languages of the file's text, by the lines that begin them."""
    lines = (_LANGUAGE.fullmatch(line) for line in text.splitlines())
    return tuple(match[1] for match in lines if match)


def _only(text: str, wanted: Iterable[str]) -> str:
    """The text with the lines of all other languages blanked, as YAML is slow to parse."""
    keep, lines = True, []
    for line in text.splitlines():
        if match := _LANGUAGE.fullmatch(line):
            keep = match[1] in wanted
        lines.append(line if keep else "")
    return "\n".join(lines)


def _placeholders(string: str) -> set[tuple[str | None, ...]] | None:
    """What stands in braces in a string; None where the braces do not match."""
    try:
        return {field[1:] for field in Formatter().parse(string) if field[1] is not None}
    except ValueError:
        return None


def _faults(
    lang: str, strings: InterfaceStrings, model: InterfaceStrings
) -> Iterator[tuple[str, str, str]]:
    """What the strings of a language lack, compared with those of another."""
    for key, example in model.items():
        if key not in strings:
            advice = f"add a line '{key}:' with the words for “{example}”"
            yield "words-key", f"'{lang}' has no '{key}'", advice
        elif _placeholders(strings[key]) != _placeholders(example):
            message = f"'{key}' of '{lang}' has other words in braces than “{example}”"
            yield "words-braces", message, "leave what is in braces as it is there"


@functools.lru_cache
def _parsed(text: str, name: str, lang: str) -> InterfaceStrings:
    """The strings of a language from the file's text; ContentError where some are missing."""
    known, base = _languages(text), lang.split("-", maxsplit=1)[0]
    tables = schema.read_tables(_only(text, {*known[:1], base, lang}), name)
    if base not in tables and lang not in tables:
        message = f"there are no words for the language '{lang}'"
        there = ", ".join(known)
        advice = f"add '{base}:' with the keys of another language (there are: {there})"
        raise ContentError([Finding("words-language", message, advice, name)])
    strings = {**tables.get(base, {}), **tables.get(lang, {})}
    model = next(iter(tables.values()))
    faults = list(_faults(lang, strings, model)) or list(_faults(lang, strings, dict(_NEEDED)))
    if faults:
        raise ContentError(Finding(*fault, name) for fault in faults)
    return strings


def interface_strings(templates: Path, lang: str) -> InterfaceStrings:
    """The strings of a language; those of its region go before those of the language itself.

    Raises ContentError where the language is not there, or lacks some.
    """
    path = templates / FILE
    name = f"{templates.name}/{FILE}"
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "it is not saved as UTF-8"
        message = f"the words of the templates cannot be read ({reason})"
        raise ContentError([Finding("words", message, _ORIGINAL, name)]) from fault
    return _parsed(text, name, lang)


@functools.lru_cache
def _date(value: date, lang: str) -> str:
    """A day as the language writes it, with spaces that do not break."""
    from babel import Locale, UnknownLocaleError  # slow to import; an idle build does not need it
    from babel.dates import format_date

    base = lang.split("-", maxsplit=1)[0]
    for name in (lang, base, "en"):  # en-XX is no region, and a language may be too rare
        with contextlib.suppress(UnknownLocaleError, ValueError):
            written = format_date(value, "long", Locale.parse(name, sep="-"))
            break
    return re.sub(r"\s", "\N{NO-BREAK SPACE}", written)


def version_parts(front: FrontMatter, strings: InterfaceStrings) -> tuple[str, ...]:
    """The version and the two review dates, each with no-break spaces only."""
    parts = (
        strings["version"].format(version=front.version),
        strings["reviewed"].format(date=_date(front.reviewed, front.lang)),
        strings["next_review"].format(date=_date(front.next_review, front.lang)),
    )
    return tuple(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def short_line(front: FrontMatter, strings: InterfaceStrings) -> str:
    """Version and next review, where there is no room for the whole line."""
    version, _, following = version_parts(front, strings)
    return f"{version} {strings['separator']} {following}"


def version_line(front: FrontMatter, strings: InterfaceStrings) -> str:
    """Version and dates in one line."""
    return f" {strings['separator']} ".join(version_parts(front, strings))
