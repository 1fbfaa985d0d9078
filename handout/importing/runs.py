"""The words of a paragraph: runs with their looks, links, fields, notes, signs, drawings."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from handout.importing import formulas, symbols
from handout.importing.document import Block, Picture, Remark, RemarkKind, Span
from handout.importing.package import Package, W, is_on, local, value
from handout.importing.styles import Looks, Styles, looks

_LETTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "",
}
"""What stands for a letter of its own; soft hyphens are those of another width of column."""
_TRANSPARENT = frozenset(("smartTag", "customXml", "bdo", "dir", "ins", "moveTo", "sdtContent"))
_GONE = frozenset(("del", "moveFrom"))
_SHOWN = frozenset(("t", "sym", "drawing", "pict", "object"))
"""What makes a note more than its mark."""
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+"([^"]*)"|"([^"]*)")')
_RUN = f"{W}rPr"


class _Field(Struct):
    """A field that is being read: what it is told to do, and whether what it shows has begun."""

    code: str = ""
    shows: bool = False
    link: str = ""


class Context(Struct):
    """Where the reading stands; what it notes of the paragraph that it is at."""

    package: Package
    styles: Styles
    part: str
    draw: Callable[[Any, "Context"], "Drawn"]
    """Reads what is drawn."""
    page: int = 1
    has_rendered_breaks: bool = False
    fields: list[_Field] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    """The blocks of text boxes that hang at the paragraph."""
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    """Of footnotes, by the part and the id."""
    style: str = ""
    depth: int = 0
    box: int = 0
    """The text box that is read; 0 outside."""
    count: int = 0
    """Of boxes so far."""

    def remark(self, kind: RemarkKind, words: str) -> None:
        """Note something that a person is to know."""
        self.remarks.append(Remark(kind, words))

    def turn_page(self, element: Any) -> None:
        """Count the pages, as far as the file tells."""
        rendered = local(element) == "lastRenderedPageBreak"
        if rendered or (value(element, key="type") == "page" and not self.has_rendered_breaks):
            self.page += 1


class Drawn(Struct, frozen=True):
    """What is drawn among words: pictures, and the blocks of boxes."""

    pictures: tuple[Picture, ...] = ()
    blocks: tuple[Block, ...] = ()


def texts(element: Any) -> str:
    """All words below an element, of drawings and formulas too."""
    return "".join(one.text or "" for one in element.iter() if local(one) in ("t", "delText"))


def marks_of(found: Looks) -> frozenset[str]:
    """The marks of Markdown for these looks."""
    named = {name: getattr(found, name) for name in ("bold", "italic", "strike", "underline")}
    return frozenset([name for name, on in named.items() if on] + [found.raised or ""]) - {""}


def _choices(choice: Any, context: Context) -> Iterator[Span]:
    """What a list of a form shows; what else can be chosen is told."""
    entries = [value(one, key="val") for one in choice if local(one) == "listEntry"]
    chosen = value(choice, "result") or value(choice, "default") or "0"
    listed = ", ".join(f"“{one}”" for one in entries)
    context.remark("found", f"a field of a form, to choose one of {listed}")
    if chosen.isdecimal() and int(chosen) < len(entries):
        yield Span(entries[int(chosen)])


def _field_char(element: Any, context: Context) -> Iterator[Span]:
    """Where a field begins, shows something, or ends; a box to tick is a sign."""
    match value(element, key="fldCharType"):
        case "begin":
            context.fields.append(_Field())
            box = element.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                on = is_on(box, "checked")
                on = is_on(box, "default") if on is None else on
                yield Span("☒" if on else "☐")
            elif (choice := element.find(f"{W}ffData/{W}ddList")) is not None:
                yield from _choices(choice, context)
            elif element.find(f"{W}ffData") is not None:
                context.remark("found", "a field of a form, to fill in")
        case "separate" if context.fields:
            last = context.fields[-1]
            last.shows = True
            if link := _LINK.match(last.code):
                last.link = link[2] or f"#{link[1]}"
        case "end" if context.fields:
            context.fields.pop()


def in_contents(context: Context) -> bool:
    """Whether a table of contents is being read, which handout makes itself."""
    return any(re.match(r"\s*TOC\b", one.code) for one in context.fields)


def _symbol(element: Any, context: Context) -> str:
    """The sign of a `w:sym`."""
    code, font = value(element, key="char"), value(element, key="font")
    letter = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else ""
    sign = symbols.as_unicode(letter, font)
    if sign and "\ue000" <= sign <= "\uf8ff":
        context.remark("to do", f"a sign of the font {font} has no letter of its own; write it")
        return "\N{WHITE SQUARE}"
    return sign


def _note(element: Any, context: Context) -> Iterator[Span]:
    kind = "footnotes" if local(element) == "footnoteReference" else "endnotes"
    key = kind, value(element, key="id")
    notes = context.package.root(context.package.of_kind(kind))
    note = next((one for one in notes if value(one, key="id") == key[1]), ())
    if not any(local(one) in _SHOWN for each in note for one in each.iter()):
        context.remark("found", "the mark of a note that has no words, which is left away")
        return
    yield Span("", note=context.labels.setdefault(key, str(len(context.labels) + 1)))


def _drawn(element: Any, context: Context) -> Iterator[Span]:
    drawn = context.draw(element, context)
    yield from (Span("", picture=one) for one in drawn.pictures)
    context.boxes.extend(drawn.blocks)


def _choice(element: Any) -> Any:
    """What stands for an `mc:AlternateContent`: its first choice, else its fallback."""
    choices = [one for one in element if local(one) == "Choice"]
    return (choices or [one for one in element if local(one) == "Fallback"] or [()])[0]


def _pieces(run: Any, font: str, context: Context) -> Iterator[Span]:
    """The pieces of a run, without its looks."""
    for child in run:
        name = local(child)
        if name == "t":
            yield Span(symbols.as_unicode(child.text or "", font))
        elif name in ("lastRenderedPageBreak", "br"):
            context.turn_page(child)
            is_line = name == "br" and value(child, key="type") not in ("page", "column")
            yield from [Span("\n")] if is_line else []
        elif name in _LETTERS:
            yield Span(_LETTERS[name])
        elif name == "sym":
            yield Span(_symbol(child, context))
        elif name == "fldChar":
            yield from _field_char(child, context)
        elif name == "instrText" and context.fields and not context.fields[-1].shows:
            context.fields[-1].code += child.text or ""
        elif name in ("footnoteReference", "endnoteReference"):
            yield from _note(child, context)
        elif name in ("drawing", "pict", "object"):
            yield from _drawn(child, context)
        elif name == "AlternateContent":
            yield from _pieces(_choice(child), font, context)
        elif name == "ruby":
            base, above = (texts(one) for one in (child[-1], child.find(f"{W}rt")))
            yield Span(f"{base} ({above})")


def _run(run: Any, link: str, context: Context) -> Iterator[Span]:
    """A run's spans with their looks; hidden words are told and left out."""
    properties = run.find(_RUN)
    style = value(properties, "rStyle")
    named = context.styles.looks(style, of_paragraph=False) if style else Looks()
    found = looks(properties).over(named).over(context.styles.looks(context.style))
    if found.hidden:
        if words := texts(run).strip():
            context.remark("left out", f"hidden words: “{words}”")
        return
    marks = marks_of(found)
    if not looks(properties).over(named).italic:  # all of a quote may be, by its style
        marks -= {"italic"}
    for piece in _pieces(run, found.font or "", context):
        shown = [one for one in context.fields if one.link]
        address = link or (shown[-1].link if shown else "")
        yield Span(piece.text, marks, address, piece.note, piece.picture)


