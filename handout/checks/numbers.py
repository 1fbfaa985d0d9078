"""The numbers in a text: amounts, times, days and telephone numbers, however they are written."""

import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from handout.typography.numbers import value


class Number(NamedTuple):
    """A number in a text."""

    written: str
    line: int
    value: str
    """The same for all ways of writing it."""
    clock: str = ""
    """The time of day that it is or may be, by a clock of twelve hours."""
    is_time: bool = False
    may_be_word: bool = False
    """Whether other languages may well write it in letters: a month, or a figure without a unit."""
    parts: tuple[str, ...] = ()
    """Of a day or a telephone number, which may be grouped otherwise elsewhere."""


_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_SIGNS = str.maketrans({"٫": ".", "٬": ",", "‑": "-", "’": "'", "\u00a0": " ", "\u202f": " "})
_VULGAR = "¼½¾⅓⅔⅛"
_SIMPLE = rf"""
    (?P<date> (?<![\d./-]) \d{{1,4}} (?P<sign>[./-]) \d{{1,2}} (?P=sign) \d{{1,4}} (?![./-]?\d) )
  | (?P<clock> (?<![\d.,:]) (?P<hour>[01]?\d|2[0-4]) (?P<colon>[:.hH]) (?P<minute>[0-5]\d)
      (?!\d|[.,:]\d) )
  | (?P<vulgar> (?P<whole>\d*)\ ?(?P<sign_of_part>[{_VULGAR}]) | (?<![\d/]) [1-9]/[2-9] (?![\d/]) )
  | (?P<amount> \d{{1,3}} (?:[ ']\d{{3}})+ (?!\d) (?:[.,]\d+)? | \d+ (?:[.,·]\d+)* )
"""
_TELEPHONE = r"(?P<telephone> (?<![\d.,:]) [+(]{0,2} \d [\d\ ()./-]{5,40} \d (?![,:]?\d) )"
_NUMBERS = re.compile(_SIMPLE, re.VERBOSE)
_ALL = re.compile(f"{_TELEPHONE} | {_SIMPLE}", re.VERBOSE)
_RANGE = re.compile(r"[1-9]\d{0,4}-[1-9]\d{0,4}")
_HALF_DAY = re.compile(r"\s?[ap]\.?\s?m\b", re.IGNORECASE)
_HOUR = re.compile(r"\s?(?:(?:h|uhr|uur|ч|год)(?!\w)|[時时点點시])", re.IGNORECASE)
_MONTH = re.compile(r"\s?[月월]")
_UNIT = re.compile(
    r"\s?(?:[%٪％‰×°]|(?:x|mg|mcg|[µμ]g|g|kg|ml|cl|dl|l|mm|cm|m|km|mmol|kcal|iu|ui|ie"
    r"|мг|мкг|г|кг|мл|л|мм|см|м)(?!\w))",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    """The text with the figures 0 to 9, whatever the writing system, and one sign of each kind."""
    figures = {
        one: str(unicodedata.digit(one))
        for one in set(text)
        if not one.isascii() and unicodedata.digit(one, None) is not None
    }
    return _INVISIBLE.sub("", text).translate(_SIGNS | str.maketrans(figures))


def _is_telephone(run: str) -> bool:
    """Whether groups of figures are read one by one."""
    groups = re.findall(r"\d+", run)
    count = sum(map(len, groups))
    if count < 7 or _RANGE.fullmatch(run) or re.search(r"[ ./-]{2}|\D{3}", run):
        return False
    return count >= 10 or all(len(group) > 1 for group in groups)


def _telephone(match: re.Match[str], line: int, lang: str) -> Iterator[Number]:
    run = match["telephone"]
    dates = (one.end("date") for one in _NUMBERS.finditer(run) if one["date"])
    if not _is_telephone(run) or len(run) in dates:
        for one in _NUMBERS.finditer(match.string, *match.span()):
            yield from _made(one, line, lang)
        return
    groups = tuple(re.findall(r"\d+", run))
    yield Number(run, line, "".join(groups), parts=groups)


def _date(match: re.Match[str], line: int, _: str) -> Iterator[Number]:
    parts = [str(int(part)) for part in re.findall(r"\d+", match["date"])]
    yield Number(match["date"], line, "/".join(sorted(parts)), parts=tuple(parts))


def _time(hours: str, minutes: str) -> str:
    """A time of day by a clock of twelve hours."""
    return f"{int(hours) % 12}:{minutes}"


def _clock(match: re.Match[str], line: int, lang: str) -> Iterator[Number]:
    written, time = match["clock"], _time(match["hour"], match["minute"])
    is_time = match["colon"] != "." or bool(_HALF_DAY.match(match.string, match.end()))
    yield Number(written, line, time if is_time else _value(written, lang), time, is_time)


def _vulgar(match: re.Match[str], line: int, _: str) -> Iterator[Number]:
    written = match["vulgar"]
    if sign := match["sign_of_part"]:
        amount = int(match["whole"] or 0) + unicodedata.numeric(sign)
    else:
        amount = int(written[0]) / int(written[2])
    yield Number(written, line, f"{amount:.9g}")


def _value(digits: str, lang: str) -> str:
    """A number's value, as its language writes it; zeros at its beginning stay."""
    plain = re.sub(r"[ ']", "", digits).replace("·", ".")
    if plain.isdecimal():
        return plain
    try:
        return f"{value(plain, lang):.15g}"
    except ValueError:  # such as 1,00,000
        return re.sub(r"\D", "", plain)


def _amount(match: re.Match[str], line: int, lang: str) -> Iterator[Number]:
    written, (text, end) = match["amount"], (match.string, match.end())
    half, hour = _HALF_DAY.match(text, end), _HOUR.match(text, end)
    may_be_hour = len(written) < 3 and int(written) <= 24
    time = _time(written, "00") if may_be_hour else ""
    is_bare = len(written) == 1 and not half and not _UNIT.match(text, end)
    may_be_word = is_bare or bool(may_be_hour and _MONTH.match(text, end))
    is_time = may_be_hour and bool(half or hour)
    yield Number(written, line, _value(written, lang), time, is_time, may_be_word)


_KINDS: Mapping[str, Callable[[re.Match[str], int, str], Iterator[Number]]] = {
    "telephone": _telephone,
    "date": _date,
    "clock": _clock,
    "vulgar": _vulgar,
    "amount": _amount,
}
"""What makes numbers of a match, by the group that has matched."""


def _made(match: re.Match[str], line: int, lang: str) -> Iterator[Number]:
    groups = match.groupdict()
    kind = next(name for name in _KINDS if groups.get(name))
    return _KINDS[kind](match, line, lang)


def numbers_in(text: str, line: int, lang: str) -> Iterator[Number]:
    """The numbers in a text of a line, by the rules of its language."""
    for match in _ALL.finditer(_plain(text)):
        yield from _made(match, line, lang)


Pair = tuple[list[Number], list[Number]]


def _unequal(ours: Iterable[Number], theirs: Iterable[Number]) -> Pair:
    """What is left of two lists of numbers without those of the same value."""
    waiting: dict[str, list[Number]] = {}
    for one in theirs:
        waiting.setdefault(one.value, []).append(one)
    left = [one for one in ours if not waiting.get(one.value) or not waiting[one.value].pop(0)]
    return left, sorted(chain.from_iterable(waiting.values()), key=attrgetter("line"))


def _without_times(ours: Iterable[Number], theirs: Iterable[Number]) -> Pair:
    """What is left of them without times of day that are written otherwise, such as 6 pm and 18."""
    rest = dict(enumerate(theirs))
    waiting: dict[tuple[str, bool], deque[int]] = {}
    for place, one in rest.items():
        waiting.setdefault((one.clock, one.is_time), deque()).append(place)
    left = []
    for one in ours:
        kinds = ((one.clock, True), (one.clock, not one.is_time))
        same = [places for kind in kinds if one.clock and (places := waiting.get(kind))]
        if same:
            del rest[min(same).popleft()]
        else:
            left.append(one)
    return left, list(rest.values())


def _in_parts(numbers: Iterable[Number]) -> Iterator[Number]:
    """Numbers, the groups of days and telephone numbers one by one."""
    for one in numbers:
        for part in one.parts:
            is_month = "/" in one.value and int(part) <= 12
            yield one._replace(value=part, may_be_word=is_month, parts=())
        if not one.parts:
            yield one


def differences(ours: Iterable[Number], theirs: Iterable[Number]) -> Pair:
    """The numbers that only one of two texts has.

    A number that other languages may write in letters counts only against another number.
    """
    left, rest = _without_times(*_unequal(ours, theirs))
    left, rest = _unequal(_in_parts(left), _in_parts(rest))
    if not rest:
        left = [one for one in left if not one.may_be_word]
    if not left:
        rest = [one for one in rest if not one.may_be_word]
    return left, rest
