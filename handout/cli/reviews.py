"""The command that reviews texts: what a second pair of eyes sees in them."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from handout.build import calls, tasks
from handout.build.request import Request
from handout.build.targets import targets
from handout.cli import report
from handout.cli.terminal import say, say_exactly
from handout.model.errors import ContentError
from handout.model.findings import Finding, joined
from handout.model.review import RULES, Review, counted

_MOST = 7
"""Findings of a rule that are told one by one; of the others the lines."""


def _on(lines: Iterable[int]) -> str:
    """Lines of an article in words."""
    each = [str(line) for line in sorted({*lines})]
    return f"{'line' if len(each) == 1 else 'lines'} {joined(each)}"


def _further(found: Sequence[Finding]) -> Iterator[str]:
    """Where the findings of each rule are that are not told one by one."""
    for rule in RULES:
        if rest := [one for one in found if one.rule == rule][_MOST:]:
            yield f"  besides, {counted(rest)}: {_on(one.line for one in rest)}"


def _links(told: Review) -> Iterator[str]:
    """What nobody but a person can look at."""
    if told.links:
        count = len(told.links)
        what = "1 link: open it" if count == 1 else f"{count} links: open each"
        yield f"  {what} once before printing ({_on(line for _, line in told.links)})"


def _first(found: Iterable[Finding]) -> Iterator[Finding]:
    """The worst findings of each rule, in order."""
    counts = Counter[str]()
    for one in found:
        counts[one.rule] += 1
        if counts[one.rule] <= _MOST:
            yield one


def _lines(name: str, told: Review) -> Iterator[str]:
    """What is said of an article, the worst first, and what its author keeps."""
    count = len(told.findings)
    said = "no remarks" if not count else "1 remark" if count == 1 else f"{count} remarks"
    yield f"{name} — {said}"
    yield f"  reading: {told.reading}"
    yield from map(report.finding, _first(told.findings))
    yield from _further(told.findings)
    yield from _links(told)
    yield from (f"  kept ({reason}): {one}" for one, reason in told.kept)


def _data(name: str, told: Review | ContentError) -> dict[str, Any]:
    if isinstance(told, ContentError):
        told = Review(told.findings)
    kept = [report.finding_data(one) | {"reason": reason} for one, reason in told.kept]
    return {
        "article": name,
        "reading": told.reading,
        "findings": [*map(report.finding_data, told.findings)],
        "kept": kept,
        "links": [{"address": address, "line": line} for address, line in told.links],
    }


def _not_looked_for() -> Finding:
    """The note of what a review cannot find here."""
    message = "words that few readers know were not looked for, which needs wordfreq"
    advice = f'install it: "{sys.executable}" -m pip install wordfreq'
    return Finding.note("rare-word", message, advice)


def run(arguments: argparse.Namespace, request: Request) -> int:
    """Review articles; 1 where one could not be read, as its faults come first."""
    given = {one.named(path): (path, one) for path, one in targets(request)}
    answers = [*calls.each(tasks.review, given, "it was not reviewed", request.limits)]
    told = dict(zip(given, answers, strict=True))
    if arguments.json:
        whole = [_data(name, one) for name, one in told.items()]
        say_exactly(f"{json.dumps({'articles': whole}, indent=2)}\n")
    for name, one in () if arguments.json else told.items():
        if isinstance(one, ContentError):
            say(f"✗ {name} — not reviewed", *map(report.finding, one.findings))
        else:
            say(*_lines(name, one))
    if not (arguments.json or find_spec("wordfreq")):
        say(report.finding(_not_looked_for()))
    return int(any(isinstance(one, ContentError) for one in answers))
