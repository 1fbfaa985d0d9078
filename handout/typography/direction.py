"""What must keep its own order in text that runs from right to left: numbers, doses, addresses.

The bidirectional algorithm (UAX 9) takes the parts of `1-800-985-5990` or `5–10 mg` for numbers
and signs that follow the direction of the words around them, and puts the last part first.
Western digits and Latin letters run from left to right. Arabic-Indic and Persian digits are read
as the letters around them are, ٥–١٠ from the right, but for phone numbers.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LRM, RLM = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
RLI, PDI = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no text: a picture, a note's mark, words with a direction of their own."""

_LETTERS = (
    "\u0590-\u065f\u066d-\u06ef\u06fa-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""Letters from right to left, and the punctuation of their scripts."""
_NATIVE = "\u0660-\u0669\u06f0-\u06f9"
"""Arabic-Indic digits, and those of Persian and Urdu, which the algorithm takes for Western."""
_SIGNS = "+\\-\u2212%\u066a\u2030\u0609\u060a°#$£€¥′″"
"""What the algorithm takes for a part of the number that it touches."""

# Patterns are compiled where they are first used: those of so many letters take a while.
_FROM_RIGHT_LETTER = f"[{_LETTERS}]"
_FIRST_LETTER = rf"[^\W\d_]|[{_LETTERS}]"
_PHRASE = rf"[{_LETTERS}](?:[^{OBJECT}\n\vA-Za-zÀ-ɏ]*[{_LETTERS}])?"
"""Words from right to left with the numbers between them."""
_STRETCH = f"[^{_LETTERS}{OBJECT}\n\v]+"
"""What stands between two letters of the language, or pauses."""
_NO_LATIN = f"{_LETTERS}{_NATIVE}\\n\\v"
_ONLY_LATIN = re.compile(rf"^[^\S\n\v]*([^{_NO_LATIN}]*[^\s{_NO_LATIN}])", re.MULTILINE)
_WORDS_ONLY = re.compile(r"(?:[^\W\d_]|\s)+")

_NATIVE_NUMBER = re.compile(
    rf"[+(\u2212-]*[{_NATIVE}]"
    rf"(?:[ \u00a0\u202f]?[-\u2010-\u2015\u2212()/.,:\u066b\u066c×+]?[ \u00a0\u202f]?[{_NATIVE}])*"
)
_NATIVE_GROUP = re.compile(f"[{_NATIVE}]+")
_PERSIAN = re.compile("[\u06f0-\u06f9]")
_PHONE_SIGNS = re.compile(rf"[{_NATIVE}\s()+./\u2010\u2011\u2212-]+")
_LEAST_DIGITS = 7
"""Of a phone number with a sign or a space in it."""
_DATE = re.compile(r"[12] [12] [24]|4 [12] [12]")
"""How many digits stand in the parts of a date."""

_NEXT = re.compile(r"(?<!\bext)[,;:.!?|]\s+(?=[+(\u2212<>≤≥≈~£$€]?\s?\d)")
"""Where one number ends and another begins."""
_CORE = re.compile(
    r"""(?:(?<![^\s(\["'“‘«\u200e\ufffc])(?:[-+\u2212#№§@/.£$€¥(\[]|[±×<>≤≥≈~=]\s?)+)?"""
    r"[^\W_](?:.*[^\W_])?",
    re.DOTALL,
)
_BEHIND = re.compile(r"\s?[%‰°]|[′″)\]]|\+(?![^\W_])|(?<=[A-Za-z]\.[A-Za-z])\.|(?<=\w)/(?!\w)")
_PAIRS = {")": "(", "]": "["}
_ALONE = re.compile(r"\d+")
_ADDRESS = re.compile(r"@|://|www\.|\w\.\w")

Range = tuple[int, int]


class Isolate(NamedTuple):
    """A range of a text that keeps its own order."""

    start: int
    end: int
    rtl: bool = False


class Order(NamedTuple):
    """What keeps its own order in a text, by its places in the text."""

    isolates: tuple[Isolate, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    """The marks of direction that must stand before some characters, in the isolates or out."""


def _is_latin(letter: str) -> bool:
    """Whether it is a letter that runs from left to right."""
    return unicodedata.bidirectional(letter) == "L" and letter != LRM


def _is_phone(number: str) -> bool:
    """Whether a number in native digits is read from the left, unlike a range or a date."""
    groups = [len(one) for one in _NATIVE_GROUP.findall(number)]
    if sum(groups) < _LEAST_DIGITS or _DATE.fullmatch(" ".join(map(str, groups))):
        return False
    zero = unicodedata.digit(next(c for c in number if c.isdigit())) == 0 and groups[0] > 1
    begins = number[0] in "+(" or zero or len(groups) > 2
    return begins and _PHONE_SIGNS.fullmatch(number) is not None


def _is_attached(text: str, start: int, end: int) -> bool:
    """Whether native digits stand in a Latin word, as in `CoV-٢`."""
    before = text[max(0, start - 2) : start]
    after = text[end : end + 1]
    return any(map(_is_latin, (*before.rstrip("-‑")[-1:], *after)))


def _fenced(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The marks that let native digits follow each other from the left, whatever is between."""
    for group in _NATIVE_GROUP.finditer(text, start, end):
        yield group.start(), LRM
        if group.end() < end:
            yield group.end(), LRM


def _steadied(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The marks that let Persian digits run as they do among Persian letters, whatever is near."""
    if _PERSIAN.search(text, start, end):
        yield start, RLM
        for group in _NATIVE_GROUP.finditer(text, start, end):
            if text[group.end() : group.end() + 1] in tuple(_SIGNS.replace("\\", "")):
                yield group.end(), RLM


def _unmatched(text: str, start: int, end: int) -> int | None:
    """The place of a bracket in a range whose other half is not in it."""
    opened: list[int] = []
    for place in range(start, end):
        if text[place] in "([":
            opened.append(place)
        elif text[place] in _PAIRS and (not opened or text[opened.pop()] != _PAIRS[text[place]]):
            return place
    return opened[0] if opened else None


def _with_what_is_behind(text: str, start: int, end: int, limit: int) -> int:
    """The end of a range with the signs that belong to it: a percent sign, a closing bracket."""
    while (sign := _BEHIND.match(text, end)) and sign.end() <= limit:
        if sign[0] in _PAIRS and _unmatched(text, start, end) is None:
            break
        end = sign.end()
    return end


def _is_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the first bracket of a range is closed by the last."""
    held = text[start] in "([" and text[end - 1] in _PAIRS
    return held and _unmatched(text, start + 1, end - 1) is None


def _kept(text: str, start: int, end: int) -> Iterator[Range]:
    """The ranges to isolate in one that has no letter from right to left."""
    core = _CORE.search(text, start, end)
    if core is None:
        return
    first, last = core.start(), _with_what_is_behind(text, *core.span(), end)
    cut = next((m for m in _NEXT.finditer(text, first, last) if not text[first].isalpha()), None)
    place = cut.start() if cut else _unmatched(text, first, last)
    if place is not None:
        yield from _kept(text, first, place)
        yield from _kept(text, place + 1, end)
        return
    if _is_in_brackets(text, first, last):
        first, last = first + 1, last - 1
    words = text[first:last]
    if _ADDRESS.search(words) or (re.search(r"\d", words) and not _ALONE.fullmatch(words)):
        yield first, last


def _latin_lines(text: str) -> Iterator[Range]:
    """Whole lines without a letter from right to left, their full stop included."""
    ends = {len(text), *(m.start() for m in re.finditer("[\n\v]", text))}
    for line in _ONLY_LATIN.finditer(text):
        start, end = line.span(1)
        has_words = any(map(_is_latin, line[1]))
        if has_words and not _WORDS_ONLY.fullmatch(line[1]) and _rest(text, end) in ends:
            yield start, end


def _rest(text: str, place: int) -> int:
    """Where the spaces behind a place end."""
    while place < len(text) and text[place] in " \u00a0\t":
        place += 1
    return place


def _in_stretch(text: str, start: int, end: int) -> tuple[list[Range], list[tuple[int, str]]]:
    """The ranges and marks of what stands between two letters of the language."""
    isolates, marks, place = list[Range](), list[tuple[int, str]](), start
    for number in _NATIVE_NUMBER.finditer(text, start, end):
        if _is_attached(text, *number.span()):
            marks += _fenced(text, *number.span())
            continue
        isolates += _kept(text, place, number.start())
        place = number.end()
        if _is_phone(number[0]):
            isolates.append(number.span())
            marks += _fenced(text, *number.span())
        else:
            marks += _steadied(text, *number.span())
    isolates += _kept(text, place, end)
    return isolates, marks


def order(text: str) -> Order:
    """What keeps its own order in a text from right to left."""
    isolates, marks = list(_latin_lines(text)), list[tuple[int, str]]()
    whole = tuple(isolates)
    for stretch in re.finditer(_STRETCH, text):
        start, end = stretch.span()
        if not any(a <= start < b or a < end <= b for a, b in whole):
            found = _in_stretch(text, start, end)
            isolates += found[0]
            marks += found[1]
    return Order(tuple(Isolate(*one) for one in sorted(isolates)), tuple(sorted(marks)))


SHORT = 16
"""Up to how many characters of a number are kept on one line: broken, it is hard to follow."""


def unbroken(text: str) -> str:
    """A text from right to left whose short numbers have spaces that do not break."""
    for start, end, _ in order(text).isolates:
        if end - start <= SHORT:
            text = text[:start] + text[start:end].replace(" ", "\N{NO-BREAK SPACE}") + text[end:]
    return text


def has_letters_from_right(text: str) -> bool:
    """Whether any letter of a text runs from right to left."""
    return not text.isascii() and re.search(_FROM_RIGHT_LETTER, text) is not None


def begins_from_right(text: str) -> bool:
    """Whether the first letter of a text runs from right to left."""
    first = re.search(_FIRST_LETTER, text)
    return first is not None and has_letters_from_right(first[0])


def apart(isolates: Iterable[Isolate], others: Iterable[Isolate]) -> list[Isolate]:
    """Those of some ranges that overlap none of the others."""
    taken = tuple(others)
    return [i for i in isolates if not any(o.start < i.end and i.start < o.end for o in taken)]


def phrases(text: str) -> Order:
    """What keeps its own order in a text from left to right that has words from right to left."""
    with_numbers = (one for one in re.finditer(_PHRASE, text) if re.search(r"\d", one[0]))
    found = [Isolate(*one.span(), rtl=True) for one in with_numbers]
    return Order(tuple(sorted((*found, *apart(order(text).isolates, found)))))
