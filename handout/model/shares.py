"""So many of so many people, wherever an article says it with a drawing beside it."""

from collections.abc import Iterator
from typing import NamedTuple

from handout.model.article import Article, Block, Directive, Medium, Table, inner_blocks, shown
from handout.model.risks import risks


class Share(NamedTuple):
    """To how many of how many people something happens, as its author wrote the numbers."""

    line: int
    n: str
    of: str
    rest: str
    """To how many it does not, where that is said too."""
    label: str
    """What happens."""


def shares(blocks: tuple[Block, ...], medium: Medium) -> Iterator[Share]:
    """Those that a medium shows, in order."""
    for block in shown(blocks, medium):
        match block:
            case Directive(name="icon-array", attributes=held):
                yield Share(block.line, held["n"], held["of"], "", held["label"])
            case Directive(name="risk", blocks=(Table() as table,)):
                for one in risks(table):
                    yield Share(one.line, one.n, one.of, one.rest, one.what.plain)
        for inner in inner_blocks(block):
            yield from shares(inner, medium)


def article_shares(article: Article, medium: Medium) -> Iterator[Share]:
    """Those of an article that a medium shows, in order."""
    return (one for run in article.all_runs for one in shares(run, medium))
