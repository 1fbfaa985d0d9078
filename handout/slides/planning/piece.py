"""A piece: what of an article stands together on slides, and how much it is wanted there."""

from collections.abc import Iterable
from enum import IntEnum

from msgspec import Struct

from handout.model.article import Heading, Text
from handout.slides.planning.flow import Blocks


class Rank(IntEnum):
    """How much a piece is wanted where not all have room."""

    LINK = 0
    """Nothing but a link."""
    PROSE = 1
    OPENING = 2
    """The first words of a section."""
    STRUCTURE = 3
    """A list, a table, a picture."""
    NEEDED = 4
    """What warns, the key message, and what the author put there."""


class Piece(Struct, frozen=True):
    """Blocks that stand together, whole, on a slide or on several that follow each other."""

    blocks: Blocks = ()
    layout: str = ""
    """That of the slide that it has to itself; empty where others may stand with it."""
    columns: tuple[Blocks, ...] = ()
    rank: Rank = Rank.PROSE
    label: Text | None = None
    """The title of its slide, where others of the section stand beside it."""
    below: Text | None = None
    """What the title of its slide says besides, such as the caption of a table."""
    heading: Heading | None = None
    """The sub-heading that it stands below."""
    above: Text | None = None
    """The sub-heading that this one stands below."""
    is_contents: bool = False
    """Whether it only lists what stands below its heading."""
    answers: bool = False
    """Whether it compares options by a question, or by all of them."""
    unit: int = 0
    """Pieces of one number are shown together or not at all."""

    @property
    def is_flow(self) -> bool:
        """Whether others may stand on its slide."""
        return not self.layout

    @property
    def is_of_numbers(self) -> bool:
        """Whether it shows numbers that may be there to be compared."""
        return self.layout in ("icon-array", "chart", "table")

    @property
    def is_of_doses(self) -> bool:
        """Whether it is a table that the story cannot leave out."""
        return self.layout == "table" and self.is_needed

    @property
    def is_needed(self) -> bool:
        """Whether the story cannot leave it out."""
        return self.rank is Rank.NEEDED

    @property
    def is_alarm(self) -> bool:
        """Whether it warns by its words alone."""
        return self.layout == "warning" and not (self.label or self.below)


def blocks_of(pieces: Iterable[Piece]) -> Blocks:
    """The blocks of pieces, one after the other."""
    return tuple(block for piece in pieces for block in piece.blocks)
