"""Interface strings: the words that templates add around an article, by language."""

import contextlib
import functools
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import TypeAlias

from handout.model.article import FrontMatter
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.source import schema

InterfaceStrings: TypeAlias = Mapping[str, str]

FOLDER = "strings"
"""Their folder in the templates' folder: a file for each language, `en.yaml`."""

_NEEDED = (
    ("separator", "·"),
    ("version", "Version {version}"),
    ("reviewed", "Reviewed {date}"),
    ("next_review", "Next review {date}"),
)
"""The strings that the version line is made of, whatever the templates use."""
_MODEL = "en"
"""The language whose keys all others have."""
_ORIGINAL = "mend the file, or get it back from the original"


def files(templates: Path, lang: str) -> Mapping[str, Path]:
    """The files with words for a language, by their tag: its own, then that of its region."""
    tags = dict.fromkeys((lang.split("-", maxsplit=1)[0], lang))
    paths = {tag: templates / FOLDER / f"{tag}.yaml" for tag in tags}
    return {tag: path for tag, path in paths.items() if path.is_file()}


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


_parsed = functools.lru_cache(schema.read_words)


def _read(path: Path) -> InterfaceStrings:
    """The strings of one file; raises ContentError with its faults."""
    name = f"{path.parents[1].name}/{path.parent.name}/{path.name}"
    try:
        return _parsed(path.read_text("utf-8"), name)
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "it is not saved as UTF-8"
        message = f"the words of the templates cannot be read ({reason})"
        raise ContentError([Finding("words", message, _ORIGINAL, name)]) from fault


def interface_strings(templates: Path, lang: str) -> InterfaceStrings:
    """The strings of a language; those of its region go before those of the language itself.

    Raises ContentError where the language is not there, or lacks some.
    """
    there, folder = files(templates, lang), f"{templates.name}/{FOLDER}"
    model = _read(templates / FOLDER / f"{_MODEL}.yaml")
    if not there:
        name = f"{folder}/{lang.split('-', maxsplit=1)[0]}.yaml"
        message = f"there are no words for the language '{lang}'"
        advice = f"make a file {name} with the keys of {_MODEL}.yaml"
        raise ContentError([Finding("words-language", message, advice, name)])
    strings: dict[str, str] = {}
    for path in there.values():
        strings |= _read(path)
    name, first = f"{folder}/{next(iter(there))}.yaml", next(iter(there))
    faults = list(_faults(first, strings, model)) or list(_faults(first, strings, dict(_NEEDED)))
    if faults:
        raise ContentError(Finding(*fault, name) for fault in faults)
    return strings


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
