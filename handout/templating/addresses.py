"""Where an article is on the web, and what stands there for each of its versions."""

import re
from typing import NamedTuple

from handout.model.article import Article
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import has_errors
from handout.source.reading import parse
from handout.templating.changes import Passages, passages

_MOST = 10
"""Versions whose changes are told; of older ones it is only said that they were replaced."""


def anchor(version: str) -> str:
    """The place of a version on the page: `v1.3`."""
    return f"v{re.sub(r'[^0-9A-Za-z._-]', '-', version)}"


def page_address(article: Article, clinic: Clinic) -> str:
    """The address of an article's page where the clinic has a site, its version behind `#`.

    What stands there is never sent to a server: nobody sees which copies are read.
    """
    if not clinic.site or not article.name:
        return ""
    page = f"{clinic.site.rstrip('/')}/{article.name}/{article.slug}.html"
    return f"{page}#{anchor(article.front.version)}"


def link(article: Article, clinic: Clinic) -> str:
    """Where the QR code leads: as the article says, to its page, or to the clinic's home page."""
    return article.front.link or page_address(article, clinic) or clinic.web or ""


def typed_link(article: Article, clinic: Clinic) -> str:
    """The address to print beside the code, which is short: of a site, not of the page in it."""
    return article.front.link or clinic.site or clinic.web or ""


class OldCopy(NamedTuple):
    """What the page says to whoever holds an earlier version."""

    version: str
    anchor: str
    changes: Passages
    """What has changed since, as far as that is known."""


def old_copies(article: Article) -> list[OldCopy]:
    """The versions of an article that were handed out before, the newest first."""
    copies = []
    for place, one in enumerate(article.earlier):
        changes: Passages = ()
        if place < _MOST:
            try:
                reading = parse(one.text, article.path, article.slug, lang=article.front.lang)
                sound = not has_errors(reading.findings)
                changes = passages(reading.article, article) if sound else ()
            except ContentError:
                changes = ()
        copies.append(OldCopy(one.version, anchor(one.version), changes))
    return copies
