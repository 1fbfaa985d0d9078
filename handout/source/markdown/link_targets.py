"""What a link leads to: a web page, a mailbox, a phone, or a heading of the article."""

import re
from urllib.parse import unquote

from handout.model.findings import did_you_mean
from handout.source.markdown.context import ReadingContext

_ADDRESS = re.compile(
    r"https?://[^\s/.:]+\.\S+|mailto:[^\s@]+@\S+|tel:\+?[\d().\-]*\d", re.IGNORECASE
)


def slug(words: str) -> str:
    """An id for links, as GitHub makes it: lower case, hyphens for spaces."""
    bare = re.sub(r"[\s_-]+", "-", re.sub(r"[^\w\s-]", "", words.lower())).strip("-")
    return bare or "section"


_MOST_COMPARED = 20
"""Findings of an article, behind which no nearest heading is looked for."""
_MOST_NAMED = 20
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid)=[^&#]*&?")
"""What advertisers add to an address, to see who follows it."""


def untracked(address: str) -> str:
    """The address without what follows its readers."""
    if not _TRACKING.search(address):
        return address
    before, mark, place = address.partition("#")
    return _TRACKING.sub("", before).rstrip("?&") + mark + place


def target(address: str, context: ReadingContext) -> str:
    """A link's address as it is written into mark-up; nothing, with a warning, if it leads nowhere.

    A place in the article is named as its heading is, or as GitHub would name it.
    """
    if not address.startswith("#"):
        if _ADDRESS.fullmatch(address):
            return untracked(address)
        message = (
            f"the link '{unquote(address)[:60]}' leads to no web page, mailbox, phone or section"
        )
        advice = "begin it with https://, mailto:, tel: or #, or delete the link and keep its words"
        context.warn("link", message, advice)
        return ""
    wanted = unquote(address[1:])
    found = next((one for one in (wanted, slug(wanted)) if one in context.anchors), "")
    if not found:
        known = sorted(context.anchors) if len(context.findings) < _MOST_COMPARED else []
        more = " …" if len(known) > _MOST_NAMED else ""
        names = ", ".join(f"#{name}" for name in known[:_MOST_NAMED]) + more
        advice = did_you_mean(wanted, known, f"the headings are: {names or 'none'}", "#")
        context.warn("link-dead", f"the link '#{wanted}' leads to no heading", advice)
    return f"#{found}" if found else ""
