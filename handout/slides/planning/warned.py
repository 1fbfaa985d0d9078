"""Whether what warns is shown: each warning of an article in the story, and known as one."""

from collections.abc import Iterator

from handout.model.article import Article, Text, texts, texts_of
from handout.slides.planning.flow import warnings
from handout.slides.planning.plan import DeckPlan, slide_grids


def _bare(words: str) -> str:
    """Words as they are compared, however they are spaced."""
    return "".join(words.split())


def _shown(planned: DeckPlan, label: str) -> Iterator[tuple[str, int]]:
    """What each slide of the story says, and from which place on it is known to warn."""
    for group in planned.story:
        for one in group.slides:
            noted = (line for note in one.footnotes for line in texts(note.blocks, "deck"))
            said = _bare("\n".join(t.plain for _, t in (*texts_of(slide_grids(one)), *noted)))
            place = 0 if one.layout == "warning" else said.find(label)
            yield said, len(said) if place < 0 else place


def unshown(planned: DeckPlan, article: Article, label: str) -> Iterator[tuple[int, Text]]:
    """What of a warning no slide of the story says, or none says behind its label; its line."""
    told = list(_shown(planned, _bare(label)))
    held = (article.lead, *(one.blocks for one in (*article.sections, *article.footnotes)))
    for warning in (one for blocks in held for one in warnings(blocks)):
        for line, text in texts(warning.blocks, "deck"):
            words = _bare(text.plain)
            if not any(said.find(words, place) >= 0 for said, place in told):
                yield line or warning.line, text
