"""What a review says of a text, and its rules by the names that `checks:` and `--json` have."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from handout.model.findings import Finding, did_you_mean, joined


class Rule(NamedTuple):
    """How a build counts what a rule has found."""

    one: str
    several: str
    """With the number's place."""


RULES: Mapping[str, Rule] = {
    "long-sentence": Rule("1 sentence is long", "{n} sentences are long"),
    "abbreviation": Rule(
        "1 abbreviation is never spelt out", "{n} abbreviations are never spelt out"
    ),
    "patients": Rule(
        "1 sentence says “patients” for “you”", "{n} sentences say “patients” for “you”"
    ),
    "no-you": Rule("“you” is hardly said", "“you” is hardly said"),
    "reading-grade": Rule("the text is hard to read", "the text is hard to read"),
    "plainer-word": Rule("1 word has a plainer one", "{n} words have plainer ones"),
    "rare-word": Rule("1 word is rare", "{n} words are rare"),
    "passive": Rule("who does what is often not said", "who does what is often not said"),
    "dose-unit": Rule("1 dose has no unit", "{n} doses have no unit"),
    "phone-number": Rule(
        "1 telephone number cannot be dialled", "{n} telephone numbers cannot be dialled"
    ),
    "relative-risk": Rule("1 risk is only compared", "{n} risks are only compared"),
    "denominators": Rule(
        "1 chance is of another number of people", "{n} chances are of other numbers of people"
    ),
    "percent-of-percent": Rule(
        "1 percentage is of a percentage", "{n} percentages are of percentages"
    ),
    "one-sided": Rule("there is more of benefits than of harms", "{n} texts are one-sided"),
    "chance-in-words": Rule("1 chance has no number", "{n} chances have no number"),
    "day-without-year": Rule("1 day has no year", "{n} days have no year"),
    "clocks": Rule("times are by two clocks", "{n} texts have times by two clocks"),
    "parts": Rule("a part may be missing", "{n} texts may lack a part"),
    "review-span": Rule("its reviews are far apart", "{n} texts have reviews far apart"),
    "old-sources": Rule("its sources are old", "{n} texts have old sources"),
}


def counted(findings: Iterable[Finding]) -> str:
    """What was found, in a few words: “4 sentences are long and 1 word is rare”."""
    names = sorted((one.rule for one in findings), key=list(RULES).index)
    counts = ((RULES[name], len(list(same))) for name, same in groupby(names))
    return joined(one.one if n == 1 else one.several.format(n=n) for one, n in counts)


def unknown_rules(
    checks: Mapping[str, str], places: Callable[[str], tuple[str, int]]
) -> Iterator[Finding]:
    """A warning for each name below `checks:` that is no rule, at its place."""
    for name in checks:
        if name not in RULES:
            message = f"no check of the text is called '{name}'"
            advice = did_you_mean(name, RULES, f"there are: {', '.join(RULES)}")
            path, line = places(name)
            yield Finding.warning("checks-unknown", message, advice, path, line)


class Review(NamedTuple):
    """What is said of a text, the worst first, and what its author keeps nevertheless."""

    findings: tuple[Finding, ...]
    kept: tuple[tuple[Finding, str], ...] = ()
    """Each with the reason."""
    reading: str = ""
    """How hard it is to read, in a line."""
    links: tuple[tuple[str, int], ...] = ()
    """The addresses that the text leads to, with their lines: a person has to open them."""
