"""Fonts of writing systems: of packages, else Debian's, which .ci/slow-tools unpacks."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from handout.typography import fonts
from handout.typography.writing_systems import WritingSystem
from tests.support.workplace import ROOT

_DEBIAN = Path("usr", "share", "fonts", "truetype", "noto")
_PLACES = (ROOT / ".venv" / "noto" / _DEBIAN, "/" / _DEBIAN)
_LARGE = "justmytype-intl-cjk"
"""The package that the slow tests alone install."""


def marks(system: WritingSystem | None) -> list[pytest.MarkDecorator]:
    """What marks a test that needs the font of a writing system: slow where few have it."""
    quick = system is None or system.package not in ("", _LARGE)
    return [] if quick else [pytest.mark.slow]


def lacking(name: str) -> NoReturn:
    """Skip a test for want of a font, but where every test is to run."""
    message = f"{name} is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def give(system: WritingSystem | None, content: Path) -> None:
    """Put the font of a writing system into content/fonts/, unless a package has it."""
    if system is None or fonts.family(system.family):
        return
    name = system.family.replace(" ", "")
    wanted = [f"{name}-{weight}.ttf" for weight in ("Regular", "Bold")]
    files = [place / one for place in _PLACES for one in wanted if (place / one).is_file()]
    if not files:
        lacking(system.family)
    (content / "fonts").mkdir()
    for file in files:
        shutil.copy(file, content / "fonts")
