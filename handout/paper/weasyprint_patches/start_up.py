"""Lets WeasyPrint begin in less time; `docs/benchmarks.md` says how much.

Upstream: Kozea/WeasyPrint#2073 (import time), closed with the advice to import it late.
"""

import contextlib
import ctypes.util
import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from handout.paper.weasyprint_patches import IS_PLAIN, meanwhile


class _Late(ModuleType):
    """Stands in for a module, which is imported when something of it is first asked for."""

    instantiateVariableFont = None  # noqa: N815  # fontTools' name; `corrections` has another

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


@contextlib.contextmanager
def _without_font_tools() -> Iterator[None]:
    """Import fontTools' subsetter and instancer only where they are used: HarfBuzz does it.

    Upstream: none known, but see `font_files.instance`.
    """
    names = {"fontTools.subset", "fontTools.varLib.instancer"} - sys.modules.keys()
    sys.modules.update((name, _Late(name)) for name in names)
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


@contextlib.contextmanager
def quick_import() -> Iterator[None]:
    """Import WeasyPrint quickly meanwhile: on Linux `find_library` answers at once.

    WeasyPrint asks for each library by names that Linux does not know before the one that it
    does, and for each of them `find_library` starts ldconfig, gcc and ld. Upstream: none known.
    """
    if IS_PLAIN:
        yield
        return
    answer = (lambda name: None) if sys.platform == "linux" else ctypes.util.find_library
    with meanwhile(ctypes.util, "find_library", answer), _without_font_tools():
        yield
