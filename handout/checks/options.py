"""Is each option of `::: options` compared by each question, and is doing nothing one of them?"""

import re
from collections.abc import Iterator

from handout.checks.context import Context
from handout.model.article import Article, Directive, Table, tables_in
from handout.model.findings import Finding
from handout.slides.planning.emergency import pattern, spaced

_NO_ANSWER = re.compile(r"[\s.…?–—−-]*")
"""An empty cell, or what is put there for one."""


def tables(article: Article) -> Iterator[tuple[Directive, Table]]:
    """The tables of options."""
    return (one for one in tables_in(article, "options") if len(one[1].head) > 1)


def _unanswered(table: Table) -> Iterator[tuple[int, str, str]]:
    """The line of each empty cell, what is wrong, and what to do."""
    for number, name in enumerate(table.head[1:], 1):
        if not (name.plain or name.pictures):
            yield table.line, f"option {number} has no name", "write it in the head of its column"
    for line, (question, *answers) in enumerate(table.rows, table.line + 2):
        if not (question.plain or question.pictures):
            yield line, "these answers have no question", "write it in the first cell of the row"
        for name, answer in zip(table.head[1:], answers, strict=True):
            if _NO_ANSWER.fullmatch(answer.plain) and not answer.pictures:
                message = f"“{name}” has no answer to “{question}”"
                yield line, message, "write one, or 'not known'"


def check_answers(article: Article, _: Context) -> Iterator[Finding]:
    """An error for each option that a question is not answered for, as for the others."""
    for _block, table in tables(article):
        for line, message, advice in _unanswered(table):
            yield Finding("options-empty", message, advice, article.path, line)


def check_nothing(article: Article, context: Context) -> Iterator[Finding]:
    """A note where no option is to do nothing; none in languages whose words are not known."""
    words = context.strings.get("no_treatment", "").split(" | ")
    known = pattern(words) if any(words) else None
    for block, table in tables(article):
        names = [spaced(name.plain) for name in table.head[1:]]
        if known and "nothing" not in block.attributes and not any(map(known.search, names)):
            message = "none of the options is to do nothing"
            advice = (
                f"add a column for it, such as “{words[0]}”, or write {{.nothing}} behind the name "
                "of the option that is"
            )
            yield Finding.note("options-nothing", message, advice, article.path, table.line)
