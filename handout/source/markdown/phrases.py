"""Inline Markdown into Text: plain, and with its mark-up."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from handout.model.article import Figure, Text
from handout.source.markdown import braces, html_tags, leftovers
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.directives import check_attributes, known_classes, other_classes
from handout.source.markdown.html_tags import BLOCKS, RAW, REFUSED, TAG, Tag
from handout.source.markdown.link_targets import target, unsaid_number, untracked
from handout.source.markdown.symbols import printable
from handout.source.text_files import unprintable
from handout.typography import punctuation

SPAN_KEYS = ("lang", "dir")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_PERCENT = re.compile(r"[\])](\{[^}%]*+%[^}]*+\}?)")
"""Braces with a percent sign, behind which the library ignores words as a comment."""
_PICTURE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?\{[^{}]*\}")


_TIMES = re.compile(r"(?<![^\W_])[^\W_]*+\*\d+(?:[.,]\d+)*+\*\d+")
"""Stars that were to multiply: `2*3*4` would be printed as 234."""


def check_marks(content: str, context: ReadingContext) -> None:
    """A fault for braces with a percent sign, but for those of a picture, and for stars as ×."""
    if (times := _TIMES.search(content)) and times[0][0] != "*" and "`" not in content:
        message = f"the stars of '{times[0]}' are not printed, as they make words italic"
        context.fault("stars", message, f"write {times[0].replace('*', '×')}, or \\* for each star")
    if found := _PERCENT.search(_PICTURE.sub("", content)):
        context.fault("attribute", f"'{found[1]}' cannot be used behind words", "delete it")


def _escaped(words: str) -> str:
    return escape(words, quote=False)


def _escape(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """A character that a backslash or an entity such as `&lt;` stands for."""
    for _, message, advice in unprintable(node.content):
        context.fault("character", message, advice)
    words, emoji = printable(node.content.strip("\ufe0f"), context.path, context.line - 1)
    context.findings.extend(emoji)
    return Text.of(words)


def _spelt_out(words: str, context: ReadingContext) -> str:
    """The words, where each abbreviation is met first with what it stands for behind it."""
    for short, full in tuple(context.abbreviations.items()):
        met = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", words)
        if met:
            words = f"{words[: met.end()]} ({full}){words[met.end() :]}"
            left = {key: value for key, value in context.abbreviations.items() if key != short}
            context.abbreviations = left
    return words


def _literal(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """Plain words; a footnote's mark in them is one that has no footnote."""
    for label in _NOTE.findall(node.content):
        advice = f"write '[^{label}]: …' on a line of its own, or delete the mark"
        context.fault("footnote", f"there is no footnote '{label}'", advice)
    return Text.of(_spelt_out(node.content, context))


def _written(attributes: Mapping[str, str]) -> str:
    """Attributes as ` name="value"`."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


_CLASSES: Mapping[str, str] = {"underline": "u", "ul": "u", "mark": "mark", "hl": "mark"}
"""The classes that Pandoc and Quarto have a look for, which is the element's here."""


def _attributed(
    node: SyntaxTreeNode, words: str, where: str, context: ReadingContext
) -> tuple[str, str]:
    """The braces behind words as ` name="value"`, and the element that their class asks for."""
    refused = {str(key): str(value) for key, value in node.meta.get("insecure_attrs", {}).items()}
    given = {key: node.attrs[key] for key in SPAN_KEYS if key in node.attrs}
    known = _CLASSES if node.type == "span" else ()
    classes = known_classes(other_classes(refused, words, context), known, where, context)
    written = _written(check_attributes({**given, **refused}, SPAN_KEYS, where, context))
    return written, _CLASSES[classes[0]] if classes else ""


