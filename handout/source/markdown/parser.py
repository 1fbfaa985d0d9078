"""The Markdown parser: CommonMark, tables, footnotes, definitions, attributes, fenced divs."""

import re
from contextlib import suppress
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block as library_html_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin
from msgspec import Struct

from handout.source.markdown.bounds import DEEPEST, empty_endless_paragraphs, too_much
from handout.source.markdown.boxes import mark_languages, read_boxes
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.html_blocks import html_block
from handout.source.markdown.html_tags import TAG, tag
from handout.source.markdown.pasted import as_markdown
from handout.source.markdown.phrases import SPAN_KEYS

_MARKED = re.compile(r"==(?=[^\s=])((?:(?!==).)*[^\s=])==(?!=)", re.DOTALL)
_LINE = re.compile(r"\|(?: (?:[^|\\]|\\.)*)?")
_ABBREVIATION = re.compile(r"\*\[([^\]]+)\]:\s+(\S.*)")
_ANCHOR = re.compile(r"""<(a|span)\s+(?:id|name)=["']([\w-]+)["']\s*(?:/>|>\s*</\1>)""", re.I)


class _OpenDiv(Struct):
    """A fenced div being parsed; only a `:::` of its own indent and level closes it."""

    indent: int
    level: int
    end: int | None = None
    """The line of its `:::`, once that is met."""


def _close_div(state: StateBlock, line: int, last: int) -> None:
    """End the innermost div at its `:::`, by telling its tokenizer that all lines are parsed."""
    divs: list[_OpenDiv] = state.env.get("divs", [])
    if divs and (divs[-1].indent, divs[-1].level) == (state.blkIndent, state.level):
        divs[-1].end = line
        state.line = last
    else:  # it closes nothing
        token = state.push("div_stray", "", 0)
        token.map = [line, line + 1]
        state.line = line + 1


def _parse_div(state: StateBlock, first: int, last: int) -> _OpenDiv:
    """Tokenize the content of a div; the state is then behind its end."""
    div = _OpenDiv(state.blkIndent, state.level)
    state.env.setdefault("divs", []).append(div)
    parent, state.parentType = state.parentType, "div"
    state.line = first
    state.md.block.tokenize(state, first, last)
    state.parentType = parent
    state.env["divs"].pop()
    if div.end is not None:
        state.line = div.end + 1
    return div


