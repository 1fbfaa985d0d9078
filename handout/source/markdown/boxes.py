"""The boxes of other programs: alerts of GitHub and Obsidian, callouts of Quarto, unknown divs."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from handout.model.fields import LANGUAGE
from handout.model.findings import nearest_word
from handout.source.markdown.directives import AMBIGUOUS, DIRECTIVES, NEAR, WARN, Head, read_head
from handout.typography import languages

TELL = {
    *("note", "tip", "info", "hint", "abstract", "summary", "tldr", "success", "check", "done"),
    *("question", "help", "faq", "example", "quote", "todo", "admonition", "seealso"),
}
"""What others call a box that does not: it is set as a quotation, which adds no words."""
_DRAWN = frozenset(("steps", "columns", "chart", "options", "icon-array"))
"""Directives that hold one kind of thing, and so no title."""
_ALERT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*(.*)")


class _Box(NamedTuple):
    """What a div or an alert is read as."""

    kind: str
    """The type of its tokens: `div`, `blockquote`, or nothing, where only what it holds is read."""
    head: Head | None = None
    """Of a `div`; None where its braces cannot be read."""
    title: str = ""
    """Words that are printed in it first, bold."""
    message: str = ""
    """What is lost of it, with its advice."""
    advice: str = ""


def _of_another_program(name: str, title: str) -> _Box | None:
    """The box of that name as ours; None for one that is not known."""
    if name in WARN:
        return _Box("div", Head(("warning",)), title)
    return _Box("blockquote", None, title) if name in TELL else None


def _language(head: Head | None) -> dict[str, str]:
    """The language and the direction of what stands in a div, as far as its braces tell."""
    values = head.values if head else {}
    lang, side = languages.canonical(values.get("lang", "")), values.get("dir", "")
    held = {"lang": lang} if re.fullmatch(LANGUAGE, lang) else {}
    return held | ({"dir": side} if side in ("ltr", "rtl") else {})


def _unknown(head: Head, info: str, title: str) -> _Box:
    """A div that means nothing here: what stands in it is read as if it stood alone."""
    if not head.classes and set(head.values) <= {"id", *_language(head)}:  # a name for links
        return _Box("", head, title)
    message = f"'::: {info}' means nothing here, and what stands in it is printed without it"
    known = ", ".join(f"{name} ({one.purpose})" for name, one in DIRECTIVES.items())
    advice = f"delete the line, and the ':::' that closes it; known are: {known}"
    return _Box("", None, title, message, advice)


def _directive(head: Head, name: str) -> _Box:
    """A div with the name of a directive; words behind it are the first that it holds."""
    if name in _DRAWN or not head.title:
        return _Box("div", head)
    box = _Box("div", head._replace(title=""), head.title)
    if name in ("key", "warning"):
        return box
    message = f"'{head.title}' behind '::: {name}' is printed as a line of its own"
    return box._replace(message=message, advice="write it on the line below")


def _div(info: str) -> _Box:
    """What a div is read as; one with a misspelt name stays, and is told as a fault."""
    head = read_head(info)
    if head is None:
        return _Box("div")
    if name := next((one for one in head.classes if one in DIRECTIVES), ""):
        return _directive(head, name)
    if AMBIGUOUS.keys() & set(head.classes):
        return _Box("div", head)
    title = head.title or head.values.get("title", "")
    bare = [one.lower().removeprefix("callout-") for one in head.classes]
    for one in bare:
        if box := _of_another_program(one, title):
            return box
    misspelt = any(nearest_word(one, (*DIRECTIVES, *WARN), NEAR) for one in bare)
    return _Box("div", head) if misspelt else _unknown(head, info, title)


def _alert(tokens: list[Token]) -> _Box | None:
    """What a quotation that begins with `[!WARNING]` is read as; takes it and what follows it.

    The mark is taken out of its first paragraph. One that holds nothing else stays as it is.
    """
    if len(tokens) < 5 or tokens[2].type != "inline":
        return None
    words = tokens[2]
    first, _, rest = words.content.partition("\n")
    found = _ALERT.fullmatch(first.rstrip())
    if not found or not (rest or tokens[4].type != "blockquote_close"):
        return None
    box = _of_another_program(found[1].lower(), found[2])
    if box:
        begin, end = words.map or (0, 0)
        words.content, words.map = rest, [begin + 1, end]
    return box


def _paragraph(words: str, lines: list[int]) -> Iterator[Token]:
    """A paragraph of bold words."""
    bold = words if "**" in words else f"**{words}**"
    yield Token("paragraph_open", "p", 1, map=lines)
    yield Token("inline", "", 0, content=bold, map=lines, children=[])
    yield Token("paragraph_close", "p", -1)


def _opened(box: _Box, token: Token) -> Iterator[Token]:
    """What a div or a quotation begins with that is read as that box."""
    lines = token.map or [0, 0]
    closed = token.meta.get("closed", True)
    if box.kind:
        meta = {"head": box.head, "closed": closed, "is_note": box.kind == "blockquote"}
        yield Token(f"{box.kind}_open", box.kind, 1, map=lines, info=token.info, meta=meta)
    if box.title:
        yield from _paragraph(box.title, [lines[0], lines[0] + 1])


_TYPES = ("div", "blockquote")


def read_boxes(state: StateCore) -> None:
    """Core rule: divs and alerts become directives, quotations, or what they hold.

    What is to be said of them is kept beside the tree.
    """
    made, kinds, tongues = list[Token](), list[str](), [dict[str, str]()]
    for at, token in enumerate(state.tokens):
        kind, _, side = token.type.rpartition("_")
        if kind not in _TYPES or side == "stray":
            made.append(token)
            if token.type == "inline" and tongues[-1]:
                token.meta["language"] = tongues[-1]
        elif side == "close":
            kind, _ = kinds.pop(), tongues.pop()
            made += [Token(f"{kind}_close", kind, -1)] if kind else []
        else:
            box = _div(token.info) if kind == "div" else _alert(state.tokens[at : at + 5])
            kinds.append(box.kind if box else kind)
            own = _language(box.head) if box and not box.kind else {}
            tongues.append(tongues[-1] | own)
            made += _opened(box, token) if box else [token]
            if box and box.message:
                told = state.env.setdefault("box_warnings", [])
                told.append((token.map, box.message, box.advice))
            if box and box.kind == "blockquote" and not token.meta.get("closed", True):
                state.env.setdefault("open_boxes", []).append((token.map, token.info))
    state.tokens = made


def mark_languages(state: StateCore) -> None:
    """Core rule: the words of a div with a language are a span of it, a picture is not.

    Marks in front of the words, such as `[ ]`, and braces behind a heading stay what they are.
    """
    for token in state.tokens:
        language = token.meta.get("language")
        words = token.content.strip()
        if not language or words.startswith(("[ ]", "[x]", "[X]")) or words.endswith("}"):
            continue
        held = token.children or []
        if not any(one.type == "image" for one in held):
            opened = Token("span_open", "span", 1, attrs=dict(language))
            token.children = [opened, *held, Token("span_close", "span", -1)]
