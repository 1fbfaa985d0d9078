"""Pictures of a web page: small enough for a phone, and written into the page."""

import base64
from typing import NamedTuple
from urllib.parse import quote

from handout.model import content_files, fingerprint
from handout.model.findings import Finding
from handout.model.markup import Markup, shown_source
from handout.source import pictures, svg
from handout.source.kept_pictures import kept

_SAFE = " ~()*!.:/=,;@'-_"
"""What a `data:` address in double quotes may hold as it is."""


class WebPicture(NamedTuple):
    """A picture as a page shows it."""

    data: bytes
    is_drawing: bool = False
    """Whether it is an SVG; else it is a WebP."""
    width: int = 0
    """In pixels, so that the page keeps room for it; 0 where it has no size of its own."""
    height: int = 0

    @property
    def address(self) -> str:
        """It as a `data:` address."""
        if self.is_drawing:
            return f"data:image/svg+xml,{quote(self.data.decode(), safe=_SAFE)}"
        return f"data:image/webp;base64,{base64.b64encode(self.data).decode()}"

    @property
    def file_name(self) -> str:
        """The name of its own file, the same for the same picture."""
        ending = "svg" if self.is_drawing else "webp"
        return f"picture-{fingerprint.bytes_digest(self.data)[:10]}.{ending}"


@kept
def _raster(data: bytes) -> WebPicture:
    """A photograph, reduced; raises ValueError."""
    from handout.web import photographs  # late: most pages have none, and Pillow takes 15 ms

    small, width, height = photographs.reduced(data)
    return WebPicture(small, False, width, height)


@kept
def _drawing(data: bytes) -> WebPicture:
    """A drawing as it is; raises ValueError for one that is more than that."""
    if fault := svg.fault_of(data):
        raise ValueError(fault)
    text = svg.without_metadata(data).decode("utf-8-sig").strip()
    return WebPicture(text.encode(), True)


def _data(source: str, markup: Markup) -> bytes:
    """The bytes of a picture below content/ or templates/; raises ValueError or OSError."""
    if pictures.is_embedded(source):
        return pictures.embedded(source)
    found = next((one / source for one in markup.roots if (one / source).is_file()), None)
    if "://" in source or found is None:
        raise FileNotFoundError(source)
    return content_files.read(found, *markup.roots)


def load(source: str, markup: Markup) -> WebPicture | Finding:
    """A picture that the mark-up names; else what is wrong with it."""
    try:
        data = _data(source, markup)
        return _drawing(data) if svg.is_svg(data) else _raster(data)
    except (OSError, ValueError):
        words = f"the picture “{shown_source(source)}” cannot be read"
        advice = "save it below content/ as SVG, PNG or JPEG, and write its path from there"
        return Finding("picture-broken", words, advice, about=source)
