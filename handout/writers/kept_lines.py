"""Keeps the lines of a leaflet for the next one, which mostly has the same.

After an edit nearly all paragraphs are what they were, in the same width. To find where a
line ends, WeasyPrint lets Pango shape its words two or three times: a quarter of the time
of a layout. What came of it is kept, and taken again for the same words in the same style.
"""

import copy
from functools import lru_cache
from typing import Any

from handout.writers.keeping import Kept

_MOST = 3000
"""So many lines are kept, or twice as many: those of a dozen leaflets, or of a long one."""


@lru_cache
def install() -> None:
    """From now on lines are kept; private names of WeasyPrint, guarded by a test."""
    from weasyprint.layout import inline, preferred
    from weasyprint.text.line_break import split_first_line

    from handout.writers.kept_drawings import Drawing

    kept: Kept[tuple[Any, Any]] = Kept(_MOST)

    def line(text: str, style: Any, context: Any, *others: Any, **named: Any) -> Any:
        key = text, id(style), others, *named.values()
        known = kept.get(key)
        if known is None:
            # The style is kept along, so that its id stays its own.
            known = style, split_first_line(text, style, context, *others, **named)
            kept.put(key, known)
        elif not hasattr(known[1][0], "drawing"):  # met again, so that it is worth keeping
            known[1][0].drawing = Drawing()
        layout, *measures = known[1]
        return copy.copy(layout), *measures  # drawing alters the layout

    inline.split_first_line = preferred.split_first_line = line
