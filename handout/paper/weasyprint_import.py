"""Imports WeasyPrint in half the time, and says what to install where it cannot be."""

import contextlib
import ctypes.util
import importlib
import io
import sys
import warnings
from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType
from typing import Any

from handout import lazy_import
from handout.model.errors import SetupError

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


@contextlib.contextmanager
def _libraries_found_by_name() -> Iterator[None]:
    """Answer `find_library` at once on Linux.

    WeasyPrint asks for each library by names that Linux does not know before the one it
    does; for each, `find_library` would start ldconfig, gcc and ld, 240 ms in all.
    """
    original = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = original


def _instantiate(*arguments: Any, **named: Any) -> Any:
    # The whole point is to import it only for a document with a variable font.
    from handout.paper.weasyprint_patches.instances import instance

    return instance(*arguments, **named)


@contextlib.contextmanager
def _subsetters_imported_late() -> Iterator[None]:
    """Keep fontTools' subsetter and instancer out of the import; static fonts need neither."""
    import fontTools  # noqa: F401  # the package alone, which is next to nothing

    instancer = lazy_import.module("fontTools.varLib.instancer", "instantiateVariableFont")
    with lazy_import.module("fontTools.subset"), instancer:
        yield


@lru_cache
def weasyprint() -> ModuleType:
    """WeasyPrint; SetupError with the command to install where Pango is missing."""
    shout = io.StringIO()  # it prints advice of its own before it fails
    try:
        with (
            _libraries_found_by_name(),
            _subsetters_imported_late(),
            contextlib.redirect_stdout(shout),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore", DeprecationWarning)
            library = importlib.import_module("weasyprint")
    except OSError as error:
        raise pango_missing() from error
    drawing: Any = importlib.import_module("weasyprint.pdf.fonts")
    drawing.instantiateVariableFont = _instantiate  # where fontTools was imported before, too
    return library
