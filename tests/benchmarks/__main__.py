"""Print the table of times and keep it in docs/benchmarks.md."""

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks import rows, timing
from tests.benchmarks.row import Row

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
_HEAD = """\
# How quick it is

Leaflet and deck of the first article, all checks on. Each ratio is one of medians, taken in turn
in one run on one machine: below 1 is quicker than what it is compared with.

Made with `make bench`, some rows alone with `python -m tests.benchmarks cold edit`. {machine}.

| what | against | measured | bar | |
|---|---|---|---|---|
"""
_NOTES = Path(__file__).parent / "notes.md"


def _value(value: float, unit: str) -> str:
    return f"{value:.2f} ×" if unit == "×" else f"{value:.0f} {unit}"


def line(row: Row) -> str:
    """A row as Markdown."""
    bar = f"≤ {_value(row.bar, row.unit)}" if row.bar else ""
    verdict = "" if not row.bar else "reached" if row.value <= row.bar else "**not reached**"
    remark = "; ".join(filter(None, (verdict, row.detail)))
    return f"| {row.what} | {row.against} | {_value(row.value, row.unit)} | {bar} | {remark} |"


def page(lines: Iterable[str]) -> str:
    """The whole page."""
    table = "\n".join(lines)
    return f"{_HEAD.format(machine=timing.machine())}{table}\n\n{_NOTES.read_text('utf-8')}"


def _kept(text: str) -> dict[str, str]:
    """The lines of an older page, by what they compare."""
    table = text.partition("\n## ")[0].splitlines()
    rows = [one for one in table if one.startswith("| ")]
    return {_compared(one): one for one in rows[1:]}


def _compared(one: str) -> str:
    return "|".join(one.split("|")[1:3])


def main() -> None:
    """Take the times; those of rows that are not asked for stay on the page."""
    known = {one.__name__: one for one in rows.ALL}
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    words.add_argument("rows", nargs="*", choices=[*known, []], help="only these")
    words.add_argument("--rounds", type=int, default=5)
    asked = words.parse_args()
    lines = _kept(PAGE.read_text("utf-8")) if asked.rows and PAGE.is_file() else {}
    print(timing.machine())
    for name in asked.rows or known:
        with tempfile.TemporaryDirectory() as folder:
            for row in known[name](Path(folder), asked.rounds):
                lines[_compared(line(row))] = line(row)
                print(line(row), flush=True)
    PAGE.write_text(page(lines.values()), "utf-8")


if __name__ == "__main__":
    main()
