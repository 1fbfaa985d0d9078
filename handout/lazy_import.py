"""Imports what a library asks for, but hardly ever uses, at the moment it is used.

Libraries import more than they need: one that draws QR codes asks for all that fetches web
pages, one that writes slides for all that writes spreadsheets. That takes longer than what
they are wanted for.
"""

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any


def _stand_in(name: str, functions: tuple[str, ...]) -> ModuleType:
    """A module that imports the one it stands for as soon as something of it is wanted."""
    made = ModuleType(name)

    def wanted(attribute: str) -> Any:
        if attribute.startswith("__"):  # asked for by the import itself
            raise AttributeError(attribute)
        if sys.modules.get(name) is made:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    def function(attribute: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            return wanted(attribute)(*arguments, **named)

        return call

    made.__dict__["__getattr__"] = wanted
    made.__dict__.update({attribute: function(attribute) for attribute in functions})
    return made


@contextlib.contextmanager
def module(name: str, *functions: str) -> Iterator[None]:
    """What is imported meanwhile gets a stand-in for a module, and does not wait for it.

    `from module import function` would not wait either, for the functions that are named.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = made = _stand_in(name, functions)
    package, _, last = name.rpartition(".")
    if package in sys.modules:  # where it stays until the module itself is imported
        setattr(sys.modules[package], last, made)
    try:
        yield
    finally:
        if sys.modules.get(name) is made:
            del sys.modules[name]
