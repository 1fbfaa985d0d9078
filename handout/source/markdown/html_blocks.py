"""Block rule: HTML is read for its words and its structure, with Markdown in it, as in Pandoc.

Headings, paragraphs, lists, quotations and tables become what Markdown makes of theirs; of what
only groups them, such as `<div>`, nothing is left.
"""

import html
import re
import textwrap
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from handout.source.markdown.html_tags import (
    BLOCK_TAG,
    BLOCKS,
    BOLD,
    CELLS,
    DRAWN,
    HEADINGS,
    HOLDERS,
    LEAVES,
    RAW,
    ROWS,
    SHOWN_ONLY,
    TAG,
    Tag,
    tag,
)

_PIECE = re.compile(rf"{TAG.pattern}|<!--")
_UNFINISHED = re.compile(r"</?[a-zA-Z][^<>]*\Z")
_LONGEST = 20
"""Lines of one tag."""
_ID = re.compile(r"[\w-]+")
_TOKENS = {"ul": "bullet_list", "ol": "ordered_list", "li": "list_item", "blockquote": "blockquote"}


class _Cell(NamedTuple):
    line: int
    words: str


class _Reader:
    """Turns the lines of HTML into tokens; `line` is that of what is being read."""

    def __init__(self, state: StateBlock, first: int) -> None:
        self.state, self.line = state, first
        self.text, self.waited = "", 0
        self.begun = first
        """Where the outermost of what is open begins."""
        self.stack: list[str] = []
        self.numbers: list[int] = []
        """Of the lists that are open, what the next entry has."""
        self.words: list[str] = []
        self.said = False
        """Whether any of the words is more than space."""
        self.words_line = first
        self.leaf: Tag | None = None
        self.raw = ""
        """What the end of something that is no words is known by."""
        self.rows: list[list[_Cell]] = []
        self.caption: _Cell | None = None

    @property
    def lasts(self) -> bool:
        """Whether what is open goes on behind an empty line."""
        return bool(self.stack or self.raw or (self.leaf and self.leaf.name == "pre"))

    @property
    def ended(self) -> bool:
        """Whether nothing is open, and nothing stands behind it on its line."""
        return not (self.lasts or self.leaf or self.said or self.text.strip())

    def fault(self, message: str, advice: str, *, error: bool = True) -> None:
        """Keep what is wrong at the line, to be told once all is parsed."""
        found = self.state.env.setdefault("html_faults", [])
        found.append((self.line, message, advice, error))

    def _check_closed(self) -> None:
        """A fault for what is still open, at the line where it begins."""
        pre = self.leaf.name if self.leaf and self.leaf.name == "pre" else ""
        raw = self.raw.strip("</") if self.raw not in ("", "-->") else ""
        if name := next(filter(None, (raw, pre, *self.stack)), ""):
            self.line = self.words_line if pre and not raw else self.begun
            self.fault(f"<{name}> is never closed", f"write </{name}> where it ends")

    # Words

    def _open(self, kind: str, name: str, lines: int = 1) -> Token:
        token = self.state.push(f"{kind}_open", name, 1)
        token.map = [self.line, self.line + lines]
        return token

    def _close(self, kind: str, name: str) -> None:
        self.state.push(f"{kind}_close", name, -1)

    def _inline(self, words: str, line: int) -> None:
        """An inline token of the words."""
        bare = words.lstrip()
        first = line + words[: len(words) - len(bare)].count("\n")
        token = self.state.push("inline", "", 0)
        token.content, token.children = bare.rstrip(), []
        token.map = [first, first + bare.count("\n") + 1]

    def _leaf(self, kind: str, name: str, cell: _Cell) -> None:
        """A block of words alone."""
        self.line, here = cell.line, self.line
        token = self._open(kind, name)
        token.markup = "#" if kind == "heading" else ""
        self._inline(cell.words, cell.line)
        self._close(kind, name)
        self.line = here

    def _markdown(self, text: str, line: int) -> None:
        """The blocks of Markdown that stands between tags, at any indent."""
        first, *others = text.split("\n")
        lines = [first.lstrip(), *textwrap.dedent("\n".join(others)).split("\n")]
        tokens: list[Token] = []
        env = self.state.env
        env["html"] = False  # none is left in it but tags that never end
        self.state.md.block.parse("\n".join(lines), self.state.md, env, tokens)
        env["html"] = True
        for token in tokens:
            token.level += self.state.level
            token.map = [line + n for n in token.map] if token.map else None
        self.state.tokens.extend(tokens)

    def _flush(self) -> None:
        """Make a block of the words so far."""
        words, line, leaf = "".join(self.words), self.words_line, self.leaf
        self.words, self.leaf, self.said = [], None, False
        if leaf is None:
            if words.strip():
                self._enter()
                self._markdown(words, line)
        elif leaf.name in CELLS:
            self.rows[-1].append(_Cell(line, words))
        elif leaf.name == "caption":
            self.caption = _Cell(line, f"Table: {words.strip()}")
        elif leaf.name == "pre":
            self._enter()
            token = self.state.push("pre", "pre", 0)
            token.content = html.unescape(TAG.sub("", words)).strip("\n")
            token.map = [line, line + 1]
        elif words.strip():
            self._enter()
            self._said(leaf, _Cell(line, words))

    def _said(self, leaf: Tag, cell: _Cell) -> None:
        """A heading, or a paragraph, bold where it names what follows."""
        own = leaf.attributes.get("id", "")
        if leaf.name in BOLD:
            self._leaf("paragraph", "p", cell._replace(words=f"<b>{cell.words.strip()}</b>"))
        elif leaf.name not in HEADINGS:
            self._leaf("paragraph", "p", cell)
        else:
            braces = f" {{#{own}}}" if _ID.fullmatch(own) else ""
            self._leaf("heading", leaf.name, cell._replace(words=cell.words.rstrip() + braces))

    # Elements that hold others

    def _enter(self) -> None:
        """Be in an entry of a list, where nothing else may stand in it: in the last, if any."""
        if not self.stack or self.stack[-1] not in ("ul", "ol"):
            return
        if self.state.tokens[-1].type == "list_item_close":
            self.state.tokens.pop()
            self.state.level += 1
            self.stack.append("li")
        else:
            self._hold(Tag("li", False, {}))

    def _hold(self, one: Tag) -> None:
        """Open an element that holds others."""
        name = one.name
        if name == "table":
            self._enter()
            if "table" in self.stack:
                self.fault("a table stands in a table", "write the inner one's words in a cell")
            self.rows, self.caption = [], None
        elif name == "tr":
            self._until("tr", "table")
            self.rows.append([])
        elif name == "li":
            self._until("li", "ul", "ol")
        else:
            self._enter()
        if (name == "li" and not self.numbers) or (name == "tr" and "table" not in self.stack):
            outside = "table" if name == "tr" else "ul"
            advice = f"write <{outside}> above the first and </{outside}> below the last"
            self.fault(f"<{name}> stands outside <{outside}>", advice)
            return
        self.begun = self.begun if self.stack else self.line
        self.stack.append(name)
        if name in _TOKENS:
            self._open(_TOKENS[name], name).markup = "." if name == "ol" else "-"
        if name in ("ul", "ol"):
            start = one.attributes.get("start", "")
            self.numbers.append(int(start) if re.fullmatch("[0-9]{1,9}", start) else 1)
        elif name == "li":
            value = one.attributes.get("value", "")
            self.numbers[-1] = int(value) if re.fullmatch("[0-9]{1,9}", value) else self.numbers[-1]
            self.state.tokens[-1].info = str(self.numbers[-1])
            self.numbers[-1] += 1

    def _until(self, name: str, *bounds: str) -> None:
        """Close an element of that name that is open inside the nearest of the others."""
        for held in reversed(self.stack):
            if held in bounds:
                return
            if held == name:
                self._release(name)
                return

    def _release(self, name: str) -> None:
        """Close the innermost element of that name, and all in it."""
        while self.stack:
            last = self.stack.pop()
            if last in _TOKENS:
                self._close(_TOKENS[last], last)
            if last in ("ul", "ol"):
                self.numbers.pop()
            if last == "table":
                self._table()
            if last == name:
                return

    def _table(self) -> None:
        """A table of the rows; of a single row, which has no head, the words of its cells."""
        rows = [row for row in self.rows if row]
        if len(rows) == 1:
            for cell in rows[0]:
                if cell.words.strip():
                    self._leaf("paragraph", "p", cell)
        elif rows:
            columns = max(map(len, rows))
            self._open("table", "table")
            for kind, name, part in (("thead", "th", rows[:1]), ("tbody", "td", rows[1:])):
                self._open(kind, kind)
                for row in part:
                    self._row(name, row, columns)
                self._close(kind, kind)
            self._close("table", "table")
        if self.caption and self.caption.words.strip():
            self._leaf("paragraph", "p", self.caption)

    def _row(self, name: str, row: list[_Cell], columns: int) -> None:
        self.line, here = row[0].line, self.line
        self._open("tr", "tr").info = "html"
        for cell in (*row, *[_Cell(row[0].line, "")] * (columns - len(row))):
            self._leaf(name, name, cell)
        self._close("tr", "tr")
        self.line = here

    # Tags

    def _tag(self, one: Tag, written: str) -> None:
        """What a tag means where it stands."""
        leaf = self.leaf.name if self.leaf else ""
        inside = leaf == "pre" or (leaf in CELLS and one.name not in CELLS | ROWS)
        if (one.name not in BLOCKS | RAW) or (inside and not (one.closes and one.name == leaf)):
            self.words.append(written)
            return
        self._flush()
        if one.closes:
            if one.name in self.stack:
                self._release(one.name)
        elif one.name in RAW:
            self._skip(one)
        elif one.name in LEAVES:
            self._begin(one)
        elif one.name in HOLDERS:
            self._hold(one)
        elif one.name == "hr":
            token = self.state.push("hr", "hr", 0)
            token.map = [self.line, self.line + 1]

    def _skip(self, one: Tag) -> None:
        """Leave out what is no words."""
        if one.name != "embed":
            self.raw = f"</{one.name}"
            self.begun = self.begun if self.stack else self.line
        if one.name in DRAWN:
            advice = "save it as a file in content/images/ and write ![words](images/name.svg)"
            self.fault(f"<{one.name}> cannot be used here", advice)
        if one.name in SHOWN_ONLY:
            source = one.attributes.get("src") or one.attributes.get("data", "")
            message = f"<{one.name}> is left out, as nothing of it can be printed"
            advice = f"write where it is to be found: [words]({source})" if source else "delete it"
            self.fault(message, f"{advice}, or put it between <!-- and -->", error=False)

    def _begin(self, one: Tag) -> None:
        """Begin an element of words alone."""
        if one.name in CELLS and not self.rows:
            self.fault(f"<{one.name}> stands outside <tr>", "write <table><tr> above the first")
            return
        spans = (one.attributes.get(key, "1") for key in ("colspan", "rowspan"))
        if one.name in CELLS and any(span.strip() != "1" for span in spans):
            message = "a cell of a table spans several"
            self.fault(message, "write its words in each of them, without colspan and rowspan")
        self.leaf, self.words_line = one, self.line

    def _take(self, words: str) -> None:
        """Keep words, and count their lines."""
        if not self.words:
            self.words_line = self.line
        self.words.append(words)
        self.said = self.said or bool(words.strip())
        self.line += words.count("\n")

    def _leave_out(self) -> bool:
        """Go on behind what is no words, if its end is there."""
        end = self.text.lower().find(self.raw)
        if end >= 0:
            end = self.text.find(">", end) + 1
        behind = end if end > 0 else len(self.text)
        self.line += self.text.count("\n", 0, behind)
        self.text, self.raw = self.text[behind:], self.raw if end < 0 else ""
        return end >= 0

    def _waits(self) -> bool:
        """Whether the text ends inside a tag."""
        tail = _UNFINISHED.search(self.text, max(self.text.rfind("<"), 0))
        known = tail and BLOCK_TAG.match(self.text, tail.start())
        self.waited = self.waited + 1 if known else 0
        return 0 < self.waited < _LONGEST

    def feed(self, line: str) -> None:
        """Read one more line."""
        self.text += f"{line}\n"
        while self.text:
            if self.raw and not self._leave_out():
                return
            found = _PIECE.search(self.text)
            if not found and self._waits():
                return
            start, end = found.span() if found else (len(self.text), len(self.text))
            if start:
                self._take(self.text[:start])
            self.text, self.waited = self.text[end:], 0
            if found and found[0] == "<!--":
                self.raw = "-->"
            elif found:
                self._tag(tag(found), found[0])
                self.line += found[0].count("\n")

    def end(self) -> None:
        """Close all that is open."""
        if self.text:
            self._take(self.text)
        self._check_closed()
        self._flush()
        while self.stack:
            self._release(self.stack[-1])


def html_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Block rule: what begins with a tag that is none of words."""
    start = state.bMarks[first] + state.tShift[first]
    begun: bool | None = state.env.get("html")
    if begun is False or not BLOCK_TAG.match(state.src[start : state.eMarks[first]]):
        return False
    if state.is_code_block(first) and not begun:
        return False
    if silent:
        return True
    state.env["html"] = True
    reader, line = _Reader(state, first), first
    while line < last:
        words = state.src[state.bMarks[line] : state.eMarks[line]]
        if not reader.lasts and line > first and (not words.strip() or words.startswith(":::")):
            break
        if line > first and words.strip() and state.sCount[line] < state.blkIndent:
            break
        reader.feed(words.lstrip() if line == first else words)
        line += 1
        further = line < last and not state.isEmpty(line) and state.is_code_block(line)
        if reader.ended and not further:  # what is indented in HTML is no code
            break
    reader.end()
    state.line = line
    return True
