"""Where Pango is, which sets the leaflet's type, and the command that installs it."""

import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

from handout.model.errors import SetupError

_LIBRARIES = (
    "gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig",
)  # fmt: skip
"""What WeasyPrint loads."""
_ENDINGS = {"win32": ("-0.dll", "-1.dll", ".dll"), "darwin": (".dylib",)}
"""How files of these are called, on the systems that do not find them by themselves."""
_MSYS2 = ("C:/msys64", "C:/tools/msys64")
_MSYS2_KINDS = ("ucrt64", "clang64", "clangarm64", "mingw64")
_MAC = ("/opt/homebrew", "/usr/local", "/opt/local")
"""Homebrew's on Apple's and on Intel's processors, and MacPorts'."""

WHEEL = "gstreamer-libs"
"""The package that has Pango for Windows. That for macOS is not used: it has each library under
two names, as two files, and a process that loads both ends."""
_SYSTEM_COMMANDS = (
    ("apt-get", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    ("dnf", "sudo dnf install pango harfbuzz"),
    ("pacman", "sudo pacman -S pango"),
    ("brew", "brew install pango"),
)
"""By the program that installs."""


def _is_whole(folder: Path, system: str) -> bool:
    """Whether all libraries are in a folder: those of two might not fit each other."""

    def has(library: str) -> bool:
        names = product(("", "lib"), (library,), _ENDINGS[system])
        return any((folder / "".join(name)).is_file() for name in names)

    return all(map(has, _LIBRARIES))


def _listed(environment: Mapping[str, str], name: str, separator: str) -> Iterator[Path]:
    """The folders of a variable; an empty one would be the folder that one is in."""
    yield from map(Path, filter(None, environment.get(name, "").split(separator)))


def _roots(environment: Mapping[str, str], names: Iterable[str], usual: Iterable[str]) -> list[str]:
    """Where installers put things: where variables say, then where they usually do."""
    return [*(environment[name] for name in names if environment.get(name)), *usual]


def places(system: str, environment: Mapping[str, str], packages: Iterable[Path]) -> Iterator[Path]:
    """The folders where Pango may be: those that a person has named, packages', installers'."""
    if system == "win32":
        yield from _listed(environment, "WEASYPRINT_DLL_DIRECTORIES", ";")
        yield from (package / "bin" for package in packages)
        for root, name in product(_roots(environment, ["MSYS2_ROOT"], _MSYS2), _MSYS2_KINDS):
            yield Path(root, name, "bin")
    elif system == "darwin":
        yield from _listed(environment, "DYLD_FALLBACK_LIBRARY_PATH", ":")
        for root in _roots(environment, ["HOMEBREW_PREFIX", "CONDA_PREFIX"], _MAC):
            yield Path(root, "lib")


def settings(
    system: str, environment: Mapping[str, str], packages: Iterable[Path]
) -> dict[str, str]:
    """The variables by which WeasyPrint finds Pango; none where nobody need or can tell it.

    On Windows a library is found by PATH, where its file is not called as MSYS2 calls it, and
    what it needs itself by the other one.
    """
    found = places(system, environment, packages)
    folder = next((str(place) for place in found if _is_whole(place, system)), "")
    if not folder:
        return {}
    if system == "win32":
        path = f"{folder};{environment.get('PATH', '')}"
        return {"WEASYPRINT_DLL_DIRECTORIES": folder, "PATH": path}
    others = environment.get("DYLD_FALLBACK_LIBRARY_PATH") or "/usr/local/lib:/usr/lib"
    return {"DYLD_FALLBACK_LIBRARY_PATH": f"{folder}:{others}"}


def _packages() -> Iterator[Path]:
    """Where the package with Pango lies, which is not imported."""
    spec = importlib.util.find_spec(WHEEL.replace("-", "_"))
    yield from map(Path, spec.submodule_search_locations or () if spec else ())


def make_findable() -> None:
    """Let this process and its children find Pango."""
    if sys.platform in _ENDINGS:
        os.environ.update(settings(sys.platform, os.environ, _packages()))


def command(system: str, machine: str, which: Callable[[str], str | None]) -> str:
    """What installs Pango on a computer."""
    if system == "win32" and machine == "AMD64":
        return f'"{sys.executable}" -m pip install {WHEEL}'
    if system == "win32":
        return "pacman -S mingw-w64-clang-aarch64-pango   (in MSYS2, from msys2.org)"
    if system == "darwin" and not which("brew"):
        return "brew install pango   (with Homebrew, from brew.sh)"
    known = (words for program, words in _SYSTEM_COMMANDS if which(program))
    return next(known, "your package manager, for Pango and HarfBuzz with its subsetter")


def missing() -> SetupError:
    """The error for a computer without Pango."""
    import platform  # late, both: only for the message
    import shutil

    words = command(sys.platform, platform.machine(), shutil.which)
    return SetupError(f"Pango is missing, which sets the leaflet's type; install it:\n  {words}")
