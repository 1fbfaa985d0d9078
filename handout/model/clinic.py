"""The clinic: its name, contacts, brand and paper, as frozen data."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field

from handout.model.fields import (
    Approval,
    Beside,
    Colour,
    Email,
    Extra,
    FontFamily,
    InLanguages,
    Language,
    Lines,
    Millimetres,
    NonEmptyText,
    Reason,
    WebAddress,
)


class Colours(Struct, frozen=True):
    """The brand, in the order in which the eye meets it."""

    primary: Colour = "#0b4f5c"
    """Bands, headings and marks."""
    ink: Colour = "#15262b"
    """Body text: near black, with a hue."""
    tint: Colour = "#e7f1f1"
    """Panels, behind words."""
    accent: Colour = "#8a2c0d"
    """Warnings and the one mark that matters."""

    @property
    def drawn(self) -> "Colours":
        """Those of lines, bars and marks, which are no words and stand behind none."""
        return self

    @property
    def large(self) -> "Colours":
        """Those of words from 18 points, or 14 if they are bold, such as all on slides."""
        return self

    @property
    def band(self) -> str:
        """The ground of a cover, on which the title is white."""
        return self.primary

    @property
    def on_band(self) -> str:
        """Of the small words on a cover."""
        return "#ffffff"


class ReadableColours(Colours, frozen=True):
    """The brand with what words need to be read on it; where there are none it stays."""

    own: Colours = field(default_factory=Colours)
    of_large: Colours = field(default_factory=Colours)
    of_band: tuple[str, str] = ("", "")

    @property
    def drawn(self) -> Colours:
        """The brand as the clinic wrote it."""
        return self.own

    @property
    def large(self) -> Colours:
        """The brand where words are large, which can be read at less contrast."""
        return self.of_large

    @property
    def band(self) -> str:
        """The brand's own colour, if words in white or in ink can be read on it."""
        return self.of_band[0]

    @property
    def on_band(self) -> str:
        """White or the colour of ink."""
        return self.of_band[1]


class Fonts(Struct, frozen=True):
    leaflet: FontFamily = "Atkinson Hyperlegible"
    """A family of content/fonts/ or of an installed `fontpkg-*` package."""
    deck: FontFamily = "Arial"
    """A family that every PowerPoint has."""


class OutOfHours(Struct, frozen=True):
    phone: NonEmptyText
    note: str | InLanguages = ""


Fold: TypeAlias = Annotated[Literal["roll", "z"], Meta(description="'roll' or 'z'")]
Sheet: TypeAlias = Annotated[
    Literal["A4", "Letter", "Legal"], Meta(description="'A4', 'Letter' or 'Legal'")
]


class Trifold(Struct, frozen=True):
    """How the leaflet of six panels is folded; printers differ."""

    fold: Fold = "roll"
    paper: Sheet | None = None
    """The sheet, where it is not the clinic's paper."""
    panels: tuple[Millimetres, Millimetres, Millimetres] | None = None
    """Widths in millimetres, where they are not the usual: cover, back, flap."""


Percent: TypeAlias = Annotated[float, Meta(ge=0, le=100, description="a number from 0 to 100")]


FourInks: TypeAlias = tuple[Percent, Percent, Percent, Percent]
"""Cyan, magenta, yellow and black, in percent."""


class Inks(Struct, frozen=True):
    """The brand in four inks, where the clinic knows them better than the conversion."""

    primary: FourInks | None = None
    tint: FourInks | None = None
    accent: FourInks | None = None


class Press(Struct, frozen=True):
    """What a print shop's machine needs to know."""

    profile: str = ""
    """The shop's ICC profile for CMYK, relative to content/."""
    inks: Inks = field(default_factory=Inks)
    crop_marks: bool = False


class PageSettings(Struct, frozen=True):
    """The web page's own settings."""

    pictures: Annotated[Literal["inside", "files"], Meta(description="'inside' or 'files'")] = (
        "inside"
    )
    """Whether pictures are written into the page, or stand beside it in files of their own."""


class DeckSettings(Struct, frozen=True):
    """The deck's own settings."""

    template: str = ""
    """The clinic's own PowerPoint file, relative to content/, whose layouts are used."""
    appendix: bool = True
    """Whether details stand on hidden slides behind the last; else they are in the notes."""


class Clinic(Struct, frozen=True):
    name: NonEmptyText
    phone: Lines
    address: tuple[NonEmptyText, ...]
    web: WebAddress | None = None
    site: WebAddress | None = None
    """Where what lies in output/ is put on the web: QR codes lead to the articles' pages there."""
    lang: Language | None = None
    """What its own words are in, if they say so."""
    strapline: str | InLanguages = ""
    email: Email = ""
    hours: Lines | InLanguages = ""
    """When the phone is answered."""
    out_of_hours: OutOfHours | None = None
    logo: str = ""
    """A picture, relative to content/, drawn for a light ground."""
    logo_reversed: str = ""
    """The same for a ground in the primary colour."""
    colours: Colours = field(default_factory=Colours)
    contrast: Annotated[Literal["AA", "AAA"], Meta(description="'AA' or 'AAA'")] = "AA"
    """Between words and their ground, as WCAG has it: 4.5:1 or 7:1."""
    fonts: Fonts = field(default_factory=Fonts)
    paper: Annotated[Literal["A4", "Letter"], Meta(description="'A4' or 'Letter'")] = "A4"
    trifold: Trifold = field(default_factory=Trifold)
    press: Press = field(default_factory=Press)
    deck: DeckSettings = field(default_factory=DeckSettings)
    page: PageSettings = PageSettings()
    formats: tuple[NonEmptyText, ...] = ("leaflet", "slides")
    """In which an article is published, unless its `leave_out` names them."""
    approval: Approval = "none"
    """Whether an article is a draft until `approved_by` and `approved_on` are filled in."""
    checks: Beside[Mapping[str, Reason]] = field(default_factory=dict)
    """Why a check of the text is to say nothing in all articles, by the names of the rules."""
    extra: Extra = field(default_factory=dict)
    """Values for templates: `clinic.extra.parking`."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it names, relative to content/."""
        named = self.logo, self.logo_reversed, self.press.profile, self.deck.template
        return tuple(name for name in named if name)
