"""Makes one weight of a variable font a font of its own, by HarfBuzz.

fontTools, which WeasyPrint would ask, takes half a second for the first such font, and writes
the time of day into each of them.
"""

from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple

import uharfbuzz


class _Instance(NamedTuple):
    """A font as WeasyPrint uses it: it is saved."""

    data: bytes

    def save(self, file: BinaryIO) -> None:
        """Write the font's bytes."""
        file.write(self.data)


def instance(font: Any, place: Mapping[str, float], *, static: bool = True) -> _Instance:
    """The font at a place on its axes, and at the default of those that are not named.

    `font` is fontTools'; its glyphs keep their numbers. Always `static`.
    """
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
