import json
import os
from pathlib import Path

import pytest

from handout.model.markup import Folders
from handout.source import releases


def folders(tmp_path: Path) -> Folders:
    (tmp_path / "content").mkdir(exist_ok=True)
    return Folders(tmp_path / "content", tmp_path / "templates")


def keep(tmp_path: Path, version: str, day: str, text: bytes = b"words") -> releases.Release:
    folder = tmp_path / "releases" / "asthma" / releases.folder_name(version)
    folder.mkdir(parents=True)
    made = releases.Release(version, day, "2026-10-01", "2028-10-01", folder, "asthma.md", {})
    (folder / releases.RECORD).write_bytes(releases.record(made))
    (folder / "asthma.md").write_bytes(text)
    return made


def versions(tmp_path: Path) -> list[str]:
    return [one.version for one in releases.known(tmp_path / "releases" / "asthma")]


def test_releases_are_known_by_their_day_and_those_of_a_day_by_version(tmp_path):
    for version, day in (("1.10", "2026-03-01"), ("1.9", "2026-03-01"), ("1.0", "2027-01-01")):
        keep(tmp_path, version, day)
    assert versions(tmp_path) == ["1.9", "1.10", "1.0"]


@pytest.mark.parametrize(
    "order",
    [
        ("1.0 draft", "1.0 beta", "1.0 rc1", "1.0", "1.1"),
        ("1.0-draft 2", "1.0-draft 10", "1.0", "1.0a", "1.0b"),
        ("v0.9", "Draft 1.0", "v1.0", "Version 1.1 (pilot)", "1.1", "1.1 final"),
        ("2026.9", "2026.10 Entwurf", "2026.10 for review", "2026.10"),
        ("1.0 BETA", "1.0", "1.0.1-RC.2", "1.0.1"),
    ],
)
def test_of_one_day_what_is_not_yet_a_version_comes_before_it(tmp_path, order):
    for version in sorted(order, reverse=True):
        keep(tmp_path, version, "2026-03-01")
    assert versions(tmp_path) == list(order)


def test_a_release_is_read_as_it_was_written(tmp_path):
    kept = keep(tmp_path, "1.3", "2026-03-01", b"the text")
    (read,) = releases.known(tmp_path / "releases" / "asthma")
    assert read == kept
    assert read.text == b"the text"
    assert read.clinic == b""


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b"[]", b"null", b'{"version": "1"}', b"\xff", json.dumps("x").encode()),
        b"[" * 100_000,
    ],
)
def test_a_record_that_is_broken_is_no_release(tmp_path, data):
    folder = keep(tmp_path, "1.3", "2026-03-01").folder
    (folder / releases.RECORD).write_bytes(data)
    assert versions(tmp_path) == []


@pytest.mark.parametrize("name", [releases.RECORD, "asthma.md"])
def test_nothing_outside_a_release_is_read_nor_waited_for(tmp_path, name):
    kept = keep(tmp_path, "1.3", "2026-03-01", b"the text")
    file, other = kept.folder / name, tmp_path / "elsewhere"
    file.rename(other)
    for put in (lambda: file.symlink_to(other), lambda: os.mkfifo(file)):
        put()
        found = releases.known(kept.folder.parent)
        assert not any(one.text for one in found)
        assert len(found) == (name != releases.RECORD)
        file.unlink()
    assert not kept._replace(article="../../../elsewhere").text


def test_a_version_may_have_any_name_and_stays_in_its_folder(tmp_path):
    for version in ("1/2", "../1", "..", "a b", ".", "", "é"):
        name = releases.folder_name(version)
        assert name
        assert Path(name).name == name
        assert name not in (".", "..")


def test_a_text_that_was_changed_since_its_release_is_told(tmp_path):
    place, path = folders(tmp_path), tmp_path / "content" / "asthma.md"
    keep(tmp_path, "1.3", "2026-03-01", b"one\ntwo")
    told = list(releases.unreleased(path, b"one\nthree", "1.3", place, 4))
    assert [(one.rule, one.line) for one in told] == [("release-changed", 4)]
    for same in (b"one\ntwo", b"one\r\ntwo\r\n", b"\xef\xbb\xbfone  \ntwo"):
        assert list(releases.unreleased(path, same, "1.3", place)) == []
    assert list(releases.unreleased(path, b"one\nthree", "1.4", place)) == []


def test_earlier_versions_come_the_newest_first_and_without_the_own_one(tmp_path):
    place, path = folders(tmp_path), tmp_path / "content" / "asthma.md"
    for version in ("1.0", "1.1", "1.2"):
        keep(tmp_path, version, f"2026-0{version[-1]}-01".replace("-00-", "-09-"))
    found = [one.version for one in releases.earlier(path, "1.1", place)]
    assert found == ["1.0", "1.2"]
