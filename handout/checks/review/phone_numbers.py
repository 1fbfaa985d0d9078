"""Telephone numbers that cannot be dialled: a figure is missing, or there is one too many."""

import re
from collections.abc import Iterator

from handout.checks.context import Context
from handout.checks.review.prose import Prose
from handout.model.findings import Finding
from handout.templating.phones import meant

_BESIDE = {"GB": ("IE",), "IE": ("GB",), "US": ("CA",), "CA": ("US",)}
"""Countries whose texts have numbers, and readers, of another one."""
_FOLLOWS = re.compile(r"\s\d{1,2}$|\s?/[\d\s]+$")


def _regions(lang: str) -> tuple[str, ...]:
    """The countries whose numbers a text may have; none where its language does not say so."""
    own = tuple(part for part in lang.split("-")[1:] if len(part) == 2 and part.isupper())
    return (*own, *(other for one in own for other in _BESIDE.get(one, ())))


def _is_possible(number: str, region: str | None) -> bool:
    """Whether a number has as many figures as those of a country have."""
    import phonenumbers  # late: it takes long, and few texts have a number that may be wrong

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _has_trunk_zero(number: str) -> bool:
    """Whether a 0 stands behind the code of a country where nobody dials it there."""
    import phonenumbers

    if "(0)" in number:
        return False
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    written = "".join(one for one in number if one.isdecimal())
    rest = written.removeprefix(str(parsed.country_code))
    return rest.startswith("0") and not parsed.italian_leading_zero


def _without_what_follows(number: str) -> Iterator[str]:
    """A number, and it without short ones behind it, as in 01632 960145 24 hours a day."""
    yield number
    while match := _FOLLOWS.search(number):
        number = number[: match.start()]
        if sum(map(str.isdecimal, number)) < 7:
            return
        yield number


def _fault(number: str, lang: str) -> tuple[str, str]:
    """What is wrong with a number, and what to do; empty where nothing is."""
    regions = (None,) if number.startswith("+") else _regions(lang)
    known = _without_what_follows(number)
    if regions and not any(_is_possible(one, region) for one in known for region in regions):
        return "has too many figures to be dialled, or too few", "check it, and dial it once"
    if number.startswith("+") and _has_trunk_zero(number):
        return "has a 0 behind the country's code that cannot be dialled there", "leave the 0 out"
    return "", ""


def check_numbers(prose: Prose, _: Context) -> Iterator[Finding]:
    """A warning for each telephone number that no country writes so."""
    for one in prose.read:
        for number in meant(one.text):
            wrong, advice = _fault(number, prose.article.front.lang)
            if wrong:
                message = f"“{number}” {wrong}"
                yield prose.warning("phone-number", message, advice, one.line, number, 2.0)