def _fenced_div(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Block rule, as Pandoc nests divs: a `div` token pair; its meta says whether it is closed."""
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    if not line.startswith(":::") or state.is_code_block(first):
        return False
    fence = line.lstrip(":").strip().rstrip(":").rstrip()
    if not silent and fence:
        token = state.push("div_open", "div", 1)
        div = _parse_div(state, first + 1, last)
        token.info, token.map = fence, [first, state.line]
        token.meta = {"closed": div.end is not None}
        state.push("div_close", "div", -1)
    elif not silent:
        _close_div(state, first, last)
    return True


def _comment(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Block rule: a comment `<!-- … -->` is left out; what stands behind it is read on.

    One without an empty line in it does not part the lines of a paragraph.
    """
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("<!--", start) or state.is_code_block(first):
        return False
    end = state.src.find("-->", start)
    line = first
    while line < last and state.eMarks[line] < end:
        line += 1
    if end < 0 or line == last:  # never closed, or not in this list or quotation
        return False
    if silent:
        return any(state.isEmpty(one) for one in range(first, line))
    rest = state.src[end + 3 : state.eMarks[line]]
    if rest.strip():  # the line begins behind the comment
        state.bMarks[line], state.tShift[line] = end + 3, len(rest) - len(rest.lstrip())
        state.sCount[line] = state.blkIndent
    state.line = line if rest.strip() else line + 1
    return state.line > first


def _declaration(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Block rule: `<!…` and `<?…`, which no words stand in, but for comments that are closed."""
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith(("<!", "<?"), start) or (
        state.src.startswith("<!--", start) and state.src.find("-->", start) >= 0
    ):
        return False
    return library_html_block(state, first, last, silent)


def _marked(state: StateInline, silent: bool) -> bool:
    """Inline rule: `==words==` are marked."""
    found = _MARKED.match(state.src, state.pos, state.posMax)
    if not found or silent:
        return False
    end, state.pos, state.posMax = state.posMax, found.start(1), found.end(1)
    state.push("mark_open", "mark", 1)
    state.md.inline.tokenize(state)
    state.push("mark_close", "mark", -1)
    state.pos, state.posMax = found.end(), end
    return True


def _html_picture(state: StateInline, silent: bool) -> bool:
    """Inline rule: `<img src="…" alt="…">` is a picture."""
    found = TAG.match(state.src, state.pos, state.posMax)
    if not found or found[2].lower() != "img":
        return False
    if not silent:
        given = tag(found).attributes
        alt = Token("text", "", 0, content=given.get("alt", ""))
        token = state.push("image", "img", 0)
        token.attrs = {"src": given.get("src", ""), "alt": ""}
        sizes = (f'{key}="{given[key]}"' for key in ("width", "height") if given.get(key))
        token.meta["braces"] = " ".join(sizes)
        token.content, token.children = alt.content, [alt]
    state.pos = found.end()
    return True


_BRACES = re.compile(r"\{([^{}\n]*)\}")


def _picture_braces(state: StateInline, silent: bool) -> bool:
    """Inline rule: braces behind a picture are kept beside it, as a `%` is no comment there."""
    if state.pending or not state.tokens or state.tokens[-1].type != "image":
        return False
    found = _BRACES.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.tokens[-1].meta["braces"] = found[1]
    state.pos = found.end()
    return True


_SPACED = re.compile(
    r"!\[((?:[^\[\]\\]|\\.)*)\]\(\s*((?:[^()<>\"\n]|\([^()\n]*\))*\.\w{2,5})(?:\s+\"([^\"\n]*)\")?\s*\)"
)


def _spaced_picture(state: StateInline, silent: bool) -> bool:
    """Inline rule, as in Pandoc: the name of a picture's file may have spaces in it."""
    found = _SPACED.match(state.src, state.pos, state.posMax)
    if not found or " " not in found[2]:
        return False
    if not silent:
        tokens = list[Token]()
        state.md.inline.parse(found[1], state.md, state.env, tokens)
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(found[2]), "alt": ""}
        token.attrs |= {"title": found[3]} if found[3] else {}
        token.content, token.children = found[1], tokens
    state.pos = found.end()
    return True


_PHONE = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\((tel:[\d+()./ -]*\d)\)", re.IGNORECASE)


def _phone_link(state: StateInline, silent: bool) -> bool:
    """Inline rule: the number of a link to a phone may have spaces in it."""
    found = _PHONE.match(state.src, state.pos, state.posMax)
    if not found or " " not in found[2]:
        return False
    if not silent:
        end, state.pos, state.posMax = state.posMax, found.start(1), found.end(1)
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": found[2].replace(" ", "")}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
        state.posMax = end
    state.pos = found.end()
    return True


def _line_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Block rule, as in Pandoc: lines that begin with `| ` are a paragraph that keeps its lines."""
    lines = list[str]()
    for line in range(first, last):
        words = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if state.sCount[line] < state.blkIndent or not _LINE.fullmatch(words):
            break
        lines.append(words[1:])
    if len(lines) < 2 or silent or state.is_code_block(first):
        return False
    state.line = first + len(lines)
    indents = ("\N{NO-BREAK SPACE}" * (len(one) - len(one.lstrip()) - 1) for one in lines)
    words = "\\\n".join(
        f"{indent}{one.strip()}" for indent, one in zip(indents, lines, strict=True)
    )
    token = state.push("paragraph_open", "p", 1)
    token.map = [first, state.line]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = words, [first, state.line], []
    state.push("paragraph_close", "p", -1)
    return True


def _abbreviation(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Block rule: `*[A&E]: what it stands for` is kept beside the tree."""
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    found = _ABBREVIATION.fullmatch(line)
    if found and not silent:
        state.env.setdefault("abbreviations", {}).setdefault(found[1], (found[2].rstrip(), first))
        state.line = first + 1
    return bool(found)


def _name_headings(state: StateCore) -> None:
    """Core rule: `<a id="name"></a>` in a heading, or alone before it, names it."""
    for at, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        words = state.tokens[at + 1]
        inside = _ANCHOR.search(words.content)
        above = state.tokens[at - 2] if at > 2 else words
        alone = above.type == "inline" and state.tokens[at - 1].level == token.level
        before = _ANCHOR.fullmatch(above.content) if alone else None
        if words.content.endswith("}") or not (found := inside or before):
            continue
        words.content = f"{_ANCHOR.sub('', words.content, 1).strip()} {{#{found[2]}}}"


def _keep_footnote_lines(state: StateCore) -> None:
    """Core rule: keep where each footnote is written, before the library moves them."""
    state.env["notes"] = [
        (token.meta["label"], token.map)
        for token in state.tokens
        if token.type == "footnote_reference_open"
    ]


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"store_labels": True, "maxNesting": 2 * DEEPEST})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    parser.use(sub_plugin).use(superscript_plugin)
    parser.use(attrs_plugin, after=("link_close",), spans=True, allowed=SPAN_KEYS)
    # A div may follow a paragraph without a blank line.
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", "fenced_div", _fenced_div, {"alt": interrupts})
    parser.block.ruler.at("html_block", _declaration, {"alt": interrupts[:3]})
    parser.block.ruler.before("code", "html", html_block, {"alt": interrupts[:3]})
    parser.block.ruler.before("table", "comment", _comment, {"alt": interrupts[:3]})
    parser.block.ruler.before("list", "abbreviation", _abbreviation, {"alt": interrupts[:2]})
    parser.block.ruler.after("table", "line_block", _line_block)
    parser.inline.ruler.before("emphasis", "mark", _marked)
    parser.inline.ruler.before("html_inline", "html_picture", _html_picture)
    parser.inline.ruler.before("attr", "picture_braces", _picture_braces)
    parser.inline.ruler.after("image", "spaced_picture", _spaced_picture)
    parser.inline.ruler.after("link", "phone_link", _phone_link)
    parser.core.ruler.before("footnote_tail", "footnote_lines", _keep_footnote_lines)
    parser.core.ruler.before("inline", "named_headings", _name_headings)
    parser.core.ruler.before("inline", "boxes", read_boxes)
    parser.core.ruler.after("inline", "languages", mark_languages)
    parser.core.ruler.before("inline", "endless", empty_endless_paragraphs)
    # A link that the library would leave as text is to be a link, and so a finding.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser.disable("text_join")  # so that `\[^1]` can be told from a footnote's mark


