import os
import time
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


def test_folders_that_are_left_out_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "cli").mkdir()
    (tmp_path / "a.py").write_text("x = 1")
    before = fingerprint.folder_digest(tmp_path, ".py", without={"cli"})
    (tmp_path / "cli" / "b.py").write_text("y = 2")
    assert fingerprint.folder_digest(tmp_path, ".py", without={"cli"}) == before
    assert fingerprint.folder_digest(tmp_path, ".py") != before
    assert all((Path(fingerprint._HERE) / name).is_dir() for name in fingerprint._BESIDES)


def test_no_byte_of_a_file_passes_for_another_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    both = fingerprint.folder_digest(tmp_path)
    (tmp_path / "b").unlink()
    (tmp_path / "a").write_text("1b2")
    assert fingerprint.folder_digest(tmp_path) != both


def test_a_link_in_a_folder_counts_and_one_to_a_folder_does_not(tmp_path: Path) -> None:
    folder, target = tmp_path / "folder", tmp_path / "target"
    folder.mkdir()
    target.write_bytes(b"one")
    before = fingerprint.folder_digest(folder)
    (folder / "round").symlink_to(folder)
    assert fingerprint.folder_digest(folder) == before
    (folder / "link").symlink_to(target)
    linked = fingerprint.folder_digest(folder)
    target.write_bytes(b"longer")
    assert len({before, linked, fingerprint.folder_digest(folder)}) == 3


def _aged(path: Path) -> None:
    """Wait until a file was not written for so long that its stamp tells the next time."""
    while time.time_ns() - path.stat().st_ctime_ns < fingerprint._SETTLED:
        time.sleep(0.1)


def test_a_folder_is_told_anew_when_a_file_of_it_changes_but_for_its_size_and_time(
    tmp_path: Path,
) -> None:
    file = tmp_path / "leaflet.css"
    file.write_text("p {}")
    _aged(file)
    before, time_ = fingerprint.settled_digest(tmp_path), file.stat().st_mtime_ns
    assert before == fingerprint.settled_digest(tmp_path) == fingerprint.folder_digest(tmp_path)
    held = fingerprint._settled[str(tmp_path)]
    assert held[1] == before
    file.write_text("q {}")
    os.utime(file, ns=(time_, time_))
    assert fingerprint.settled_digest(tmp_path) == fingerprint.folder_digest(tmp_path) != before
    assert fingerprint._settled[str(tmp_path)] == held, "written again at once it may look the same"
    file.unlink()
    assert fingerprint.settled_digest(tmp_path) == fingerprint.folder_digest(tmp_path)


def test_a_link_in_a_folder_is_told_anew_each_time(tmp_path: Path) -> None:
    target, folder = tmp_path / "target", tmp_path / "folder"
    folder.mkdir()
    target.write_bytes(b"one")
    (folder / "link").symlink_to(target)
    _aged(target)
    before = {fingerprint.settled_digest(folder) for _ in range(3)}
    target.write_bytes(b"two")
    assert fingerprint.settled_digest(folder) not in before
