"""The clinic's own fonts, in content/fonts/."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handout.typography import families, font_files, fonts, measuring
from tests.support.own_fonts import NAME, put, put_variable


@pytest.fixture(autouse=True)
def _no_fonts_of_other_tests(tmp_path):
    fonts.use(tmp_path)
    yield
    fonts.use(tmp_path / "nowhere")


def said(content) -> list[tuple[str, str]]:
    return [(one.path.rpartition("/")[2], one.message) for one in fonts.use(content)]


@pytest.mark.parametrize("file", ["Regular.ttf", "Regular.woff2", "sub/Regular.ttf"])
def test_a_font_of_the_clinic_is_found_by_its_family(tmp_path, file):
    (tmp_path / "fonts" / "sub").mkdir(parents=True)
    put(tmp_path, file)
    assert said(tmp_path) == []
    assert fonts.own_families() == (NAME,)
    assert ord("a") in fonts.characters(NAME)
    assert measuring.advance("Words", NAME) == measuring.advance("Words", "Atkinson Hyperlegible")


def test_files_of_a_family_are_its_weights_each_once(tmp_path):
    put(tmp_path, "a.ttf")
    put(tmp_path, "a.woff2")
    put(tmp_path, "b.ttf", usWeightClass=690)
    fonts.use(tmp_path)
    faces = fonts.family(NAME).faces
    assert [(one.path.name, one.weight) for one in faces] == [("a.ttf", 400), ("b.ttf", 700)]


def test_a_bold_font_that_calls_itself_regular_is_bold(tmp_path):
    put(tmp_path, "a.ttf")
    path = put(tmp_path, "b.ttf", usWeightClass=690)
    with TTFont(path) as font:
        font["OS/2"].usWeightClass, font["head"].macStyle = 400, 1
        font.save(path)
    fonts.use(tmp_path)
    assert [one.weight for one in fonts.family(NAME).faces] == [400, 700]


def test_a_font_that_changes_is_read_again(tmp_path):
    put(tmp_path, source="Source Sans 3")
    fonts.use(tmp_path)
    before = fonts.font_face_css(fonts.family(NAME)), measuring.advance("Words", NAME)
    put(tmp_path)
    fonts.use(tmp_path)
    after = fonts.font_face_css(fonts.family(NAME)), measuring.advance("Words", NAME)
    assert before[0] != after[0]
    assert before[1] != after[1]
    (tmp_path / "fonts" / "Regular.ttf").unlink()
    fonts.use(tmp_path)
    assert fonts.family(NAME) is None


def test_what_is_no_font_is_told_and_left_out(tmp_path):
    whole = put(tmp_path, "whole.ttf").read_bytes()
    (tmp_path / "fonts" / "cut.ttf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "fonts" / "page.woff2").write_text("<!doctype html>")
    (tmp_path / "fonts" / "OFL.txt").write_text("Licence")
    (tmp_path / "fonts" / "folder.otf").mkdir()
    broken = "this font is not used: it cannot be read as a font"
    assert said(tmp_path) == [("cut.ttf", broken), ("page.woff2", broken)]
    assert fonts.own_families() == (NAME,)


def test_what_a_library_says_of_each_name_in_a_broken_font_is_not_shown(tmp_path, caplog):
    path = put(tmp_path, "cut.ttf")
    start = path.read_bytes().index(b"name") + 8
    data = bytearray(path.read_bytes())
    place = int.from_bytes(data[start : start + 4], "big")
    data[place + 2 : place + 4] = b"\xff\xff"  # so many names
    path.write_bytes(data)
    fonts.use(tmp_path)
    assert caplog.text == ""


def test_a_font_of_another_kind_is_told_of(tmp_path):
    path = put(tmp_path)
    path.rename(path.with_suffix(".ttc"))
    (tmp_path / "fonts" / "Family.ZIP").write_bytes(b"PK")
    assert said(tmp_path) == [
        ("Family.ZIP", "this font is not used: it is saved as ZIP"),
        ("Regular.ttc", "this font is not used: it is saved as TTC"),
    ]


def test_a_folder_that_is_named_from_the_working_folder_will_do(tmp_path, monkeypatch):
    put(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert fonts.use(Path()) == ()
    assert f"{tmp_path.as_uri()}/fonts/Regular.ttf" in fonts.font_face_css(fonts.family(NAME))


def test_a_link_out_of_content_and_what_is_too_large_are_left_out(tmp_path):
    outside, content = put(tmp_path), tmp_path / "content"
    (content / "fonts").mkdir(parents=True)
    (content / "fonts" / "a.ttf").symlink_to(outside)
    put(content, "b.ttf")
    with (content / "fonts" / "b.ttf").open("ab") as file:
        file.truncate(font_files.LARGEST + 1)
    assert said(content) == [
        ("a.ttf", "this font is not used: it is no file, or a link that leads out of content/"),
        ("b.ttf", "this font is not used: it is larger than 40 MB"),
    ]
    assert fonts.own_families() == ()


@pytest.mark.parametrize(
    ("permissions", "words"),
    [
        (0x0002, "does not allow to embed it in files"),
        (0x0204, "allows to embed pictures of its letters alone, not the letters"),
        (0x0100, "allows to embed it as a whole alone, not letters of it"),
    ],
)
def test_nothing_is_printed_in_a_font_that_may_not_be_embedded(tmp_path, permissions, words):
    put(tmp_path, fsType=permissions)
    ((_, message),) = said(tmp_path)
    assert message == f"the maker of “{NAME}” {words}: nothing is printed in it"
    assert fonts.own_families() == ()
    assert measuring.is_known(NAME)  # a deck may name it: it holds no font


@pytest.mark.parametrize("permissions", [0x0000, 0x0004, 0x0008, 0x000A])
def test_a_font_that_may_be_embedded_is_used(tmp_path, permissions):
    put(tmp_path, fsType=permissions)
    assert said(tmp_path) == []
    assert fonts.own_families() == (NAME,)


def test_a_file_that_names_weights_of_a_variable_font_is_one_face(tmp_path):
    put_variable(tmp_path)
    assert said(tmp_path) == []
    (face,) = fonts.family(NAME).faces
    assert face.variable
    light, bold = (measuring.advance("WWWW", NAME, bold) for bold in (False, True))
    assert bold > light


def test_letters_that_no_package_has_come_from_the_clinic_s_fonts(tmp_path):
    put(tmp_path, source="Source Sans 3", name="A Armenian")
    put(tmp_path, "symbols.ttf", source="Source Code Pro", name="B Symbols")
    ours = "Atkinson Hyperlegible"
    only = min(fonts.characters("Source Code Pro") - fonts.characters("Source Sans 3"))
    assert families.font_stack(ours, "en", "a") == (ours,)
    fonts.use(tmp_path)
    assert families.font_stack(ours, "en", f"a{chr(only)}") == (ours, "B Symbols")