_PARSER = _parser()


def _depth(token: Token) -> int:
    """How deep a token, or the deepest of its children, is nested."""
    return token.level + max(map(_depth, token.children or ()), default=0)


def parse_phrases(words: str) -> list[SyntaxTreeNode]:
    """The inline nodes of words that are no block, such as a title."""
    return SyntaxTreeNode(_PARSER.parseInline(words, {})).children[0].children


def parse(markdown: str, env: dict[str, Any], context: ReadingContext) -> SyntaxTreeNode:
    """The Markdown's tree; empty, with a fault, where it is too large or nested too deep.

    `env` receives what the library keeps beside the tree, such as the lines of footnotes.
    """
    if much := too_much(markdown):
        message = f"the article has more than {much}"
        context.fault("too-large", message, "make two articles of it", context.offset + 1)
        return SyntaxTreeNode([])
    tokens, too_deep = list[Token](), True
    with suppress(RecursionError):
        tokens = _PARSER.parse(as_markdown(markdown), env)
        too_deep = max(map(_depth, tokens), default=0) > DEEPEST
    if too_deep:
        env.clear()
        message = "too many lists, quotes or brackets stand inside one another"
        context.fault("too-deep", message, "write it more simply", context.offset + 1)
        return SyntaxTreeNode([])
    for line, message, advice, error in env.get("html_faults", ()):
        tell = context.fault if error else context.warn
        tell("raw-html", message, advice, context.move_to((line, line)))
    for lines, message, advice in env.get("box_warnings", ()):
        context.warn("directive-unknown", message, advice, context.move_to(lines))
    for lines, info in env.get("open_boxes", ()):
        message, advice = f"'::: {info}' is never closed", "add a line ':::' at its end"
        context.fault("directive-open", message, advice, context.move_to(lines))
    for lines, message, advice in env.get("endless", ()):
        context.fault("too-large", message, advice, context.move_to(lines))
    return SyntaxTreeNode(tokens)
