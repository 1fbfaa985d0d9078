"""What was laid out on paper: words, where they stand and how large, as frozen data.

All lengths are points (1/72 inch), measured from the top left corner of the page.
"""

from dataclasses import dataclass

BROKEN = "\N{WORD JOINER}"
"""What stands behind the first part of a word that goes on on the next line."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Words of one style on one line."""

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
    """The element that the words belong to, such as `h2` or `li`."""
    region: str = "body"
    """`body` in `<main>`, `small` for captions there, `mark` for the number of a footnote,
    `title` for that of the article and the question that it answers,
    `furniture` for what a template adds, `room` for what shows only where there is room,
    `margin` for what pages repeat, such as the head of a table that goes on."""
    generated: bool = False
    """Whether a stylesheet made it, such as a page number."""
    weight: int = 400

    @property
    def right(self) -> float:
        """Where the words end."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where the line ends."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture of dots."""

    name: str
    """As the mark-up names it."""
    width: float
    dots: int
    """How many it is wide."""


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table, or what of it stands on one page."""

    columns: int
    longest: str
    """Its longest word."""
    about: str
    """The cells of its head and its first row, by which the article is searched for it."""
    excess: float = 0.0
    """How much wider it is than the text around it, or a word of it than its cell."""


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One page, or one panel of a folded sheet."""

    width: float
    height: float
    texts: tuple[PlacedText, ...]
    pictures: tuple[PlacedPicture, ...] = ()
    tables: tuple[PlacedTable, ...] = ()
    depth: float = 0.0
    """The height between the margins."""
    left: float = 0.0
    """Where the margin ends and the text begins."""
    right: float = 0.0
    """Where the text ends and the other margin begins; 0 where it is not known."""
    fill: float = 1.0
    """How much of the depth is used, before anything was stretched."""
    stretched: bool = False
    """Whether lines to write on fill the rest of it."""

    @property
    def has_body(self) -> bool:
        """Whether words of the article stand on it."""
        return any(text.region == "body" for text in self.texts)

    @property
    def spare(self) -> float:
        """The share of its depth that goes to what shows only where there is room."""
        tops = [text.y for text in self.texts if text.region == "room"]
        if not tops or not self.depth:
            return 0.0
        others = (t.y for t in self.texts if t.region not in ("room", "margin"))
        below = min((y for y in others if y > min(tops)), default=min(tops))
        return (below - min(tops)) / self.depth

    @property
    def is_furniture(self) -> bool:
        """Whether all that stands on it comes from the template, such as the contact panel."""
        return bool(self.texts) and all(text.region == "furniture" for text in self.texts)


@dataclass(frozen=True, slots=True)
class Layout:
    """All that a document shows, in reading order."""

    pages: tuple[PlacedPage, ...]
    size: float = 12.0
    """The type size of the text that was chosen."""
    sheets: int = 0
    """How many sides of paper there are where pages are imposed; else 0."""
    families: tuple[str, ...] = ()
    """The font families that may be used, in order of preference."""
    template: str = ""
    """What it was made of, as findings name it."""

    @property
    def texts(self) -> tuple[PlacedText, ...]:
        """The words of all pages, in order."""
        return tuple(text for page in self.pages for text in page.texts)

    @property
    def text(self) -> str:
        """All words in order but the marks of footnotes; what pages repeat comes last."""
        flow = [text.text for text in self.texts if text.region not in ("mark", "margin")]
        repeated = (text.text for text in self.texts if text.region == "margin")
        return " ".join([*flow, *repeated]).replace(f"{BROKEN} ", "")
