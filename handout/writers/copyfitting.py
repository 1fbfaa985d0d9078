"""Chooses type size and spacing: the largest at which a text fills its sheets well."""

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
class Setting:
    """How large and how airy a text is set."""

    size: float
    """Points."""
    air: float = 1.0
    """1 for all the space that the style sheet would like, 0 for the least that reads well."""

    @property
    def css(self) -> str:
        """The setting as the style sheets read it."""
        return f":root {{ --size: {self.size:g}pt; --air: {self.air:g} }}"


def settings(largest: float, smallest: float, step: float = 0.5) -> tuple[Setting, ...]:
    """Settings from the largest type down, the tightest last."""
    count = round((largest - smallest) / step)
    sizes = tuple(Setting(largest - step * number) for number in range(count + 1))
    return (*sizes, Setting(smallest, 0.5), Setting(smallest, 0.0))


@dataclass(frozen=True, slots=True)
class Fit:
    """What a format asks of its type and the number of its pages."""

    settings: tuple[Setting, ...] = settings(14, 12)
    """From the largest to the tightest, beyond which nothing is squeezed."""
    multiple: int = 2
    """Pages come in this number: 2 for a sheet printed on both sides."""

    def whole(self, pages: int) -> int:
        """The pages of as many whole sheets as the pages need."""
        return -(-pages // self.multiple) * self.multiple


def fitted(lay_out: Callable[[Setting], Document], fit: Fit) -> tuple[Setting, Document]:
    """The largest setting that needs no more sheets than the tightest, and its document."""
    tightest = fit.settings[-1]
    best = tightest, lay_out(tightest)
    most = fit.whole(len(best[1].pages))
    larger, smaller = 0, len(fit.settings) - 1
    while larger < smaller:  # all before `larger` are too large, `smaller` fits
        middle = (larger + smaller) // 2
        document = lay_out(fit.settings[middle])
        if len(document.pages) <= most:
            best, smaller = (fit.settings[middle], document), middle
        else:
            larger = middle + 1
    return best
