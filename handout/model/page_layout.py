"""The layout of a printed document, as frozen data: text, pictures and tables of each page.

All lengths are points (1/72 inch), measured from the top left corner of the page.
"""

from collections.abc import Iterable

from msgspec import Struct

BROKEN = "\N{WORD JOINER}"
"""Marks that a word is continued on the next line."""


ARTICLE = frozenset({"body", "title", "small", "mark"})
"""The regions whose words are the article's."""


class PlacedText(Struct, frozen=True):
    """Text of one style on one line."""

    text: str
    x: float
    y: float
    width: float
    height: float
    size: float
    """The type size."""
    room: float
    """The width of the column that the line stands in."""
    tag: str = "p"
    """The element that the text belongs to, such as `h2` or `li`."""
    region: str = "body"
    """`body` in `<main>`, `small` for captions there, `mark` for the number of a footnote,
    `title` for that of the article and the question that it answers,
    `furniture` for what a template adds, `room` for what shows only where there is room,
    `margin` for what pages repeat, such as the head of a table that goes on."""
    generated: bool = False
    """Whether it comes from a style sheet, such as a page number."""
    weight: int = 400
    squeezed: bool = False
    """Whether its letters or its words are moved onto each other."""

    added: str = ""
    """What of it a style sheet says that the mark-up does not."""

    @property
    def is_of_article(self) -> bool:
        """Whether its words are the article's; all others are the clinic's or the template's."""
        return self.region in ARTICLE

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


class PlacedPicture(Struct, frozen=True):
    """A raster picture."""

    name: str
    """Its `src` in the mark-up."""
    width: float
    dots: int
    """Its width in pixels."""


class PlacedFigure(Struct, frozen=True):
    """A picture that stands among the blocks of a text, of dots or drawn."""

    top: float
    """How far it is below the head of its page's text."""
    height: float


class PlacedTable(Struct, frozen=True):
    """A table, or the part of it on one page."""

    columns: int
    longest: str
    """Its longest word."""
    about: str
    """The cells of its head and first row, by which it is found in the article."""
    excess: float = 0.0
    """How far it is wider than the text around it, or a word of it than its cell."""


class PlacedPage(Struct, frozen=True):
    """One page, or one panel of a folded sheet."""

    width: float
    height: float
    texts: tuple[PlacedText, ...]
    pictures: tuple[PlacedPicture, ...] = ()
    tables: tuple[PlacedTable, ...] = ()
    figures: tuple[PlacedFigure, ...] = ()
    blocks: int = 0
    """How many paragraphs, items and headings begin on it."""
    depth: float = 0.0
    """The height between the margins."""
    left: float = 0.0
    """Where the margin ends and the text begins."""
    right: float = 0.0
    """Where the text ends and the other margin begins; 0 where it is not known."""
    fill: float = 1.0
    """The share of the depth that is used, before anything is stretched."""
    stretched: bool = False
    """Whether lines to write on fill the rest."""

    @property
    def has_body(self) -> bool:
        """Whether words or pictures of the article are on it."""
        return bool(self.figures) or any(text.region == "body" for text in self.texts)

    def share(self, region: str) -> float:
        """The share of its depth that goes to a region."""
        tops = [text.y for text in self.texts if text.region == region]
        if not tops or not self.depth:
            return 0.0
        others = (t.y for t in self.texts if t.region not in (region, "margin"))
        below = min((y for y in others if y > min(tops)), default=min(tops))
        return (below - min(tops)) / self.depth

    @property
    def is_furniture(self) -> bool:
        """Whether all of it comes from the template, such as the contact panel."""
        return bool(self.texts) and all(text.region == "furniture" for text in self.texts)


_NOT_IN_FLOW = frozenset({"margin", "repeated", "in-short"})


def _joined(texts: Iterable[PlacedText]) -> str:
    """The words of texts without the marks of footnotes; a word may go on on the next line.

    Behind a word that is kept together with its mark there is a space, in the mark's place.
    """
    words = ("" if text.region == "mark" else text.text for text in texts)
    return " ".join(words).replace(f"{BROKEN} ", "")


class Layout(Struct, frozen=True):
    """The pages of a document, in reading order."""

    pages: tuple[PlacedPage, ...]
    size: float = 12.0
    """The type size of its text."""
    sheets: int = 0
    """How many sides of sheets there are where pages are imposed; else 0."""
    families: tuple[str, ...] = ()
    """The font families that may be used, in order of preference."""
    excess: int = 0
    """About how many words are too many for a sheet less; 0 where that is far."""
    template: str = ""
    """Its template, as findings name it."""

    @property
    def texts(self) -> tuple[PlacedText, ...]:
        """The text of all pages, in order."""
        return tuple(text for page in self.pages for text in page.texts)

    @property
    def article(self) -> str:
        """The text of the article alone, in order, without the marks of footnotes."""
        return _joined(text for text in self.texts if text.is_of_article)

    @property
    def text(self) -> str:
        """All text in order without the marks of footnotes and what stands elsewhere as well.

        What pages repeat comes last.
        """
        flow = [text for text in self.texts if text.region not in _NOT_IN_FLOW]
        return _joined([*flow, *(text for text in self.texts if text.region == "margin")])
