"""Texts that take a careless reader minutes, or all memory: repeated up to any length."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from handout.checks import CHECKS, Context
from handout.formats import FORMATS
from handout.model.findings import has_errors
from handout.source.reading import parse

PATH = "content/hostile.md"
FRONT = b"""---
title: T
lang: en
version: "1"
reviewed: 2026-01-02
next_review: 2028-01-02
authors: [A]
---

"""
Text = Callable[[int], str]


def run(unit: str, before: str = "", after: str = "") -> Text:
    """The unit, over and over."""
    return lambda length: before + unit * (length // len(unit)) + after


def blocks(unit: str, times: int) -> Text:
    """Paragraphs of so many units each."""
    return run(unit * times + "\n\n")


def numbered(unit: str) -> Text:
    """The unit with a number in it, from 0."""
    return lambda length: "".join(unit.format(n) for n in range(length // (len(unit) + 2)))


TEXTS: dict[str, Text] = {
    "colons and spaces": run(" ", ":::a", "x"),
    "directives": run("::: key\n"),
    "directives of unknown names": numbered("::: nam{}\n:::\n"),
    "an endless name": run("a", "::: "),
    "colons": run(":\n"),
    "definitions": run("a\n: b\n\n"),
    "definitions of one term": run(": b\n", "a\n"),
    "lines that begin with a colon": run(": a\n"),
    "lines that begin with a tilde": run("~ b\n", "a\n"),
    "headings all alike": run("# a\n"),
    "headings with one name": run("## a {#a}\n\n"),
    "lines below headings": run("a\n=\n"),
    "inline notes in each other": run("^["),
    "inline notes in each other, closed": lambda n: "^[" * (n // 4) + "a" + "]" * (n // 4),
    "inline notes in each other, by paragraphs": blocks("^[a ", 100),
    "fifteen inline notes in each other": blocks("^[a ", 15),
    "pictures in each other": run("!["),
    "pictures in each other, by paragraphs": run("![" * 30 + "](b)" * 30 + "\n\n"),
    "fifteen pictures in each other": run("![" * 15 + "](b)" * 15 + "\n\n"),
    "pictures that are missing": numbered("![a](b{}.png)\n\n"),
    "brackets": blocks("[", 5_000),
    "brackets, closed": run("[" * 2_500 + "]" * 2_500 + "\n\n"),
    "fifteen links in each other": run("[" * 15 + "](b)" * 15 + "\n\n"),
    "links": blocks("[a](b) ", 900),
    "three links in each other": run("[" * 3 + "](b)" * 3 + "\n\n"),
    "three inline notes in each other": run("^[a " * 3 + "] " * 3 + "\n\n"),
    "links that lead nowhere": numbered("[a](#b{0})\n\n## c{0}\n\n"),
    "addresses of links": numbered("[a{}]: b\n"),
    "quotations in each other": run("> "),
    "quotations, each deeper": lambda n: "".join(">" * at + " a\n" for at in range(int(n**0.5))),
    "lists in each other": run("- "),
    "lists, each deeper": lambda n: "".join(" " * 2 * at + "- a\n" for at in range(int(n**0.5))),
    "items": run("- a\n"),
    "lists of one item": run("- a\n* b\n"),
    "lists that begin with a number": run("- 1\n* 2\n"),
    "empty items": run("-\n"),
    "stars": blocks("*a", 4_900),
    "stars and lines": blocks("*a_b", 490),
    "tildes": blocks("~a", 990),
    "carets": blocks("^a", 990),
    "marked words": blocks("==a", 660),
    "backticks of all lengths": run("".join("`" * n + "a" for n in range(1, 60)) + "\n\n"),
    "ampersands": blocks("&", 1_990),
    "backslashes": blocks("\\[", 990),
    "tags": run("<b>"),
    "tags of blocks": run("<div>"),
    "entries of HTML": run("<li>a", "<ul>"),
    "tables of HTML": run("<table>"),
    "signs of less": blocks("<", 1_990),
    "comments that are never closed": run("<!-- a\n"),
    "names in front of headings": run('<a id="a"></a>\n\n## b\n\n'),
    "rows": run("|a|b|\n", "|a|b|\n|-|-|\n"),
    "columns": lambda n: "|a" * (n // 6) + "|\n" + "|-" * (n // 6) + "|\n" + "|a" * (n // 6) + "|",
    "fences": run("```\n"),
    "lines of code": run("    a\n\n"),
    "spaces": run(" ", "a", "b"),
    "tabs between words": run("a\t"),
    "a word": run("a"),
    "long words": blocks("a", 9_900),
    "paragraphs": run("a\n\n"),
    "abbreviations": numbered("*[A{}]: b\n"),
    "an abbreviation and spaces": run(" ", "*[A]: b", "x"),
    "footnotes": numbered("a[^{0}]\n\n[^{0}]: b\n\n"),
    "footnotes in each other": numbered("[^{0}]: [^{0}1]\n\n"),
    "braces": blocks("{a ", 660),
    "braces behind words": blocks("[a]{b", 600),
    "names of pictures with spaces": blocks("![a](b c ", 480),
    "phone numbers": blocks("[a](tel:1 ", 900),
    "stars that multiply": blocks("2*3", 1_900),
    "formulas": blocks("$a_", 660),
    "marks of other programs": blocks("{{%", 660),
    "links of wikis": blocks("[[a", 660),
    "spoilt letters": blocks("â€", 4_900),
    "emoji": run("\U0001f600"),
    "boxes of other programs": run("> [!NOTE]\n> a\n\n"),
    "charts": run("::: chart\n|a|b|\n|-|-|\n|a|1|\n:::\n\n"),
}


def seconds(text: str, content: Path) -> float:
    """Of the processor, to read and check an article."""
    start = time.process_time()
    reading = parse(FRONT + text.encode(), PATH, "hostile")
    sound = not has_errors(reading.findings)
    context = Context(content, date(2026, 1, 2), tuple(FORMATS), reading.keys, sound)
    for check in CHECKS:
        list(check(reading.article, context))
    return time.process_time() - start
