import itertools
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from handout.build import hand_edits, output
from handout.formats import FORMATS
from handout.model import fingerprint
from handout.model.findings import Severity
from tests.support.workplace import ROOT

LAST = (".handout.json", b"new manifest")


def names(folder: Path) -> set[str]:
    """All that lies in a folder, but for the digests that were noted."""
    return {path.name for path in folder.iterdir()} - {hand_edits.WRITTEN}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files and a manifest."""
    place = tmp_path / "asthma"
    output.replace(place, {"a.pdf": b"old a", "b.pptx": b"old b"}, (LAST[0], b"old manifest"))
    return place


def test_files_are_replaced_and_nothing_is_left_beside_them(folder: Path) -> None:
    output.replace(folder, {"a.pdf": b"new a", "b.pptx": b"new b"}, LAST)
    assert (folder / "a.pdf").read_bytes() == b"new a"
    assert (folder / "b.pptx").read_bytes() == b"new b"
    assert names(folder) == {"a.pdf", "b.pptx", ".handout.json"}


def in_the_way(path: Path) -> None:
    """What nobody can rename a file over, root included."""
    path.unlink()
    (path / "held").mkdir(parents=True)


def test_where_one_file_cannot_be_replaced_none_is(folder: Path) -> None:
    in_the_way(folder / "b.pptx")
    with pytest.raises(OSError, match=r"b\.pptx"):
        output.replace(folder, {"a.pdf": b"new a", "b.pptx": b"new b", "c.html": b"c"}, LAST)
    assert (folder / "a.pdf").read_bytes() == b"old a"
    assert (folder / ".handout.json").read_bytes() == b"old manifest"
    assert names(folder) == {"a.pdf", "b.pptx", ".handout.json"}


def test_a_first_file_goes_again_where_the_second_cannot_be_written(folder: Path) -> None:
    in_the_way(folder / "b.pptx")
    with pytest.raises(OSError, match=r"b\.pptx"):
        output.replace(folder, {"0.html": b"first", "b.pptx": b"new b"}, LAST)
    assert "0.html" not in names(folder)


def test_a_full_disk_leaves_all_as_it_was(folder: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="large"):
            output.replace(folder, {"a.pdf": b"new a", "b.pptx": b"b" * 5000}, LAST)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (folder / "a.pdf").read_bytes() == b"old a"
    assert names(folder) == {"a.pdf", "b.pptx", ".handout.json"}


def stopped(folder: Path) -> None:
    """What a build leaves that is killed before it has put the last of its files in place."""
    new = {"b.pptx": b"new b", "a.pdf": b"new a", ".handout.json": b"new manifest"}
    digests = {name: fingerprint.bytes_digest(data) for name, data in new.items()}
    (folder / "a.pdf").write_bytes(b"new a")
    (folder / "c.pdf").write_bytes(b"old c")
    for name, held in ((".handout.new", "new b"), (".handout.old", "old b")):
        (folder / name).mkdir()
        (folder / name / "b.pptx").write_bytes(held.encode())
    (folder / ".handout.new" / ".handout.json").write_bytes(b"new manifest")
    hand_edits.note(folder, (*digests.values(), fingerprint.bytes_digest(b"old c")))
    (folder / output.JOURNAL).write_text(json.dumps((digests, ["c.pdf"])))


def test_what_a_killed_build_was_putting_in_place_is_put_there(folder: Path) -> None:
    stopped(folder)
    (note,) = output.finish(folder)
    assert str(note).endswith(
        "asthma: a build was stopped here; its new files are all in place now"
    )
    assert (folder / "b.pptx").read_bytes() == b"new b"
    assert (folder / ".handout.json").read_bytes() == b"new manifest"
    assert names(folder) == {"a.pdf", "b.pptx", ".handout.json"}
    assert output.finish(folder) == ()


def test_where_it_cannot_be_put_there_that_is_told_until_it_can(folder: Path) -> None:
    stopped(folder)
    in_the_way(folder / "b.pptx")
    for _ in range(2):
        (warning,) = output.finish(folder)
        assert warning.severity is Severity.WARNING
        assert "asthma/b.pptx: a build was stopped here, and left files of two vers" in str(warning)
        assert str(warning).endswith("; rename it, or move it away")
    with pytest.raises(OSError, match=r"b\.pptx"):
        output.replace(folder, {"a.pdf": b"newer a"}, LAST)
    (folder / "b.pptx").rename(folder / "mine")
    assert output.finish(folder)[0].severity is Severity.NOTE
    assert (folder / "b.pptx").read_bytes() == b"new b"


def test_new_files_that_a_power_failure_has_spoilt_take_no_place(folder: Path) -> None:
    stopped(folder)
    (folder / ".handout.new" / "b.pptx").write_bytes(b"")
    for _ in range(2):
        assert str(*output.finish(folder)).endswith("of two versions; build this article again")
    assert (folder / "b.pptx").read_bytes() == b"old b"
    output.replace(folder, {"a.pdf": b"newer a", "b.pptx": b"newer b"}, LAST, ["c.pdf"])
    assert names(folder) == {"a.pdf", "b.pptx", ".handout.json"}


def test_what_a_killed_build_had_not_yet_written_whole_is_swept_away(folder: Path) -> None:
    (folder / ".handout.part").write_bytes(b"half")
    for name in (".handout.new", ".handout.old"):
        (folder / name).mkdir()
        (folder / name / "b.pptx").write_bytes(b"old b")  # as it was written
    assert len(output.leftovers(output.names_in(folder))) == 3
    output.replace(folder, {}, LAST)
    assert names(folder) == {"a.pdf", "b.pptx", ".handout.json"}


def test_a_users_own_files_stay(folder: Path) -> None:
    mine = {"notes.old", ".hidden", ".notes.old", ".a.pdf.new", ".handout"}
    for name in mine:
        (folder / name).write_text("mine")
    output.replace(folder, {"a.pdf": b"new a"}, LAST)
    assert mine < names(folder)


def test_a_name_may_be_as_long_as_a_name_can_be(folder: Path) -> None:
    name = "a" * 255
    for words in (b"one", b"two"):
        output.replace(folder, {name: words}, LAST)
        assert (folder / name).read_bytes() == words


def test_a_folder_that_is_removed_meanwhile_is_made_again(tmp_path: Path) -> None:
    stop = threading.Event()
    place = tmp_path / "asthma"

    def remove() -> None:
        while not stop.is_set():
            shutil.rmtree(place, ignore_errors=True)

    remover = threading.Thread(target=remove)
    remover.start()
    written = tries = 0
    while written < 20 and (tries := tries + 1) < 20_000:
        try:
            output.replace(place, {"a.pdf": b"a", "b.pptx": b"b"}, LAST)
            written += 1
        except OSError as error:
            assert error.strerror  # noqa: PT017  # twice removed within one write: told, no crash
    stop.set()
    remover.join()
    assert written == 20
    output.replace(place, {"a.pdf": b"a", "b.pptx": b"b"}, LAST)
    assert names(place) == {"a.pdf", "b.pptx", ".handout.json"}


WRITER = """
import sys
from pathlib import Path
from handout.build import output
folder, mark = Path(sys.argv[1]), sys.argv[2].encode()
for number in range(150):
    files = {name: mark * 20000 for name in ("a.pdf", "b.pptx")}
    output.replace(folder, files, (".handout.json", mark))
