"""A page's bytes -> findings: it fetches nothing, its links lead somewhere, its pictures speak."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import unquote

from lxml import html

from handout.model.findings import Finding

LARGEST = 600_000
"""Bytes; more takes several seconds on a slow phone."""
_ORIGINAL = "mend the template of the page, or get it back from the original"
_FETCHED = ("src", "srcset", "poster", "data", "background")
_RUN = re.compile("(javascript|vbscript|data):")
_IN_STYLES = re.compile(r"""url\(\s*["']?(?!data:|["'\s])|@import""", re.IGNORECASE)


def _fault(rule: str, message: str) -> Finding:
    return Finding(rule, message, _ORIGINAL)


def _fetches(tree: Any, beside: Collection[str]) -> Iterator[Finding]:
    """An error for whatever a browser would fetch but for the files `beside` the page."""
    named = (
        (element, name) for element in tree.iter() for name in _FETCHED if name in element.attrib
    )
    sources = [e.get(name) for e, name in named if not e.get(name).startswith("data:")]
    sources += [
        e.get("href") for e in tree.iter("link") if e.get("rel") not in ("canonical", "alternate")
    ]
    for source in (one for one in sources if one not in beside):
        yield _fault("page-fetches", f"the page would fetch “{source[:60]}”")
    styles = [style.text or "" for style in tree.iter("style")]
    if any(map(_IN_STYLES.search, (*styles, *(e.get("style", "") for e in tree.iter())))):
        yield _fault("page-fetches", "a style sheet of the page would fetch another file")


def _scripts(tree: Any) -> Iterator[Finding]:
    """An error for whatever a browser would run."""
    scripts = any(one.get("type") != "application/ld+json" for one in tree.iter("script"))
    handlers = any(name.startswith("on") for one in tree.iter() for name in one.attrib)
    addresses = (one.get("href", "").strip().lower() for one in tree.iter("a"))
    if scripts or handlers or any(map(_RUN.match, addresses)):
        yield _fault("page-script", "the page has a script, which a clinic's site may not run")


def _links(tree: Any) -> Iterator[Finding]:
    """An error for an id that is there twice, and for a link into the page that leads nowhere."""
    ids = Counter(element.get("id") for element in tree.iter() if "id" in element.attrib)
    for name in (name for name, count in ids.items() if count > 1):
        yield _fault("page-id", f"the page has two places called “{name}”")
    for link in tree.iter("a"):
        target = unquote(link.get("href", ""))  # as it is written, and as a browser reads it
        if target.startswith("#") and target[1:] not in ids:
            yield _fault("page-link", f"the page has no place for the link “{target}”")


def check(data: bytes, beside: Collection[str] = ()) -> tuple[Finding, ...]:
    """All that is wrong with a page; `beside` are the names of its pictures in files."""
    tree = html.document_fromstring(data.decode())
    found = [*_fetches(tree, beside), *_scripts(tree), *_links(tree)]
    if any("alt" not in image.attrib for image in tree.iter("img")):
        found.append(_fault("page-alt", "a picture of the page has no words for who cannot see it"))
    if len(data) > LARGEST:
        words = f"the page has {len(data) / 1_000_000:.1f} MB, which is slow on a phone"
        advice = "use fewer pictures, or photographs in place of drawings"
        found.append(Finding.warning("page-large", words, advice))
    return tuple(found)
