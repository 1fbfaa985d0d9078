"""Fonts from installed packages and from `content/fonts/`, never those that the computer has."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar, cast

from handout.model import fingerprint
from handout.model.findings import Finding
from handout.model.markup import FONTS
from handout.typography import font_files
from handout.typography.font_files import Face, Family
from handout.typography.writing_systems import PACKAGES

_F = TypeVar("_F", bound=Callable[..., Any])


class _Clinic:
    """The fonts of the content folder that this process works on."""

    def __init__(self) -> None:
        self.stamps: tuple[object, ...] = ()
        self.families: Mapping[str, Family] = {}
        self.findings: tuple[Finding, ...] = ()
        self.caches: list[Any] = []

    def read(self, folder: Path) -> None:
        """Read the fonts of a folder, unless none of its files has changed."""
        stamps = tuple((path, fingerprint.stamp(path)) for path in font_files.paths(folder))
        if stamps == self.stamps:
            return
        self.stamps = stamps
        self.families, self.findings = font_files.read_folder(folder)
        for cache in self.caches:
            cache.cache_clear()


_CLINIC = _Clinic()


def cached(maxsize: int = 128) -> Callable[[_F], _F]:
    """A cache of what depends on fonts: emptied where those of content/fonts/ change."""

    def decorate(function: _F) -> _F:
        made: Any = lru_cache(maxsize)(function)
        _CLINIC.caches.append(made)
        return cast(_F, made)

    return decorate


def use(content: Path) -> tuple[Finding, ...]:
    """Take the fonts of this content folder into use; what is wrong with them."""
    _CLINIC.read(content / FONTS)
    return _CLINIC.findings


def own_families() -> tuple[str, ...]:
    """The names of the families in content/fonts/ that may be printed in."""
    return tuple(name for name, family in _CLINIC.families.items() if not family.refusal)


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


_LISTINGS = ("metadata.json", "fonts/pack_manifest.json")
"""What lists the fonts of a `fontpkg-*` package, which has one family; of a `justmytype-*`."""


def _packaged(distribution: str, name: str) -> Family | None:
    """A family of a pip package; None where it is not installed or has no such family."""
    module = distribution.replace("-", "_")
    # Only the package's folder is wanted: importing it would cost 60 ms.
    spec = find_spec(module) if module.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0])
    listing = next((folder / one for one in _LISTINGS if (folder / one).is_file()), None)
    if listing is None:
        return None
    metadata: Any = json.loads(listing.read_text(encoding="utf-8"))
    if listing.name == "pack_manifest.json":
        named, version = name, metadata["pack"]["version"]
        entries = [entry for entry in metadata["fonts"] if entry["family"] == name]
    else:
        named, version, entries = metadata["family"], metadata["version"], metadata["files"]
    faces = _preferred(tuple(_face(listing.parent, entry) for entry in entries))
    return Family(named, version, folder, faces) if faces else None


@cached()
def family(name: str) -> Family | None:
    """The family of content/fonts/ or as its package describes it, or None where neither has it."""
    if own := _CLINIC.families.get(name):
        return own
    packages = dict.fromkeys((package(name), _fontpkg(name)))
    return next(filter(None, (_packaged(one, name) for one in packages)), None)


def _rule(family: Family, face: Face) -> str:
    # Of a variable font, all weights are meant.
    weight = "" if face.variable else f"font-weight: {face.weight}; "
    digest = f"#{face.digest}" if face.digest else ""  # so that a changed file is read again
    address = face.path.absolute().as_uri()
    return (
        f'@font-face {{ font-family: "{family.name}"; src: url("{address}{digest}"); '
        f"{weight}font-style: {face.style} }}"
    )


def font_face_css(family: Family) -> str:
    """The `@font-face` rules of a family."""
    return "\n".join(_rule(family, face) for face in family.faces)


@cached()
def characters(name: str) -> frozenset[int]:
    """The code points that every face of the family has; none where it is not installed."""
    found = family(name)
    if found is None:
        return frozenset()
    faces = map(font_files.harfbuzz_face, found.faces)
    return frozenset.intersection(*(frozenset(face.unicodes) for face in faces))
