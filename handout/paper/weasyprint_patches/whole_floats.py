"""Keeps what floats whole: WeasyPrint breaks it at the foot of a page, and then draws it twice.

The heading of a section floats beside its text. Where its second line does not fit on the
page any more, WeasyPrint puts off the rest of it to the next page; and when the section
moves there as a whole, the rest is drawn too. A float that says `break-inside: avoid` is
laid out here as if the page had no end, so that it moves as a whole or not at all.
"""

from functools import lru_cache
from math import inf
from typing import Any


@lru_cache
def install() -> None:
    """From now on such floats are whole; a private name of WeasyPrint, guarded by a test."""
    from weasyprint.layout import block

    original = block.float_layout

    def whole(context: Any, box: Any, *others: Any, **named: Any) -> Any:
        if box.style["break_inside"] == "avoid":
            others = (*others[:-1], -inf)  # the last is the space to keep at the foot of the page
        return original(context, box, *others, **named)

    block.float_layout = whole
