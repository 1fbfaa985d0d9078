"""The types of value that a person writes in YAML, each with its description for messages."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from msgspec import Meta

Value = TypeVar("Value")
Printed: TypeAlias = Annotated[Value, "printed"]
"""Words that are set in type, such as in the imprint."""
Proven: TypeAlias = Annotated[Value, "printed", "proven"]
"""Words that every file that is made of the article must show."""

Beside: TypeAlias = Annotated[Value, "beside"]
"""What no file shows: a wrong value is told, and left out, and the files are made."""

LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"

Approval: TypeAlias = Annotated[
    Literal["required", "none"], Meta(description="'required' or 'none'")
]
Kind: TypeAlias = Annotated[
    Literal["procedure", "condition", "medicine", "aftercare", "general"],
    Meta(description="'procedure', 'condition', 'medicine', 'aftercare' or 'general'"),
]
LeafletCode: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^([^\W_]+(-[^\W_]+)*)?$",
        max_length=12,
        description="a short code such as SCAR, of at most 12 letters and digits",
    ),
]
NonEmptyText: TypeAlias = Annotated[str, Meta(pattern=r"\S", description="some words")]
_NO_SWITCH = r"(?!(?i:on|off|yes|no|true|false|none|null|required)\s*$)(?=.*[^\W\d_])"
Name: TypeAlias = Annotated[
    str, Meta(pattern=f"^{_NO_SWITCH}", description="a name, such as Dr Robin Example")
]
Reason: TypeAlias = Annotated[
    str, Meta(pattern=f"^{_NO_SWITCH}", description="why it is to say nothing, in some words")
]
Lines: TypeAlias = Annotated[str, Meta(pattern=r"\S", description="some words, or a list")]
"""Words, or several in a list: a line of its own for each."""
Colour: TypeAlias = Annotated[
    str, Meta(pattern=r"^#[0-9A-Fa-f]{6}$", description="a colour such as '#0b5563'")
]
WebAddress: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s/.:]+(\.[^\s/.:]+)+(:[0-9]+)?([/?#]\S*)?$",
        max_length=300,  # so that its QR code can be scanned from paper
        description="a web address such as https://example.org, of at most 300 characters",
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
    str, Meta(pattern=LANGUAGE, description="a language such as en-GB or en-US")
]
InLanguages: TypeAlias = Mapping[Language, Lines]
"""The same words in several languages, by their tags."""
Day: TypeAlias = Annotated[
    date, Meta(description="a day of the calendar, such as 2026-11-22 (year, month, day)")
]
FontFamily: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^[\w.+-]+( [\w.+-]+)*$",
        description="the name of a font, such as Atkinson Hyperlegible",
    ),
]
Millimetres: TypeAlias = Annotated[
    float, Meta(gt=0, lt=2000, description="a width in millimetres, such as 97")
]
Extra: TypeAlias = Mapping[str, Any]
"""Values for templates, under keys of the clinic's own: words, numbers, true or false, lists
(as tuples), and mappings of these."""
