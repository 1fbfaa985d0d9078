"""Where an article is on the web, and what stands there for each of its versions."""

import contextlib
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from handout.model.article import Article
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import has_errors
from handout.model.markup import PAGE
from handout.source.reading import parse
from handout.templating.changes import Passages, passages

_MOST = 10
"""Versions whose changes are told; of older ones it is only said that they were replaced."""


def anchor(article: Article, version: str) -> str:
    """The place of a version on the page, the code that its copies bear: `SCAR-1.3`."""
    return re.sub(r"[^\w.-]", "-", f"{article.front.code or 'v'}-{version}")


def page_address(article: Article, clinic: Clinic) -> str:
    """The address of an article's page where the clinic has a site, its version behind `#`.

    What stands there is never sent to a server: nobody sees which copies are read.
    """
    has_page = PAGE in clinic.formats and PAGE not in article.front.leave_out
    if not clinic.site or not article.name or not has_page:
        return ""
    page = f"{clinic.site.rstrip('/')}/{article.name}/{article.slug}.html"
    return f"{page}#{quote(anchor(article, article.front.version))}"


def link(article: Article, clinic: Clinic) -> str:
    """Where the QR code leads: as the article says, to its page, or to the clinic's home page."""
    return article.front.link or page_address(article, clinic) or clinic.web or ""


def typed_link(article: Article, clinic: Clinic) -> str:
    """The address to print beside the code, which is short: of a site, not of the page in it."""
    page = page_address(article, clinic) and clinic.site
    return article.front.link or page or clinic.web or ""


class OldCopy(NamedTuple):
    """What the page says to whoever holds an earlier version."""

    version: str
    anchor: str
    changes: Passages
    """What has changed since, as far as that is known."""


def old_copies(article: Article, strings: Mapping[str, str]) -> list[OldCopy]:
    """The versions of an article that were handed out before, the newest first."""
    copies = []
    for place, one in enumerate(article.earlier):
        changes: Passages = ()
        bearing = article  # the code that its copies bear, which may have been another one
        with contextlib.suppress(ContentError):
            if place < _MOST:
                reading = parse(one.text, article.path, article.slug, lang=article.front.lang)
                bearing = reading.article
                if not has_errors(reading.findings):
                    changes = passages(bearing, article, strings, "leaflet")
        copies.append(OldCopy(one.version, anchor(bearing, one.version), changes))
    return copies
