"""Interface strings: the words that templates add around an article, by language."""

import functools
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import NamedTuple, TypeAlias

from handout.model.errors import ContentError
from handout.model.findings import UNREVIEWED, Finding, Severity, joined, nearest_word
from handout.model.foreign_words import ForeignWords
from handout.model.installation import TEMPLATES, template_file, template_folders
from handout.source import schema
from handout.typography import language_names, languages

InterfaceStrings: TypeAlias = Mapping[str, str]

FOLDER = "strings"
"""Their folder in the templates' folder: a file for each language, `en.yaml`."""
_ENDING = ".yaml"
ENGLISH = "en"
"""The language that has all of them, whose words stand for those that another lacks."""

_NEEDED: InterfaceStrings = {
    "version": "Version {version}",
    "reviewed": "Reviewed {date}",
    "next_review": "Next review {date}",
    "draft": "Draft: not reviewed",
    "unapproved": "Draft: not approved",
}
"""The strings that the version line is made of, whatever the templates use."""
_TOGETHER = (tuple(_NEEDED), ("page", "page_of"))
"""What stands in one line: where one of them is English, so are the others."""
_INSTEAD: InterfaceStrings = {
    "separator": "·",
    # English patterns find nothing in another language, or what is none; the numbers find most.
    # What they miss is on the slides as well, but not in the look of a warning.
    "emergency": "112/١١٢/۱۱۲ | 911/٩١١/۹۱۱ | 999/٩٩٩/۹۹۹",
    "reference_headings": "",
    "reviewed_by": "",
    "no_treatment": "",
    "also_in": "",  # it would name the wrong language
}
"""What stands for strings that a language lacks where English ones would be wrong."""
_SILENT = ("direction", "reviewed_by", "also_in", "no_treatment")
"""Keys without which all words of an article are in its language."""
_DIRECTIONS = ("ltr", "rtl")
_ALIKE = 0.8
"""From how much in common on a key is another one misspelt, of 1."""
_ORIGINAL = "mend the file, or get it back from the original"


class Loaded(NamedTuple):
    """The interface strings for a language, and what is said of their files."""

    strings: InterfaceStrings
    """Those in English, for want of others, are ForeignWords."""
    findings: tuple[Finding, ...]
    """Those without a path are about the language that the article names."""


def _names(folder: Path) -> list[str]:
    """The names of the files with words in a folder; none where there is no folder."""
    try:
        return [name for name in os.listdir(folder) if name.endswith(_ENDING)]  # noqa: PTH208  # quicker
    except OSError:
        return []


def files(templates: Path, lang: str) -> tuple[Path, ...]:
    """The files with words for a language, the nearest first: its region's, then its own."""
    folders = reversed(template_folders(templates))  # the clinic's own go before ours
    names = ((folder, name) for folder in folders for name in _names(folder / FOLDER))
    there = {languages.canonical(one[1].removesuffix(_ENDING)): one for one in names}
    found = (there[tag] for tag in languages.lookup(lang) if tag in there)
    return tuple(folder / FOLDER / name for folder, name in found)


def shown_name(path: Path) -> str:
    """A file of interface strings as findings name it."""
    return "/".join(path.parts[-3:])


_parsed = functools.lru_cache(schema.read_words)


def _read(path: Path) -> schema.Words:
    """The strings of one file, and what is wrong with it; raises ContentError if it is no text."""
    name = shown_name(path)
    try:
        return _parsed(path.read_text("utf-8-sig"), name)
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "it is not saved as UTF-8"
        message = f"the words of the templates cannot be read ({reason})"
        raise ContentError([Finding("words", message, _ORIGINAL, name)]) from fault


def _placeholders(string: str) -> set[tuple[str | None, ...]] | None:
    """What stands in braces in a string; None where the braces do not match."""
    try:
        return {field[1:] for field in Formatter().parse(string) if field[1] is not None}
    except ValueError:
        return None


def _english(templates: Path) -> InterfaceStrings:
    """The English strings; raises ContentError where even the version line lacks its words."""
    path = template_file(templates, f"{FOLDER}/{ENGLISH}.yaml")
    english, broken = _read(path)
    faults = [
        Finding(
            "words-key",
            f"'{key}' is missing, or has other words in braces than “{like}”",
            f"write a line '{key}: {like}', in words of your own",
            shown_name(path),
        )
        for key, like in _NEEDED.items()
        if _placeholders(english.get(key, "")) != _placeholders(like)
    ]
    if broken or faults:
        raise ContentError(broken or faults)
    return {**_INSTEAD, **english}


def _is_usable(key: str, words: str, english: InterfaceStrings) -> bool:
    """Whether a string can stand where the English one does."""
    if key == "direction":
        return words in _DIRECTIONS
    return key not in english or _placeholders(words) == _placeholders(english[key])


