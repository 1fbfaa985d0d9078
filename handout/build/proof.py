"""Proves that a file is in step with its article: every sentence of it is there, in order."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from handout.formats import Format, RenderedFile
from handout.model.article import Article, Grid, Text, article_grids, article_texts
from handout.model.findings import Finding
from handout.model.shares import Share, article_shares
from handout.templating.interface_strings import InterfaceStrings
from handout.templating.version_line import version_line, version_parts
from handout.typography.families import INVISIBLE
from handout.typography.sentences import sentences

_GOES_ON = re.compile(r"\w\0\w|\d[.,:/–-]\0\d|[–−-]\0\d|\d\0[.,:/–-]\d")
"""What goes on over a place: a word, or a number."""


class _Reading(NamedTuple):
    """A text as it is compared."""

    letters: str
    """Its characters without spaces and what is not drawn."""
    gaps: frozenset[int]
    """Where spaces are, by the letters before them."""

    def _is_apart(self, place: int) -> bool:
        """Whether no word and no number goes on over a place."""
        if place in self.gaps:
            return True
        before, after = self.letters[max(0, place - 2) : place], self.letters[place : place + 2]
        return not _GOES_ON.search(f"{before}\0{after}")

    def _ends_number(self, place: int) -> bool:
        """Whether no figure follows at once; a sign and another number may."""
        return place in self.gaps or not self.letters[place : place + 1].isdigit()

    def _behind(self, letters: str, start: int, may_end: Callable[[int], bool]) -> int:
        while (place := self.letters.find(letters, start)) >= 0:
            end = place + len(letters)
            if self._is_apart(place) and may_end(end):
                return end
            start = place + 1
        return -1

    def behind(self, letters: str, start: int = 0) -> int:
        """The place behind letters that stand by themselves from a place on; -1 where none do."""
        return self._behind(letters, start, self._is_apart)

    def behind_number(self, letters: str, start: int = 0) -> int:
        """The same of what ends with a number, behind which a sign and another one may stand."""
        return self._behind(letters, start, self._ends_number)


def _read(text: str) -> _Reading:
    words = [INVISIBLE.sub("", word) for word in unicodedata.normalize("NFKC", text).split()]
    return _Reading("".join(words), frozenset(accumulate(map(len, words))))


_read_sentence = lru_cache(maxsize=2000)(_read)
"""Each is looked for in every format, and after an edit once more."""

_read_file = lru_cache(maxsize=2)(_read)
"""The same text is asked for the sentences, then for each part of the version line."""


def holds(text: str, words: str) -> bool:
    """Whether the text of a file holds the words, however they are spaced and broken."""
    return _read_sentence(words).letters in _read_file(text).letters


def _parts(text: Text, lang: str) -> Iterable[str]:
    """What stays together: sentences, or the lines of what is set as it is typed."""
    if "\n" in text.plain:
        return (line for line in text.plain.split("\n") if line.strip())
    return sentences(text.plain, lang)


_LEFT_OUT = "the template left it out; get the template back from the original"
_RECASED = "it is there in other capitals; take 'text-transform' out of the style sheet"


def missing(
    texts: Iterable[tuple[int, Text]], file: str, lang: str, path: str, where: str
) -> Iterator[Finding]:
    """An error for each sentence of the texts that a file lacks, or has not as often.

    `texts` come with their lines; `file` is all text of the file without the marks of
    footnotes; `where` names it, such as "leaflet".
    """
    there = _read_file(file)
    ends: Counter[str] = Counter()
    for line, text in texts:
        for sentence in _parts(text, lang):
            letters = _read_sentence(sentence).letters
            ends[letters] = there.behind(letters, ends[letters]) if ends[letters] >= 0 else -1
            if ends[letters] < 0:
                words = f"the sentence “{sentence[:80]}” is not on the {where}"
                exact, recased = there.letters, letters.casefold() in there.letters.casefold()
                advice = _RECASED if recased and letters not in exact else _LEFT_OUT
                yield Finding("coverage", words, advice, path, line)


def _orders(grid: Grid) -> Iterator[Iterable[Text]]:
    """The orders that a table may be read in.

    Row by row; on paper each cell behind the head of its column, that of the first but once where
    it heads the rows; on slides the first column and
    some of the others, then those that come next.
    """
    yield chain(*grid)
    head, *rows = grid
    if not rows:
        return
    yield (text for row in rows for pair in zip(head, row, strict=True) for text in pair)
    by_row = (chain(row[:1], *zip(head[1:], row[1:], strict=True)) for row in rows)
    yield chain(head[:1], *by_row)
    others = len(head) - 1
    for count in range(2, others + 1):
        bounds = [1 + others * n // count for n in range(count + 1)]
        parts = pairwise(bounds)
        yield (t for start, end in parts for row in grid for t in (row[0], *row[start:end]))


def _behind(texts: Iterable[Text], there: _Reading, lang: str, place: int) -> tuple[int, str]:
    """The place behind texts that follow each other, or the first sentence that does not."""
    for text in texts:
        for sentence in _parts(text, lang):
            place = there.behind(_read_sentence(sentence).letters, place)
            if place < 0:
                return place, sentence
    return place, ""


def out_of_order(
    grids: Iterable[tuple[int, Grid]], file: str, lang: str, path: str, where: str
) -> Iterator[Finding]:
    """An error for the first sentence that does not follow those before it; as `missing` else."""
    there, place = _read_file(file), 0
    for line, grid in grids:
        tried = [_behind(order, there, lang, place) for order in _orders(grid)]
        ends = [end for end, _ in tried if end >= 0]
        if not ends:
            words = f"the sentence “{tried[0][1][:80]}” is not in its place on the {where}"
            advice = "get the template back from the original"
            yield Finding("coverage-order", words, advice, path, line)
            return
        place = min(ends)


_NEAR, _FIRST = 3, 12
"""Letters between a number of people and what happens to them, and letters that know it."""


def _beside(there: _Reading, said: str, label: str, place: int) -> int:
    """The place behind a number of people that stands before its label, or behind it; else -1."""
    while (place := there.behind_number(said, place)) >= 0:
        begin = max(0, place - len(said) - _FIRST - _NEAR)
        before = there.letters[begin : place - len(said)]
        after = there.letters[place : place + _FIRST + _NEAR]
        if label[:_FIRST] in after or label[-_FIRST:] in before:
            return place
    return place


def miscounted(
    shares: Iterable[Share], file: str, strings: InterfaceStrings, path: str, where: str
) -> Iterator[Finding]:
    """An error for each number of people that does not stand beside what happens to them."""
    there, ends = _read_file(file), Counter[tuple[str, str]]()
    for line, n, of, rest, label in shares:
        said = strings["share"].format(n=n, of=of)
        key = _read_sentence(said).letters, _read_sentence(label).letters
        ends[key] = _beside(there, *key, ends[key]) if ends[key] >= 0 else -1
        wrong = said if ends[key] < 0 else ""
        if rest and not wrong:
            others = strings["share_not"].format(n=rest, of=of)
            wrong = others if there.behind(_read_sentence(others).letters, ends[key]) < 0 else ""
        if wrong:
            words = f"“{wrong}” does not stand beside “{label[:80]}” on the {where}"
            yield Finding("coverage", words, _LEFT_OUT, path, line)


def with_gaps(text: str, shares: Iterable[Share], strings: InterfaceStrings) -> str:
    """A text with a space between numbers of people and what happens; Chinese has none there."""
    for one in shares:
        said, first = strings["share"].format(n=one.n, of=one.of), one.label[:1]
        text = text.replace(f"{said}{first}", f"{said} {first}")
    return text


def _check_drawn(
    article: Article, row: Format, file: RenderedFile, planned: object
) -> Iterator[Finding]:
    """An error for each picture, chart and icon array of the article that is on no slide."""
    from handout.slides.planning.plan import DeckPlan, article_drawn, notes_drawn

    if not isinstance(planned, DeckPlan):
        return
    there = Counter((*file.drawn, *notes_drawn(planned, article)))
    for line, name in article_drawn(article):
        there[name] -= 1
        if there[name] < 0:
            words = f"{name} is not on the {row.name}"
            advice = _LEFT_OUT
            yield Finding("coverage", words, advice, article.path, line)


def _check_warned(
    article: Article, row: Format, strings: InterfaceStrings, planned: object
) -> Iterator[Finding]:
    """An error for each text of a warning that no slide shows as one."""
    from handout.slides.planning.plan import DeckPlan
    from handout.slides.planning.warned import unshown

    if isinstance(planned, DeckPlan):
        for line, text in unshown(planned, article, strings):
            words = f"“{text.plain[:80]}” is not shown as a warning on the {row.name}"
            advice = "put the '::: warning' outside of what it stands in"
            yield Finding("coverage", words, advice, article.path, line)


def _check_plan(
    article: Article, row: Format, file: RenderedFile, strings: InterfaceStrings, planned: object
) -> Iterator[Finding]:
    """A finding where the slides do not show what was planned for them, whole and in order."""
    from handout.slides.planning.plan import DeckPlan, layers, remarks

    if isinstance(planned, DeckPlan):
        for layer, said in zip(layers(planned), file.layers, strict=True):
            where = said, article.front.lang, article.path, row.name
            yield from out_of_order(layer.grids, *where)
            yield from missing(layer.footnotes, *where)
            yield from miscounted(layer.shares, said, strings, article.path, row.name)
        yield from remarks(planned, article, file.count)


def _check_version(
    article: Article, row: Format, file: RenderedFile, strings: InterfaceStrings
) -> Iterator[Finding]:
    """A finding where the version line is not in the file, or a part of it."""
    version, *days = version_parts(article.front, strings)
    # Slides as pages have no notes: their footers leave out the days that have no room.
    short = row.template.medium == "deck" and not row.whole
    if all(holds(file.text, part) for part in (version, *([] if short else days))):
        return
    if short:
        message = f"“{version}” has no room at the foot of a slide, so the {row.name} do not say it"
        advice = "write a shorter 'version'"
        yield Finding.warning("version-line", message, advice, article.path)
    else:
        line = version_line(article.front, strings)
        message = f"the version line “{line}” is not on the {row.name}"
        advice = _LEFT_OUT
        yield Finding("version-line", message, advice, article.path)


def check(
    article: Article, row: Format, file: RenderedFile, strings: InterfaceStrings, planned: object
) -> Iterator[Finding]:
    """A finding for each sentence of the article that its file lacks, and for the version line.

    `planned` is what the template's plan returned; None where it has none.
    """
    lang, told = article.front.lang, [*article_shares(article, row.template.medium)]
    if row.whole:
        layers = tuple(with_gaps(one, told, strings) for one in file.layers)
        file = file._replace(text=with_gaps(file.text, told, strings), layers=layers)
    whole = article_texts(article, row.template.medium) if row.whole else ()
    front = ((1, Text(words, words)) for words in article.front.proven_texts().values())
    lost = tuple(missing((*front, *whole), file.text, lang, article.path, row.name))
    yield from lost
    if planned is not None:
        yield from _check_drawn(article, row, file, planned)
        yield from _check_warned(article, row, strings, planned)
    if planned is not None and not lost:
        yield from _check_plan(article, row, file, strings, planned)
    elif row.whole and not lost:
        (said,) = file.layers or (file.text,)
        in_order = article_grids(article, row.template.medium)
        yield from out_of_order(in_order, said, lang, article.path, row.name)
        yield from miscounted(told, said, strings, article.path, row.name)
    yield from _check_version(article, row, file, strings)
