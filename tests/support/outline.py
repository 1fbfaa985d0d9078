"""An article as short text, to hold against what is expected of it."""

from handout.model.article import (
    Article,
    Block,
    Code,
    Definitions,
    Directive,
    Figure,
    Heading,
    List,
    Paragraph,
    Quote,
    Table,
)
from handout.source import reading as reader

FRONT = """---
title: A plain matter
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---
"""
ABOVE = FRONT.count("\n")


def parsed(body: str) -> reader.Reading:
    return reader.parse((FRONT + body).encode(), "content/a.md", "a")


def faults(body: str) -> list[str]:
    """What is said of a body, with the lines of the body."""
    found = parsed(body).findings
    return [f"{one.line - ABOVE}: {one.message}; {one.advice}" for one in found]


def several(blocks: tuple[Block, ...]) -> str:
    return " ".join(map(outline, blocks))


def outline(block: Block) -> str:  # noqa: PLR0911  # a case for each kind of block
    """A block in a line, its phrases as HTML."""
    match block:
        case Paragraph(text=text):
            return f"p({text.html})"
        case Heading(text=text, level=level, id=name):
            return f"h{level}#{name}({text.html})"
        case List(items=items, ordered=ordered, start=start, lead_in=lead_in):
            mark = f"ol{start}" if ordered else "ul"
            lead = f"{lead_in.html} → " if lead_in else ""
            return f"{mark}({lead}{' | '.join(several(item.blocks) for item in items)})"
        case Table(head=head, rows=rows, align=align, caption=caption):
            lines = " / ".join(" | ".join(cell.html for cell in row) for row in (head, *rows))
            return f"table[{' '.join(align)}]({f'{caption.html}: ' if caption else ''}{lines})"
        case Figure(source=source, alt=alt, caption=caption):
            return f"figure({source}, {alt}, {caption.html if caption else '-'})"
        case Quote(blocks=inner):
            return f"quote({several(inner)})"
        case Code(text=text):
            return f"code({text.html})"
        case Definitions(entries=entries):
            shown = (f"{entry.term.html} = {several(entry.blocks)}" for entry in entries)
            return f"dl({' | '.join(shown)})"
        case Directive(name=name, blocks=inner):
            return f"{name}({several(inner)})"


def shown(article: Article) -> list[str]:
    """Lead, sections and footnotes."""
    lines = [several(article.lead)] if article.lead else []
    lines += [f"## {s.title.html} #{s.id}: {several(s.blocks)}" for s in article.sections]
    lines += [f"note {note.number}: {several(note.blocks)}" for note in article.footnotes]
    return lines


def whole(body: str) -> list[str]:
    """Lead, sections and footnotes of a sound body."""
    reading = parsed(body)
    assert reading.findings == (), [str(finding) for finding in reading.findings]
    return shown(reading.article)
