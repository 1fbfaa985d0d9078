"""What a document says of its version, dates, authors and code: proposed, and never adopted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from handout.importing.document import Block, Document, Paragraph, Table

_MONTHS = (
    r"(?:jan|feb|mar|mär|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|févr|mars|avr|juin|juil|août"
    r"|ene|abr|ago|dic|gen|mag|giu|lug|set|ott)[^\W\d_]*\.?"
)
_DAY = (
    r"(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[./]\d{4}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th|\.)? )?{_MONTHS} \d{{4}}|\d{{4}})"
)
_NEXT = (
    r"(?:next|due for|date of|date for)? ?(?:review|revision)(?: date| due| by)*:? ?(?:in |on )?"
    r"|(?:nächste (?:prüfung|überarbeitung)|gültig bis|prochaine révision|próxima revisión):? ?"
    r"(?:am |le )?"
)
_LAST = (
    r"(?:(?:last )?(?:reviewed|updated)|revised|issued?|issue date|date issued|published"
    r"|publication date|approved|produced|created|geprüft|stand|révisé|mis à jour|revisado"
    r"|actualizado|aggiornato)(?: on| in| am| le)?:? ?"
)
_VERSION = r"(?:version|vers?|fassung|versión|versione|edition|issue no)[ .:]*|\bv"
_BY = (
    r"(?:(?:written|produced|prepared|compiled) by|authors?:|verfasst von|autor:|auteur:|rédigé par"
    r"|escrito por)[: ]*"
)
_NUMBERED = r"(?i:ref(?:erence)?|leaflet|document|form|code)(?i: no| number| code|\.)*[: .]+"
_COMPILED = (
    ("next_review", re.compile(rf"(?i:{_NEXT})(?i:({_DAY}))")),
    ("reviewed", re.compile(rf"(?i:{_LAST})(?i:({_DAY}))")),
    ("version", re.compile(rf"(?i:{_VERSION})(\d+(?:\.\d+)*)")),
    (
        "authors",
        re.compile(
            rf"(?i:{_BY})([^\n;|·,]{{3,60}}?)(?=\s*(?:\.?$|[\n;|·,]|(?i:version|review|date|ref)))"
        ),
    ),
    ("code", re.compile(rf"{_NUMBERED}([A-Z]{{2,}}[\w/-]*\d[\w/-]*|[\d/-]*\d{{3,}}[\w/-]*)")),
    ("code", re.compile(r"\b([A-Z]{2,6}[-/_]\d{2,}[\w/-]*)\b")),
)
"""Patterns of what stands in headers and footers, by the key that it may be."""
_PERSON = re.compile(r"\b((?:Dr|Prof|Professor|Mr|Mrs|Miss|Ms)\.?(?: [A-Z][\w.'’-]*){1,3})")
DATED = re.compile(rf"\b({_DAY})", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:authors?|autor(?:en|a|es)?|auteurs?|version|fassung|date|datum|fecha|data|name|nom|nombre"
    r"|tel|telephone|phone|fax|e-?mail|re|ref|reference|subject|betreff|objet|asunto|signature|signed"
    r"|unterschrift|firma|(?:approved|ratified|prepared|written|produced|reviewed) by)"
    r"\b\.?\s*(?::.*)?",
    re.IGNORECASE,
)
"""A line that is a label of the document, or of a form, and what it says."""
_UNTOUCHED = "2013-12-23"
"""The day in the empty file that python-docx begins with: it says nothing of a document."""
_PROPERTIES = {"creator": "authors", "modified": "reviewed"}
_NOBODY = ("python-docx", "Microsoft Office User", "Windows User")
_MOST_IN_TEXT = 160
"""Letters of a paragraph that is about the document itself."""
_OF_PERSONS = ("version", "reviewed", "next_review", "authors")
"""The keys that a person fills in."""


class Proposal(Struct, frozen=True):
    """A value for a key of the front matter, for a person to confirm."""

    key: str
    value: str
    place: str
    """Where it came from."""


def _found(words: str, place: str) -> Iterator[Proposal]:
    for key, pattern in _COMPILED:
        if one := pattern.search(words):
            yield Proposal(key, one[1].strip(), place)


def is_about_itself(words: str) -> bool:
    """Whether a line only says when, by whom or in which version the document was made."""
    alone = (DATED, _PERSON, _LABELLED)
    return any(one.fullmatch(words) for one in alone) or any(
        one.key != "code" for one in _found(words, "")
    )


def _beside_version(words: str, place: str) -> Iterator[Proposal]:
    """A day and a person that are named beside a version, in a margin, without saying what for."""
    keys = {one.key for one in _found(words, place)}
    if "version" in keys and "reviewed" not in keys:
        days = (one[1] for one in DATED.finditer(words) if not one[1].isdecimal())
        yield from (Proposal("reviewed", day, place) for day in islice(days, 1))
    if "version" in keys and "authors" not in keys and (one := _PERSON.search(words)):
        yield Proposal("authors", one[1].strip(" ."), place)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The paragraphs of a document, those of tables too."""
    for one in blocks:
        if isinstance(one, Table):
            for row in one.rows:
                yield from (text for cell in row for text in _texts(cell.blocks))
        elif isinstance(one, Paragraph):
            yield one.text


def _all(document: Document) -> Iterator[Proposal]:
    for kind, words in document.margins:
        plain, place = " ".join(words.split()), f"{kind}: “{words}”"
        yield from (*_found(plain, place), *_beside_version(plain, place))
    texts = [one for one in _texts(document.blocks) if 0 < len(one.strip()) <= _MOST_IN_TEXT]
    for words in (*texts[-12:], *texts[:6]):
        yield from _found(words, f"the text: “{words.strip()}”")
    for key, value in document.properties:
        if key in _PROPERTIES and value not in _NOBODY and not value.startswith(_UNTOUCHED):
            day = value[:10] if key == "modified" else value
            yield Proposal(_PROPERTIES[key], day, f"Word's properties of the file, “{key}”")


def proposals(document: Document) -> tuple[Proposal, ...]:
    """The proposals, each value of a key once, three of a key at most."""
    found = dict[tuple[str, str], Proposal]()
    for one in _all(document):
        found.setdefault((one.key, one.value), one)
    kept = list[Proposal]()
    for one in found.values():
        if sum(other.key == one.key for other in kept) < 3:
            kept.append(one)
    return tuple(kept)


def comments(key: str, proposed: Iterable[Proposal]) -> list[str]:
    """The lines of comments that propose values for a key."""
    values = (one for one in proposed if one.key == key)
    return [f"# proposed: {_line(one.value)} ({_line(one.place)})" for one in values]


def front_lines(
    known: Mapping[str, str], said: Mapping[str, str], proposed: Sequence[Proposal]
) -> list[str]:
    """The first lines of front matter: what is known, and what a person is to fill in or has said.

    The values of `said` are YAML already.
    """
    lines = ["---", *(f"{key}: {words}" for key, words in known.items() if words)]
    if any(not said.get(key) for key in _OF_PERSONS):
        lines.append("# Until the next four are filled in, each page says that this is a draft.")
    for key in _OF_PERSONS:
        filled = f"{key}: {said.get(key, '')}".rstrip()
        lines += [*(() if said.get(key) else comments(key, proposed)), filled]
    code = comments("code", proposed)
    return [*lines, *(code and [*code, "# code:"])]


def _line(words: str) -> str:
    plain = re.sub(r"[^\S ]+|[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", " ", words)
    return " ".join(plain.split())[:200]