def _completed(own: InterfaceStrings, english: InterfaceStrings) -> InterfaceStrings:
    """The strings of a language, with English ones for those that it lacks."""
    lacking = {key for key in english if key not in own}
    lacking.update(*(group for group in _TOGETHER if lacking & {*group}))
    side = "ltr" if own["direction"] == "rtl" else ""
    borrowed = {key: ForeignWords(english[key], ENGLISH, side) for key in lacking}
    return {**own, **borrowed, **{key: _INSTEAD[key] for key in lacking if key in _INSTEAD}}


def _warning(
    rule: str, message: str, advice: str, path: Path | None = None, key: str = ""
) -> Finding:
    """A warning, at the line of a key in a file."""
    if path is None:
        return Finding.warning(rule, message, advice)
    lines = enumerate(path.read_text("utf-8-sig").split("\n"), 1) if key else ()
    line = next((n for n, words in lines if words.startswith(f"{key}:")), 0)
    return Finding.warning(rule, message, advice, shown_name(path), line)


def _none(lang: str, templates: Path) -> Finding:
    """The warning that there is no file for a language."""
    folder = f"{templates.name}/{FOLDER}"
    message = f"the words around the text are English, as there are none for '{lang}'"
    if meant := language_names.tag_of_country(lang):
        message = f"'{lang}' is a country's and no language's, so the words around are English"
        return _warning("words-language", message, f"write {meant}")
    advice = f"copy {folder}/{ENGLISH}.yaml to {folder}/{languages.broadest(lang)}.yaml"
    return _warning("words-language", message, f"{advice}, and translate it there")


def _lacking(keys: Sequence[str], path: Path, english: InterfaceStrings) -> Finding:
    """The warning that names what a file lacks."""
    message = f"'{keys[0]}' is missing, and English words stand in its place"
    advice = f"add a line '{keys[0]}:' with the words for “{english[keys[0]][:60]}”"
    if len(keys) > 1:
        message = f"{len(keys)} strings are missing, and English words stand in their place"
        lines = joined(f"'{key}:'" for key in keys)
        advice = f"add lines with {lines}, as in {ENGLISH}.yaml"
    return _warning("words-key", message, advice, path)


def _unusable(key: str, words: str, path: Path, english: InterfaceStrings) -> Finding:
    """The warning that a string cannot be used."""
    if key == "direction":
        return _warning("words-key", f"'{key}' cannot be '{words}'", "write ltr or rtl", path, key)
    message = f"'{key}' has other words in braces than “{english[key]}”, which stands in its place"
    return _warning("words-braces", message, "leave what is in braces as it is there", path, key)


def _misspelt(given: InterfaceStrings, path: Path) -> Iterator[Finding]:
    """A warning for each key that is none of handout's, and nearly one; others are the clinic's."""
    ours = _read(template_file(TEMPLATES, f"{FOLDER}/{ENGLISH}.yaml")).by_key
    for key in given.keys() - ours.keys():
        if near := nearest_word(key, ours, _ALIKE):
            message = f"'{key}' is no string that the templates know"
            yield _warning("words-key", message, f"did you mean '{near}'?", path, key)


def _unreviewed(path: Path) -> Finding:
    """The note that nobody has read a file."""
    message = "no native speaker has read these words"
    advice = "have one read them, and put the name behind 'reviewed_by:'"
    return Finding.note(UNREVIEWED, message, advice, shown_name(path))


def load(templates: Path, lang: str) -> Loaded:
    """The strings for a language; those of its region go before those of the language itself.

    Raises ContentError where a file of theirs cannot be read, or the English one has a fault.
    """
    english, paths = _english(templates), files(templates, lang)
    read = {path: _read(path) for path in paths}
    held = {
        key: (words, path)
        for path in reversed(paths)
        for key, words in read[path].by_key.items()
        if words.strip()
    }
    odd = {key: one for key, one in held.items() if not _is_usable(key, one[0], english)}
    direction = _DIRECTIONS[languages.runs_from_right(lang)]
    usable = {key: words for key, (words, _) in held.items() if key not in odd}
    own = {"direction": direction, **usable}
    missing = [key for key in english if key not in held and key not in _SILENT]
    broken = (one for path in paths for one in read[path].findings)
    findings = [one._replace(severity=Severity.WARNING) for one in broken]
    findings += [_unusable(key, *one, english) for key, one in odd.items()]
    if not paths:
        findings.append(_none(lang, templates))
    elif missing and held:
        findings.append(_lacking(missing, paths[-1], english))
    findings += [one for path in paths for one in _misspelt(read[path].by_key, path)]
    findings += [_unreviewed(path) for path in paths if not read[path].by_key.get("reviewed_by")]
    return Loaded(_completed(own, english), tuple(findings))


def interface_strings(templates: Path, lang: str) -> InterfaceStrings:
    """The strings for a language, English ones for those that it lacks."""
    return load(templates, lang).strings
