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


_OWN_DIGITS = 6
"""So many last digits of a phone number can be dialled by themselves, in its own town."""
_NUMBER = re.compile(r"\d(?:[\d\s()./‑–-]*\d)?")


def _phone_numbers(words: str) -> list[str]:
    """The digits of each number in words, without the noughts before it or the (0) in it."""
    found = _NUMBER.findall(words.replace("(0)", ""))
    return ["".join(str(int(one)) for one in number if one.isdecimal()) for number in found]


def _is_same_number(said: str, dialled: str) -> bool:
    """Whether two ways of writing a phone number are the same one, with its codes or without."""
    short, long = sorted((said.lstrip("0"), dialled.lstrip("0")), key=len)
    return short == long or (len(short) >= _OWN_DIGITS and long.endswith(short))


def unsaid_number(address: str, words: str, context: ReadingContext) -> str:
    """The number that a link dials, where its words do not say it; a warning for another one."""
    scheme, _, number = address.partition(":")
    if scheme.lower() != "tel":
        return ""
    said, (dialled,) = _phone_numbers(words), _phone_numbers(re.sub(r"\D", "", number))
    if any(_is_same_number(one, dialled) for one in said):
        return ""
    if any(len(one) >= _OWN_DIGITS for one in said):
        message = f"the link “{words[:40]}” dials {number}"
        advice = "write the same number in both, or words instead of the first one"
        context.warn("phone-differs", message, advice)
    return number
