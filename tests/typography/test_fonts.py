import re

from handout.typography import families, font_files, fonts
from handout.typography.writing_systems import of_language
from tests.support.workplace import ROOT


def test_a_family_is_found_by_its_package():
    family = fonts.family("Atkinson Hyperlegible")
    assert family is not None
    assert {(face.weight, face.style) for face in family.faces} == {
        (400, "normal"),
        (400, "italic"),
        (700, "normal"),
        (700, "italic"),
    }
    assert all(face.path.is_file() for face in family.faces)


def test_a_family_that_is_not_installed_is_none():
    assert fonts.family("No Such Face") is None


def test_no_package_is_advised_that_is_not_known():
    assert "pip install" not in str(families.missing("Calibri", "content/fonts"))
    assert "pip install fontpkg-arimo" in str(families.missing("Arimo", "content/fonts"))
    (said,) = (families.without_font([of_language("th")], "content/fonts")[1],)
    assert said.endswith(" -m pip install justmytype-intl-sea")


def test_every_package_that_is_advised_is_one_that_is_locked():
    locked = (ROOT / ".requirements" / "fonts.txt").read_text("utf-8")
    build = (ROOT / ".requirements" / "build.txt").read_text("utf-8")
    for package in map(fonts.package, families.KNOWN):
        assert re.search(rf"(?m)^{package}==", locked + build), package


def test_static_faces_are_preferred_to_variable_ones(tmp_path):
    faces = (
        font_files.Face(tmp_path / "v.ttf", 400, "normal", variable=True),
        font_files.Face(tmp_path / "s.ttf", 400, "normal", variable=False),
    )
    assert [face.path.name for face in fonts._preferred(faces)] == ["s.ttf"]
    assert fonts._preferred(faces[:1]) == faces[:1]


def test_the_rules_name_each_face_once():
    family = fonts.family("Atkinson Hyperlegible")
    css = fonts.font_face_css(family)
    assert css.count("@font-face") == 4
    assert "font-weight: 700; font-style: italic" in css


def test_characters_are_those_of_all_faces():
    known = fonts.characters("Atkinson Hyperlegible")
    assert {ord("a"), ord("é"), 0xA0} <= known
    assert ord("م") not in known
