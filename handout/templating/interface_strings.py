"""The furniture: the words that templates add around an article, by language."""

import contextlib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter

from handout.model.article import FrontMatter
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.source import schema

Words = Mapping[str, str]

_NEEDED = (
    ("separator", "·"),
    ("version", "Version {version}"),
    ("reviewed", "Reviewed {date}"),
    ("next_review", "Next review {date}"),
)
"""What the version line is made of, whatever the templates ask for."""
_ORIGINAL = "mend the file, or get it back from the original"
_LANGUAGE = re.compile(r"([A-Za-z][\w-]*):\s*")
"""The line that begins a language: its key, and nothing more."""


@functools.lru_cache
def _languages(text: str, name: str) -> Mapping[str, Words]:
    """The languages of a text."""
    return schema.read_tables(text, name)


def _begun(text: str) -> tuple[str, ...]:
    """The languages of a text, by the lines that begin them."""
    lines = (_LANGUAGE.fullmatch(line) for line in text.splitlines())
    return tuple(found[1] for found in lines if found)


def _only(text: str, wanted: Iterable[str]) -> str:
    """The text with empty lines for all other languages: to parse them all takes its time."""
    shown, lines = True, []
    for line in text.splitlines():
        if found := _LANGUAGE.fullmatch(line):
            shown = found[1] in wanted
        lines.append(line if shown else "")
    return "\n".join(lines)


def _read(path: Path, name: str, langs: Iterable[str]) -> Mapping[str, Words]:
    """The first language of a file and those of `langs`; raises ContentError for faults in them."""
    try:
        text = path.read_text("utf-8")
        return _languages(_only(text, {*_begun(text)[:1], *langs}), name)
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "it is not saved as UTF-8"
        message = f"the words of the templates cannot be read ({reason})"
        raise ContentError([Finding("words", message, _ORIGINAL, name)]) from fault


def _fields(words: str) -> set[tuple[str | None, ...]] | None:
    """What stands in braces in the words; None where the braces do not match."""
    try:
        return {found[1:] for found in Formatter().parse(words) if found[1] is not None}
    except ValueError:
        return None


def _faults(lang: str, words: Words, model: Words) -> Iterator[tuple[str, str, str]]:
    """What the words of a language lack, held against those of the first language."""
    for key, example in model.items():
        if key not in words:
            advice = f"add a line '{key}:' with the words for “{example}”"
            yield "words-key", f"'{lang}' has no '{key}'", advice
        elif _fields(words[key]) != _fields(example):
            message = f"'{key}' of '{lang}' has other words in braces than “{example}”"
            yield "words-braces", message, "leave what is in braces as it is there"


def words(path: Path, lang: str) -> Words:
    """The words for a language: those of its region over those of the language itself.

    Raises ContentError where the language is not there, or lacks words.
    """
    name = f"{path.parent.name}/{path.name}"
    base = lang.split("-", maxsplit=1)[0]
    held = _read(path, name, (base, lang))
    if base not in held and lang not in held:
        message = f"there are no words for the language '{lang}'"
        there = ", ".join(_begun(path.read_text("utf-8")))
        advice = f"add '{base}:' with the keys of another language (there are: {there})"
        raise ContentError([Finding("words-language", message, advice, name)])
    found = {**held.get(base, {}), **held.get(lang, {})}
    model = next(iter(held.values()))
    faults = list(_faults(lang, found, model)) or list(_faults(lang, found, dict(_NEEDED)))
    if faults:
        raise ContentError(Finding(*fault, name) for fault in faults)
    return found


@functools.lru_cache
def _written(value: date, lang: str) -> str:
    """A day as the language writes it, with spaces that do not break."""
    from babel import Locale, UnknownLocaleError  # late: with nothing to do, it is not needed
    from babel.dates import format_date

    base = lang.split("-", maxsplit=1)[0]
    for name in (lang, base, "en"):  # en-XX is no region, and a language may be too rare
        with contextlib.suppress(UnknownLocaleError, ValueError):
            written = format_date(value, "long", Locale.parse(name, sep="-"))
            break
    return re.sub(r"\s", "\N{NO-BREAK SPACE}", written)


def version_parts(front: FrontMatter, words: Words) -> tuple[str, ...]:
    """The version, and the two dates that go with it, on all that is made of an article.

    None of them goes over two lines.
    """
    parts = (
        words["version"].format(version=front.version),
        words["reviewed"].format(date=_written(front.reviewed, front.lang)),
        words["next_review"].format(date=_written(front.next_review, front.lang)),
    )
    return tuple(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def short_line(front: FrontMatter, words: Words) -> str:
    """Version and next review, where there is no room for the whole line."""
    version, _, following = version_parts(front, words)
    return f"{version} {words['separator']} {following}"


def version_line(front: FrontMatter, words: Words) -> str:
    """Version and dates in one line."""
    return f" {words['separator']} ".join(version_parts(front, words))
