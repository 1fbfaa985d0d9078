"""Proves that a file is in step with its article: every sentence of it is there."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from handout.formats import Format, RenderedFile
from handout.model.article import Article, Text, article_texts
from handout.model.findings import Finding, Severity
from handout.templating.interface_strings import InterfaceStrings
from handout.templating.version_line import version_line, version_parts
from handout.typography.families import INVISIBLE
from handout.typography.sentences import sentences


def _letters(text: str) -> str:
    """What counts of a text: its characters without spaces and what is not drawn."""
    folded = unicodedata.normalize("NFKC", text)
    return INVISIBLE.sub("", folded)


_letters_of_sentence = lru_cache(maxsize=2000)(_letters)
"""Each is looked for in every format, and after an edit once more."""

_letters_of_file = lru_cache(maxsize=1)(_letters)
"""The same text is asked for the sentences, then for each part of the version line."""


def holds(text: str, words: str) -> bool:
    """Whether the text of a file holds the words, however they are spaced and broken."""
    return _letters_of_sentence(words) in _letters_of_file(text)


def _parts(text: Text, lang: str) -> Iterable[str]:
    """What stays together: sentences, or the lines of what is set as it is typed."""
    if "\n" in text.plain:
        return (line for line in text.plain.split("\n") if line.strip())
    return sentences(text.plain, lang)


def missing(
    texts: Iterable[tuple[int, Text]], file: str, lang: str, path: str, where: str
) -> Iterator[Finding]:
    """An error for each sentence of the texts that a file lacks, or has not as often.

    `texts` come with their lines; `file` is all text of the file without the marks of
    footnotes; `where` names it, such as "leaflet".
    """
    there = _letters_of_file(file)
    needed: Counter[str] = Counter()
    for line, text in texts:
        for sentence in _parts(text, lang):
            letters = _letters_of_sentence(sentence)
            needed[letters] += 1
            if there.count(letters) < needed[letters]:
                words = f"the sentence “{sentence[:80]}” is not on the {where}"
                advice = "the template left it out; get the template back from the original"
                yield Finding("coverage", words, advice, path, line)


def out_of_order(
    texts: Iterable[tuple[int, Text]], file: str, lang: str, path: str, where: str
) -> Iterator[Finding]:
    """An error for the first sentence that does not follow those before it; as `missing` else.

    The cells of a table, which have its line, may be in any order: a wide one goes on by columns.
    """
    there, start, place, before = _letters(file), 0, 0, 0
    for line, text in texts:
        start, before = start if line == before else place, line
        for sentence in _parts(text, lang):
            letters = _letters_of_sentence(sentence)
            found = max(there.find(letters, place), there.find(letters, start))
            if found < 0:
                words = f"the sentence “{sentence[:80]}” is not in its place on the {where}"
                advice = "get the template back from the original"
                yield Finding("coverage-order", words, advice, path, line)
                return
            place = max(place, found + len(letters))


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
            advice = "the template left it out; get the template back from the original"
            yield Finding("coverage", words, advice, article.path, line)


def _check_plan(
    article: Article, row: Format, file: RenderedFile, planned: object
) -> Iterator[Finding]:
    """A finding where the slides do not show what was planned for them, whole and in order."""
    from handout.slides.planning.plan import DeckPlan, layers, remarks

    if isinstance(planned, DeckPlan):
        for layer, said in zip(layers(planned), file.layers, strict=True):
            where = said, article.front.lang, article.path, row.name
            yield from out_of_order(layer.texts, *where)
            yield from missing(layer.footnotes, *where)
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
        yield Finding("version-line", message, advice, article.path, severity=Severity.WARNING)
    else:
        line = version_line(article.front, strings)
        message = f"the version line “{line}” is not on the {row.name}"
        advice = "the template left it out; get the template back from the original"
        yield Finding("version-line", message, advice, article.path)


def check(
    article: Article,
    row: Format,
    file: RenderedFile,
    strings: InterfaceStrings,
    planned: object,
) -> Iterator[Finding]:
    """A finding for each sentence of the article that its file lacks, and for the version line.

    `planned` is what the template's plan returned; None where it has none.
    """
    lang = article.front.lang
    whole = article_texts(article, row.template.medium) if row.whole else ()
    front = ((1, Text(words, words)) for words in article.front.proven_texts().values())
    lost = tuple(missing((*front, *whole), file.text, lang, article.path, row.name))
    yield from lost
    if planned is not None:
        yield from _check_drawn(article, row, file, planned)
    if planned is not None and not lost:
        yield from _check_plan(article, row, file, planned)
    yield from _check_version(article, row, file, strings)
