"""Font files as a clinic may have bought them: an installed font under another name."""

from pathlib import Path

from fontTools.ttLib import TTFont

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
