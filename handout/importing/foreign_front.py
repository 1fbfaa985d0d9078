"""The front matter of other programs: what is known here, and the rest below `x-`."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from msgspec import Struct

from handout.importing.document import Remark
from handout.importing.proposals import Proposal, front_lines
from handout.model.fields import LANGUAGE
from handout.model.front_matter import FrontMatter
from handout.source.yaml_tree import string
from handout.typography import languages

_FENCES = (("---", ("---", "...")), ("+++", ("+++",)))
_NAMES = {
    "title": ("title", "heading", "display_title", "pagetitle"),
    "subtitle": ("subtitle",),
    "question": ("question",),
    "description": ("description", "summary", "excerpt", "abstract"),
    "lang": ("lang", "language", "locale"),
    "authors": ("authors", "author", "byline", "creator"),
    "version": ("version",),
    "reviewed": ("reviewed",),
    "next_review": ("next_review",),
}
"""What other programs call a key; the first that is there counts."""
_DATES = {
    "reviewed": (
        *("lastmod", "last_modified", "last_modified_at", "lastupdate", "last_update"),
        *("updated", "last_reviewed", "last_updated", "modified", "date_modified"),
        *("date-modified", "date"),
    ),
    "next_review": ("review_date", "review_by", "next-review", "expirydate", "expires"),
}
"""Dates that may be those of a review, which a person is to say."""
_SHOWN = ("subtitle", "question", "description")
_KEY = re.compile(r"(?m)^([\w-]+):[ \t]*(.*)$")
_OURS = frozenset(FrontMatter.__struct_fields__) - _NAMES.keys()
_TAKEN = 10_000
"""Characters of values that nobody uses here."""


class Front(Struct, frozen=True):
    """Front matter, and the text below it."""

    values: Mapping[str, Any]
    body: str
    above: int
    """How many lines stand above the text."""


def _loaded(text: str, fence: str) -> Mapping[str, Any]:
    """The values of front matter; those of plain lines where it cannot be read as a whole."""
    try:
        found = tomllib.loads(text) if fence == "+++" else yaml.safe_load(text)
        if isinstance(found, dict):
            return {str(key): value for key, value in found.items()}
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        pass
    read = {key: value.strip("'\" ") for key, value in _KEY.findall(text)}
    unread = " ".join(_KEY.sub("", text).split())
    return read | ({"unread": unread} if unread else {})


def split(text: str) -> Front:
    """The front matter of a file, of Hugo, Jekyll, Quarto, MkDocs or Pandoc, and its text."""
    lines = text.split("\n")
    for fence, closing in _FENCES:
        if lines[0].strip() == fence:
            ends = (n for n, line in enumerate(lines[1:], 1) if line.strip() in closing)
            if end := next(ends, 0):
                values = _loaded("\n".join(lines[1:end]), fence)
                return Front(values, "\n".join(lines[end + 1 :]), end + 1)
    if lines[0].startswith("% "):  # as Pandoc has it: title, authors, date
        head = [line[2:] for line in lines[:3] if line.startswith("% ")]
        keys = zip(("title", "author", "date"), head, strict=False)
        return Front(dict(keys), "\n".join(lines[len(head) :]), len(head))
    return Front({}, text, 0)


def _words(value: Any) -> str:
    """A value in a line; of a person its name."""
    if isinstance(value, dict):
        value = value.get("name", value.get("en", next(iter(value.values()), "")))
    return " ".join(str(value).split()) if value is not None else ""


def _first(values: Mapping[str, Any], names: Sequence[str]) -> tuple[str, Any]:
    return next(((name, values[name]) for name in names if _words(values.get(name))), ("", None))


def _lang(value: Any, remarks: list[Remark]) -> str:
    """The language; British English, as a guess, where none is named."""
    tag = languages.canonical(_words(value))
    if re.fullmatch(LANGUAGE, tag):
        return tag
    remarks.append(Remark("guessed", "the language is en-GB, as nothing names it"))
    return "en-GB"


def _rest(values: Mapping[str, Any], remarks: list[Remark]) -> Iterator[str]:
    """The lines of values that are kept, though nothing here uses them; endless ones are told."""
    for key, value in values.items():
        name = key if key in _OURS or key.startswith("x-") else f"x-{key}"
        dumped = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=1000)
        if len(dumped) <= _TAKEN:
            yield from dumped.rstrip("\n").split("\n")
        else:
            told = f"“{key}”, which is longer than {_TAKEN:,} characters"
            remarks.append(Remark("left out", told, "front matter"))


def front_matter(values: Mapping[str, Any], title: str, remarks: list[Remark]) -> list[str]:
    """The lines of an article's front matter, from that of another program."""
    found = {key: _first(values, names) for key, names in _NAMES.items()}
    lang = _lang(found["lang"][1], remarks)
    texts = {key: _words(found[key][1]) for key in (*_SHOWN, "version", "reviewed", "next_review")}
    said = {key: string(words) for key, words in {"title": title, **texts}.items() if words}
    proposed = []
    for key, names in _DATES.items():
        name, value = _first(values, names)
        if name and not found[key][0]:
            proposed.append(Proposal(key, _words(value)[:10], f"“{name}” of the file"))
            remarks.append(Remark("proposed", f"{key}: {_words(value)}", f"“{name}” of the file"))
    people = found["authors"][1]
    authors = filter(None, map(_words, people if isinstance(people, list) else [people]))
    named = ", ".join(map(string, authors))
    said["authors"] = f"[{named}]" if named else ""
    known = {"title": said["title"], "lang": lang, **{key: said.get(key, "") for key in _SHOWN}}
    lines = front_lines(known, said, proposed)
    used = {name for name, _ in found.values()}
    rest = {key: value for key, value in values.items() if key not in used}
    if kept := [key for key in rest if key not in _OURS]:
        told = f"not used here, and kept below 'x-': {', '.join(kept)}"
        remarks.append(Remark("found", told, "front matter"))
    return [*lines, *_rest(rest, remarks), "---", ""]


def title_of(values: Mapping[str, Any]) -> str:
    """The title that front matter names; empty where it names none."""
    return _words(_first(values, _NAMES["title"])[1])
