"""A family of fonts and its faces, and what a font file says of itself."""

import logging
import os
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from handout.model import content_files, fingerprint
from handout.model.content_files import LARGEST, TooLargeError
from handout.model.findings import Finding
from handout.model.markup import shown_path

ENDINGS = (".ttf", ".otf", ".woff2")
_OTHER_ENDINGS = (".dfont", ".eot", ".otc", ".pfb", ".ttc", ".woff", ".zip")
"""Of fonts that are not read, and of what they are handed out in."""
_RESTRICTED, _WHOLE, _BITMAPS = 0x0002, 0x0100, 0x0200
"""Of the embedding permissions in a font (`fsType`): it may not be embedded, or not in part, or
only as pictures of its letters."""


ASK_FOR_IT = "ask the maker for a file of it that allows that"
"""Whoever has a licence for it gets one."""


class Face(Struct, frozen=True):
    """One file of a family."""

    path: Path
    weight: int
    style: str
    variable: bool
    digest: str = ""
    """Of a file in content/, which may change; a package's does not."""
    content: Path | None = None
    """That folder."""
    refusal: str = ""
    """What its maker says of embedding it, where no file may hold letters of it."""


class Family(Struct, frozen=True):
    """A family of an installed package or of content/fonts/."""

    name: str
    version: str
    folder: Path
    faces: tuple[Face, ...]

    @property
    def refusal(self) -> str:
        """Why nothing is printed in it; empty where it may be."""
        return next((face.refusal for face in self.faces if face.refusal), "")


class UnusableFontError(Exception):
    """A font file that cannot be used; says why."""


@lru_cache(maxsize=8)
def _decompressed(face: Face, content: Path) -> bytes:
    """A WOFF2 file as the OpenType that HarfBuzz reads; raises OSError."""
    from fontTools.ttLib import woff2  # late, here and below: few clinics bring fonts

    made = BytesIO()
    woff2.decompress(BytesIO(content_files.read(face.path, content)), made)
    return made.getvalue()


def harfbuzz_face(face: Face) -> Any:
    """The face as HarfBuzz has it."""
    import uharfbuzz  # late: only where text is laid out

    if not face.content:
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)))
    if face.path.suffix.lower() == ".woff2":
        return uharfbuzz.Face(uharfbuzz.Blob(_decompressed(face, face.content)))
    return uharfbuzz.Face(uharfbuzz.Blob(content_files.read(face.path, face.content)))


def _name(font: Any) -> str:
    """The family's name, without what could not stand in a style sheet."""
    found = font["name"].getDebugName(16) or font["name"].getDebugName(1) or ""
    return " ".join(re.sub(r"[^\w.+-]", " ", found).split())


_SEMI_BOLD = 600


def _refusal(permissions: int) -> str:
    """What a font's maker says of embedding it, where a PDF may not hold the letters it needs."""
    if permissions & 0xF == _RESTRICTED:  # with another bit, that which allows more holds
        return "does not allow to embed it in files"
    if permissions & _BITMAPS:
        return "allows to embed pictures of its letters alone, not the letters"
    return "allows to embed it as a whole alone, not letters of it" if permissions & _WHOLE else ""


def _described(path: Path, content: Path, data: bytes) -> tuple[str, Face]:
    """The family and the face that a font file says it is; raises UnusableFontError."""
    from fontTools.ttLib import TTFont

    # It has a line on each of a thousand names that a broken file lacks.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            family, traits, variable = _name(font), font["OS/2"], "fvar" in font
            style = "italic" if traits.fsSelection & 1 else "normal"
            digest = fingerprint.bytes_digest(data)
            # As a style sheet names weights.
            weight = min(max(round(traits.usWeightClass, -2), 100), 900)
            if weight < _SEMI_BOLD and font["head"].macStyle & 1:
                weight = 700  # as Debian's bold Noto Nastaliq Urdu, which says 400
            refusal = _refusal(traits.fsType)
            face = Face(path, weight, style, variable, digest, content, refusal)
        harfbuzz_face(face)  # which reads the whole of it
    except Exception as error:  # fontTools raises whatever a broken file leads it to
        raise UnusableFontError("it cannot be read as a font") from error
    if not family:
        raise UnusableFontError("it does not say what its family is called")
    return family, face


def _bytes(path: Path, content: Path) -> bytes:
    """What is in a font file; raises UnusableFontError."""
    if path.suffix.lower() in _OTHER_ENDINGS:
        raise UnusableFontError(f"it is saved as {path.suffix[1:].upper()}")
    try:
        return content_files.read(path, content)
    except TooLargeError as error:
        raise UnusableFontError(f"it is larger than {LARGEST // 1_000_000} MB") from error
    except OSError as error:
        words = "it is no file, or a link that leads out of content/"
        raise UnusableFontError(words) from error


def _warning(path: Path, message: str, advice: str) -> Finding:
    return Finding.warning("font-file", message, advice, shown_path(path))


def paths(folder: Path) -> tuple[Path, ...]:
    """The font files in a folder and below, in order."""
    files = fingerprint.files_below(folder)
    known = (*ENDINGS, *_OTHER_ENDINGS)
    return tuple(Path(name) for name in files if os.path.splitext(name)[1].lower() in known)  # noqa: PTH122


def read_folder(folder: Path) -> tuple[dict[str, Family], tuple[Finding, ...]]:
    """The families of a folder by their names, and what is wrong with its files."""
    faces: dict[str, dict[tuple[int, str], Face]] = {}
    findings: list[Finding] = []
    for path in paths(folder):
        try:
            family, face = _described(path, folder.parent, _bytes(path, folder.parent))
        except UnusableFontError as error:
            advice = "put the font there again as TTF, OTF or WOFF2"
            findings.append(_warning(path, f"this font is not used: {error}", advice))
            continue
        if face.refusal:
            message = f"the maker of “{family}” {face.refusal}: nothing is printed in it"
            findings.append(_warning(path, message, f"{ASK_FOR_IT}, or take it out"))
        faces.setdefault(family, {}).setdefault((face.weight, face.style), face)
    families = {
        name: Family(name, "", folder, tuple(held.values())) for name, held in faces.items()
    }
    return families, tuple(findings)
