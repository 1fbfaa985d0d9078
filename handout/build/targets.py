"""What a build is to make: each article for each clinic that it is for."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from handout.build import cache
from handout.build.request import Outcome, Request
from handout.source.content import chosen_for_each


class Target(NamedTuple):
    """An article, and what is asked for of it for a clinic."""

    path: Path
    request: Request

    @property
    def key(self) -> tuple[str, Path]:
        """The name of the clinic, and the article."""
        return self.request.folders.clinic, self.path


Known: TypeAlias = Mapping[tuple[str, Path], Outcome]
"""The outcomes of those with nothing to do, by their keys."""


def targets(request: Request) -> tuple[Target, ...]:
    """Each article for each clinic that it is for: those of an article follow each other.

    Raises ContentError and UsageError, as `chosen`.
    """
    each = {one.folders.clinic: one for one in request.of_each_clinic()}
    found = chosen_for_each(request.folders.content, request.articles, tuple(each))
    return tuple(Target(path, each[name]) for path, names in found.items() for name in names)


def up_to_date(wanted: Sequence[Target]) -> Known:
    """The outcomes of those for which there is nothing to do."""
    known = dict[tuple[str, Path], Outcome]()
    for request in dict.fromkeys(one.request for one in wanted):
        paths = (one.path for one in wanted if one.request is request)
        clinic = request.folders.clinic
        for path, outcome in cache.up_to_date(paths, request).items():
            known[clinic, path] = outcome._replace(clinic=clinic) if clinic else outcome
    return known