"""


def test_two_writers_at_once_never_mix_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "asthma"
    command = [sys.executable, "-c", WRITER, str(folder)]
    both = [subprocess.Popen([*command, mark], cwd=ROOT) for mark in "xy"]
    assert [writer.wait() for writer in both] == [0, 0]
    held = {(folder / name).read_bytes()[:1] for name in ("a.pdf", "b.pptx", ".handout.json")}
    assert len(held) == 1
    assert names(folder) == {"a.pdf", "b.pptx", ".handout.json"}


def test_removing_leaves_other_files_and_their_folder(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    assert output.remove(folder, ["a.pdf", "b.pptx", "c.pdf"]) == ["a.pdf", "b.pptx"]
    assert {path.name for path in folder.iterdir()} == {"mine.txt"}


def test_removing_all_removes_the_folder(folder: Path) -> None:
    output.remove(folder, ["a.pdf", "b.pptx"])
    assert not folder.exists()


def test_removing_leaves_what_somebody_changed_and_what_is_known_of_it(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"mine")
    assert output.remove(folder, ["a.pdf", "b.pptx"]) == ["b.pptx"]
    assert names(folder) == {"a.pdf", ".handout.json"}


def rewrite(folder: Path, versions: list[dict[str, bytes]]) -> None:
    """Replace all files again and again, in a process of its own that is killed."""
    for number in itertools.count():
        output.replace(folder, versions[number % 2], (LAST[0], b"%d" % (number % 2)))


@pytest.mark.slow
def test_files_of_every_format_are_of_one_version_after_each_of_300_kills(tmp_path: Path) -> None:
    folder, chance, marked = tmp_path / "asthma", random.Random(7), 0
    made_as = [f"asthma-{row.name}.{row.extension}" for row in FORMATS.values()]
    versions = [dict.fromkeys(made_as, mark * 100_000) for mark in (b"0", b"1")]
    output.replace(folder, versions[0], (LAST[0], b"0"))
    for number in range(300):
        if not (process := os.fork()):
            rewrite(folder, versions)
        time.sleep(chance.uniform(0, 0.03))
        while number % 2 and not (folder / output.JOURNAL).exists():
            time.sleep(0)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        there = {(folder / name).read_bytes() for name in made_as}
        if len(there) > 1:
            assert (folder / output.JOURNAL).exists()
            marked += 1
        output.finish(folder)
        there = {(folder / name).read_bytes()[:1] for name in (*made_as, LAST[0])}
        assert len(there) == 1
        assert {len((folder / name).read_bytes()) for name in made_as} == {100_000}
    assert marked
    output.replace(folder, versions[1], LAST)
    assert names(folder) == {*made_as, LAST[0]}
