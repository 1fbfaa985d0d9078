"""A line of the table of times."""

from typing import NamedTuple


class Row(NamedTuple):
    """A line of the table: a ratio, or a value of its own where `unit` is not ×."""

    what: str
    against: str
    value: float
    reach: float
    unit: str = "×"
    detail: str = ""
