"""A second pair of eyes on the texts: what a review says of them, whole or in a few words."""

from collections.abc import Iterator
from pathlib import Path

from handout.build.request import Request
from handout.checks import review
from handout.checks.context import Context
from handout.checks.review.currency import links
from handout.formats import FORMATS
from handout.model.clinic import Clinic
from handout.model.findings import REMARKS, Finding, has_errors
from handout.model.installation import COMMAND
from handout.model.review import Review, counted
from handout.source.reading import Reading, read_clinic, read_sound
from handout.templating.interface_strings import InterfaceStrings, interface_strings


def context_of(
    reading: Reading, request: Request, strings: InterfaceStrings | None = None
) -> Context:
    """What checks may look at besides the article; `strings` where they are read already."""
    templates, lang = request.folders.templates, reading.article.front.lang
    return Context(
        request.folders.content,
        request.today,
        tuple(FORMATS),
        reading.keys,
        not has_errors(reading.findings),
        reading.original,
        interface_strings(templates, lang) if strings is None else strings,
    )


def remark(
    reading: Reading, clinic: Clinic, request: Request, strings: InterfaceStrings
) -> Iterator[Finding]:
    """A note on how much a review finds, of what is quickly found; none where it is nothing."""
    article, context = reading.article, context_of(reading, request, strings)
    if found := review.review(article, context, clinic.checks, review.QUICK).findings:
        advice = f"see '{COMMAND} review {article.name}'"
        told = Finding.note(REMARKS, counted(found), advice, article.path)
        yield told._replace(extent=len(found))


def reviewed(path: Path, request: Request) -> Review:
    """All that a review says of an article; raises ContentError for one that has faults."""
    folders = request.folders
    reading = read_sound(path, folders.content)
    clinic = read_clinic(folders.content, folders.clinic)
    context = context_of(reading, request)
    told = review.review(reading.article, context, clinic.checks)
    return told._replace(links=links(reading.article, context))
