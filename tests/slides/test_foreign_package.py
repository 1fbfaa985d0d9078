"""A clinic's own presentation from somebody else."""

import io
import re
import socket
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from handout.cli.command import main
from handout.model.errors import ContentError
from handout.model.findings import Severity
from handout.slides import custom_template
from handout.slides.ooxml.foreign import cleaned
from handout.source.opc.archive import PackageError
from tests.support.deck_markup import slide, write
from tests.support.decks import everything
from tests.support.hostile_packages import (
    DROPPED,
    REFUSED,
    doubled,
    locked,
    packed,
    parts_of,
    reversed_order,
    strange,
)
from tests.support.own_templates import FILES, OWN, of_kind, plain

_OUTSIDE = re.compile(rb'TargetMode="External"|192\.0\.2\.1|[Aa]mbush|ppaction://(?!hlinksldjump)')


@pytest.fixture
def nothing_sent(monkeypatch):
    """A network that nobody may use."""

    def refused(*_):
        raise AssertionError("something was sent")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


OURS = ("ppt/slides/", "ppt/notesSlides/")


def own(folder, data):
    (folder / "content").mkdir()
    (folder / "content" / "own.pptx").write_bytes(data)
    return folder


def inside(data):
    """All bytes of a deck's parts, and their names, but for the links of our own slides."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = [name for name in archive.namelist() if not name.startswith(OURS)]
        return b"\n".join(name.encode() + archive.read(name) for name in held)


@pytest.mark.parametrize(("make", "words"), DROPPED.values(), ids=DROPPED)
def test_what_leads_outside_or_runs_is_left_out_with_a_note(make, words, tmp_path, nothing_sent):
    made = everything(own(tmp_path, make()), OWN)
    told = [one for one in made.findings if words in one.message]
    assert [one.severity for one in told] == [Severity.NOTE]
    assert told[0].path.endswith("own.pptx")
    assert re.search(r"\((ppt|_rels)/[\w./]+", told[0].message)
    assert _OUTSIDE.findall(inside(made.data)) == []
    (tmp_path / "deck.pptx").write_bytes(made.data)
    result = OpenXmlValidator().validate(tmp_path / "deck.pptx")
    assert result.is_valid, [str(error) for error in result.errors]


@pytest.mark.parametrize("name", ["picture-outside", "macros", "embedded-object"])
def test_the_layouts_of_a_file_are_shown_with_what_is_left_out(name, tmp_path, capsys):
    file = tmp_path / "own.pptx"
    file.write_bytes(DROPPED[name][0]())
    assert main(["layouts", str(file)]) == 0
    assert DROPPED[name][1] in capsys.readouterr().out


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_broken_is_refused_by_its_part(make, words, tmp_path, capsys, nothing_sent):
    data = make()
    with pytest.raises(ContentError) as error:
        write(own(tmp_path, data), slide("<p>a</p>"), clinic=OWN)
    assert words in str(error.value)
    assert "own.pptx: " in str(error.value)
    assert main(["layouts", str(tmp_path / "content" / "own.pptx")]) == 1
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_nothing_of_a_sound_file_is_told_of_but_its_macros(make):
    if make is not FILES["of-pandoc"]:
        assert set(cleaned(make()).left_out) <= {"macros"}


def test_what_was_cleaned_once_is_clean():
    once = cleaned(of_kind(plain(), ".pptm"))
    assert cleaned(once.data) == (once.data, {})


def test_a_link_to_the_web_stays(tmp_path):
    from tests.support.hostile_packages import _click, baited

    data = cleaned(baited(_click(""), "hyperlink", "https://a.example")).data
    assert b"https://a.example" in inside(data)


def test_a_deck_is_not_locked_by_the_password_of_its_template():
    assert b"modifyVerifier" in inside(locked())
    assert b"modifyVerifier" not in inside(cleaned(locked()).data)


def test_what_no_program_of_the_office_knows_is_not_handed_out():
    held = inside(cleaned(strange()).data)
    assert b"192.0.2.1" not in held
    assert b"MustUnderstand" not in held
    assert b"Ignorable" not in held


def test_a_file_of_many_parts_is_refused():
    parts = {f"ppt/media/{number}.png": b"" for number in range(6_000)}
    with pytest.raises(PackageError, match="more than 5,000 parts"):
        cleaned(packed(parts_of(plain()) | parts))


def test_a_file_with_a_password_of_its_zip_is_refused():
    data = bytearray(plain())
    for place in [found.start() for found in re.finditer(b"PK\1\2", data)]:
        data[place + 8] |= 1
    with pytest.raises(PackageError, match="password"):
        cleaned(bytes(data))


def test_what_is_no_file_has_no_layouts(tmp_path, capsys):
    assert main(["layouts", "/dev/zero"]) == 2
    assert "it is no file" in capsys.readouterr().err


def test_layouts_of_a_clean_file_are_those_of_the_file():
    rows = custom_template.mapping(plain(), "own.pptx")
    assert rows == custom_template.mapping(cleaned(plain()).data, "own.pptx")


@pytest.mark.parametrize("name", ["plain", pytest.param("of-pandoc", marks=pytest.mark.slow)])
def test_children_in_the_wrong_order_are_put_into_that_of_the_schema(name, tmp_path):
    data = FILES[name]()
    made = everything(own(tmp_path, reversed_order(data)), OWN)
    (tmp_path / "deck.pptx").write_bytes(made.data)
    result = OpenXmlValidator().validate(tmp_path / "deck.pptx")
    assert result.is_valid, [str(error) for error in result.errors]
    assert cleaned(reversed_order(data)).data == cleaned(data).data


def test_of_what_the_schema_allows_once_the_first_is_kept():
    data = plain()
    turned = doubled(data)
    for twin in (b"a:spAutoFit", b"a:buNone", b"a:gradFill", b"p:bgPr", b"a:sysClr"):
        assert any(b"<" + twin + b' val="0"/>' in part for part in parts_of(turned).values()), twin
    assert cleaned(turned).data == cleaned(data).data
