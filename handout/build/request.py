"""What a build is asked to do."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from handout.model.markup import Folders


class Request(NamedTuple):  # no dataclass: that import takes longer than an idle build may
    """What a build is asked to do."""

    folders: Folders
    output: Path
    articles: tuple[str, ...] = ()
    """Files or names; all of content/ where empty."""
    formats: tuple[str, ...] = ()
    """Names; what the clinic and the article say where empty."""
    strict: bool = False
    today: date = date.min
    """Against which review dates are held; nothing that is made depends on it."""
