"""Shows the list of contents where the pages are many, at once where that is sure."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from handout.model.page_layout import PlacedPage

LEAST = 6
"""Pages with words of the article, from which on readers look for a list of contents."""
_SHOWN = "shown"


def _show(root: Element) -> bool:
    """Show the list; whether there is one that was hidden."""
    lists = root.iterfind(".//section[@data-repeated]")
    hidden = [one for one in lists if _SHOWN not in one.get("class", "").split()]
    for one in hidden:
        one.set("class", f"{one.get('class', '')} {_SHOWN}")
    return bool(hidden)


def foretell(root: Element, letters: int) -> None:
    """Show the list where the pages are sure to be many, of which none holds more letters."""
    main = root.find(".//section[@data-repeated]/..")
    if (
        main is not None
        and letters
        and sum(len(words.strip()) for words in main.itertext()) > LEAST * letters
    ):
        _show(root)


def shown(root: Element, pages: Sequence[PlacedPage]) -> bool:
    """Show the list; whether the pages must be laid out again.

    It stays once it is shown, though the text may then be set on fewer pages: each further layout
    of the same text has it, so that what is chosen by their numbers comes to an end. Pages for
    notes are not counted, since it is by their number that a list would change the sheets.
    """
    return sum(page.has_body for page in pages) >= LEAST and _show(root)
