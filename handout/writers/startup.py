"""Imports WeasyPrint in half the time, and says what to install where it cannot be."""

import contextlib
import ctypes.util
import importlib
import importlib.util
import io
import sys
import warnings
from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType
from typing import Any

from handout.errors import SetupError

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


def _lazy(package: ModuleType, name: str) -> None:
    """Let a package's module be executed at the first use of one of its names."""
    full_name = f"{package.__name__}.{name}"
    spec = importlib.util.find_spec(full_name)
    if full_name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[full_name] = module
    setattr(package, name, module)  # else `from package import name` would execute it
    spec.loader.exec_module(module)


def _instantiate(*arguments: Any, **named: Any) -> Any:
    # The whole point is to import it only for a document with a variable font.
    from handout.writers.instances import instance

    return instance(*arguments, **named)


@contextlib.contextmanager
def _subsetters_imported_late() -> Iterator[None]:
    """Keep fontTools' subsetter and instancer out of the import; static fonts need neither."""
    import fontTools  # the package alone, which is next to nothing

    _lazy(fontTools, "subset")
    name = "fontTools.varLib.instancer"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.instantiateVariableFont = _instantiate  # type: ignore[attr-defined]  # a stand-in
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]


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
