"""Imports and patches WeasyPrint, and says what to install where it cannot be imported."""

import contextlib
import importlib
import io
import warnings
from functools import lru_cache
from types import ModuleType

from handout.model.errors import SetupError
from handout.paper import weasyprint_patches
from handout.paper.weasyprint_patches import start_up

PANGO_COMMANDS = (
    (
        "Debian, Ubuntu",
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    ("Fedora", "sudo dnf install pango harfbuzz"),
    ("macOS", "brew install pango"),
    ("Windows", "pacman -S mingw-w64-ucrt-x86_64-pango   (in MSYS2, from msys2.org)"),
)


def pango_missing() -> SetupError:
    """The error for a computer without Pango, with the command for each system."""
    commands = "\n".join(f"  {system}: {command}" for system, command in PANGO_COMMANDS)
    return SetupError(f"Pango is missing, which sets the leaflet's type; install it:\n{commands}")


@lru_cache
def weasyprint() -> ModuleType:
    """WeasyPrint, patched; SetupError with the command to install where Pango is missing."""
    advice = io.StringIO()  # it prints advice of its own before it fails
    try:
        with (
            start_up.quick_import(),
            contextlib.redirect_stdout(advice),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore", DeprecationWarning)
            library = importlib.import_module("weasyprint")
    except OSError as error:
        raise pango_missing() from error
    weasyprint_patches.install()
    return library
