"""Fonts from installed `fontpkg-*` packages, never those that the computer has."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a family."""

    path: Path
    weight: int
    style: str
    variable: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A family of an installed package."""

    name: str
    version: str
    folder: Path
    faces: tuple[Face, ...]


def package(name: str) -> str:
    """The pip package of a family: `fontpkg-noto-sans` of `Noto Sans`."""
    return "fontpkg-" + "-".join(name.lower().split())


def _face(folder: Path, entry: dict[str, object]) -> Face:
    weight = entry.get("weight")
    return Face(
        path=folder / str(entry["path"]),
        weight=weight if isinstance(weight, int) else 400,
        style=str(entry.get("style", "normal")),
        variable=bool(entry.get("variable")),
    )


def _preferred(faces: tuple[Face, ...]) -> tuple[Face, ...]:
    """The static TrueType faces where there are some: laid out twice as fast as variable ones."""
    static = tuple(face for face in faces if not face.variable and face.path.suffix == ".ttf")
    return static or faces


@lru_cache
def family(name: str) -> Family | None:
    """The family as its package describes it, or None where it is not installed."""
    # Only the package's folder is wanted: importing it would cost 60 ms.
    spec = find_spec(package(name).replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0])
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    faces = tuple(_face(folder, entry) for entry in metadata["files"])
    return Family(metadata["family"], metadata["version"], folder, _preferred(faces))


def _rule(family: Family, face: Face) -> str:
    # Of a variable font, all weights are meant.
    weight = "" if face.variable else f"font-weight: {face.weight}; "
    return (
        f'@font-face {{ font-family: "{family.name}"; src: url("{face.path.as_uri()}"); '
        f"{weight}font-style: {face.style} }}"
    )


def font_face_css(family: Family) -> str:
    """The `@font-face` rules of a family."""
    return "\n".join(_rule(family, face) for face in family.faces)


@lru_cache
def characters(name: str) -> frozenset[int]:
    """The code points that every face of the family has; none where it is not installed."""
    import uharfbuzz  # lazily: only where text is laid out

    found = family(name)
    if found is None:
        return frozenset()
    faces = (uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(f.path))) for f in found.faces)
    return frozenset.intersection(*(frozenset(face.unicodes) for face in faces))
