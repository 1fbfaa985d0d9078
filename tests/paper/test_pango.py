"""Where Pango is looked for, with paths given; what installs it."""

from pathlib import Path

import pytest

from handout.model.errors import SetupError
from handout.paper import pango

WHEEL = [f"{name}-0" for name in ("gobject-2.0", "pango-1.0", "pangoft2-1.0")]
WHEEL += ["harfbuzz", "harfbuzz-subset", "fontconfig-1"]
"""The files of gstreamer-libs 1.28.8 for Windows, without their ending."""
MSYS2 = [f"lib{name}-0" if name.startswith("harfbuzz") else f"lib{name}" for name in WHEEL]
HOMEBREW = ["gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig"]


def filled(folder: Path, names: list[str], ending: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / f"{name}{ending}").touch()
    return folder


@pytest.fixture
def wheel(tmp_path):
    package = tmp_path / "site-packages" / "gstreamer_libs"
    return filled(package / "bin", WHEEL, ".dll").parent


def test_on_windows_it_is_looked_for_where_a_person_says_then_in_the_package_then_in_msys2():
    named = {"WEASYPRINT_DLL_DIRECTORIES": "D:/own;E:/own", "MSYS2_ROOT": "F:/msys"}
    order = list(map(str, pango.places("win32", named, [Path("gstreamer_libs")])))
    assert order[:4] == ["D:/own", "E:/own", "gstreamer_libs/bin", "F:/msys/ucrt64/bin"]
    assert "C:/msys64/ucrt64/bin" in order[4:]
    assert order.index("C:/msys64/ucrt64/bin") < order.index("C:/tools/msys64/mingw64/bin")


def test_on_a_mac_it_is_looked_for_where_a_person_says_then_in_homebrew_then_in_macports():
    named = {"DYLD_FALLBACK_LIBRARY_PATH": "/own", "HOMEBREW_PREFIX": "/Users/r/homebrew"}
    order = list(map(str, pango.places("darwin", named, [])))
    homes = ["/Users/r/homebrew/lib", "/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib"]
    assert order == ["/own", *homes]


def test_the_folder_that_one_is_in_is_not_searched():
    for system in ("win32", "darwin"):
        named = dict.fromkeys(("WEASYPRINT_DLL_DIRECTORIES", "DYLD_FALLBACK_LIBRARY_PATH"), "")
        assert Path() not in list(pango.places(system, named, []))


def test_linux_finds_it_without_help():
    assert not list(pango.places("linux", {}, [Path("gstreamer_libs")]))
    assert pango.settings("linux", {"PATH": "/bin"}, []) == {}


def test_the_package_is_put_where_windows_finds_the_libraries_and_what_they_need(wheel):
    """`gobject-2.0-0.dll` is found by PATH; what it needs itself, in the directories for DLLs."""
    made = pango.settings("win32", {"PATH": "C:/Windows"}, [wheel])
    folder = str(wheel / "bin")
    assert made == {"WEASYPRINT_DLL_DIRECTORIES": folder, "PATH": f"{folder};C:/Windows"}


def test_what_msys2_has_is_found_by_its_names(tmp_path):
    place = filled(tmp_path / "ucrt64" / "bin", MSYS2, ".dll")
    made = pango.settings("win32", {"MSYS2_ROOT": str(tmp_path)}, [])
    assert made["WEASYPRINT_DLL_DIRECTORIES"] == str(place)


def test_a_folder_that_lacks_one_library_is_passed_over(tmp_path, wheel):
    place = filled(tmp_path / "ucrt64" / "bin", MSYS2, ".dll")
    (wheel / "bin" / "harfbuzz-subset.dll").unlink()
    made = pango.settings("win32", {"MSYS2_ROOT": str(tmp_path)}, [wheel])
    assert made["WEASYPRINT_DLL_DIRECTORIES"] == str(place)


def test_homebrew_is_put_before_where_a_mac_looks(tmp_path):
    place = filled(tmp_path / "lib", [f"lib{name}" for name in HOMEBREW], ".dylib")
    made = pango.settings("darwin", {"HOMEBREW_PREFIX": str(tmp_path)}, [])
    assert made == {"DYLD_FALLBACK_LIBRARY_PATH": f"{place}:/usr/local/lib:/usr/lib"}
    own = {"HOMEBREW_PREFIX": str(tmp_path), "DYLD_FALLBACK_LIBRARY_PATH": "/own"}
    made = pango.settings("darwin", own, [])
    assert made == {"DYLD_FALLBACK_LIBRARY_PATH": f"{place}:/own"}


def test_where_it_is_nowhere_weasyprint_looks_by_itself(tmp_path):
    assert pango.settings("win32", {"MSYS2_ROOT": str(tmp_path)}, []) == {}


@pytest.mark.parametrize(
    ("system", "machine", "has", "said"),
    [
        ("linux", "x86_64", "apt-get", "sudo apt-get install libpango-1.0-0"),
        ("linux", "x86_64", "dnf", "sudo dnf install pango"),
        ("linux", "x86_64", "pacman", "sudo pacman -S pango"),
        ("linux", "x86_64", "", "your package manager"),
        ("darwin", "arm64", "brew", "brew install pango"),
        ("darwin", "arm64", "", "from brew.sh"),
        ("win32", "AMD64", "", "-m pip install gstreamer-libs"),
        ("win32", "ARM64", "", "in MSYS2, from msys2.org"),
    ],
)
def test_each_system_is_told_its_one_command(system, machine, has, said):
    told = pango.command(system, machine, lambda program: has if program == has else None)
    assert said in told
    assert "\n" not in told


def test_the_message_says_what_is_missing_and_the_command():
    with pytest.raises(SetupError, match=r"Pango is missing.*install it:\n  \S"):
        raise pango.missing()
