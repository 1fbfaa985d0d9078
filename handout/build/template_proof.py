"""Proves of the mark-up, which a clinic's own template may write, what its medium cannot tell:

that numbered lists have the article's numbers, and that telephone numbers are the article's own or
the clinic's.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from handout.model.article import Article, List, Paragraph, article_blocks
from handout.model.clinic import Clinic
from handout.model.findings import Finding, Severity
from handout.templating.interface_strings import InterfaceStrings
from handout.templating.phones import figures, sure

_MOST_LETTERS = 30
"""Of an item, by which it is known again; what a template adds stands behind them."""
_LISTS = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")
_WORDS = re.compile(r"(?:(?!</p>|</li>|<[ou]l\b|<span class=\"address).)*", re.DOTALL)
"""Of an item, its first paragraph."""
_START, _VALUE = re.compile(r'\bstart="(-?\d+)"'), re.compile(r'\bvalue="(-?\d+)"')
_OWN = re.compile(r"counter-reset: list-item (-?\d+)")
_DIALLED = re.compile(r'\bhref="tel:([^"]*)"')
_RUN = re.compile(r"[+(]?\d[\d \u00a0()./‑–-]*")
_MARKUP = re.compile(r"<[^>]*>")


def _key(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())[:_MOST_LETTERS]


def _numbers(article: Article) -> Mapping[str, dict[int, int]]:
    """The numbers that items of the article have, with their lines, by how they begin."""
    numbers: dict[str, dict[int, int]] = {}
    for block in article_blocks(article):
        if not (isinstance(block, List) and block.ordered):
            continue
        number = block.start
        for item in block.items:
            number = number if item.number is None else item.number
            first = next(iter(item.blocks), None)
            if isinstance(first, Paragraph):
                numbers.setdefault(_key(first.text.plain), {}).setdefault(number, item.line)
            number += 1
    return numbers


def _count(name: str, attributes: str) -> int | None:
    """With what a list begins to count; None for one that counts nothing."""
    if name != "ol":
        return None
    own, start = _OWN.search(attributes), _START.search(attributes)
    return int(own[1]) + 1 if own else int(start[1]) if start else 1


def _items(markup: str) -> Iterator[tuple[int, str]]:
    """The items of numbered lists in mark-up: the number of each, and how it begins."""
    counts: list[int | None] = []
    for tag in _LISTS.finditer(markup):
        end, name, attributes = tag.groups()
        if name != "li":
            if end:
                del counts[-1:]
            else:
                counts.append(_count(name, attributes))
        elif not end and counts and (count := counts[-1]) is not None:
            own, value = _OWN.search(attributes), _VALUE.search(attributes)
            number = int(own[1]) + 1 if own else int(value[1]) if value else count
            words = _WORDS.match(markup, tag.end())
            yield number, _key(_MARKUP.sub("", words[0] if words else ""))
            counts[-1] = number + 1


def _renumbered(article: Article, markup: str, name: str) -> Iterator[Finding]:
    """An error for each item that has a number which the article does not give it."""
    numbers = _numbers(article)
    for number, words in _items(markup) if numbers else ():
        if (known := numbers.get(words)) and number not in known:
            right, line = next(iter(known.items()))
            message = f"“{right}. {words}” has the number {number} on the {name}"
            advice = "the template numbers the list; get the template back from the original"
            yield Finding("list-number-shown", message, advice, article.path, line)


def _called(markup: str) -> Iterator[str]:
    """The telephone numbers in mark-up: what can be tapped, and what surely is one."""
    for match in _DIALLED.finditer(markup):
        yield match[1]
    yield from sure(_MARKUP.sub("\n", markup))


def _known(article: Article, clinic: Clinic, strings: InterfaceStrings) -> str:
    """The figures of all numbers in what is said, one number behind the other."""
    earlier = [one.text.decode("utf-8", "replace") for one in article.earlier]
    sources = replace(article, earlier=()), earlier, clinic, dict(strings)
    # Python's JSON, as names of files may be no Unicode.
    said = json.dumps(msgspec.to_builtins(sources, enc_hook=str), ensure_ascii=False)
    return " ".join(figures(run[0]).removeprefix("+") for run in _RUN.finditer(said))


def check(
    article: Article, clinic: Clinic, strings: InterfaceStrings, markups: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each number of a list, or of a telephone, that a template has by itself.

    `markups` stand behind the names of their formats.
    """
    known, told = "", set[str]()
    for name, markup in markups.items():
        yield from _renumbered(article, markup, name)
        for number in _called(markup):
            known = known or _known(article, clinic, strings)
            called = figures(number).removeprefix("+")
            if called not in known and called not in told:
                told.add(called)
                message = f"the telephone number {number} on the {name} is not the article's"
                advice = "correct it in the template, or write it below 'extra' in clinic.yaml"
                place = article.path, 0, Severity.WARNING
                yield Finding("phone-of-template", f"{message} or the clinic's", advice, *place)
