"""Writes that are killed at each touch of a file, two in a row; run as a program.

`python -m tests.support.killed_writes FOLDER [edit] [copy]` says what is wrong after a third
write, which is not killed, and how many touches there are. With `copy` no file can have two names.
"""

import itertools
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handout.build import output

if TYPE_CHECKING:  # each of some hundred processes would be a copy of one with all libraries
    from tests.support.workplace import Workplace

MINE = b"with my own slides"
_TOUCHES = ("open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir")
_KILLED = 9


def write(folder: Path, number: int) -> None:
    """Write two files and take one away; the third time they are other files than the first."""
    files = {name: f"{name} {number}".encode() for name in ("a.pdf", "b.pptx")}
    output.replace(folder, files, (".handout.json", b"manifest"), ["c.pdf"])


def is_killed(folder: Path, number: int, after: int) -> bool:
    """Whether a write in a process of its own came to its end before so many touches."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == _KILLED
    left = itertools.count(after, -1)

    def touch(event: str, _: object) -> None:
        if event in _TOUCHES and not next(left):
            os._exit(_KILLED)

    sys.addaudithook(touch)
    write(folder, number)
    os._exit(0)


def stop_between_two_files(place: "Workplace", formats: tuple[str, str]) -> None:
    """Build, and be killed when one of two files is in its place and the other is not."""
    if process := os.fork():
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == _KILLED
        return
    left = itertools.count(1, -1)

    def touch(event: str, what: tuple[object, ...]) -> None:
        if event == "os.rename" and ".handout.new" in str(what[0]) and not next(left):
            os._exit(_KILLED)

    sys.addaudithook(touch)
    place.build(formats=formats)
    os._exit(0)


def shown(folder: Path) -> dict[str, bytes]:
    """What a person sees in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name[0] != "."}


def is_of_one_version(folder: Path) -> bool:
    """Whether the files of a folder, but for those that are mine or kept, are of one write."""
    there = {name: data for name, data in shown(folder).items() if MINE not in data}
    words = {data.decode().removeprefix(name) for name, data in there.items()}
    return len(words) == 1 and ("c.pdf" in there) <= (words == {""})


def prepare(folder: Path, edits: bool) -> dict[str, bytes]:
    """Three files that a build wrote, two of them changed by hand; returns what is to be there."""
    files = {name: name.encode() for name in ("a.pdf", "b.pptx", "c.pdf")}
    output.replace(folder, files, (".handout.json", b"manifest"))
    wanted = {"a.pdf": b"a.pdf 3", "b.pptx": b"b.pptx 3"}
    for name, kept in (("b.pptx", "b.edited.pptx"), ("c.pdf", "c.edited.pdf")) if edits else ():
        (folder / name).write_bytes(MINE + name.encode())
        wanted[kept] = MINE + name.encode()
    return wanted


def faults(folder: Path, kills: tuple[int, int], edits: bool) -> list[str]:
    """What is wrong after two writes that were killed so early, and one that was not."""
    wanted, lost = prepare(folder, edits), []
    for number, after in enumerate(kills, 1):
        is_killed(folder, number, after)
        if not is_of_one_version(folder) and not (folder / output.JOURNAL).exists():
            lost.append(f"two versions, and nothing says so: {shown(folder)}")
        if number == 2:
            output.finish(folder)
            lost += () if is_of_one_version(folder) else [f"two versions: {shown(folder)}"]
        there = shown(folder).values()
        lost += [f"lost {data!r}" for data in wanted.values() if MINE in data and data not in there]
    write(folder, 3)
    if shown(folder) != wanted:
        lost.append(f"there are {shown(folder)}")
    lost += output.leftovers(output.names_in(folder))
    return [f"killed at {kills}: {one}" for one in lost]


def main(root: Path, edits: bool) -> None:
    """Every first kill with every eleventh of the second ones."""

    def goes_on(touches: int) -> bool:
        prepare(root / f"{touches}", edits)
        return is_killed(root / f"{touches}", 1, touches)

    touches = next(number for number in itertools.count() if not goes_on(number))
    for kills in itertools.product(range(touches), range(0, touches, 11)):
        for fault in faults(root / "-".join(map(str, kills)), kills, edits):
            print(fault)
    print(touches, "touches")


def refuse(*_: object) -> None:
    """What `os.link` does on a file system without links."""
    raise PermissionError


def copy(path: Path, other: Path) -> None:
    """A copy in two halves, so that it can be killed between them."""
    data = path.read_bytes()
    other.write_bytes(data[:4])
    with other.open("ab") as file:
        file.write(data[4:])


if __name__ == "__main__":
    if "copy" in sys.argv:
        os.link, shutil.copy2 = refuse, copy
    main(Path(sys.argv[1]), "edit" in sys.argv)
