"""WeasyPrint's own style sheet without the rules for notes, where a document has none.

It gives every element five pseudo-elements in case it were a note at the foot of a page,
each with a style of its own: for a long article a third of the time that a layout takes.
"""

import copy
import re
from functools import lru_cache
from typing import Any

from weasyprint import HTML, UA_STYLESHEET

_NOTES = re.compile(
    r"::(foot)?note-|float:[^;}]*footnote|position:[^;}]*note|@import|<link", re.IGNORECASE
)
_PSEUDO = frozenset(
    {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)


def may_have_notes(text: str) -> bool:
    """Whether a style sheet or mark-up may make notes of elements, itself or by another."""
    return bool(_NOTES.search(text))


@lru_cache
def without_notes() -> Any:
    """WeasyPrint's own sheet without the rules for notes; private names, guarded by a test."""
    sheet = copy.copy(UA_STYLESHEET)
    sheet.matcher = copy.copy(sheet.matcher)
    sheet.matcher.other_selectors = [
        rule for rule in sheet.matcher.other_selectors if rule[3] not in _PSEUDO
    ]
    return sheet


class NotelessHTML(HTML):  # type: ignore[misc]  # WeasyPrint tells no types
    """A document without notes."""

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return super()._ua_stylesheets(forms) if forms else [without_notes()]
