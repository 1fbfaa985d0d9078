"""Does every text of a slide lie inside its placeholder? Measured again, from what was written."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from handout.model.deck import BREAK, Paragraph, Run
from handout.model.findings import Finding
from handout.slides.ooxml.inheritance import Level, Placeholder, cell_insets
from handout.slides.ooxml.notation import points, qn
from handout.slides.ooxml.shape_reading import box, words
from handout.typography.measuring import SAFETY, count_lines, line_height, pieces, widest

_SLACK = 0.5
"""Points that rounding may cost."""


def _run(node: Any, usual: Level) -> Run:
    """A run as the measuring knows it."""
    look = node.find(qn("a:rPr"))
    bold = look is not None and look.get("b") == "1"
    lang = look.get("lang", "en") if look is not None else "en"
    text = BREAK if node.tag == qn("a:br") else node.findtext(qn("a:t")) or ""
    return Run(text, lang, bold or usual.bold)


def _level_of(node: Any, levels: tuple[Level, ...]) -> Level:
    """How a paragraph is set, its own properties included."""
    properties = node.find(qn("a:pPr"))
    if properties is None:
        return levels[0]
    level = levels[min(int(properties.get("lvl", 0)), len(levels) - 1)]
    if properties.get("marL") is not None:
        level = replace(level, margin=points(properties.get("marL")))
    above = properties.find(qn("a:spcBef/a:spcPts"))
    return level if above is None else replace(level, before=int(above.get("val")) / 100)


def _height(node: Any, levels: tuple[Level, ...], width: float, first: bool) -> tuple[float, str]:
    """A paragraph's height, and a word that is wider than the line."""
    level = _level_of(node, levels)
    runs = tuple(_run(n, level) for n in node.iter(qn("a:r"), qn("a:br"), qn("a:fld")))
    looks = node.iter(qn("a:rPr"), qn("a:endParaRPr"))
    sizes = (int(look.get("sz")) / 100 for look in looks if look.get("sz"))
    size = max(sizes, default=level.size)
    parts = pieces(Paragraph(runs), level.family, bold=False)
    ems = (width - level.margin) / size
    pitch = level.exact or line_height(level.family, words(node)) * level.spacing * size
    above = level.before if level.before >= 0 else -level.before * pitch
    longest = widest(parts)
    word = longest.text if longest.ink * SAFETY > ems + _SLACK / size else ""
    return count_lines(parts, ems + _SLACK / size) * pitch + (0 if first else above), word


def _measured(body: Any, levels: tuple[Level, ...], width: float) -> tuple[float, str]:
    """The height of all paragraphs, and the first word that is too wide."""
    rows = [_height(p, levels, width, n == 0) for n, p in enumerate(body.iter(qn("a:p")))]
    return sum(height for height, _ in rows), next((word for _, word in rows if word), "")


def _fault(where: str, what: str, body: Any) -> Finding:
    """What is said of words that run off."""
    said = words(body)
    short = said if len(said) < 60 else said[:57] + "…"
    return Finding(
        "slide-overflow",
        f"{where}: {what} (“{short}”)",
        "shorten it, or write it as several paragraphs",
        about=said.split("\n", maxsplit=1)[0],
    )


def shape(node: Any, placeholder: Placeholder, where: str) -> Iterator[Finding]:
    """The words of a placeholder that run out of it."""
    placeholder = replace(placeholder, box=box((node,)) or placeholder.box)
    body, room = node.find(qn("p:txBody")), placeholder.room
    own = body.find(qn("a:bodyPr"))
    sides = (own.get("lIns"), own.get("rIns"))
    usual = (placeholder.insets[0], placeholder.insets[2])
    taken = (u if s is None else points(s) for s, u in zip(sides, usual, strict=True))
    height, word = _measured(body, placeholder.levels, placeholder.box.width - sum(taken))
    if word:
        yield _fault(where, f"the word “{word}” is wider than its place", body)
    if height > room.height + _SLACK:
        more = round(height - room.height)
        yield _fault(where, f"the text runs {more} pt out of its place", body)


def table(node: Any, levels: tuple[Level, ...], bottom: float, where: str) -> Iterator[Finding]:
    """The cells that are too low for their words; `bottom` is where the slide's text must end."""
    widths = [points(column.get("w")) for column in node.iter(qn("a:gridCol"))]
    plain = (replace(levels[0], margin=0.0, bullet="", number=0, before=0.0),)
    frame = box((node,))
    top = frame.top if frame else 0.0
    for row in node.iter(qn("a:tr")):
        top += points(row.get("h"))
        for cell, width in zip(row.iter(qn("a:tc")), widths, strict=True):
            left, above, right, below = cell_insets(cell.find(qn("a:tcPr")))
            height, word = _measured(cell, plain, width - left - right)
            if word or height + above + below > points(row.get("h")) + _SLACK:
                yield _fault(where, "a cell of the table is too small for its words", cell)
    if top > bottom + _SLACK:
        yield _fault(where, "the table runs out of its place", node)
