"""A number as people write it, with its unit: 12, −4.5 %, 1,200 days, 1.200 Tage, 1 200."""

import re
from functools import lru_cache
from typing import NamedTuple

from handout.typography.languages import locale

ADVICE = "write a number, such as 12 or 4.5 %, in every cell but those of the first column"
"""What to do about a cell of a chart that holds no number."""

_NUMBER = re.compile(r"\s*([-−–+]?)([\d.,٫٬'’\s]*\d)[.,]?(\s?)([^\d\"]{0,12}?)\s*")
_SPACES = re.compile(r"(?<=\d)['’٬\s](?=\d{3}(?!\d))")
"""Spaces and apostrophes between thousands, which stand nowhere else."""
_GROUPED = r"\d{{1,3}}(?:{0}\d{{3}})+"


class Quantity(NamedTuple):
    """A number and what follows it."""

    value: float
    unit: str
    """With the space before it, if there is one; empty where nothing follows."""


@lru_cache
def _decimal_sign(lang: str) -> str:
    """The decimal sign of a language; takes a BCP 47 tag."""
    from babel.numbers import get_decimal_symbol  # slow to import; few articles have a chart

    known = locale(lang)
    return str(get_decimal_symbol(known, numbering_system="latn")) if known else "."


def _is_grouping(sign: str, digits: str, lang: str) -> bool:
    """Whether the only kind of sign separates thousands, as in 1,200 but not in 0,500."""
    if not re.fullmatch(_GROUPED.format(re.escape(sign)), digits) or digits.startswith("0"):
        return False
    return digits.count(sign) > 1 or sign != _decimal_sign(lang)


def value(digits: str, lang: str) -> float:
    """The number that the digits mean; raises ValueError."""
    digits = _SPACES.sub("", digits).replace("٫", ".")
    signs = sorted(set(re.findall("[.,]", digits)), key=digits.rindex)
    if len(signs) == 2:
        whole, _, fraction = digits.rpartition(signs[1])
        if not re.fullmatch(_GROUPED.format(re.escape(signs[0])), whole):
            raise ValueError(digits)
        return float(f"{whole.replace(signs[0], '')}.{fraction}")
    if signs and _is_grouping(signs[0], digits, lang):
        digits = digits.replace(signs[0], "")
    return float(digits.replace(",", "."))


_ENDLESS = 1e15
"""From here on, and at the latest where it is infinite, no number is drawn."""


def quantity(words: str, lang: str) -> Quantity | None:
    """The number that the words are, by the rules of their language; None where they are none."""
    match = _NUMBER.fullmatch(words)
    if match is None:
        return None
    sign, digits, space, unit = match.groups()
    try:
        amount = value(digits, lang)
    except ValueError:
        return None
    if amount >= _ENDLESS:
        return None
    return Quantity(
        amount if sign in ("", "+") else -amount, f"\u00a0{unit}" if space and unit else unit
    )