def _hyperlink(element: Any, context: Context) -> str:
    link = context.package.link(context.part, element)
    anchor = value(element, key="anchor")
    address = link.target if link and link.is_outside else ""
    return f"{address}#{anchor}" if anchor else address


def _control(element: Any, link: str, context: Context) -> Iterator[Span]:
    """A content control: a box to tick, or a field with words in it."""
    if element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        context.remark("found", "a field of a form, to fill in")
    for content in element.iterchildren(f"{W}sdtContent"):
        yield from spans(content, context, link)


def joined(found: Iterable[Span]) -> tuple[Span, ...]:
    """The spans, those that look alike as one."""
    made = list[Span]()
    for one in found:
        last = made[-1] if made else None
        plain = last and not (last.note or last.picture or one.note or one.picture)
        if last and plain and (last.marks, last.link) == (one.marks, one.link):
            made[-1] = replace(last, text=last.text + one.text)
        elif one.text or one.note or one.picture:
            made.append(one)
    return tuple(made)


def spans(element: Any, context: Context, link: str = "") -> Iterator[Span]:
    """The words below an element, in order."""
    for child in element:
        name = local(child)
        if name == "r":
            yield from _run(child, link, context)
        elif name == "hyperlink":
            yield from spans(child, context, link or _hyperlink(child, context))
        elif name == "fldSimple":
            code = _LINK.match(value(child, key="instr"))
            yield from spans(child, context, link or (code[2] or "" if code else ""))
        elif name in _TRANSPARENT:
            yield from spans(child, context, link)
        elif name in _GONE:
            if words := texts(child).strip():
                context.remark("left out", f"words that a tracked change deletes: “{words}”")
        elif name == "sdt":
            yield from _control(child, link, context)
        elif name in ("oMath", "oMathPara"):
            context.remark("to do", "a formula, which is in one line now; see that it is right")
            yield from formulas.spans(child)
        elif name == "AlternateContent":
            yield from spans(_choice(child), context, link)
