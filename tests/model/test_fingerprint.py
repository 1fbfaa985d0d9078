import os
from pathlib import Path

from handout.model import fingerprint


def test_parts_cannot_run_into_one_another() -> None:
    assert fingerprint.digest("ab", "c") != fingerprint.digest("a", "bc")
    assert fingerprint.digest("ab") != fingerprint.digest("ab", "")


def test_words_and_their_bytes_have_one_digest() -> None:
    assert fingerprint.digest("é") == fingerprint.digest("é".encode())


def test_a_file_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert fingerprint.file_digest(tmp_path / "missing") == ""
    assert fingerprint.file_digest(Path("a\0b")) == ""


def test_names_count_as_much_as_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("same")
    before = fingerprint.folder_digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert fingerprint.folder_digest(tmp_path) != before


def test_what_an_editor_keeps_for_itself_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "leaflet.css").write_text("p {}")
    before = fingerprint.folder_digest(tmp_path)
    (tmp_path / ".leaflet.css.swp").write_text("x")
    (tmp_path / "leaflet.css~").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("x")
    assert fingerprint.folder_digest(tmp_path) == before


def test_the_tools_digest_knows_its_own_source_and_the_versions_of_its_libraries() -> None:
    assert any(
        path.endswith("fingerprint.py") for path in fingerprint.files_below(fingerprint._HERE)
    )
    assert any(name.startswith("weasyprint-70.0") for name in fingerprint._packages())
    assert any("libpango-1.0" in path for path in fingerprint._system_libraries())


def test_a_link_is_told_by_its_target_without_reading_it(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"one")
    link.symlink_to(target)
    before = fingerprint.file_digest(link)
    assert before
    assert before != fingerprint.file_digest(target)
    target.write_bytes(b"longer")
    assert fingerprint.file_digest(link) != before


def test_a_target_that_changes_with_the_same_size_and_time_is_told(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"one")
    link.symlink_to(target)
    before, state = fingerprint.file_digest(link), target.stat()
    target.write_bytes(b"two")
    os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert fingerprint.file_digest(link) != before


def test_what_is_no_file_has_no_digest(tmp_path):
    (tmp_path / "device").symlink_to("/dev/zero")
    assert fingerprint.file_digest(tmp_path) == ""
    assert fingerprint.file_digest(tmp_path / "device") != fingerprint.digest(b"")
