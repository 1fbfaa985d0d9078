"""Makes fonts of fonts: a variable one at a place on its axes, and one with further glyphs."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple


class _Instance(NamedTuple):
    """A font as WeasyPrint uses it: it is saved."""

    data: bytes

    def save(self, file: BinaryIO) -> None:
        """Write the font's bytes."""
        file.write(self.data)


def instance(font: Any, place: Mapping[str, float], *, static: bool = True) -> _Instance:
    """A variable font at a place on its axes, at the default of those that are not named.

    Stands in for fontTools' `instantiateVariableFont`, which writes the time of day into each
    font, and takes half a second for the first. Always `static`. Upstream: none known.
    """
    import uharfbuzz  # late, as most documents have no variable font

    font.reader.file.seek(0)
    face = uharfbuzz.Face(font.reader.file.read())
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(face)
    for axis in face.axis_infos:
        if axis.tag in place:
            within = min(max(place[axis.tag], axis.min_value), axis.max_value)
            wanted.pin_axis_location(face, axis.tag, within)
    return _Instance(uharfbuzz.subset(face, wanted).blob.data)


Glyph = tuple[int, int, int, int, int]
"""Its number in the font, its advance and its place in Pango's units, and flags of Pango's."""


class Run(NamedTuple):
    """Glyphs of one font that are drawn in one go, from left to right."""

    font: Any
    size: float
    text: bytes
    starts: Sequence[int]
    """Where the text of each glyph starts; glyphs of one start are one cluster."""
    rtl: bool
    glyphs: Sequence[Glyph]


class Part(NamedTuple):
    """A glyph of the font, and where it stands, in the font's units."""

    glyph: int
    x: int = 0
    y: int = 0


class Twin(NamedTuple):
    """A glyph that is added, by its number; it has no parts where nothing is to be seen."""

    number: int
    parts: tuple[Part, ...]
    advance: int


_ROUND = 0x4
"""The flag of a component whose place is rounded to the grid."""


def _component(part: Part, name: str, table: Any, metrics: Any) -> Any:
    from fontTools.ttLib.tables import _g_l_y_f as glyf  # late, as most documents need no twins

    component = glyf.GlyphComponent()
    moved = metrics[name][1] - table[name].xMin  # its side bearing moves it
    component.glyphName, component.x, component.y = name, part.x + moved, part.y
    component.flags = _ROUND
    return component


def _draw(twin: Twin, names: Sequence[str], table: Any, metrics: Any) -> None:
    """Put the parts of a twin into its outline, where there is anything of them to be seen."""
    outline, bearing = table.glyphs[names[twin.number]], 0
    seen = [part for part in twin.parts if table[names[part.glyph]].numberOfContours]
    if seen:
        outline.numberOfContours = -1
        outline.components = [_component(n, names[n.glyph], table, metrics) for n in seen]
        outline.recalcBounds(table)
        bearing = outline.xMin
    metrics[names[twin.number]] = (twin.advance, bearing)


def with_twins(data: bytes, twins: Sequence[Twin]) -> bytes:
    """A font with further glyphs; those between its own and them are empty."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables import _g_l_y_f as glyf

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    names = list(font.getGlyphOrder())
    added = [f"twin{number}" for number in range(len(names), twins[-1].number + 1)]
    names += added
    table, metrics = font["glyf"], font["hmtx"].metrics
    font.setGlyphOrder(names)
    table.setGlyphOrder(names)
    table.glyphs.update((name, glyf.Glyph()) for name in added)
    metrics.update((name, (0, 0)) for name in added)
    for twin in twins:
        _draw(twin, names, table, metrics)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()
