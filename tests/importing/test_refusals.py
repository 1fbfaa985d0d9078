"""Files that are not read: what people send by mistake, and what somebody means ill with."""

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handout.importing.files import import_file
from handout.model.errors import ContentError
from tests.support.hostile_packages import packed, parts_of
from tests.support.word_files import (
    BODY,
    MAIN,
    altered,
    imported,
    made,
    of_xml,
    paragraph,
    png,
    run,
    told,
)

PLAIN = of_xml(paragraph(run(BODY)))
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_head(head: str) -> bytes:
    parts = parts_of(PLAIN)
    parts[MAIN] = parts[MAIN].replace(b"<w:document", f"{head}<w:document".encode(), 1)
    return packed(parts)


def zip_bomb() -> bytes:
    parts = parts_of(PLAIN)
    parts["word/media/image1.png"] = b"\0" * 300_000_000
    return packed(parts)


def nested() -> bytes:
    inner = "<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000
    return altered(PLAIN, "<w:sectPr", f"{inner}<w:sectPr")


REFUSED = {
    "a picture": (lambda: made(lambda d: d.add_picture(png())), "it is a picture of a text"),
    "nothing": (made, "it has no words"),
    "tracked changes": (
        lambda: of_xml(paragraph(run(BODY), f'<w:ins w:author="A">{run("new words")}</w:ins>')),
        "it has tracked changes that nobody has accepted (1 new; the first: “new words”)",
    ),
    "a password or Word's old format": (lambda: b"\xd0\xcf\x11\xe0" * 99, "has a password"),
    "cut short": (lambda: PLAIN[:-60], "it is cut short"),
    "no package": (lambda: b"%PDF-1.7", "this is no Word file (.docx)"),
    "a bomb of entities": (lambda: with_head(BOMB), "has a document type"),
    "an entity of a file": (
        lambda: with_head('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "has a document type",
    ),
    "a bomb of zip": (zip_bomb, "MB unpacked"),
    "another package": (lambda: packed({"a.txt": b"a"}), "this is no Word file"),
    "too deep": (nested, "is broken or cut short"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_told_with_what_to_do(name: str) -> None:
    make, message = REFUSED[name]
    data = make()
    with pytest.raises(ContentError) as error:
        imported(data)
    (finding,) = error.value.findings
    assert message in finding.message
    assert finding.advice


def test_comments_are_refused_unless_they_are_to_be_left_out() -> None:
    data = made(lambda d: d.add_comment(d.add_paragraph(BODY).runs, "Is this right?", "Dr Example"))
    with pytest.raises(
        ContentError, match=r"it has a comment \(the first: Dr Example: “Is this right"
    ):
        imported(data)
    result = imported(data, accepted=True)
    assert result.census.lost == ()
    assert any("Is this right?" in one for one in told(result, "left out"))


def test_a_picture_that_lies_elsewhere_is_not_fetched() -> None:
    data = made(lambda d: d.add_picture(png()), lambda d: d.add_paragraph(BODY))
    rels = "word/_rels/document.xml.rels"
    target = 'Target="media/image1.png"'
    outside = altered(data, target, 'Target="file:///etc/passwd" TargetMode="External"', rels)
    result = imported(outside)
    assert result.pictures == {}
    assert any("file:///etc/passwd" in one for one in told(result, "to do"))


def test_a_part_that_climbs_out_of_the_package_is_none() -> None:
    data = made(lambda d: d.add_picture(png()), lambda d: d.add_paragraph(BODY))
    rels = "word/_rels/document.xml.rels"
    climbing = altered(data, "media/image1.png", "../../../../etc/passwd", rels)
    assert imported(climbing).pictures == {}


def test_names_of_parts_make_no_names_of_files(tmp_path: Path) -> None:
    data = made(lambda d: d.add_picture(png()), lambda d: d.add_paragraph(BODY))
    parts = parts_of(data)
    parts["word/media/../../../evil.png"] = parts.pop("word/media/image1.png")
    source = tmp_path / "slip.docx"
    source.write_bytes(packed(parts))
    folder = tmp_path / "content"
    import_file(source, folder, False, str(source), "en-GB")
    assert {one.name for one in tmp_path.rglob("*") if one.is_file()} <= {"slip.docx", "slip.md"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_file_that_broke_on_its_way_is_read_or_refused(data) -> None:
    parts = parts_of(PLAIN)
    name = data.draw(
        st.sampled_from(sorted(n for n in parts if n.startswith("word/") or "rels" in n))
    )
    held = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(held) - 1))
        held[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    parts[name] = bytes(held)
    with contextlib.suppress(ContentError):
        imported(packed(parts))


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MAIN, "x")
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    with pytest.raises(ContentError, match="it has a password"):
        imported(bytes(data))
