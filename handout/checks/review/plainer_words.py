"""Words that few readers say, where plainer ones say the same."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from handout.checks.context import Context
from handout.checks.review import known_words
from handout.checks.review.prose import Prose, in_languages
from handout.model.findings import Finding


class Plainer(NamedTuple):
    """What one form of some words is in plainer ones."""

    form: str
    plainer: str
    """With ` / ` between two of which one fits."""
    unless: str
    """Among which words it stays, as they are in the list."""

    def stays(self, text: str) -> bool:
        """Whether it stays in a text, which is in small letters."""
        among = re.escape(self.unless).replace("_", re.escape(self.form))
        among = among.replace(r"\*", r"\w+").replace(r";\ ", "|")
        return bool(self.unless) and bool(re.search(rf"\b(?:{among})\b", text))


def _plainer(row: str) -> Iterator[Plainer]:
    forms, plainer, _, unless = (*row.split("\t"), "")[:4]
    for form, other in zip(forms.split(", "), plainer.split(", "), strict=True):
        yield Plainer(form, other, unless)


@cache
def table() -> Mapping[str, tuple[Plainer, ...]]:
    """The plainer words, by the longest word of what they stand for."""
    found = dict[str, tuple[Plainer, ...]]()
    for one in (one for row in known_words.rows("plainer.tsv") for one in _plainer(row)):
        longest = max(one.form.split(" "), key=len)
        found[longest] = (*found.get(longest, ()), one)
    return found


class Place(NamedTuple):
    """Where some words stand that have plainer ones."""

    said: str
    """As it is written, with the article before it."""
    plainer: str
    """With its article, and a capital where there is one."""
    form: str


_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)


def _in_place(text: str, start: int, one: Plainer) -> Place:
    """Some words with plainer ones as they fit there."""
    said, plainer = text[start : start + len(one.form)], one.plainer
    if article := _ARTICLE.search(text[:start]):
        said = f"{article[0]}{said}"
        if not plainer.startswith("a "):
            plainer = f"{'an' if plainer[0] in 'aeiou' else 'a'} {plainer}"
    return Place(said, plainer[0].upper() + plainer[1:] if said[0].isupper() else plainer, one.form)


def _forms(lowered: str) -> list[Plainer]:
    """What a text in small letters may have, the longest first."""
    known = table()
    here = (one for word in known.keys() & {*_WORD.findall(lowered)} for one in known[word])
    return sorted(here, key=lambda one: (-len(one.form), one.form))


def _met(lowered: str, forms: Iterable[Plainer]) -> Iterator[tuple[int, Plainer]]:
    """Those that a text in small letters has, with where they begin."""
    taken = set[int]()
    for one in forms:
        if one.form not in lowered:
            continue
        for found in re.finditer(rf"(?<![\w-]){re.escape(one.form)}(?![\w-])", lowered):
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                yield found.start(), one


def places(text: str, forms: Iterable[Plainer]) -> Iterator[Place]:
    """Some words with plainer ones as they fit into a text."""
    lowered = text.lower()
    for start, one in _met(lowered, forms):
        is_name = text[start].isupper() and text[:start].strip(" “\"'(‘")  # within a sentence
        if not is_name and not one.stays(lowered):
            yield _in_place(text, start, one)


def _met_in(texts: list[tuple[str, int]]) -> Iterator[tuple[Place, int, int]]:
    """Where each stands first, with its line and how often it stands there."""
    forms = _forms("\n".join(text for text, _ in texts).lower())
    met = dict[str, list[tuple[Place, int]]]()
    for text, line in texts if forms else ():
        for place in places(text, forms):
            met.setdefault(place.form, []).append((place, line))
    for there in met.values():
        place, line = min(there, key=lambda one: one[1])
        yield place, line, len(there)


@in_languages("en")
def check_words(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note for each of these words, at its first place."""
    texts = [(one.text, one.line) for one in prose.read]
    texts += ((one.text, one.line) for one in prose.titles)
    for place, line, times in _met_in(texts):
        if known_words.is_explained(place.form, prose):
            continue
        often = f" (it stands here {times} times)" if times > 1 else ""
        message = f"few readers say “{place.said}”{often}"
        advice = f"write “{place.plainer.replace(' / ', '” or “')}”"
        extent = 1 + min(times, 9) / 10
        yield prose.note("plainer-word", message, advice, line, place.form, extent)
