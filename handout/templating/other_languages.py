"""The other languages that an article is there in, each named in its own words."""

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from handout.model.article import Article
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.templating.interface_strings import interface_strings
from handout.typography import families, fonts, languages

_MANY = 8
"""Where there are more, each stands with its name alone."""


class OtherLanguage(NamedTuple):
    """A language that an article is there in as well."""

    lang: str
    words: str
    """Such as `También en español`."""
    direction: str
    family: str = ""
    """The family to set it in on paper, where that is not the clinic's own."""
    page: str = ""
    """Its web page, relative to this article's."""


def _detail(lang: str, name: str) -> str:
    """What Babel knows of a language, or else of it without its region; empty for nothing."""
    known = languages.locale(lang) or languages.locale(lang.partition("-")[0])
    return getattr(known, name, None) or ""


def autonym(lang: str) -> str:
    """A language's own name for itself, such as `español`; its tag where that is not known."""
    return _detail(lang, "language_name") or lang


def _named(lang: str, name: str, templates: Path, briefly: bool) -> OtherLanguage:
    """The language of an article with its interface string, else with its own name."""
    words = ""
    with contextlib.suppress(ContentError):  # a leaflet in that language tells it
        words = "" if briefly else interface_strings(templates, lang)["also_in"]
    direction = "rtl" if languages.runs_from_right(lang) else "ltr"
    return OtherLanguage(lang, words or autonym(lang), direction, page=f"../{name}/{name}.html")


def _with_region(one: OtherLanguage) -> OtherLanguage:
    """The same with its region or script behind it: for two that have the same words."""
    details = (_detail(one.lang, name) for name in ("script_name", "territory_name"))
    told = ", ".join(filter(None, details))
    return one._replace(words=f"{one.words} ({told})") if told else one


def _in_its_font(one: OtherLanguage, own: str) -> OtherLanguage | None:
    """The same with the family to set it in; None where no font that is installed has it."""
    stack = families.font_stack(own, one.lang, one.words)
    letters = set(map(ord, families.INVISIBLE.sub("", one.words)))
    if not letters <= frozenset().union(*map(fonts.characters, stack)):
        return None
    return one._replace(family=stack[0] if stack[0] != own else "")


def other_languages(article: Article, templates: Path) -> list[OtherLanguage]:
    """The other languages of an article, as the names of the files have them."""
    own = article.front.lang
    if not (others := {lang: name for lang, name in article.also_in.items() if lang != own}):
        return []
    briefly = len(others) > _MANY
    named = [_named(*one, templates, briefly) for one in others.items()]
    count = Counter(one.words for one in (*named, _named(own, "", templates, briefly)))
    return [_with_region(one) if count[one.words] > 1 else one for one in named]


def printable(others: Iterable[OtherLanguage], clinic: Clinic) -> list[OtherLanguage]:
    """Those languages that the installed fonts can name."""
    found = (_in_its_font(one, clinic.fonts.leaflet) for one in others)
    return [one for one in found if one]


def unnamed(article: Article, clinic: Clinic, templates: Path) -> Iterator[Finding]:
    """A note on the other languages that cannot be named for want of a font."""
    family = clinic.fonts.leaflet
    others = other_languages(article, templates)
    tags = [one.lang for one in others if not _in_its_font(one, family)]
    if tags:
        message = f"that it is also there in {', '.join(tags)} is not printed, for want of a font"
        advice = "build the translation, whose messages say which font it needs"
        yield Finding.note("language-unnamed", message, advice, article.path, 1)
