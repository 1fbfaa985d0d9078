"""Shows the list of contents where the pages are many."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from handout.model.page_layout import PlacedPage

LEAST = 6
"""Pages with words of the article, from which on readers look for a list of contents."""
_SHOWN = "shown"


def shown(root: Element, pages: Sequence[PlacedPage]) -> bool:
    """Show the list; whether the pages must be laid out again.

    It stays once it is shown, though the text may then be set on fewer pages: each further layout
    of the same text has it, so that what is chosen by their numbers comes to an end. Pages for
    notes are not counted, since it is by their number that a list would change the sheets.
    """
    if sum(page.has_body for page in pages) < LEAST:
        return False
    lists = root.iterfind(".//section[@data-repeated]")
    hidden = [one for one in lists if _SHOWN not in one.get("class", "").split()]
    for one in hidden:
        one.set("class", f"{one.get('class', '')} {_SHOWN}")
    return bool(hidden)