def _linked(address: str, inner: Text, attributes: str, context: ReadingContext) -> Text:
    """Words with a link, if it leads anywhere, and the number that it dials."""
    if number := unsaid_number(address, inner.plain, context):
        behind = f" ({number})"
        inner = replace(inner, plain=inner.plain + behind, html=inner.html + behind)
    if address:
        return replace(inner, html=f'<a href="{escape(address)}"{attributes}>{inner.html}</a>')
    return replace(inner, html=f"<span{attributes}>{inner.html}</span>") if attributes else inner


def _link(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """A link to the web, a mailbox, a phone or a place in the article; of others the words."""
    context.labels.add(str(node.meta.get("label", "")))
    inner = phrases(node.children, context)
    address = target(str(node.attrs.get("href", "")), context)
    if node.info == "auto" and address.startswith("http"):
        inner = Text.of(untracked(inner.plain))
    if not inner.plain.strip():
        context.warn("link-empty", "a link has no words", "write them between the square brackets")
        if "<" not in inner.html:
            inner = replace(inner, plain=address, html=_escaped(address))
    if title := node.attrs.get("title"):
        message = f"the words “{title}” behind a link's address show nowhere"
        context.warn("link-title", message, "write them into the text, or delete them")
    attributes = _attributed(node, inner.plain, "a link", context)[0]
    return _linked(address, inner, attributes, context)


def _span(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """A span with a language, a direction, or a line below it."""
    inner = phrases(node.children, context)
    attributes, tag = _attributed(node, inner.plain, "a span of words", context)
    inner = _element(tag, inner)
    return replace(inner, html=f"<span{attributes}>{inner.html}</span>") if attributes else inner


def _note_mark(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """The raised number of a footnote; no words of its own."""
    number = int(node.meta["id"]) + 1
    context.footnote_marks.setdefault(number, context.line)
    return Text("", f'<sup class="note"><a href="#note-{number}">{number}</a></sup>')


_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d$)\d[\d.,]*$|[⁰-⁹²³¹]$")
"""A number, but for a year, on whose end a raised figure would be one more of it."""


_LONGEST_FIGURE = 20


def _check_place(before: Iterable[Text], context: ReadingContext) -> None:
    """A warning for a footnote's mark right behind a number: 2² is four."""
    words = "".join(one.plain for one in before)
    if found := _FIGURE.search(words[-_LONGEST_FIGURE:]):
        message = f"the mark of a footnote behind {found[0]} looks like a part of the number"
        context.warn("footnote-on-number", message, "put it behind a word, or behind the full stop")


def check_raw_html(content: str, context: ReadingContext) -> None:
    """A fault for HTML that cannot be shown; none for a closing tag behind its opening one."""
    shown = content.strip().split("\n")[0][:40]
    before = context.findings[-1] if context.findings else None
    if shown.startswith("</") and before and before.rule == "raw-html":
        return
    found = TAG.fullmatch(content)
    if shown.startswith("<!--"):
        message, advice = f"the comment {shown} is never closed", "write --> where it ends"
        context.fault("raw-html", message, advice)
    elif found and found[2].lower() not in REFUSED | RAW | BLOCKS:
        message, advice = f"{shown} is printed as it stands", "delete it, or write \\< for its '<'"
        context.warn("raw-html", message, advice)
    else:
        message = f"HTML such as {shown} cannot be used here"
        advice = "delete the tags and keep the words, or write \\< where the sign itself is meant"
        context.fault("raw-html", message, advice)


_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
"""So that the plain text does not read 10^9^ as 109."""
_FORMULA = re.compile(r"[\d+=()-]+")


def _shifted(inner: Text, tag: str, signs: Mapping[int, int]) -> Text:
    """Raised or lowered words; a hyphen of numbers is a minus sign."""
    if not _FORMULA.fullmatch(inner.plain):
        return replace(inner, html=f"<{tag}>{inner.html}</{tag}>")
    html = inner.html if "<" in inner.html else inner.html.replace("-", "\N{MINUS SIGN}")
    return replace(inner, plain=inner.plain.translate(signs), html=f"<{tag}>{html}</{tag}>")


def _element(tag: str, inner: Text) -> Text:
    """Words inside an element, or as they are where it has no name."""
    if tag in ("sub", "sup"):
        return _shifted(inner, tag, _LOWERED if tag == "sub" else _RAISED)
    return replace(inner, html=f"<{tag}>{inner.html}</{tag}>") if tag and inner.html else inner


def _wrap(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """The children inside the element that a node is named after."""
    return _element(node.type, phrases(node.children, context))


def picture(node: SyntaxTreeNode, context: ReadingContext) -> Figure:
    """A picture; its title, in quotation marks behind its address, is the caption."""
    context.labels.add(str(node.meta.get("label", "")))
    looks = braces.of_picture(str(node.meta.get("braces", "")), context)
    alt, title = phrases(node.children, context).plain.strip(), str(node.attrs.get("title", ""))
    if looks.alt:  # as Quarto has it, where what stands in the square brackets is the caption
        alt, title = looks.alt, title or alt
    caption = Text.of(title) if title else None
    source = context.picture(str(node.attrs.get("src", "")))
    return Figure(context.line, source, alt, caption, looks.width, looks.height)


_ON_THE_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def words_instead(figure: Figure, context: ReadingContext) -> tuple[Text, ...]:
    """The description and the caption of a picture on the web, from where nothing is fetched."""
    if not _ON_THE_WEB.match(figure.source):
        return ()
    instead = ", and its words are printed in its place" if figure.alt else ""
    message = f"the picture '{figure.source[:200]}' is on the web and is left out{instead}"
    context.warn("picture-web", message, "save it in content/images/ and name that file")
    return (Text.of(figure.alt), *([figure.caption] if figure.caption else []))


def _picture(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """No words, and the picture that stands among them."""
    figure = picture(node, context)
    if _ON_THE_WEB.match(figure.source):
        return words_instead(figure, context)[0]
    return Text("", "", (figure,))


_SOFT_BREAK, _HARD_BREAK = Text(" ", " "), Text(" ", "<br/>")


def _break(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    context.line += 1
    return _SOFT_BREAK if node.type == "softbreak" else _HARD_BREAK


_NODES: Mapping[str, Callable[[SyntaxTreeNode, ReadingContext], Text]] = {
    "text": _literal,
    "text_special": _escape,
    "code_inline": lambda node, _: _element("code", Text.of(node.content)),
    "link": _link,
    "span": _span,
    "footnote_ref": _note_mark,
    "image": _picture,
    **dict.fromkeys(("em", "strong", "s", "mark", "sub", "sup"), _wrap),
    **dict.fromkeys(("softbreak", "hardbreak"), _break),
}


def _without_spaces(parts: tuple[Text, ...]) -> Iterator[Text]:
    """The parts; where a line ends between Chinese or Japanese characters there is no space."""
    before = ""
    for place, part in enumerate(parts, 1):
        if part is _SOFT_BREAK:
            after = next((one.plain for one in islice(parts, place, None) if one.plain), "")
            if not punctuation.gap(before, after):
                continue
        yield part
        before = part.plain or before


def _joined(parts: Iterable[Text]) -> Text:
    held = tuple(_without_spaces(tuple(parts)))
    return Text(
        "".join(one.plain for one in held),
        "".join(one.html for one in held),
        tuple(picture for one in held for picture in one.pictures),
    )


class _Open(NamedTuple):
    """An HTML tag that is open, and what stood in it so far."""

    name: str
    attributes: Mapping[str, str]
    parts: list[Text]


class _Phrases:
    """Gathers the parts of a text, with the HTML among them."""

    def __init__(self, context: ReadingContext) -> None:
        self.context = context
        self.opened = [_Open("", {}, [])]
        self.begun = self.parted = False
        """Whether there are words yet, and whether the next ones stand in another block."""
        self.bullet = ""

    def add(self, text: Text) -> None:
        """Add words, on a line of their own where they belong to another block."""
        if self.parted and text.plain.strip():
            line = _HARD_BREAK if self.begun else Text("", "")
            bullet = Text(self.bullet, self.bullet)
            self.opened[-1].parts.extend((line, bullet))
            self.parted, self.bullet = False, ""
        self.begun = self.begun or bool(text.html.strip())
        self.opened[-1].parts.append(text)

    def _element(self, one: _Open) -> Text:
        """What the words in an HTML element are."""
        inner, given = _joined(one.parts), one.attributes
        if one.name == "a" and given.get("href"):
            return _linked(target(given["href"].strip(), self.context), inner, "", self.context)
        if full := given.get("title", "").strip() if one.name in ("abbr", "acronym") else "":
            more = "" if inner.plain in self.context.spelt_out else f" ({full})"
            self.context.spelt_out.add(inner.plain)
            words = inner.plain + more
            return replace(inner, plain=words, html=inner.html + _escaped(more))
        known = {key: given[key] for key in SPAN_KEYS if key in given}
        if one.name == "span" and known:
            attributes = check_attributes(known, SPAN_KEYS, "a span of words", self.context)
            return replace(inner, html=f"<span{_written(attributes)}>{inner.html}</span>")
        return _element(html_tags.PHRASES[one.name], inner)

    def close(self) -> None:
        """Close the element that was opened last."""
        last = self.opened.pop()
        self.opened[-1].parts.append(self._element(last))

    def _phrase(self, one: Tag, content: str) -> None:
        """Open or close what belongs to words."""
        if not one.closes:
            if not content.endswith("/>"):
                self.opened.append(_Open(one.name, one.attributes, []))
        elif any(held.name == one.name for held in self.opened):
            while self.opened[-1].name != one.name:
                self.close()
            self.close()
        else:
            message = f"{content} closes nothing"
            self.context.warn("raw-html", message, "delete it, or write the tag that opens it")

    def tag(self, content: str) -> None:
        """What a tag of HTML means here; a fault for one that means nothing."""
        found = TAG.fullmatch(content)
        one = html_tags.tag(found) if found else Tag("", False, {})
        if one.name == "br":
            self.opened[-1].parts.append(_HARD_BREAK)
        elif one.name in html_tags.PHRASES:
            self._phrase(one, content)
        elif one.name in BLOCKS:
            self.parted, self.bullet = True, "• " if one.name == "li" and not one.closes else ""
        elif one.name != "wbr" and not content.startswith("<!--"):
            check_raw_html(content, self.context)
            self.add(Text.of(content))
        self.context.line += content.count("\n")


def phrases(nodes: list[SyntaxTreeNode], context: ReadingContext) -> Text:
    """The text of inline nodes; `context` moves along their lines."""
    read = _Phrases(context)
    for node in nodes:
        if node.type == "footnote_ref":
            _check_place(read.opened[-1].parts[-2:], context)
        if node.type == "html_inline":
            read.tag(node.content)
        else:
            read.add(_NODES[node.type](node, context))
    if unclosed := [one.name for one in read.opened[1:]]:
        message = f"<{unclosed[0]}> is never closed"
        context.warn("raw-html", message, f"write </{unclosed[0]}> where it ends, or delete it")
    while len(read.opened) > 1:
        read.close()
    return _joined(read.opened[0].parts)


def words(nodes: list[SyntaxTreeNode], context: ReadingContext) -> Text:
    """The text of inline nodes, checked, stripped of white space."""
    leftovers.check(nodes, context)
    text = phrases(nodes, context)
    return replace(text, plain=text.plain.strip(), html=text.html.strip())


def inline(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """The text of a block's inline child, stripped of white space."""
    child = next((child for child in node.children if child.type == "inline"), None)
    if child is None:
        return Text("", "")
    context.move_to(child.map)
    check_marks(child.content, context)
    return words(child.children, context)
