"""How hard a text is to read, by the formulas that were published for its language.

A formula sees the lengths of sentences and words alone: it is guidance, not a judgement.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from math import sqrt
from operator import attrgetter
from typing import NamedTuple

from handout.checks.context import Context
from handout.checks.review.prose import Prose, Sentence
from handout.model.article import Section
from handout.model.findings import Finding, joined
from handout.typography.syllables import syllables

_LEAST_WORDS, _LEAST_IN_SECTION = 100, 30
_HARDEST = 3
_SCHOOL = 13


class Counts(NamedTuple):
    """What formulas look at; words are those with letters, sentences those with words."""

    sentences: int
    words: int
    letters: int
    long: int
    """Words of more than six letters."""
    syllables: int
    single: int
    """Words of one syllable."""
    many: int
    """Words of three syllables or more."""

    @property
    def sentence_length(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences

    @property
    def word_length(self) -> float:
        """Syllables in a word."""
        return self.syllables / self.words


@functools.lru_cache(8192)
def _measured(word: str, lang: str) -> tuple[int, int, int, int, int]:
    """What a word adds to the counts, in their order."""
    letters, heard = sum(map(str.isalpha, word)), syllables(word, lang)
    return letters, letters > 6, heard, heard == 1, heard > 2


def count(sentences: Iterable[Sentence], lang: str) -> Counts:
    """What formulas look at, in a language that `syllables` knows or without syllables."""
    told = [[word for word in one.words if not word[0].isdigit()] for one in sentences]
    words = [word for sentence in told for word in sentence]
    sums = map(sum, zip(*(_measured(word, lang) for word in words), strict=True))
    return Counts(sum(map(bool, told)), len(words), *(sums if words else (0, 0, 0, 0, 0)))


def flesch_kincaid(of: Counts) -> float:
    """US school years; Kincaid and others, 1975."""
    return 0.39 * of.sentence_length + 11.8 * of.word_length - 15.59


def smog(of: Counts) -> float:
    """School years to understand all of it; McLaughlin, 1969, made for 30 sentences."""
    return 1.043 * sqrt(30 * of.many / of.sentences) + 3.1291


def wiener_sachtextformel(of: Counts) -> float:
    """School years, the first of the four formulas; Bamberger and Vanecek, 1984."""
    percent = 100 / of.words
    hard = 0.1935 * of.many * percent + 0.1297 * of.long * percent
    return hard + 0.1672 * of.sentence_length - 0.0327 * of.single * percent - 0.875


def flesch(base: float, sentence: float, word: float) -> Callable[[Counts], float]:
    """A formula of the kind of Flesch's reading ease, by its three weights."""
    return lambda of: base - sentence * of.sentence_length - word * of.word_length


class Scale(NamedTuple):
    """How a language's figure is read."""

    name: str
    formula: Callable[[Counts], float]
    limit: float
    """Beyond it a leaflet is hard for many: above it in school years, below it on other scales."""
    bands: tuple[tuple[float, str], ...] = ()
    """From which figure on it is so easy, the easiest first; empty where it is school years."""

    def hardness(self, figure: float) -> float:
        """By how much a figure is beyond the limit; 1 is at it, for school years as rounded."""
        return 1 + (self.limit - figure) / 100 if self.bands else (figure - 0.5) / self.limit

    def words(self, figure: float) -> str:
        """What a figure means."""
        if not self.bands:
            years = max(round(figure), 1)
            return (
                f"about {years} school year{'s' if years != 1 else ''}"
                if years <= _SCHOOL
                else f"more than {_SCHOOL} school years"
            )
        return next((words for least, words in self.bands if figure >= least), "very hard")


