"""Spans as Markdown: marks, links, notes, and what would mean something else escaped."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from msgspec.structs import replace

from handout.importing.document import Span

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Soft hyphens and the like, which are those of another width of column."""
_SPECIAL = re.compile(
    r"[\\`*\[\]<>^~{}]"
    r"|(?<!_)(?<![^\W_])_{1,2}(?!_)|(?<!_)_{1,2}(?!\w)"  # but in words and lines to write on
    r"|&(?=#?\w+;)|==|\$(?=\S[^$]*\$)|!(?=\[)|%%"
)
_BEGINNING = re.compile(r"(\s*)([#>|:+=-]|\d{1,9}(?=[.)](?:\s|$)))")
_NO_ADDRESS = re.compile(r"[\s<>()]")
_SAFE = re.compile(r"(?:https?|mailto|tel|ftp|sms):|#", re.IGNORECASE)
_TAGS = {"bold": "strong", "italic": "em", "strike": "s", "sup": "sup", "sub": "sub"}
_SIGNS = {"bold": "**", "italic": "*", "strike": "~~", "sup": "^", "sub": "~"}
_ORDER = ("bold", "italic", "strike", "sup", "sub")


def escaped(text: str) -> str:
    """Words, with a backslash before what would be taken for Markdown."""
    return _SPECIAL.sub(lambda one: "".join(f"\\{letter}" for letter in one[0]), text)


def _first_escaped(line: str) -> str:
    """A line whose beginning is not taken for a heading, a list or a quote."""
    found = _BEGINNING.match(line)
    if not found:
        return line
    at = found.end(2)
    if found[2].isdecimal():
        return f"{line[:at]}\\{line[at:]}"
    lone = found[2] in "+-" and line[at : at + 1] not in (" ", "-", "\t", "")
    return line if lone else f"{found[1]}\\{line[found.start(2) :]}"


def clean(text: str) -> str:
    """Words without what cannot be seen, and with single spaces."""
    text = _INVISIBLE.sub("", text).replace("\t", " ")
    return re.sub(r"[ \xa0]{2,}", " ", text)


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _marked(words: str, mark: str, before: str, after: str) -> str:
    """Words in the signs of a mark; in tags where Markdown would not read the signs."""
    inner = words.strip()
    if mark in ("sup", "sub"):
        plain = re.fullmatch(r"[^\W_]+|[+−-]?\d+", inner)
        signs = bool(plain)
    else:
        opens = _is_word(inner[:1]) or not _is_word(before)
        closes = _is_word(inner[-1:]) or not _is_word(after)
        signs = opens and closes and before not in ("*", "~") and after not in ("*", "~")
    if signs:
        return f"{_SIGNS[mark]}{inner}{_SIGNS[mark]}"
    return f"<{_TAGS[mark]}>{inner}</{_TAGS[mark]}>"


def _address(link: str) -> str:
    return f"<{link.replace('<', '%3C').replace('>', '%3E')}>" if _NO_ADDRESS.search(link) else link


def _with_spaces_outside(spans: Iterable[Span]) -> list[Span]:
    """The spans, with the space at their ends in spans of its own."""
    made = list[Span]()
    for span in spans:
        if span.note or span.picture or not (span.marks or span.link):
            made.append(span)
            continue
        inner = span.text.strip()
        begin = span.text[: len(span.text) - len(span.text.lstrip())] if inner else span.text
        end = span.text[len(begin) + len(inner) :]
        parts = [Span(begin), replace(span, text=inner), Span(end)]
        made += [one for one in parts if one.text]
    return made


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans; those that look alike with nothing but space between them are one."""
    made = list[Span]()
    for span in spans:
        if len(made) > 1 and not made[-1].text.strip() and _alike(made[-2], span):
            gap = made.pop()
            if not (gap.note or gap.picture) and "\n" not in gap.text:
                made[-1] = replace(made[-1], text=made[-1].text + gap.text + span.text)
                continue
            made.append(gap)
        if made and _alike(made[-1], span):
            made[-1] = replace(made[-1], text=made[-1].text + span.text)
        else:
            made.append(span)
    return made


def _alike(one: Span, other: Span) -> bool:
    bare = not (one.note or one.picture or other.note or other.picture)
    looks = (one.marks & set(_ORDER), one.link) == (other.marks & set(_ORDER), other.link)
    return bare and looks and bool(one.marks or one.link)


def _one(span: Span, before: str, after: str) -> str:
    """A span as Markdown."""
    if span.note:
        return f"[^{span.note}]"
    words = escaped(span.text)
    if not span.text.strip():
        return words
    begin = words[: len(words) - len(words.lstrip())]
    end = words[len(words.rstrip()) :]
    inner = words.strip()
    marks = [one for one in reversed(_ORDER) if one in span.marks]
    for mark in marks:
        inner = _marked(inner, mark, before, after)
    if span.link and _SAFE.match(span.link) and span.link != "#":
        plain = span.text.strip()
        bare = span.link.removesuffix("/") == plain.removesuffix("/")
        inner = f"<{span.link}>" if bare and ":" in plain else f"[{inner}]({_address(span.link)})"
    return f"{begin}{inner}{end}"


def _next_letter(spans: Sequence[Span], at: int) -> str:
    following = spans[at] if at < len(spans) else None
    return "" if following is None else "[" if following.note else following.text[:1]


def phrases(spans: Iterable[Span], *, without: frozenset[str] = frozenset()) -> str:
    """Spans as Markdown, `without` some marks; breaks are `\\n`."""
    words = (
        replace(one, text=clean(one.text), marks=one.marks - without)
        for one in spans
        if not one.picture
    )
    shown = _joined(_with_spaces_outside([one for one in words if one.text or one.note]))
    made = ""
    for at, span in enumerate(shown):
        made += _one(span, made[-1:], _next_letter(shown, at + 1))
    lines = (re.sub(" {2,}", " ", line).strip(" ") for line in made.split("\n"))
    return "\n".join(lines).strip("\n")


def paragraph(words: str) -> str:
    """Words as a paragraph: breaks kept, no line taken for anything else."""
    lines = [line for line in words.split("\n") if line.strip()]
    return "\\\n".join(_first_escaped(line) for line in lines)


def cell(words: str) -> str:
    """Words as a cell of a table."""
    return words.replace("\n", "<br>").replace("|", "\\|")


def title_attribute(words: str) -> str:
    """Words as the title of a picture."""
    return escape(words, quote=False).replace('"', '\\"')
