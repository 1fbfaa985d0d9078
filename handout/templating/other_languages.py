"""The other languages that an article is there in, each named in its own words."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from handout.model.article import Article
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding, Severity
from handout.templating.interface_strings import interface_strings
from handout.typography import families, fonts
from handout.typography.languages import runs_from_right

_MANY = 8
"""Where there are more, each stands with its name alone."""


class OtherLanguage(NamedTuple):
    """A language that an article is there in as well."""

    lang: str
    words: str
    """Such as `También en español`."""
    direction: str
    family: str = ""
    """The family to set it in, where that is not the clinic's own."""


def _locale(lang: str) -> "object | None":
    """What Babel knows of a language; None where it does not know it."""
    from babel import Locale, UnknownLocaleError  # slow to import; few articles are translated

    with contextlib.suppress(UnknownLocaleError, ValueError):
        return Locale.parse(lang, sep="-")
    base = lang.partition("-")[0]
    return _locale(base) if base != lang else None


def _named(lang: str, templates: Path, briefly: bool) -> OtherLanguage:
    """A language with its interface string, else with its name."""
    words = ""
    with contextlib.suppress(ContentError):  # a leaflet in that language tells it
        words = "" if briefly else interface_strings(templates, lang)["also_in"]
    locale = _locale(lang)
    name = str(getattr(locale, "language_name", None) or lang)
    direction = "rtl" if runs_from_right(lang) else "ltr"
    return OtherLanguage(lang, words or name, direction)


def _with_region(one: OtherLanguage) -> OtherLanguage:
    """The same with its region or script behind it: for two that have the same words."""
    locale = _locale(one.lang)
    details = (getattr(locale, name, None) for name in ("script_name", "territory_name"))
    told = ", ".join(filter(None, details))
    return one._replace(words=f"{one.words} ({told})") if told else one


def _in_its_font(one: OtherLanguage, own: str) -> OtherLanguage | None:
    """The same with the family to set it in; None where no font that is installed has it."""
    stack = families.font_stack(own, one.lang, one.words)
    letters = set(map(ord, families.INVISIBLE.sub("", one.words)))
    if not letters <= frozenset().union(*map(fonts.characters, stack)):
        return None
    return one._replace(family=stack[0] if stack[0] != own else "")


def _all(article: Article, templates: Path) -> Iterator[OtherLanguage]:
    """All other languages, as the names of the files have them."""
    own = article.front.lang
    if not (others := [lang for lang in dict.fromkeys(article.also_in) if lang != own]):
        return
    briefly = len(others) > _MANY
    named = [_named(lang, templates, briefly) for lang in others]
    count = Counter(one.words for one in (*named, _named(own, templates, briefly)))
    yield from (_with_region(one) if count[one.words] > 1 else one for one in named)


def other_languages(article: Article, clinic: Clinic, templates: Path) -> list[OtherLanguage]:
    """The other languages of an article that the installed fonts can name."""
    found = (_in_its_font(one, clinic.fonts.leaflet) for one in _all(article, templates))
    return [one for one in found if one]


def unnamed(article: Article, clinic: Clinic, templates: Path) -> Iterator[Finding]:
    """A note on the other languages that cannot be named for want of a font."""
    family = clinic.fonts.leaflet
    tags = [one.lang for one in _all(article, templates) if not _in_its_font(one, family)]
    if tags:
        message = f"that it is also there in {', '.join(tags)} is not printed, for want of a font"
        advice = "build the translation, whose messages say which font it needs"
        yield Finding("language-unnamed", message, advice, article.path, 1, Severity.NOTE)
