"""The command `import`: old leaflets of Word, and other people's Markdown, become articles."""

import argparse
import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handout.build.imports import Import, import_one, parts, summary
from handout.cli import report
from handout.cli.arguments import folder_options, limits
from handout.cli.terminal import say, say_exactly
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.installation import COMMAND
from handout.model.markup import is_below, shown_path


def _lines(told: dict[str, Any], arguments: argparse.Namespace) -> Iterator[str]:
    """The report of one file."""
    content: Path = arguments.content
    yield f"✓ {told['article']}, of {told['file']}"
    yield from (f"  {one}" for one in told["pictures"])
    yield f"  {summary(told)}"
    for heading, lines in parts(told):
        yield f"  {heading}"
        yield from (f"    {one}" for one in lines)
    article = told["article"]
    yield f"  Next: open {article}, see what is guessed, and fill in 'version', 'reviewed',"
    yield "  'next_review' and 'authors'."
    if not is_below(Path(article), content):
        yield f"  Put it into {shown_path(content)}/, with its pictures, to build it."
        return
    options = folder_options(arguments, "content")
    yield f"  Then run: {COMMAND}{options} {shlex.quote(article)}"


def run(arguments: argparse.Namespace) -> int:
    """Import files; returns the exit code."""
    folder = arguments.to or arguments.content
    done, failed = list[dict[str, Any]](), list[Finding]()
    for path in arguments.files:
        try:
            called, accepted = shown_path(path), arguments.read_as == "accepted"
            wanted = Import(path, called, folder, arguments.content, accepted)
            told = import_one(wanted, limits(arguments))
            done.append(told)
            if not arguments.json:
                say(*_lines(told, arguments))
        except ContentError as error:
            failed += error.findings
            if not arguments.json:
                say(
                    f"✗ {shown_path(path)} — nothing imported", *map(report.finding, error.findings)
                )
    if arguments.json:
        keys = ("message", "advice", "path")
        refused = [{key: getattr(one, key) for key in keys} for one in failed]
        whole = {"imported": done, "refused": refused}
        say_exactly(f"{json.dumps(whole, indent=2)}\n")
    return int(bool(failed))
