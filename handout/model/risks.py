"""The rows of `::: risk`: to how many of how many people something happens, when, and who says so.

The columns of its table go by their order: what happens, how many, of how many, over what time and
where the numbers are from; the last two may be left out.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # which walks the texts of risks, too
    from handout.model.article import Table, Text

MOST_FIGURES = 1_000
"""People that are drawn as figures; of more each is a square."""
MOST_PEOPLE = 10_000
"""That can be drawn: of more a square is smaller than a full stop."""
COLUMNS = 5


def whole(written: str) -> int:
    """The whole number that is written, however its thousands are set apart; 0 where there is none.

    It may have the digits of any script.
    """
    return int(re.sub(r"\D", "", written) or 0)


def written_like(number: int, example: str) -> str:
    """A number in the digits of another that is no smaller, its thousands set apart as they are."""
    last = next((sign for sign in reversed(example) if sign.isdecimal()), "0")
    nought = ord(last) - int(last)
    digits = "".join(chr(nought + int(digit)) for digit in str(number))
    apart = re.search(r"\d(\D)\d{3}\s*$", example)
    return f"{digits[:-3]}{apart[1]}{digits[-3:]}" if apart and number >= 1000 else digits


class Risk(NamedTuple):
    """One row; its numbers are as the author wrote them."""

    line: int
    what: "Text"
    n: str
    of: str
    details: "tuple[tuple[Text, Text], ...]"
    """Over what time, and where it is from: the head of the column, and the words."""

    @property
    def shown(self) -> int:
        """To how many people it happens."""
        return whole(self.n)

    @property
    def people(self) -> int:
        """Of how many."""
        return whole(self.of)

    @property
    def rest(self) -> str:
        """To how many of them it does not, written as the author writes numbers."""
        return written_like(self.people - self.shown, self.of)


def risks(table: "Table") -> tuple[Risk, ...]:
    """The rows of a table; none where it has no three columns."""
    made, rows = list[Risk](), table.rows if len(table.head) > 2 else ()
    for line, row in enumerate(rows, table.line + 2):  # below the header and its rule
        pairs = zip(table.head[3:], row[3:], strict=True)
        details = tuple((label, said) for label, said in pairs if said or said.pictures)
        made.append(Risk(line, row[0], row[1].plain.strip(), row[2].plain.strip(), details))
    return tuple(made)


def texts(table: "Table") -> "Iterator[tuple[int, Text]]":
    """What is read, but for numbers, with its line, in order."""
    yield from ((table.line, one) for one in (table.caption, table.head[0]) if one)
    for risk in risks(table):
        yield risk.line, risk.what
        yield from ((risk.line, one) for pair in risk.details for one in pair if one)