_FLESCH = (
    (80.0, "easy"),
    (70.0, "fairly easy"),
    (60.0, "average"),
    (50.0, "fairly hard"),
    (30.0, "hard"),
)
SCALES: Mapping[str, Scale] = {
    "en": Scale("Flesch-Kincaid", flesch_kincaid, 8),
    "de": Scale("Wiener Sachtextformel", wiener_sachtextformel, 8),
    "es": Scale(
        "INFLESZ",  # Szigriszt Pazos, 1993; read by the scale of Barrio Cantalejo, 2008
        lambda of: 206.835 - 62.3 * of.word_length - of.sentence_length,
        55,
        ((80, "very easy"), (65, "fairly easy"), (55, "average"), (40, "fairly hard")),
    ),
    "fr": Scale("Kandel-Moles", flesch(207, 1.015, 73.6), 60, _FLESCH),  # 1958
    "it": Scale(
        "Gulpease",  # Lucisano and Piemontese, 1988
        lambda of: 89 + (300 * of.sentences - 10 * of.letters) / of.words,
        60,
        (
            (80, "easy after 5 school years"),
            (60, "easy after 8 school years"),
            (40, "easy after 13 school years"),
        ),
    ),
    "nl": Scale("Flesch-Douma", flesch(206.835, 0.93, 77), 50, _FLESCH),  # 1960
    "pt": Scale(
        "Flesch-Martins",  # Martins and others, 1996
        flesch(248.835, 1.015, 84.6),
        50,
        ((75, "very easy: school years 1 to 4"), (50, "easy: school years 5 to 8"), (25, "hard")),
    ),
}
"""By languages."""


class _Reading(NamedTuple):
    """An article's counts, and by how much its sections are beyond the limit."""

    whole: Counts
    hardest: tuple[Section, ...]
    """Of the sections that are long enough to say, the hardest first."""


def _read(prose: Prose, scale: Scale) -> _Reading | None:
    """An article's counts; None where it is too short to say."""
    by_section = groupby(prose.running, attrgetter("section"))
    counts = {section: count(them, prose.language) for section, them in by_section}
    whole = Counts(*map(sum, zip(*counts.values(), strict=True))) if counts else None
    if whole is None or whole.words < _LEAST_WORDS:
        return None
    long = [one for one, of in counts.items() if one >= 0 and of.words >= _LEAST_IN_SECTION]
    long.sort(key=lambda one: scale.hardness(scale.formula(counts[one])), reverse=True)
    return _Reading(whole, tuple(prose.article.sections[one] for one in long[:_HARDEST]))


def _titles(sections: Iterable[Section]) -> str:
    return joined(f"“{one.title.plain}”" for one in sections)


def _figures(of: Counts, scale: Scale) -> str:
    """What a text's figure means, and in brackets the figure."""
    figure = scale.formula(of)
    more = f", SMOG {smog(of):.1f}" if scale.formula is flesch_kincaid else ""
    return f"{scale.words(figure)} ({scale.name} {max(figure, 0):.1f}{more})"


def told(prose: Prose) -> str:
    """How hard an article is to read, in a line."""
    if (scale := SCALES.get(prose.language)) is None:
        return "not measured in this language"
    if (reading := _read(prose, scale)) is None:
        return "too short to say"
    hardest = f"; the hardest: {_titles(reading.hardest)}" if reading.hardest else ""
    return f"{_figures(reading.whole, scale)}{hardest}"


def check_grade(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note where an article is harder to read than a leaflet should be."""
    scale = SCALES.get(prose.language)
    reading = _read(prose, scale) if scale else None
    if scale is None or reading is None:
        return
    if (extent := scale.hardness(scale.formula(reading.whole))) <= 1:
        return
    figures = _figures(reading.whole, scale)
    enough = f"{scale.limit:g} or {'more' if scale.bands else 'less'}"
    message = f"the text is hard to read: {figures}, and good leaflets have {enough}"
    where = f", first in {_titles(reading.hardest)}" if reading.hardest else ""
    advice = f"make its sentences and words shorter{where}"
    yield prose.note("reading-grade", message, advice, 1, "", extent)
