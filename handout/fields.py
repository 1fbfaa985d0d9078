"""The kinds of value that a person writes in YAML, each with the words for it."""

from datetime import date
from typing import Annotated, TypeAlias

from msgspec import Meta

Words: TypeAlias = Annotated[str, Meta(min_length=1, description="some words")]
Colour: TypeAlias = Annotated[
    str, Meta(pattern=r"^#[0-9A-Fa-f]{6}$", description="a colour such as '#0b5563', in quotes")
]
WebAddress: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s/.]+\.\S+$",
        description="a web address such as https://example.org",
    ),
]
Email: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^([^\s@]+@[^\s@]+\.[^\s@]+)?$",
        description="an e-mail address such as desk@example.org",
    ),
]
Language: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
        description="a language such as en-GB or en-US",
    ),
]
Day: TypeAlias = Annotated[
    date, Meta(description="a day of the calendar, written as 2026-11-22 (year, month, day)")
]
