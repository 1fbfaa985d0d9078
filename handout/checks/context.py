"""What a check may look at besides the article."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from handout.model.article import Article


class Context(NamedTuple):
    """What a check may look at besides the article."""

    content: Path
    """The folder that pictures are named from."""
    today: date
    formats: tuple[str, ...]
    """The names of all formats."""
    key_lines: Mapping[str, int]
    """The line of each key of the front matter."""
    is_readable: bool = True
    """Whether the file was read without a fault; else missing text may be due to that."""
    original: Article | None = None
    """Of a translation, where the original has no fault."""
    strings: Mapping[str, str] = MappingProxyType({})
    """The interface strings in the article's language."""
