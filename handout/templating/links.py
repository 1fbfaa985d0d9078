"""Links on paper: the address behind the words, or its number in a list where it is long."""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import NamedTuple

from msgspec.structs import replace

from handout.model.article import Article, article_texts

LONGEST = 24
"""Characters of an address that stands in the text; a longer one goes into the list."""

LINK = re.compile(r'<a href="([^"#][^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
"""A link that leads out of the article: its target and its words, as mark-up."""
_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)", re.IGNORECASE)
_IN_TEXT = re.compile(r"(?<=[/=])(?=.)|(?<=.)(?=[-?_&#%])")
_NARROW = re.compile(r"(?<=[@/])(?=.)|(?<=.)(?=[.-])")
_LEFT_TO_RIGHT = '<span dir="ltr">{}</span>'
_BREAK, _JOIN = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}"


class Address(NamedTuple):
    """A numbered entry of the list of addresses."""

    number: int
    link: str
    """The link's target."""
    shown: str
    """As a reader types it."""
    mark: str
    """Its number as it stands in the text, which no footnote has, too."""
    domain: str = ""
    """The domain, printed behind the words of the first link to it; empty for further ones."""


def typed_address(link: str) -> str:
    """What a reader types or dials: no scheme, no slash at the end, no subject of an e-mail."""
    bare = _SCHEME.sub("", link)
    return bare.rstrip("/") if link.lower().startswith("http") else bare.partition("?")[0]


def _domain(link: str) -> str:
    """The domain of a web address as it is typed; nothing for an e-mail or a phone number."""
    if not link.lower().startswith("http"):
        return ""
    return re.split("[/?#]", typed_address(link), maxsplit=1)[0].removeprefix("www.")


def breakable(address: str) -> str:
    """An address for a narrow column: lines may break behind @ and /, before a dot or hyphen.

    An e-mail address whose halves are short breaks behind @ alone: no line is just `.org`.
    """
    name, _, host = address.partition("@")
    if host and len(name) < LONGEST and len(host) < LONGEST:
        return f"{name}@{_BREAK}{host}"
    return _NARROW.sub(_BREAK, address)


def breakable_in_text(address: str) -> str:
    """An address in running text: lines may break behind / and before ?, never behind a hyphen."""
    return _IN_TEXT.sub(_BREAK, address).replace("-", f"-{_JOIN}")


def _normalized(words: str) -> str:
    """What two ways of writing an address have in common."""
    return re.sub(r"[\s().]|^www", "", typed_address(words).lower())


def _contains_address(words: str, link: str) -> bool:
    """Whether the words of a link hold its address; a phone number always stands in them."""
    return link.startswith("tel:") or _normalized(link) in _normalized(words)


def without_tags(html: str) -> str:
    """The words of mark-up."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def _unseen_targets(html: str) -> list[str]:
    """The targets of the links whose words do not hold them."""
    links = ((unescape(link[1]), without_tags(link[2])) for link in LINK.finditer(html))
    return [target for target, words in links if not _contains_address(words, target)]


def _is_listed(link: str) -> bool:
    """Whether an address is too long for the text; a domain alone never is."""
    shown = typed_address(link)
    return len(shown) > LONGEST and shown.removeprefix("www.") != _domain(link)


def listed_addresses(article: Article) -> tuple[Address, ...]:
    """The addresses too long for the text, in its order; brackets tell them from footnotes."""
    # A footnote has room for its own.
    texts = article_texts(replace(article, footnotes=()), "leaflet")
    targets = (
        link for _, text in texts if "<a " in text.html for link in _unseen_targets(text.html)
    )
    long = {typed_address(link): link for link in targets if _is_listed(link)}
    firsts = {_domain(link): link for link in reversed(long.values())}
    return tuple(
        Address(
            number,
            link,
            shown,
            f"[{number}]" if article.footnotes else str(number),
            domain if firsts[domain := _domain(link)] == link and len(domain) <= LONGEST else "",
        )
        for number, (shown, link) in enumerate(long.items(), 1)
    )


def _behind(address: str) -> str:
    """The mark-up of an address behind the words that lead to it."""
    # One that long in the text is a domain alone, which has no other place to break.
    broken = breakable(address) if len(address) > LONGEST else breakable_in_text(address)
    shown = _LEFT_TO_RIGHT.format(escape(broken))
    return f'<span class="address" data-region="mark">{shown}</span>'


def with_addresses(html: str, listed: Mapping[str, Address]) -> str:
    """The mark-up with each link's address behind its words, or its number where it is listed.

    `listed` are those of the list, by the address as it is typed.
    """

    def with_address(link: re.Match[str]) -> str:
        if not _unseen_targets(link[0]):
            return link[0]
        address = typed_address(unescape(link[1]))
        if (one := listed.get(address)) is None:
            return f"{link[0]}{_behind(address)}"
        words = _normalized(without_tags(link[2]))
        told = bool(one.domain) and _normalized(one.domain) not in words
        domain = _behind(one.domain) if told else ""
        mark = f'<sup class="note"><a href="#address-{one.number}">{one.mark}</a></sup>'
        return f"{link[0]}{domain}{mark}"

    return LINK.sub(with_address, html)
