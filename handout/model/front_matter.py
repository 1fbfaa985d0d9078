"""The front matter of an article, as frozen data."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, get_type_hints

from msgspec import Struct, field

from handout.model.fields import (
    Approval,
    Beside,
    Day,
    Extra,
    Kind,
    Language,
    LeafletCode,
    Name,
    NonEmptyText,
    Printed,
    Proven,
    Reason,
    WebAddress,
)

NEVER = date(1980, 1, 1)
"""Stands for the review of a draft, as for all days in zip files that nobody knows."""
AHEAD = date.max
"""Stands for the day of an approval that is still to come."""


class FrontMatter(Struct, frozen=True):
    """The values between the two `---` lines, as `source.schema` checks them."""

    title: Proven[NonEmptyText]
    lang: Language
    version: Printed[NonEmptyText] = ""
    reviewed: Day = NEVER
    next_review: Day = date.max
    authors: Printed[tuple[Name, ...]] = ()
    subtitle: Proven[str] = ""
    slides: Literal["brief", "full"] = "brief"
    """Whether the slides tell a story with an appendix, or everything in its order."""
    question: Proven[str] = ""
    """The question that the article answers, set large beside the title."""
    leave_out: tuple[NonEmptyText, ...] = ()
    """Formats of clinic.yaml in which this article is not published."""
    clinics: tuple[NonEmptyText, ...] = ()
    """Those of several clinics that it is for; all of them where empty."""
    description: str = ""
    """What the article is about, for catalogues: the files' own description."""
    link: WebAddress | None = None
    """Where the QR code leads; the clinic's web address where it is empty."""
    extra: Printed[Extra] = field(default_factory=dict)
    """Values for templates: `article.front.extra.parking`."""
    translated_from: str = ""
    """Of a translation: the version of the original that it says the same as."""
    translated_sections: Mapping[str, str] = field(default_factory=dict)
    """A digest of each section of that version, by which those that changed since are found."""
    approved_by: Name = ""
    """Who has said that it may be printed."""
    approved_on: Day | None = None
    approval: Approval = "none"
    """`required` where it is a draft without the two; clinic.yaml may say so of all articles."""
    checks: Beside[Mapping[str, Reason]] = field(default_factory=dict)
    """Why a check of the text is to say nothing here, by the names of the rules."""
    own_numbers: tuple[NonEmptyText, ...] = ()
    """Numbers that stand, on purpose, in the original or in the translation alone."""
    kind: Beside[Kind | None] = None
    """What it is about, such as `procedure`, by which a review knows what readers need to find."""
    code: Printed[LeafletCode] = ""
    """What the leaflet is called on its version line, in front of the version: `SCAR-1.3`."""

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """The keys that nobody has filled in yet; an article that lacks one is a draft."""
        own, usual = FrontMatter.__struct_fields__[2:6], FrontMatter.__struct_defaults__[:4]
        return tuple(key for key, was in zip(own, usual, strict=True) if getattr(self, key) == was)

    @property
    def unapproved(self) -> tuple[str, ...]:
        """The keys for want of which it may not be printed; `approved_on` if it does not count."""
        if self.approval == "none":
            return ()
        missing = tuple(key for key in ("approved_by", "approved_on") if not getattr(self, key))
        is_valid = self.approved_on is None or self.reviewed <= self.approved_on < AHEAD
        return missing or (() if is_valid else ("approved_on",))

    @property
    def state(self) -> Literal["", "draft", "unapproved"]:
        """The interface string that every page bears as long as it may not be handed out."""
        return "draft" if self.unreviewed else "unapproved" if self.unapproved else ""

    @property
    def coded_version(self) -> str:
        """The code with the version, by which a copy is known; empty where it has no code."""
        return f"{self.code}-{self.version}" if self.code and self.version else ""

    def proven_texts(self) -> Mapping[str, str]:
        """The words that every file that is made of the article must show, by their keys."""
        return {name: getattr(self, name) for name in front_matter_keys("proven")}


@lru_cache
def front_matter_keys(mark: str) -> tuple[str, ...]:
    """The keys of the front matter whose words are `printed`, or `proven`."""
    hints = get_type_hints(FrontMatter, include_extras=True).items()
    return tuple(key for key, hint in hints if mark in getattr(hint, "__metadata__", ()))
