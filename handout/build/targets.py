"""What a build is to make: each article for each clinic that it is for."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from handout.build import cache
from handout.build.request import Outcome, Request
from handout.source.content import chosen_for_each

TOGETHER = 16
"""Articles whose readings are kept until the files for all clinics are made of them: what workers
keep of a clinic, such as the base of its decks, serves so many."""


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
    """Each article for each clinic that it is for; so many at a time, clinic by clinic.

    Raises ContentError and UsageError, as `chosen`.
    """
    each = {one.folders.clinic: one for one in request.of_each_clinic()}
    found = chosen_for_each(request.folders.content, request.articles, tuple(each))
    if len(each) == 1:
        (one,) = each.values()
        return tuple(Target(path, one) for path, names in found.items() if names)
    paths = list(found)  # Python 3.11 has no batched()
    return tuple(
        Target(path, one)
        for part in (paths[n : n + TOGETHER] for n in range(0, len(paths), TOGETHER))
        for name, one in each.items()
        for path in part
        if name in found[path]
    )


def up_to_date(wanted: Sequence[Target]) -> Known:
    """The outcomes of those for which there is nothing to do."""
    known, of_clinics = dict[tuple[str, Path], Outcome](), dict[str, list[Target]]()
    for one in wanted:
        of_clinics.setdefault(one.request.folders.clinic, []).append(one)
    for clinic, of_one in of_clinics.items():
        for path, outcome in cache.up_to_date([t.path for t in of_one], of_one[0].request).items():
            known[clinic, path] = outcome._replace(clinic=clinic) if clinic else outcome
    return known
