"""How likely something is: numbers that cannot be compared, and words without a number."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from handout.checks.context import Context
from handout.checks.review.prose import Prose, Sentence, has, in_languages, pattern
from handout.model.article import Directive, walk
from handout.model.findings import Finding

_LANGUAGE = "en"
"""The one in which the words were tried."""
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {
    **{word: n for n, word in enumerate(_UNITS, 1)},
    **{"twenty": 20, "fifty": 50, "hundred": 100, "thousand": 1_000, "million": 1_000_000},
}
_SMALL = rf"(?:\d[\d,]{{0,12}}(?:\.\d{{1,6}})?|{'|'.join(_UNITS)})"
_LARGE = rf"(?:\d[\d,]{{0,12}}\d|[2-9]|(?:(?:a|one)\s)?(?:{'|'.join([*_WORDS][1:])}))"
_WHO = (
    "(?:people|persons?|patients?|women|woman|men|man|adults?|children|child|bab(?:y|ies)|girls?|boys?"
    "|users|cases|pregnanc(?:y|ies)|births?|operations?|procedures?)"
)
_MEASURE = (
    r"(?!\s?(?:%|°|[–/:-]\s?\d|\.\d|to\s\d|m?g\b|ml\b|mm?\b|cm\b|(?:seconds?|minutes?|hours?|days?"
    r"|nights?|weeks?|months?|years?|times|doses?|tablets?|stages?|parts?|steps?)\b))"
)
_PERCENT = r"(?:\s?%|\sper\s?cent\b)"
_CHANCE = rf"""\b(?P<n>{_SMALL})\s(?:{_WHO}\s)?
      (?:(?:in|out\sof)\s(?:every\s|each\s)? | of\severy\s | of\s(?=[\w,\s]{{1,12}}\s{_WHO}\b))
      (?P<of>{_LARGE})\b{_MEASURE}
    | \b(?P<percent>\d{{1,6}}(?:\.\d{{1,6}})?){_PERCENT}\s
      (?: (?:chance|risk|probability|likelihood)\b | of\s(?:all\s|the\s|these\s|those\s)?{_WHO}\b )
    """
_BAND = r"""(?:up\sto|than|under|over|below|above|between|from|at\sleast|at\smost
    |\d\s(?:to|and|or))\s\(?$"""
_MOST = 1_000
"""People; of more of them, others cannot well be said to be a share."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCORE = r"\b(?:scor(?:e|ed|es|ing)|scale|rat(?:e|ed|ing)\s\w+\s\w+)\b"


_ELSEWHERE: Mapping[str, str] = {
    "de": r"(?:von|unter)\s(?=[\d.]+\s(?:Person|Mensch|Patient|Frau|Männer|Kind|Fälle|Behandelt))",
    "es": r"de\scada\s",
    "fr": r"sur\s(?![\d\s]+(?:heure|jour|nuit|semaine|mois|ans?\b|fois))",
    "it": r"su\s(?![\d.]+\s(?:or[ae]|giorn|nott|settiman|mes[ei]|ann[oi]|volt))",
    "nl": r"op\s(?:de\s)?(?![\d.]+\s(?:uur|dag|nacht|week|weken|maand|jaar|keer))",
    "pt": r"em\scada\s",
}
"""What stands between the numbers of a chance in other languages."""
_BAND_ELSEWHERE = (
    r"(?:bis\szu|weniger\sals|mehr\sals|hasta|menos\sde|m[áa]s\sde|jusqu[’']à|moins\sd[e’']|plus\sd[e’']"
    r"|fino\sa|meno\sdi|più\sdi|minder\sdan|meer\sdan|tot|até|mais\sde)\s?$"
)


class Chance(NamedTuple):
    """So many of so many people."""

    written: str
    n: float
    of: int
    line: int
    is_band: bool
    """Whether it only says between what it lies, as package leaflets do."""


def _number(written: str) -> float:
    """What a number is, in figures or in letters."""
    word = written.rsplit(maxsplit=1)[-1].lower()
    return _WORDS.get(word) or float(written.replace(",", ""))


_DIGIT = re.compile(r"\d")
_IN_FIGURES = re.compile(r"\d\s(?:\w+\s)?(?:in|out|of)\b|\d\s?(?:%|per\s?cent)", re.IGNORECASE)
_IN_LETTERS = (
    *(" out of ", " in every ", " in each "),
    *(f" in {word}" for word in [*_WORDS][1:]),
    *(f" in {a} {word}" for a in ("a", "one") for word in [*_WORDS][-3:]),
)
"""One of these stands in each chance: much quicker than the whole pattern."""


_BEFORE = 15
"""Letters in which the words of a band stand."""


def _is_band(chance: re.Match[str], words: str, start: int) -> bool:
    """Whether what stands before a chance, behind the one before it, makes it a band."""
    place = chance.start()
    return bool(pattern(words).search(chance.string, max(start, place - _BEFORE), place))


def chances(text: str, line: int = 0) -> Iterator[Chance]:
    """The chances in a sentence."""
    in_letters = has(text, " in ", " out of ") and has(text, *_IN_LETTERS)
    if not (in_letters or _IN_FIGURES.search(text)) or pattern(_SCORE).search(text):
        return
    end = 0
    for match in pattern(_CHANCE).finditer(text):
        is_band, end = _is_band(match, _BAND, end), match.end()
        if percent := match["percent"]:
            written = f"{percent}%"
            yield Chance(written, float(percent), 100, line, is_band)
        elif not _YEAR.fullmatch(match["of"]) and _number(match["n"]) < _number(match["of"]):
            n, of = _number(match["n"]), int(_number(match["of"]))
            yield Chance(match[0], n, of, line, is_band)


@lru_cache
def _elsewhere(language: str) -> re.Pattern[str]:
    """What finds a chance in figures in a language but English."""
    figures = r"(?P<of>\d{1,3}(?:[.\s]\d{3}){1,3}|\d{1,9})(?![\d%/]|[.,:]\d)"
    words = _ELSEWHERE[language]
    return re.compile(rf"(?<![\d.,/])(?P<n>\d{{1,3}})\s(?:\w+\s)?{words}{figures}", re.IGNORECASE)


def _chances_elsewhere(text: str, line: int, language: str) -> Iterator[Chance]:
    """The chances in a sentence of a language but English."""
    for match in _elsewhere(language).finditer(text) if _DIGIT.search(text) else ():
        n, of = int(match["n"]), int(re.sub(r"\D", "", match["of"]))
        if n < of:
            yield Chance(match[0], n, of, line, _is_band(match, _BAND_ELSEWHERE, 0))


def _same(pair: tuple[Chance, Chance]) -> str:
    """Both of one number of people, where whole people come of it; else only that they should."""
    for of in (100, _MOST):
        counts = [one.n * of / one.of for one in pair]
        if all(count.is_integer() for count in counts):
            first, second = (f"{count:,.0f}" for count in counts)
            return f"say both of {of:,}: {first} in {of:,} and {second} in {of:,}"
    return "say both of the same number of people, such as 100 or 1,000"


def _differs(one: Chance, other: Chance) -> bool:
    """Whether they are of different numbers of people; 1 in 4 and 25% say one thing in two ways."""
    return one.of != other.of and one.n * other.of != other.n * one.of


def _by_section(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    for _, same in groupby(sentences, attrgetter("section")):
        yield [*same]


@in_languages(_LANGUAGE, *_ELSEWHERE)
def check_denominators(prose: Prose, _: Context) -> Iterator[Finding]:
    """A warning for each section in which chances are of different numbers of people."""
    language = prose.language
    for section in _by_section(prose.read):
        read = chances if language == _LANGUAGE else partial(_chances_elsewhere, language=language)
        found = [one for said in section for one in read(said.text, said.line)]
        exact = [one for one in found if not one.is_band and one.of <= _MOST]
        other = next((one for one in exact if _differs(one, exact[0])), None)
        if other:
            message = (
                f"“{exact[0].written}” and “{other.written}” are of different numbers of people, "
                "and are hard to compare"
            )
            advice = _same((exact[0], other))
            yield prose.warning("denominators", message, advice, other.line, other.written, 1.0)


_RISK = r"(?:risks?|chances?|odds|likelihood|probability)"
_TIMES = (
    rf"(?:twice|half|(?:{_SMALL}|several|many)(?:\s(?:to|or)\s{_SMALL})?\stimes|{_SMALL}[\s-]?fold)"
)
_PART = r"(?:a|one|two)[\s-](?:third|half|quarter)s?|half"
_SHARE = rf"(?:{_SMALL}(?:(?:\sto\s|[–-])\d+)?{_PERCENT}|{_PART})"
_ABOUT = r"(?:about|around|up\sto|nearly|almost|more\sthan)"
_RELATIVE = rf"""\b(?:
      (?:doubl|tripl|quadrupl|halv)(?:e|es|ed|ing)\s(?:[\w’'-]+\s){{0,4}}?{_RISK}
    | {_RISK}\s(?:[\w’'-]+\s){{0,6}}?(?:doubl|tripl|halv)(?:es|ed)
    | {_TIMES}\s(?:as\s|more\s|less\s)likely
    | {_SHARE}\s(?:more|less)\slikely
    | {_TIMES}\s(?:the|an?|your|their|as\shigh\sa|(?:higher|greater|more|lower|increased|reduced))\s
      (?:[\w’'-]+\s){{0,2}}?{_RISK}
    | {_RISK}\s(?:[\w’'-]+\s){{0,8}}?(?:by\s(?:{_ABOUT}\s)?{_SHARE}
      | {_TIMES}\s(?:as\s(?:high|great)|higher|greater|lower))
    | {_SHARE}\s(?:higher|greater|lower|increased|reduced|increase\sin|reduction\sin|decrease\sin)\s
      (?:[\w’'-]+\s){{0,3}}?{_RISK}
    | {_SHARE}\srelative\s(?:{_RISK}\s)?(?:reduction|increase|decrease)
    )"""
_COMPARED = (
    *("doubl", "tripl", "quadrupl", "halv", "half", "twice", "times", "fold", "%", "cent"),
    *("third", "quarter"),
)
_RISKS = ("risk", "chance", "odds", "likel", "probab", "relative")
_FROM_TO = rf"\d{_PERCENT}?\s(?:to|and|versus|vs\.?|compared\s\w+)\s(?:\w+\s)?\d[\d.]*{_PERCENT}"


def _has_number(text: str) -> bool:
    """Whether it says how many people something happens to."""
    return any(chances(text)) or bool(pattern(_FROM_TO).search(text))


def _shows_people(prose: Prose, section: int) -> bool:
    """Whether a section has a drawing of so many of so many people."""
    article = prose.article
    known = section in range(len(article.sections))
    blocks = article.sections[section].blocks if known else article.lead
    return any(
        isinstance(one, Directive) and one.name in ("icon-array", "risk") for one in walk(blocks)
    )


def _alone(
    section: list[Sentence], wanted: str, *gates: tuple[str, ...]
) -> Iterator[tuple[Sentence, str]]:
    """The sentences with a pattern that have no number beside them, and what was found.

    It finds something only where a word of each gate stands, which is quicker to see.
    """
    for place, one in enumerate(section):
        if all(has(one.text, *words) for words in gates) and (
            found := pattern(wanted).search(one.text)
        ):
            beside = section[max(place - 1, 0) : place + 2]
            near = chain(beside, (other for other in section if other.line == one.line))
            if not any(_has_number(other.text) for other in near):
                yield one, found[0]


@in_languages(_LANGUAGE)
def check_relative(prose: Prose, _: Context) -> Iterator[Finding]:
    """A warning where a risk is said to be larger or smaller, and not how large it is."""
    for section in _by_section(prose.running):
        for one, words in _alone(section, _RELATIVE, _RISKS, _COMPARED):
            if not _shows_people(prose, one.section):
                message = f"“{words}” does not say how many people that is"
                advice = "say how many of 1,000 people it is without it, and how many with it"
                yield prose.warning("relative-risk", message, advice, one.line, words, 1.0)


_EFFECT = r"(?:side[\s-]effects?|complications?|reactions?)"
_HARM = (
    rf"(?:{_EFFECT}|infections?|bleeding|blood\sclots?|injur(?:y|ies)|damage\b|failures?|deaths?"
    r"|problems?|scarring)"
)
_MUCH = r"(?:(?:very|extremely|quite|fairly|relatively|usually|generally)\s)?"
_HAPPENS = r"(?:is|are|can\sbe|may\sbe|happens?|occurs?)"
_IN_WORDS = rf"""\b(?:
      {_MUCH}(?:rare|uncommon|unlikely)\s(?:but\s\w+\s)?(?:\w+\s)?(?:{_EFFECT}|risk)
    | {_HARM}\s(?:(?!in\b|who\b|that\b|which\b)[\w’'-]+\s){{0,3}}?{_HAPPENS}\s{_MUCH}
      (?:rare|rarely|uncommon|unlikely|occasionally)\b
    | {_HARM}\s(?:(?!in\b|who\b|that\b|which\b)[\w’'-]+\s){{0,3}}?
      {_MUCH}(?:rarely|occasionally)\s(?:happens?|occurs?|develops?|appears?|arises?)\b
    | {_EFFECT}\s{_HAPPENS}\s{_MUCH}(?:common|frequent|often)\b
    | (?:rarely|occasionally|in\s(?:very\s)?rare\scases),?\s(?:[\w’'-]+\s){{0,2}}?{_HARM}
    | (?<!or\s)(?:small|low|slight|tiny|minimal|remote|good)\s(?:increased\s)?(?:risk|chance)\s
      (?:of|that)
    | (?<!your\s)(?<!their\s)(?<!if\sthe\s)(?<!when\sthe\s)risks?\s
      (?:of\s(?:[\w’'-]+\s){{1,5}}?)?(?:is|are)\s{_MUCH}
      (?:small|low|slight|tiny|minimal|remote)\b(?!\s(?:for|if|in)\b)
    | (?<!more\s)(?<!less\s)(?<!most\s)(?<!least\s)(?:un)?likely\sto\s(?:be\s)?
      (?:work|help|succeed|success\w*|cure|cause|harm|fail|come\sback|benefit)\b
    )"""


_FIRST = ("rare", "uncommon", "likely", "occasional", "common", "frequent", "often")
_SIZES = ("risk of", "risk that", "risk is", "risks ", "chance of", "chance that")


@in_languages(_LANGUAGE)
def check_words(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note where only a word says how often there is a harm or a benefit."""
    for section in _by_section(prose.running):
        for one, words in _alone(section, _IN_WORDS, (*_FIRST, *_SIZES)):
            if one.text.endswith("?"):
                continue
            message = f"“{words}” means something else to each reader"
            advice = "add a number that you know, such as how many of 1,000 people"
            yield prose.note("chance-in-words", message, advice, one.line, words)


_OF_PERCENT = rf"""\b(?P<part>{_SHARE})\sof\s(?:the\s|these\s|those\s|this\s|that\s)?
    (?P<whole>\d{{1,6}}(?:\.\d{{1,6}})?){_PERCENT}"""


def _product(found: re.Match[str]) -> str:
    """How many of 100 people a percentage of a percentage is, where they are whole people."""
    part = re.match(r"[\d.]+", found["part"])
    count = float(part[0]) * float(found["whole"]) / 100 if part else 0.5
    return f", such as {count:.0f} in 100" if count.is_integer() else ""


@in_languages(_LANGUAGE)
def check_percent(prose: Prose, _: Context) -> Iterator[Finding]:
    """A warning for a share of a percentage, which patients would have to multiply."""
    for one in prose.read:
        if has(one.text, "%", "cent") and (found := pattern(_OF_PERCENT).search(one.text)):
            message = f"“{found[0]}” has to be multiplied to be understood"
            advice = f"say how many of all people it is{_product(found)}"
            yield prose.warning("percent-of-percent", message, advice, one.line, found[0], 1.0)
