"""Is a translation one of what its original says today?"""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path

from handout.checks.context import Context
from handout.checks.numbers import Number, differences, numbers_in
from handout.checks.passages import Line, digests, passages
from handout.model.article import Article
from handout.model.findings import Finding
from handout.model.front_matter import FrontMatter
from handout.model.installation import COMMAND

_MOST_NAMED = 8


def _unchecked(article: Article, original: Article) -> Finding:
    """A note on a translation of which nobody has said what it was checked against."""
    name, version = Path(original.path).name, original.front.version
    message = f"nothing says of which version of {name} this is a translation"
    advice = f"once somebody has checked it against version {version}, run: "
    advice += f"{COMMAND} translated {article.path}"
    return Finding.note("translation-unchecked", message, advice, article.path, 1)


def _changed(original: Article, front: FrontMatter) -> list[str]:
    """The passages of the original that are not as they were when the translation was checked."""
    known = front.translated_sections
    if not known:
        return []
    now = list(passages(original))
    changed = [one.name for one in now if known.get(one.key) != one.digest]
    gone = known.keys() - {one.key for one in now}
    return [*changed, *(f"'{key}', which is gone" for key in known if key in gone)]


def _listed(names: list[str]) -> str:
    """Names, not too many of them."""
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return ", ".join((*names[:_MOST_NAMED], *more))


def _message(original: Article, front: FrontMatter) -> str:
    """What has become of the original since; empty where it is as it was."""
    name, version = Path(original.path).name, original.front.version
    changed = _listed(_changed(original, front))
    if front.translated_from == version:
        return changed and f"{name} was changed and kept its version, {version}: {changed}"
    since = f"this is a translation of {name} in version {front.translated_from}, now {version}"
    if changed:
        return f"{since}; changed since: {changed}"
    return f"{since}, in the same words" if front.translated_sections else since


def check_version(article: Article, context: Context) -> Iterator[Finding]:
    """A warning where the original has changed since, and a note where that cannot be known."""
    original, front = context.original, article.front
    if original is None:
        return
    if not front.translated_from:
        yield _unchecked(article, original)
    elif message := _message(original, front):
        same = front.translated_sections and digests(original) == front.translated_sections
        advice = "" if same else "bring it up to date, then "
        advice += f"run: {COMMAND} translated {article.path}"
        line = context.key_lines.get("translated_from", 1)
        yield Finding.warning("translation-old", message, advice, article.path, line)


Texts = tuple[Line, ...]


def _facing(article: Article, original: Article, context: Context) -> Iterator[tuple[Texts, Texts]]:
    """The texts that say the same: by section where they have as many, else all of them."""
    ours = [one.texts for one in passages(article, context.key_lines)]
    theirs = [one.texts for one in passages(original)]
    if len(article.sections) == len(original.sections) and len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=True)
    else:
        yield sum(ours, ()), sum(theirs, ())


def _numbers(texts: Texts, lang: str, own: Collection[str] = ()) -> list[Number]:
    """The numbers of texts, but for those of some values."""
    found = (one for line, words in texts for one in numbers_in(words, line, lang))
    return [one for one in found if one.value not in own]


def _with_lines(numbers: Iterable[Number]) -> str:
    """Numbers as they are written, each with its line, once."""
    return _listed(list(dict.fromkeys(f"{one.written} (line {one.line})" for one in numbers)))


def _difference(here: list[Number], there: list[Number], name: str) -> str:
    """Which numbers differ."""
    if not there:
        return f"what {name} has not stands here: {_with_lines(here)}"
    if not here:
        return f"what {name} has is missing here: {_with_lines(there)}"
    return f"numbers differ from {name}: here {_with_lines(here)}, there {_with_lines(there)}"


def check_numbers(article: Article, context: Context) -> Iterator[Finding]:
    """A warning for each section with numbers that the original has not, or without some of its."""
    original, front = context.original, article.front
    if original is None:
        return
    langs = front.lang, original.front.lang
    right = tuple((0, words) for words in front.own_numbers)
    own = {one.value for lang in langs for one in _numbers(right, lang)}
    found = []
    for texts, theirs in _facing(article, original, context):
        pair = _numbers(texts, langs[0], own), _numbers(theirs, langs[1], own)
        here, there = differences(*pair)
        line = here[0].line if here else next((line for line, _ in texts), 1)
        found += [(line, here, there)] if here or there else []
    written = dict.fromkeys(one.written for _, *some in found for one in chain(*some))
    names = ", ".join(f'"{name}"' for name in dict.fromkeys((*front.own_numbers, *written)))
    advice = "correct them, or, where they are right, say so in the front matter: "
    for line, here, there in found:
        message = _difference(here, there, Path(original.path).name)
        told = f"{advice}own_numbers: [{names}]"
        yield Finding.warning("numbers-differ", message, told, article.path, line)
