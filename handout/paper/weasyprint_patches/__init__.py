"""Every change to WeasyPrint's inside, each with its reason and the upstream issue.

- `start_up`: a quicker import
- `corrections`: what makes the output right
- `caches`: computed styles and lines of text, kept from one layout to the next

With HANDOUT_PLAIN_WEASYPRINT=1 in the environment only the corrections are made, and the same
bytes come out, later. Try that first where a new release of WeasyPrint fails.
"""

import os
from functools import lru_cache


def is_plain() -> bool:
    """Whether the environment asks for WeasyPrint as it came, but for the corrections."""
    return bool(os.environ.get("HANDOUT_PLAIN_WEASYPRINT"))


@lru_cache
def install() -> None:
    """Change WeasyPrint for the rest of this process, `start_up` excepted."""
    # Late, here and below, as they import WeasyPrint.
    from handout.paper.weasyprint_patches import caches, corrections

    corrections.install()
    if not is_plain():
        caches.install()


def forget() -> None:
    """Empty the caches: WeasyPrint logs a fault of a style or a line when it works it out."""
    from handout.paper.weasyprint_patches import caches

    caches.forget()
