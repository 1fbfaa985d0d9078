"""Places on pages, and what moves them there."""

from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Edges = tuple[float, float, float, float]
"""Left, lower, right and upper, in points from the lower left corner."""

_LEAST = 6.0
"""Points; a smaller picture shows nothing."""


class PicturePlace(NamedTuple):
    """A picture on a page, in points from the upper left corner."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_large(self) -> bool:
        """Whether it is large enough to show anything."""
        return min(self.right - self.left, self.bottom - self.top) >= _LEAST


def times(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that does one, then two."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    first = a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j
    return *first, e * g + f * i + k, e * h + f * j + m


def moved(edges: Edges, matrix: Matrix) -> Edges:
    """A box where a group of the page stands."""
    a, b, c, d, e, f = matrix
    left, lower, right, upper = edges
    corners = ((left, lower), (left, upper), (right, lower), (right, upper))
    across, up = [[m * x + n * y + o for x, y in corners] for m, n, o in ((a, c, e), (b, d, f))]
    return min(across), min(up), max(across), max(up)
