"""Keeps the lines of a leaflet for the next one, which mostly has the same.

After an edit nearly all paragraphs are what they were, in the same width. To find where a
line ends, WeasyPrint lets Pango shape its words two or three times: a quarter of the time
of a layout. What came of it is kept, and taken again for the same words in the same style.
"""

import copy
from functools import lru_cache
from operator import itemgetter
from typing import Any

from handout.paper.weasyprint_patches.keeping import Kept

_MOST = 3000
"""So many lines are kept, or twice as many: those of a dozen leaflets, or of a long one."""


_HEIGHT = itemgetter(
    *("font_family", "font_style", "font_stretch", "font_weight", "font_variant_ligatures"),
    *("font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
    *("font_variation_settings", "font_language_override", "lang", "font_size", "line_height"),
)
"""All that the height of a line hangs on: WeasyPrint writes it out as text to look it up."""


def _keep_heights(original: Any) -> Any:
    """What stands in for `strut`."""

    def height(style: Any) -> tuple[float, float]:
        known: dict[object, tuple[float, float]] = style.font_config.strut_layouts
        key = _HEIGHT(style)
        if key not in known:
            known[key] = original(style)
        return known[key]

    return height


@lru_cache
def install() -> None:
    """From now on lines are kept; private names of WeasyPrint, guarded by a test."""
    from weasyprint.layout import inline, preferred
    from weasyprint.text.line_break import split_first_line

    from handout.paper.weasyprint_patches.kept_drawings import Drawing

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

    inline.strut = _keep_heights(inline.strut)
    inline.split_first_line = preferred.split_first_line = line
