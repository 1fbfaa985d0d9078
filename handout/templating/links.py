"""Links on paper: the address behind the words, or its number in a list where it is long."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape
from typing import NamedTuple

from handout.model.article import Article, article_texts

LONGEST = 24
"""Characters of an address that stands among the words."""

_LINK = re.compile(r'<a href="([^"#][^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)", re.IGNORECASE)
_PIECE = re.compile(r"(?<=[/=])(?=.)|(?<=.)(?=[-?_&#%])")
_NARROW = re.compile(r"(?<=[@/])(?=.)|(?<=.)(?=[.-])")
_APART = '<span dir="ltr">{}</span>'
_BREAK, _JOIN = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}"


class Address(NamedTuple):
    """An address of the list, by its number."""

    number: int
    link: str
    """Where it leads."""
    shown: str
    """As a reader types it."""


def typed(link: str) -> str:
    """What a reader types or dials: no scheme, no slash at the end, no subject of an e-mail."""
    bare = _SCHEME.sub("", link)
    return bare.rstrip("/") if link.lower().startswith("http") else bare.partition("?")[0]


def breakable(address: str) -> str:
    """An address for a narrow place: it goes on behind @ and /, and before a dot or a hyphen."""
    return _NARROW.sub(_BREAK, address)


def parted(address: str) -> str:
    """An address among words: it goes on behind / and before ?, never with a hyphen at the end."""
    return _PIECE.sub(_BREAK, address).replace("-", f"-{_JOIN}")


def _bare(words: str) -> str:
    """What two ways of writing an address have in common."""
    return re.sub(r"[\s().]|^www", "", typed(words).lower())


def _is_told(link: str, words: str) -> bool:
    """Whether the words of a link are its address or number already."""
    number = link.startswith("tel:") and re.search(r"\d{3}", words)
    return bool(number) or _bare(link) in _bare(words)


def _found(html: str) -> list[tuple[str, str]]:
    """The links of a piece of mark-up whose words are not their address, each with its words."""
    found = (
        (unescape(one[1]), unescape(re.sub(r"<[^>]*>", "", one[2]))) for one in _LINK.finditer(html)
    )
    return [(link, words) for link, words in found if not _is_told(link, words)]


def listed(article: Article) -> tuple[Address, ...]:
    """The addresses too long for the text, in its order; their numbers follow the footnotes'."""
    # A footnote has room for its own.
    texts = article_texts(replace(article, footnotes=()), "leaflet")
    links = (link for _, text in texts if "<a " in text.html for link, _ in _found(text.html))
    long = {shown: link for link in links if len(shown := typed(link)) > LONGEST}
    first = len(article.footnotes) + 1
    return tuple(Address(n, link, shown) for n, (shown, link) in enumerate(long.items(), first))


def told(html: str, numbers: Mapping[str, int]) -> str:
    """The mark-up with each address behind its words, or its number where it has one.

    `numbers` are those of addresses as they are typed.
    """

    def behind(found: re.Match[str]) -> str:
        if not _found(found[0]):
            return found[0]
        address = typed(unescape(found[1]))
        if number := numbers.get(address):
            return f'{found[0]}<sup class="note"><a href="#address-{number}">{number}</a></sup>'
        shown = escape(parted(address))
        return f'{found[0]}<span class="address" data-region="mark">{_APART.format(shown)}</span>'

    return _LINK.sub(behind, html)
