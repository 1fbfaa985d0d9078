"""The deck against a plain script of the same words: `python -m tests.benchmarks.deck`."""

import gc
import io
import statistics
import time
import tracemalloc
from typing import Any

from pptx import Presentation

from handout.formats import FORMATS
from handout.model.deck import Picture, TextFrame
from handout.model.markup import Folders
from handout.slides import writer
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from tests.support.leaflets import FOLDERS
from tests.support.workplace import FIRST

REACH = 2.0
_ROUNDS = 9


def _sources() -> tuple[Any, Any, Folders]:
    """The first article, the clinic and their folders."""
    reading = read_article(FIRST, FOLDERS.content)
    return reading.article, read_clinic(FOLDERS.content), FOLDERS


def ours(article: Any, clinic: Any, folders: Folders) -> writer.DeckFile:
    """From the article to the bytes."""
    return writer.write(render(FORMATS["slides"].template, article, clinic, folders), clinic)


def plain(made: writer.DeckFile) -> bytes:
    """The same words, notes and pictures, written as one would in an afternoon."""
    presentation = Presentation()
    for slide in made.deck.slides:
        page = presentation.slides.add_slide(presentation.slide_layouts[1])
        frames = [item for item in slide.items if isinstance(item, TextFrame)]
        page.shapes.title.text = slide.title
        body = page.placeholders[1].text_frame
        for number, paragraph in enumerate(p for f in frames[1:] for p in f.paragraphs):
            held = body.paragraphs[0] if number == 0 else body.add_paragraph()
            held.text = paragraph.plain
        for picture in (item for item in slide.items if isinstance(item, Picture)):
            page.shapes.add_picture(io.BytesIO(picture.image), 0, 0)
        page.notes_slide.notes_text_frame.text = "\n".join(p.plain for p in slide.notes)
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def _taken(work: Any, *given: Any) -> float:
    begun = time.perf_counter()
    work(*given)
    return time.perf_counter() - begun


def ratio() -> tuple[float, float, float]:
    """Ours over plain, warm, with both medians in seconds, taken in turn in one run."""
    given = _sources()
    made = ours(*given)
    plain(made)
    pairs = [(_taken(ours, *given), _taken(plain, made)) for _ in range(_ROUNDS)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return mine / theirs, mine, theirs


def growth(decks: int = 50) -> float:
    """By how much memory grew over so many decks in one process, in megabytes."""
    given = _sources()
    for _ in range(3):
        ours(*given)
    gc.collect()
    tracemalloc.start()
    for _ in range(decks):
        ours(*given)
    gc.collect()
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return grown / 1e6


def main() -> None:
    """Print the figures."""
    value, mine, theirs = ratio()
    print(f"deck, warm: {value:.2f} × a plain script ({mine:.3f} s, {theirs:.3f} s); reach {REACH}")
    print(f"50 decks in one process: {growth():.2f} MB more")


if __name__ == "__main__":
    main()
