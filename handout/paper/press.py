"""For the print shop: bleed, four inks, no links, PDF/X-4 with the shop's own profile."""

import io
from pathlib import Path
from typing import Any

from weasyprint.css import ColorProfile

from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import CLINIC, is_below, shown_path
from handout.paper import colour_separation, pdf_metadata
from handout.paper.typesetting import Stock

VARIANT = "pdf/x-4"
_BLEED = "bleed: 3mm"
_BLEED_AND_MARKS = "bleed: 8mm; marks: crop"
"""Marks stand within the bleed; of the art, 3 mm reach out as without them."""


class _Profile(ColorProfile):  # type: ignore[misc]  # WeasyPrint tells no types
    """The shop's profile as it came: WeasyPrint would write it anew, with other bytes."""

    def __init__(self, data: bytes) -> None:
        channels = (["c"], ["m"], ["y"], ["k"])
        super().__init__(io.BytesIO(data), "shop", "relative-colorimetric", channels)
        self._data = data

    @property
    def content(self) -> bytes:
        return self._data


def bleed(clinic: Clinic) -> str:
    """The rules of style for the edge of a sheet."""
    return _BLEED_AND_MARKS if clinic.press.crop_marks else _BLEED


def _profile(clinic: Clinic, content: Path) -> bytes:
    """The shop's profile; raises ContentError where it is not there or not for four inks."""
    path = content / clinic.press.profile
    advice = "ask the print shop for its ICC profile, put it into content/ and name it"
    named = clinic.press.profile or "press:"
    place = shown_path(content / CLINIC)
    if not clinic.press.profile or not path.is_file():
        message = "the print shop's colour profile is missing (profile under press)"
        raise ContentError([Finding("press-profile", message, advice, place, about=named)])
    data = path.read_bytes() if is_below(path, content) else b""
    if data[16:20] + data[36:40] != b"CMYKacsp":
        message = f"“{clinic.press.profile}” is no ICC profile for four inks (CMYK)"
        raise ContentError([Finding("press-profile", message, advice, place, about=named)])
    return data


def stock(css: str, clinic: Clinic, content: Path) -> Stock:
    """What a document for the print shop is set for; `css` has the sizes of its pages."""
    profile = _Profile(_profile(clinic, content))
    rules = f"{css} @page {{ {bleed(clinic)} }} :root {{ --press: 1 }}"
    return Stock(rules, VARIANT, {"device-cmyk": profile}, colour_separation.photo)


def written(document: Any, clinic: Clinic, duplex: str) -> bytes:
    """The document's bytes in four inks."""
    for page in document.pages:
        page.links = []  # PDF/X-4 has no links within the bleed
    with colour_separation.four_inks(clinic):
        return pdf_metadata.written(
            document, VARIANT, pdf_metadata.Finish({}, press=True, duplex=duplex)
        )
