"""Font files as a clinic may have bought them: an installed font under another name."""

from pathlib import Path

from fontTools import varLib
from fontTools.designspaceLib import DesignSpaceDocument
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from handout.typography import fonts

NAME = "Clinic Sans-Nr. 1"


def put(
    content: Path,
    file: str = "Regular.ttf",
    name: str = NAME,
    source: str = "Atkinson Hyperlegible",
    **traits: int,
) -> Path:
    """Put a face of an installed family into content/fonts/ under a name; its file.

    `traits` are fields of the font's OS/2 table.
    """
    family = fonts.family(source)
    assert family is not None
    path = content / "fonts" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    weight = traits.get("usWeightClass", 400)
    face = min(family.faces, key=lambda one: (one.style != "normal", abs(one.weight - weight)))
    with TTFont(face.path, recalcTimestamp=False) as font:
        for number in (1, 16):
            font["name"].setName(name, number, 3, 1, 0x409)
        for field, value in traits.items():
            setattr(font["OS/2"], field, value)
        font.flavor = "woff2" if path.suffix == ".woff2" else None
        font.save(path)
    return path


def _letter(width: int, stem: int) -> Glyph:
    """A letter of two upright strokes and one across, its strokes so heavy."""
    pen = TTGlyphPen(None)
    for left in (50, width - 50 - stem):
        pen.moveTo((left, 0))
        for point in ((left, 600), (left + stem, 600), (left + stem, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _master(stem: int) -> TTFont:
    """A font whose letters all look alike, its strokes so heavy."""
    characters = [*range(0x20, 0x17F), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022]
    names = [".notdef", *(f"u{one:04x}" for one in characters)]
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder(names)
    build.setupCharacterMap({one: f"u{one:04x}" for one in characters})
    width, blank = 400 + stem, TTGlyphPen(None).glyph()
    spaces = ("u0020", "u00a0")
    build.setupGlyf({one: blank if one in spaces else _letter(width, stem) for one in names})
    build.setupHorizontalMetrics(dict.fromkeys(names, (width, 50)))
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": NAME, "styleName": "Regular"})
    build.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    build.setupPost()
    return build.font


def put_variable(content: Path, file: str = "Variable[wght].ttf") -> Path:
    """Put a variable font, which is made here, into content/fonts/; its file."""
    space = DesignSpaceDocument()
    space.addAxisDescriptor(name="Weight", tag="wght", minimum=400, default=400, maximum=700)
    for weight, stem in ((400, 60), (700, 160)):
        space.addSourceDescriptor(font=_master(stem), location={"Weight": weight})
    font, _, _ = varLib.build(space)
    path = content / "fonts" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    font.flavor = "woff2" if path.suffix == ".woff2" else None
    font.save(path)
    return path
