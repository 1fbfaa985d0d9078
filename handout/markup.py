"""What a template needs and what it made, on its way to a writer."""

from dataclasses import dataclass
from pathlib import Path

from handout.article import Medium


@dataclass(frozen=True, slots=True)
class Folders:
    """Where all that is read lies; nothing outside of them may be."""

    content: Path
    templates: Path


@dataclass(frozen=True, slots=True)
class Template:
    """A template and what belongs to it, named from the templates' folder."""

    name: str
    medium: Medium
    stylesheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML and where the files lie that it may name."""

    text: str
    template: str
    """Named in findings about the mark-up, such as `templates/deck/deck.html`."""
    stylesheets: tuple[Path, ...]
    content: Path
    """What pictures are named from; with `templates`, all that may be read."""
    templates: Path
