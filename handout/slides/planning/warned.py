"""Whether what warns is shown: each warning of an article in the story, and known as one."""

from collections.abc import Iterator

from handout.model.article import Article, Text, texts, texts_of
from handout.slides.planning.flow import Strings, warnings, words
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


def unshown(planned: DeckPlan, article: Article, strings: Strings) -> Iterator[tuple[int, Text]]:
    """What a warning says that no slide of the story shows behind its label; its line."""
    told = list(_shown(planned, _bare(strings["warning"])))
    sections, notes = (s.blocks for s in article.sections), (n.blocks for n in article.footnotes)
    held = (article.lead, *sections, *notes)
    for warning in (one for blocks in held for one in warnings(blocks)):
        for line, text in texts(tuple(words(warning.blocks, strings)), "deck"):
            bare = _bare(text.plain)
            if not any(said.find(bare, place) >= 0 for said, place in told):
                yield line or warning.line, text
