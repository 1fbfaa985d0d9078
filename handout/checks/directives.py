"""Does each directive hold what it draws: steps a list, a chart numbers, columns two or three?"""

from collections.abc import Callable, Iterator, Mapping

from handout.checks.context import Context
from handout.model.article import Article, Block, Directive, List, Table, inner_blocks, tables_in
from handout.model.findings import Finding
from handout.typography.numbers import ADVICE, quantity


def _steps(blocks: tuple[Block, ...]) -> tuple[str, str]:
    """What is wrong with steps."""
    lists = [block for block in blocks if isinstance(block, List)]
    if len(lists) == 1 and len(lists[0].items) > 1:
        return "", ""
    return "holds no list of steps", "write the steps as a numbered list: 1. … 2. …"


def _columns(blocks: tuple[Block, ...]) -> tuple[str, str]:
    """What is wrong with columns."""
    columns = [b for b in blocks if isinstance(b, Directive) and b.name == "column"]
    if len(columns) == len(blocks) and len(columns) in (2, 3):
        return "", ""
    words = f"holds {len(columns)} columns" + ("" if len(columns) == len(blocks) else " and more")
    return words, "write two or three '::: column' in it, and nothing else"


def _one_table(blocks: tuple[Block, ...]) -> tuple[str, str]:
    """What is wrong with a chart, or with risks."""
    if len(blocks) == 1 and isinstance(blocks[0], Table):
        return "", ""
    return "holds something else than one table", "write a small table in it, and nothing else"


def _options(blocks: tuple[Block, ...]) -> tuple[str, str]:
    """What is wrong with options."""
    first, *others = blocks or (None,)
    if others or not isinstance(first, Table):
        return "holds something else than one table", "write one table in it, and nothing else"
    if len(first.head) > 1:
        return "", ""
    return "has no options", "write the questions in the first column, each option in one more"


_RULES: Mapping[str, Callable[[tuple[Block, ...]], tuple[str, str]]] = {
    "steps": _steps,
    "columns": _columns,
    "chart": _one_table,
    "options": _options,
    "risk": _one_table,
}


def _faults(blocks: tuple[Block, ...], within: str, path: str) -> Iterator[Finding]:
    """The faults among the blocks, however deep; `within` names the directive around them."""
    for block in blocks:
        name = block.name if isinstance(block, Directive) else ""
        if isinstance(block, Directive) and name in _RULES:
            words, advice = _RULES[name](block.blocks)
            if words:
                message = f"'::: {name}' {words}"
                yield Finding("directive-holds", message, advice, path, block.line)
        if name == "column" and within != "columns":
            message = "'::: column' stands outside of columns"
            advice = "write ':::: columns' before the first column and '::::' behind the last"
            yield Finding("directive-holds", message, advice, path, block.line)
        for inner in inner_blocks(block):
            yield from _faults(inner, name, path)


def check_directives(article: Article, _: Context) -> Iterator[Finding]:
    """The directives of an article that cannot be drawn."""
    for blocks in article.runs:
        yield from _faults(blocks, "", article.path)


def check_chart_numbers(article: Article, _: Context) -> Iterator[Finding]:
    """The cells of charts that are no number; the first of a row is its name."""
    for _directive, table in tables_in(article, "chart"):
        for line, row in enumerate(table.rows, table.line + 2):  # below the header and its rule
            for cell in row[1:]:
                if quantity(cell.plain, article.front.lang) is None:
                    content = f"has “{cell.plain}”" if cell.plain else "has an empty cell"
                    message = f"the chart {content} where a number should be"
                    yield Finding("chart-number", message, ADVICE, article.path, line)
