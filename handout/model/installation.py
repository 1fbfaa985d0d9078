"""Where handout lies: in a folder with `build.py` and `templates/`, or installed as a package."""

import os
from pathlib import Path

_PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120  # strings: for idle builds
_BESIDE = os.path.join(os.path.dirname(_PACKAGE), "templates")  # noqa: PTH118, PTH120
IS_INSTALLED = os.path.isdir(os.path.join(_PACKAGE, "templates"))  # noqa: PTH112, PTH118

TEMPLATES = Path(_PACKAGE, "templates") if IS_INSTALLED else Path(_BESIDE)
"""The templates that come with handout; a wheel carries them inside the package."""
COMMAND = "handout" if IS_INSTALLED else "python build.py"
"""What a person types, as messages name it."""


def template_folders(own: Path) -> tuple[Path, ...]:
    """Where templates are looked for: in a folder of the clinic's own, then in handout's.

    So the own one needs to hold only what is changed.
    """
    absolute = os.path.abspath(own)  # noqa: PTH100  # no links
    return (own,) if absolute == str(TEMPLATES) else (own, TEMPLATES)


def template_file(own: Path, name: str) -> Path:
    """A file of the templates; in the clinic's own folder where neither has it."""
    paths = (folder / name for folder in template_folders(own))
    return next((path for path in paths if path.is_file()), own / name)
