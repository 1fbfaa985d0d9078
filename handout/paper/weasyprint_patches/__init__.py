"""Every change to WeasyPrint's inside, each with its reason and the upstream issue.

With HANDOUT_PLAIN_WEASYPRINT=1 in the environment only the corrections are made, and the same
bytes come out, later. Try that first where a new release of WeasyPrint fails.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any

IS_PLAIN = bool(os.environ.get("HANDOUT_PLAIN_WEASYPRINT"))


def replace(name: str, function: Callable[..., Any], *modules: Any) -> None:
    """Let a function of modules be another from now on, which is passed the original first."""
    original = getattr(modules[0], name)
    for module in modules:
        setattr(module, name, partial(function, original))


@contextmanager
def meanwhile(holder: Any, name: str, function: Callable[..., Any]) -> Iterator[None]:
    """Let a function of a module or a class be another."""
    original = getattr(holder, name)
    setattr(holder, name, function)
    try:
        yield
    finally:
        setattr(holder, name, original)


@lru_cache
def install() -> None:
    """Change WeasyPrint for the rest of this process; `start_up` changes its import besides."""
    from handout.paper.weasyprint_patches import caches, corrections  # late: they import it

    corrections.install()
    if not IS_PLAIN:
        caches.install()
