"""Fonts from installed packages and from `content/fonts/`, never those that the computer has."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from handout.typography.writing_systems import PACKAGES


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
    """The pip package of a family: `fontpkg-source-sans-3` of `Source Sans 3`."""
    return PACKAGES.get(name) or _fontpkg(name)


def _fontpkg(name: str) -> str:
    return "fontpkg-" + "-".join(name.lower().split())


def _face(folder: Path, entry: Mapping[str, object]) -> Face:
    weight, path = entry.get("weight"), str(entry["path"])
    return Face(
        path=folder / path,
        weight=weight if isinstance(weight, int) else 400,
        style=str(entry.get("style", "normal")),
        variable=bool(entry.get("variable", "[" in path)),  # as in `NotoSans[wght].ttf`
    )


def _preferred(faces: tuple[Face, ...]) -> tuple[Face, ...]:
    """The static TrueType faces where there are some: laid out twice as fast as variable ones."""
    static = tuple(face for face in faces if not face.variable and face.path.suffix == ".ttf")
    return static or faces


def _of_fontpkg(folder: Path, metadata: Mapping[str, Any], name: str) -> Family:
    """The one family of a `fontpkg-*` package."""
    faces = tuple(_face(folder, entry) for entry in metadata["files"])
    return Family(metadata["family"], metadata["version"], folder, _preferred(faces))


def _of_justmytype(folder: Path, metadata: Mapping[str, Any], name: str) -> Family:
    """A family of a `justmytype-*` package, which has several."""
    own = [entry for entry in metadata["fonts"] if entry["family"] == name]
    faces = tuple(_face(folder / "fonts", entry) for entry in own)
    return Family(name, metadata["pack"]["version"], folder, _preferred(faces))


_READERS = {"metadata.json": _of_fontpkg, "fonts/pack_manifest.json": _of_justmytype}
"""What reads a package, by the file in it that lists its fonts."""


def _packaged(distribution: str, name: str) -> Family | None:
    """A family of a pip package; None where it is not installed or has no such family."""
    module = distribution.replace("-", "_")
    # Only the package's folder is wanted: importing it would cost 60 ms.
    spec = find_spec(module) if module.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0])
    for listing, read in _READERS.items():
        if (folder / listing).is_file():
            metadata = json.loads((folder / listing).read_text(encoding="utf-8"))
            found = read(folder, metadata, name)
            return found if found.faces else None
    return None


@lru_cache
def family(name: str) -> Family | None:
    """The family as its package describes it, or None where it is not installed."""
    packages = dict.fromkeys((package(name), _fontpkg(name)))
    return next(filter(None, (_packaged(one, name) for one in packages)), None)


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
