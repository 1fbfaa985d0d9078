"""Imports and patches WeasyPrint, and says what to install where it cannot be imported."""

import contextlib
import importlib
import io
import warnings
from functools import lru_cache
from types import ModuleType

from handout.paper import pango, weasyprint_patches
from handout.paper.weasyprint_patches import start_up


@lru_cache
def weasyprint() -> ModuleType:
    """WeasyPrint, patched; SetupError with the command to install where Pango is missing."""
    pango.make_findable()
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
        raise pango.missing() from error
    weasyprint_patches.install()
    return library
