"""How much a review says of articles: `python -m tests.benchmarks.findings ARTICLE.md ...`.

A row an article, a column a rule: findings, and behind the bar how many in 1,000 words.
"""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

from handout.checks.context import Context
from handout.checks.review import review
from handout.checks.review.prose import prose
from handout.checks.review.rules import RULES
from handout.source.reading import parse


def row(path: Path) -> list[str]:
    """An article's words, and what is said of them."""
    reading = parse(path.read_bytes(), path.name, path.stem)
    if reading.article is None:
        return [path.stem, *map(str, reading.findings)]
    context = Context(path.parent, date(2026, 11, 26), (), reading.keys)
    words = sum(len(one.words) for one in prose(reading.article).sentences)
    found = Counter(one.rule for one in review(reading.article, context, {}).findings)
    counts = [found.total(), *(found[rule] for rule in RULES)]
    shown = (f"{n} / {1000 * n / max(words, 1):.1f}" if n else "0" for n in counts)
    return [path.stem, f"{words:,}", *shown]


def main(paths: list[str]) -> None:
    """Print a table in Markdown."""
    heads = ["article", "words", "all", *RULES]
    for cells in (heads, ["---"] * len(heads), *(row(Path(path)) for path in paths)):
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
