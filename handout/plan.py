"""What a build is asked to do, and which articles that means."""

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handout.errors import ContentError, UsageError
from handout.finding import Finding
from handout.formats import FORMATS
from handout.markup import Folders

CLINIC = "clinic.yaml"


class Request(NamedTuple):
    """What a build is asked to do."""

    folders: Folders
    output: Path
    articles: tuple[str, ...] = ()
    """Files or names; all of content/ where empty."""
    formats: tuple[str, ...] = tuple(FORMATS)
    strict: bool = False
    today: date = date.min
    """Against which review dates are held; nothing that is made depends on it."""


def shown_path(path: Path) -> str:
    """A path as a user would name it: from the working folder where it lies in it."""
    absolute, here = Path(os.path.abspath(path)), Path.cwd()  # noqa: PTH100  # resolve() follows links
    inside = absolute.is_relative_to(here)
    return (absolute.relative_to(here) if inside else absolute).as_posix()


def plan(request: Request) -> tuple[Path, ...]:
    """The article files to build, in order of name.

    Raises UsageError for a name that is not there, ContentError where there is no article.
    """
    content = request.folders.content
    there = {path.stem: path for path in sorted(content.glob("*.md"))}
    if not request.articles:
        if not there:
            advice = "put an article there, such as content/asthma.md"
            message = "there is no article (a file whose name ends in .md)"
            raise ContentError([Finding("content-empty", message, advice, shown_path(content))])
        return tuple(there.values())
    unknown = [name for name in request.articles if Path(name).stem not in there]
    if unknown:
        known = ", ".join(there) or "none"
        raise UsageError(
            f"there is no article '{unknown[0]}' in {shown_path(content)}/; there are: {known}"
        )
    return tuple(dict.fromkeys(there[Path(name).stem] for name in request.articles))
