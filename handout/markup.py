"""What a template made, on its way to a writer."""

from dataclasses import dataclass
from pathlib import Path


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
