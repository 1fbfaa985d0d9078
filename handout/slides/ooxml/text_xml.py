"""Paragraphs and runs as DrawingML."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from handout.model.deck import BASELINES, BREAK, MONOSPACED, Paragraph, Run, TextFrame
from handout.slides.ooxml.direction_marks import marked
from handout.slides.ooxml.drawingml import fill, text
from handout.slides.ooxml.inheritance import Level
from handout.slides.ooxml.notation import emu
from handout.typography import writing_systems
from handout.typography.writing_systems import FIRST_LACKED, of_language

_DEEPEST = 8
"""The deepest level that Office knows, counted from 0; the margin still grows."""
_BULLET = '{0}<a:buFont typeface="Arial"/><a:buChar char="•"/>'


class Look(NamedTuple):
    """Colours of the theme; none where the placeholder's own is kept."""

    words: str = ""
    mark: str = ""
    heading: str = ""


_ON_LIGHT, _ON_DARK = Look(mark="accent1", heading="tx2"), Look(mark="bg1")
LOOKS = {"tx1": _ON_LIGHT, "tx2": _ON_LIGHT, "bg1": _ON_DARK, "bg2": _ON_DARK}
"""By the colour of the placeholder's words."""


def _fonts(run: Run) -> str:
    """The fonts of a run where they are not the theme's.

    PowerPoint's own for words in a script that is not the run's language's: the theme says those.
    """
    named = {"latin": MONOSPACED, "ea": "", "cs": MONOSPACED} if run.monospaced else {}
    if run.text and max(run.text) >= FIRST_LACKED:
        own = of_language(run.lang)
        for system in writing_systems.used(run.text, run.lang):
            if system.deck and system is not own:
                named["ea" if system.replaces else "cs"] = system.deck
    faces = ((slot, named.get(slot)) for slot in ("latin", "ea", "cs"))
    return "".join(f'<a:{slot} typeface="{face}"/>' for slot, face in faces if face)


def run_xml(run: Run, size: float = 0.0, bold: bool = False, inner: str = "") -> str:
    """A run or a line break; a size of 0 is inherited, `inner` is what its properties hold."""
    is_break = run.text == BREAK
    looks = f' lang="{run.lang}"' + (f' sz="{round(size * 100)}"' if size else "")
    looks += ' b="1"' * (run.bold or (bold and not is_break)) + ' i="1"' * run.italic
    looks += ' u="sng"' * run.underlined + ' strike="sngStrike"' * run.struck
    if height := BASELINES.get(run.position):
        looks += f' baseline="{height}"'
    if is_break:
        return f"<a:br><a:rPr{looks}/></a:br>"
    fills, link, rest = inner.partition("<a:hlinkClick")  # the font stands before a link
    look = f"<a:rPr{looks}>{fills}{_fonts(run)}{link}{rest}</a:rPr>"
    return f"<a:r>{look}<a:t>{text(run.text)}</a:t></a:r>"


Click: TypeAlias = Callable[[str], str]
"""What of an address says that a run leads there; empty where it is not in the deck."""


def runs_xml(words: Paragraph, size: float, bold: bool, inner: str, click: Click) -> str:
    """The runs of a paragraph, with what `run_xml` takes for each, and where they lead."""
    return "".join(
        run_xml(part, size, bold, inner + (click(part.link) if part.link else ""))
        for part in marked(words.runs, words.rtl)
    )


def _mark(paragraph: Paragraph, look: Look, level: Level) -> str:
    """What stands before the words, where it is not the layout's; a number is to be read."""
    colour = (look.heading or look.mark) if paragraph.mark == "number" else look.mark
    tinted = f'<a:buClr><a:schemeClr val="{colour}"/></a:buClr>' if colour else ""
    if paragraph.mark == "number":
        auto = f'<a:buAutoNum type="arabicPeriod" startAt="{paragraph.number}"/>'
        if paragraph.number < 1:  # which PowerPoint does not count from
            auto = f'<a:buChar char="{paragraph.number}."/>'
        return f'{tinted}<a:buFont typeface="+mj-lt"/>{auto}'
    has_bullet = paragraph.mark == "bullet"
    if has_bullet == level.is_marked:
        return ""
    return _BULLET.format(tinted) if has_bullet else "<a:buNone/>"


def paragraphs_xml(frame: TextFrame, look: Look, levels: Sequence[Level], click: Click) -> str:
    """The paragraphs of a text, each with all that was measured for it."""
    numbers = range(len(frame.paragraphs))
    return "".join(_paragraph_xml(frame, number, look, levels, click) for number in numbers)


def _paragraph_xml(
    frame: TextFrame, number: int, look: Look, levels: Sequence[Level], click: Click
) -> str:
    paragraph, size = frame.paragraphs[number], frame.sizes[number]
    level = levels[min(paragraph.level, len(levels) - 1)] if levels else Level()
    deeper = f' lvl="{min(paragraph.level, _DEEPEST)}"' if paragraph.level else ""
    colour = look.heading if paragraph.heading else look.words
    ground = fill(colour) if colour else ""
    runs = runs_xml(paragraph, size, paragraph.heading, ground, click)
    aligned = ' algn="r"' * (frame.role != "caption")  # a caption stays in the middle
    side = f'{aligned} rtl="1"' if paragraph.rtl else ""
    # Korean words stay whole, as they were measured: else PowerPoint breaks them anywhere.
    is_korean = any(run.lang.partition("-")[0] == "ko" for run in paragraph.runs)
    side += ' eaLnBrk="0"' * is_korean
    return (
        f'<a:p><a:pPr marL="{emu(frame.margins[number])}" indent="{emu(-frame.hangs[number])}"'
        f"{deeper}{side}>"
        f'<a:spcBef><a:spcPts val="{round(frame.before[number] * 100)}"/></a:spcBef>'
        f"{_mark(paragraph, look, level)}</a:pPr>{runs}</a:p>"
    )
