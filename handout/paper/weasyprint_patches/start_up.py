"""Lets WeasyPrint begin in less time; `docs/benchmarks.md` says how much.

Upstream: Kozea/WeasyPrint#2073 (import time), closed with the advice to import it late.
"""

import contextlib
import ctypes.util
import importlib.util
import sys
from collections.abc import Iterator
from types import ModuleType

from handout.paper.weasyprint_patches import IS_PLAIN, Change, meanwhile

_INSTANCER = "fontTools.varLib.instancer"


def _libraries_found_by_name() -> Change:
    """Answer `find_library` at once on Linux.

    WeasyPrint asks for each library by names that Linux does not know before the one that it
    does, and for each of them `find_library` starts ldconfig, gcc and ld. Upstream: none known.
    """
    answer = (lambda name: None) if sys.platform == "linux" else ctypes.util.find_library
    return meanwhile(ctypes.util, "find_library", answer)


def _import_lazily(package: str, name: str) -> None:
    """Import a module when something of it is first asked for."""
    spec = importlib.util.find_spec(f"{package}.{name}")
    if spec is None or spec.loader is None or spec.name in sys.modules:
        return
    spec.loader = loader = importlib.util.LazyLoader(spec.loader)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    setattr(sys.modules[package], name, module)
    loader.exec_module(module)


@contextlib.contextmanager
def _without_font_tools() -> Iterator[None]:
    """Leave fontTools' instancer out, which is not used, and import its subsetter lazily.

    HarfBuzz does the work of both: see `font_files.instance`. Upstream: none known.
    """
    _import_lazily("fontTools", "subset")
    original = sys.modules.get(_INSTANCER)
    stub = sys.modules[_INSTANCER] = ModuleType(_INSTANCER)
    stub.__dict__["instantiateVariableFont"] = None
    try:
        yield
    finally:
        del sys.modules[_INSTANCER]
        if original:
            sys.modules[_INSTANCER] = original


@contextlib.contextmanager
def quick_import() -> Iterator[None]:
    """Import WeasyPrint quickly meanwhile."""
    with contextlib.ExitStack() as stack:
        if not IS_PLAIN:
            stack.enter_context(_libraries_found_by_name())
            stack.enter_context(_without_font_tools())
        yield
