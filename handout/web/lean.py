"""Leaves out of a page what it does not use: rules, classes, places without links, spaces."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_BETWEEN = re.compile(r"\s*([>+~])\s*")
_EMPTY = re.compile(r"@media[^{}]*\{\s*\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};])\s*|(,|:(?=\s))\s+")
_BRACKETS = re.compile(r"\[[^\]]*\]|:[\w-]+\([^()]*\)|\([^()]*\)")
_ANY = re.compile(r":is\(([^()]*)\)")
_NESTED = re.compile(r"\([^()]*\(")
"""Brackets in brackets, of which nothing is known: the rule stays."""
_NAME = re.compile(r"(?<![\w.#:-])[a-z][a-z0-9]*|\.[\w-]+")
_INLINE = re.compile(
    "a|abbr|b|bdi|br|cite|code|del|em|i|img|input|ins|q|s|small|span|strong|sub|sup"
)
_END = re.compile(r"</li>(?=<li\b|</[ou]l>)|</p>(?=<(?:p|ul|ol|div)\b|</(?:div|li)>)")
"""The ends of elements that the next tag ends as well, by the rules of HTML."""
_AS_TYPED = frozenset(("pre", "script", "style", "textarea"))
_DEEP = ("h3", "h4", "h5", "h6")


def is_inline(tag: object) -> bool:
    """Whether an element stands among words, which spaces keep apart."""
    return isinstance(tag, str) and _INLINE.fullmatch(tag) is not None


@lru_cache(maxsize=8)
def _small(style: str) -> str:
    """A style sheet without comments and spaces that mean nothing."""
    return _AROUND.sub(r"\1\2", _COMMENT.sub("", style)).replace(";}", "}").strip()


def _selectors(rule: str) -> list[str]:
    """The selectors of a rule, which commas part that stand in no brackets."""
    made = [""]
    for part in rule.split(","):
        whole = made[-1].count("(") == made[-1].count(")")
        made = [*made, part] if whole else [*made[:-1], f"{made[-1]},{part}"]
    return made[1:]


def _may_match(selector: str, names: Collection[str]) -> bool:
    """Whether a page of these elements and classes may have what a selector means."""
    for ways in () if _NESTED.search(selector) else _ANY.findall(selector):
        if not any(_may_match(one, names) for one in ways.split(",")):
            return False
    while (outside := _BRACKETS.sub("", selector)) != selector:  # brackets in brackets
        selector = outside
    return all(name in names for name in _NAME.findall(selector))


@lru_cache(maxsize=64)
def _used(style: str, names: frozenset[str]) -> str:
    def kept(rule: re.Match[str]) -> str:
        if rule[1].startswith("@"):
            return rule[0]
        wanted = [one for one in _selectors(rule[1]) if _may_match(one, names)]
        selectors = _BETWEEN.sub(r"\1", ",".join(wanted))
        return f"{selectors}{{{rule[2]}}}" if wanted else ""

    return _EMPTY.sub("", _RULE.sub(kept, style))


def style(sheets: str, tree: Any) -> str:
    """The rules of style sheets that a page has a use for."""
    small = _small(sheets)
    if any("{" in words or "}" in words for words in re.findall(r"\"[^\"]*\"", small)):
        return small  # which cannot be taken apart so simply
    named = (f".{one}" for e in tree.iter() for one in e.get("class", "").split())
    tags = (e.tag for e in tree.iter() if isinstance(e.tag, str))
    return _used(small, frozenset((*named, *tags)))


def _without_spaces(element: Any) -> None:
    """Leave out the spaces between elements that are no words."""
    for one in element.iter():
        if one.tag in _AS_TYPED or is_inline(one.tag):
            continue
        if len(one) and not is_inline(one[0].tag) and not (one.text or "").strip():
            one.text = None
        following = one.getnext()
        if not (one.tail or "").strip() and (following is None or not is_inline(following.tag)):
            one.tail = None


def without_ends(html: str) -> str:
    """A page without the ends of paragraphs and items that what follows them implies."""
    return _END.sub("", html)


def trim(tree: Any, styles: str) -> None:
    """Leave out classes that no rule names, deep headings' places without links, and spaces."""
    known = frozenset(re.findall(r"\.([A-Za-z][\w-]*)", styles))
    linked = {e.get("href", "")[1:] for e in tree.iter("a") if e.get("href", "").startswith("#")}
    for one in tree.iter():
        if "class" in one.attrib:
            if held := " ".join(name for name in one.get("class").split() if name in known):
                one.set("class", held)
            else:
                del one.attrib["class"]
        if one.tag in _DEEP and one.get("id", "") not in linked:
            one.attrib.pop("id", None)
    _without_spaces(tree)
