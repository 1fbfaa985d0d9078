"""Is every picture sound and described?"""

from collections.abc import Iterator
from pathlib import Path

from handout.model.article import Article, Figure, article_blocks
from handout.model.findings import Finding
from handout.source.pictures import fault_of


def figures(article: Article) -> Iterator[Figure]:
    """Every figure of the article, in order."""
    return (block for block in article_blocks(article) if isinstance(block, Figure))


def check(article: Article, content: Path) -> Iterator[Finding]:
    """The faults of the article's pictures."""
    for figure in figures(article):
        words, advice = fault_of(figure.source, content)
        name = figure.source if len(figure.source) <= 80 else f"{figure.source[:80]}…"
        if words:
            message = f"the picture '{name}' {words}"
            yield Finding("picture", message, advice, article.path, figure.line)
        if not figure.alt:
            message = f"the picture '{name}' has no words for those who cannot see it"
            advice = "write them between the square brackets: ![a scar before and after](…)"
            yield Finding("picture-alt", message, advice, article.path, figure.line)
