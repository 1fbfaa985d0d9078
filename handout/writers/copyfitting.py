"""Chooses the type size: the largest at which a text fills its sheets well."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar


class Paged(Protocol):
    """Anything with pages."""

    @property
    def pages(self) -> list[object]:
        """The pages of a document."""


Document = TypeVar("Document", bound=Paged)


@dataclass(frozen=True, slots=True)
class Fit:
    """What a format asks of the size of its type and the number of its pages."""

    sizes: tuple[float, ...] = (14.0, 13.5, 13.0, 12.5, 12.0)
    """Points, the largest first; the last is never gone below."""
    multiple: int = 2
    """Pages come in this number: 2 for a sheet printed on both sides."""

    def whole(self, pages: int) -> int:
        """The pages of as many whole sheets as the pages need."""
        return -(-pages // self.multiple) * self.multiple


def fitted(lay_out: Callable[[float], Document], fit: Fit) -> tuple[float, Document]:
    """The largest size that needs no more sheets than the smallest, and the document in it."""
    smallest = fit.sizes[-1]
    best = smallest, lay_out(smallest)
    most = fit.whole(len(best[1].pages))
    larger, smaller = 0, len(fit.sizes) - 1
    while larger < smaller:  # all sizes before `larger` are too large, `smaller` fits
        middle = (larger + smaller) // 2
        document = lay_out(fit.sizes[middle])
        if len(document.pages) <= most:
            best, smaller = (fit.sizes[middle], document), middle
        else:
            larger = middle + 1
    return best
