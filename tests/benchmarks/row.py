"""A line of the table of times."""

from typing import NamedTuple


class Row(NamedTuple):
    """A line of the table: a ratio, or a value of its own where `unit` is not ×."""

    what: str
    against: str
    value: float
    bar: float | None = None
    """The most that it may be; None where nothing hangs on it."""
    unit: str = "×"
    detail: str = ""
