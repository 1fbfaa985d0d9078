"""The outline: what the template asks for, slide by slide, before anything is measured."""

from datetime import date
from typing import TypeAlias

from msgspec import Struct

from handout.model.deck import Align, Paragraph, Run

Paragraphs: TypeAlias = tuple[Paragraph, ...]


class PictureOutline(Struct, frozen=True):
    """A picture, not yet read."""

    source: str
    alt: str
    caption: Paragraphs = ()
    link: str = ""
    share: float = 1.0
    """Of the width of its placeholder, how much it takes at most."""


class TableOutline(Struct, frozen=True):
    """A table; the first row is its header."""

    rows: tuple[Paragraphs, ...]
    align: tuple[Align, ...]
    alt: str
    row_heads: bool = False
    """Whether the first column heads the rows, and the others are of one width."""
    rtl: bool = False
    """Whether its columns run from right to left."""


class Proportion(Struct, frozen=True):
    """So many of so many people."""

    shown: int
    of: int
    alt: str
    source: Paragraphs = ()
    """Who counted them."""


class PicturedCell(Paragraph, frozen=True):
    """The words of a table's cell, with pictures above them, or people."""

    pictures: tuple[PictureOutline | Proportion, ...] = ()


class Jump(Struct, frozen=True):
    """A link at the foot of a slide to another."""

    words: Paragraph
    target: str
    """The other slide, by its name."""
    is_back: bool


class SlideOutline(Struct, frozen=True):
    """One `<section>`."""

    number: int
    """Counted from 1 in the mark-up."""
    layout: str
    section: str
    lang: str
    rtl: bool
    title: Paragraph
    texts: tuple[Paragraphs, ...] = ()
    pictures: tuple[PictureOutline, ...] = ()
    tables: tuple[TableOutline, ...] = ()
    proportions: tuple[Proportion, ...] = ()
    notes: Paragraphs = ()
    icon: str = ""
    """The name of an icon for the panel beside the words."""
    footnotes: Paragraphs = ()
    """Small, below all else."""
    names: tuple[str, ...] = ()
    """What links in the deck call it."""
    jump: Jump | None = None
    hidden: bool = False
    """Whether it is left out of the show."""


class Outline(Struct, frozen=True):
    """The `<main>` with its sections."""

    title: str
    lang: str
    rtl: bool
    author: str
    subject: str
    created: date
    footers: tuple[Run, ...]
    """The version line, and shorter ones for where it has no room."""
    part: Run
    """What follows a title that stands on several slides, such as `({number} of {total})`."""
    more: Run
    """What the notes say of a slide's details, such as `More on this: slide {number}`."""
    onward: Run
    """The words of the button from a hidden slide to the next."""
    slides: tuple[SlideOutline, ...]
