"""Abbreviations that the text never spells out."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handout.checks.context import Context
from handout.checks.review.listed_words import COMMON, COMMON_IN, LEFT_OUT, STRESSED
from handout.checks.review.prose import Prose, in_languages
from handout.model.findings import Finding

_SHORT = re.compile(
    r"(?<![\w&/@.’'])(?<![A-Z\d][-‑])([A-Z]{2,5})(?:s|[’']s)?"
    r"(?![\w@’'/&])(?![-‑][A-Z\d])(?!\.\w)(?!\s\d)"
)
"""Two to five capitals alone: those of `HLC-SCR`, `CA 19-9` and `E45` are a code."""
_NUMERAL = re.compile("[IVX]+[A-C]?")
"""As in “stage IIA”."""
_SCAN, _SCANS = re.compile(r"[\s-]scan"), frozenset(("CT", "MRI", "PET"))
"""Says what it is, and no long name says it better; of these also elsewhere in the sentence."""
_SENT = re.compile(r"\b[Tt]ext(?: the word)? [“\"‘']?$")
"""Before a word that is sent as it stands."""
_LOUD_BEFORE, _LOUD_AFTER = re.compile(r"([A-Z]{2,})\s$"), re.compile(r"\s([A-Z]{2,})\b")
_LETTERED = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile("[A-Z]{2}")
_ALONE = r"\b([A-Z]{2,5})(?:s|[’']s)?\b"
_LISTS = r"(?!e\.g|such|like|for example|including|see)"
_TOLD = (
    re.compile(rf"\({_LISTS}(?:[^\s()]+\s){{0,2}}{_ALONE}(?:\s[^\s()]+)?\)"),  # “plasma (PRP)”
    re.compile(rf"{_ALONE}\s\({_LISTS}[^\W\d_][^)]*\)"),  # “PRP (plasma …)”
    re.compile(rf"(?:called|known as|short for|abbreviated (?:to|as)) (?:an? |the )?{_ALONE}"),
    re.compile(
        rf"{_ALONE},?(?: –)? (?:stands? for|is short for|means?|(?:is|are) (?:an?|the|your))\b"
    ),
)
"""Where an abbreviation is spelt out, or said what it is."""


class _Place(NamedTuple):
    text: str
    line: int


def _is_stressed(short: str, found: re.Match[str]) -> bool:
    """Whether it is a word in capitals: a usual one, or among others."""
    before, after = found.string[max(0, found.start() - 20) : found.start()], found.end()
    loud = (_LOUD_BEFORE.search(before), _LOUD_AFTER.match(found.string, after))
    return short in STRESSED or any(one and one[1] not in COMMON for one in loud)


def _met(places: Iterable[_Place], common: frozenset[str]) -> dict[str, tuple[int, int]]:
    """The abbreviations in a text, with the line of the first and how many there are."""
    met = dict[str, tuple[int, int]]()
    for text, line in places:
        for found in _SHORT.finditer(text):
            short = found[1]
            is_plain = (
                short in common or _NUMERAL.fullmatch(short) or _SENT.search(text[: found.start()])
            )
            is_scan = _SCAN.match(text, found.end()) or (short in _SCANS and "scan" in text)
            if not (is_plain or is_scan or _is_stressed(short, found)):
                first, count = met.get(short, (line, 0))
                met[short] = first, count + 1
    return met


def _initials(text: str, short: str) -> Iterator[str]:
    """The first letters of the words beside an abbreviation, with small words and without."""
    words = [one for one in _LETTERED.findall(text) if one.rstrip("s") != short]
    yield "".join(one[0] for one in words).upper()
    yield "".join(one[0] for one in words if one.lower() not in LEFT_OUT).upper()


def _told(places: Iterable[_Place]) -> set[str]:
    """The abbreviations that a text spells out."""
    return {found[1] for one in _TOLD for text, _ in places for found in one.finditer(text)}


def _has_words_for(short: str, places: Iterable[_Place]) -> bool:
    """Whether words beside an abbreviation begin with its letters."""
    texts = [text for text, _ in places if short in text]
    return any(short in initials for text in texts for initials in _initials(text, short))


def _is_word(short: str, places: Iterable[_Place]) -> bool:
    """Whether a text has it in small letters too, and in capitals to stress it."""
    forms = short.lower(), short.capitalize()
    texts = [text for text, _ in places]
    return any(form in text and form in _LETTERED.findall(text) for form in forms for text in texts)


@in_languages(*COMMON_IN)
def check_abbreviations(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note at the first place of each abbreviation that is never spelt out."""
    front = prose.article.front
    heads = (_Place(text, 1) for text in (front.title, front.question, front.subtitle))
    titles = (_Place(one.text, one.line) for one in prose.titles)
    body = (_Place(one.text, one.line) for one in prose.read)
    places = [*heads, *titles, *body]
    terms = (one.text for one in prose.sentences if one.place == "term")
    capital = [one for one in places if _CAPITALS.search(one.text)]  # few: the rest is quick
    told = _told(capital).union(*map(_LETTERED.findall, terms))
    met = _met(capital, COMMON | COMMON_IN[prose.language])
    left = {one: where for one, where in met.items() if told.isdisjoint((one, f"{one}s"))}
    for short, (line, count) in left.items():
        if _is_word(short, places) or _has_words_for(short, capital):
            continue
        message = f"“{short}” is never spelt out, and not everybody knows it"
        advice = f"write what it stands for at its first place, and “({short})” behind it"
        yield prose.note("abbreviation", message, advice, line, short, count)
