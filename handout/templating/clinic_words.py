"""The clinic's own words, in an article's language where the clinic has them in it."""

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from handout.model.clinic import Clinic
from handout.model.findings import Finding
from handout.model.foreign_words import ForeignWords
from handout.model.markup import Folders
from handout.source.reading import key_place
from handout.typography import languages

_WORD = re.compile(r"[^\W\d_]{3}")
"""Of `8.30-18.00` there is nothing to translate."""


def _nearest(words: Mapping[str, str], lang: str) -> str:
    """The tag of the words that are in a language; empty where none are."""
    alike = (tag for tag in words if languages.broadest(tag) == languages.broadest(lang))
    return next((tag for tag in languages.lookup(lang) if tag in words), next(alike, ""))


def _marked(words: str, lang: str, around: str) -> str:
    """Words that say their language, where it is not that of the words around them."""
    if not words or not lang or languages.broadest(lang) == languages.broadest(around):
        return words
    from_right = languages.runs_from_right(lang)
    differs = from_right != languages.runs_from_right(around)
    direction = ("ltr", "rtl")[from_right] if differs else ""
    return ForeignWords(words, lang, direction)


def _said(words: str | Mapping[str, str], own: str, lang: str) -> str:
    """Words in a language; where they are not in it, in the clinic's own."""
    if isinstance(words, str):
        return _marked(words, own, lang)
    tag = _nearest(words, lang) or _nearest(words, own or lang) or next(iter(words))
    return _marked(words[tag], tag, lang)


def _texts(clinic: Clinic) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    """What may be in several languages, by its key."""
    yield "strapline", clinic.strapline
    yield "hours", clinic.hours
    if clinic.out_of_hours:
        yield "out_of_hours.note", clinic.out_of_hours.note


def lacking(clinic: Clinic, lang: str, folders: Folders) -> Iterator[Finding]:
    """A warning for each text of the clinic that an article in a language shows in another."""
    for key, words in _texts(clinic):
        said = _said(words, clinic.lang or "", lang)
        if not isinstance(said, ForeignWords) or not _WORD.search(said):
            continue
        message = f"'{key}' has no words in {lang}, and articles in {lang} show those in"
        message += f" {said.lang}"
        name, both = key.rpartition(".")[2], f"{{{said.lang}: …, {lang}: …}}"
        place = key_place(key, folders)
        yield Finding.warning("clinic-words", message, f"write {name}: {both}", *place)


def in_language(clinic: Clinic, lang: str) -> Clinic:
    """The clinic as an article in a language shows it; words in another language say so."""
    own, after = clinic.lang or "", clinic.out_of_hours
    return replace(
        clinic,
        name=_marked(clinic.name, own, lang),
        address=tuple(_marked(line, own, lang) for line in clinic.address),
        strapline=_said(clinic.strapline, own, lang),
        hours=_said(clinic.hours, own, lang),
        out_of_hours=after and replace(after, note=_said(after.note, own, lang)),
    )
