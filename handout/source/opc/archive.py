"""The zip file that an Office document is: opened within bounds, before any part is unpacked."""

import io
import re
from collections.abc import Mapping
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  # a class, whatever its name

from msgspec import Struct

MOST_BYTES = 100_000_000
"""Of a file, packed; of what is read of it, unpacked, twice as many."""
_MOST_UNPACKED = 1_000_000_000
"""Of all parts, those that nobody reads too."""
_MOST_RATIO = 200
"""How many times as large parts may be once they are unpacked, beyond the first 50 MB."""
_MOST_PARTS = 5_000
_OLD = b"\xd0\xcf\x11\xe0"
"""What files begin with that are encrypted, or older than .pptx."""
_ENTRY = b"PK\1\2"
"""What each entry of a zip file's directory begins with."""


class Kind(NamedTuple):
    """What a file is said to be, for messages."""

    program: str
    ending: str
    surplus: str
    """What large files have too much of."""

    @property
    def again(self) -> str:
        """What to do about a file that is not sound."""
        return f"save it again in {self.program}"


PRESENTATION = Kind("PowerPoint", ".pptx", "sample slides")


class PackageError(ValueError):
    """A file that is no sound package; says why, and what to do."""

    def __init__(self, message: str, advice: str = PRESENTATION.again) -> None:
        self.message, self.advice = message, advice
        super().__init__(message)


def shown(name: str) -> str:
    """A part's name as messages say it."""
    plain = re.sub(r"[^\x20-\x7e]", "?", name.lstrip("/"))
    return plain if len(plain) < 80 else f"{plain[:77]}…"


def _key(name: str) -> str:
    """What names of a part have in common: their case tells nothing."""
    return name.lstrip("/").lower()


class Archive(Struct, frozen=True):
    """The parts of a file."""

    _file: ZipFile
    _members: Mapping[str, ZipInfo]
    kind: Kind = PRESENTATION

    @property
    def names(self) -> tuple[str, ...]:
        """Of all parts, as the file spells them."""
        return tuple(one.filename for one in self._members.values())

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def spelt(self, name: str) -> str:
        """A part's name as the file spells it."""
        found = self._members.get(_key(name))
        return found.filename.lstrip("/") if found else name.lstrip("/")

    def size(self, name: str) -> int:
        """How many bytes a part has, unpacked."""
        return self._members[_key(name)].file_size if name in self else 0

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises PackageError."""
        if name not in self:
            raise PackageError(f"its part {shown(name)} is not there", self.kind.again)
        try:
            return self._file.read(self._members[_key(name)])
        except (BadZipFile, ZlibError, EOFError, OSError, ValueError) as fault:
            message = f"its part {shown(name)} is damaged"
            raise PackageError(message, self.kind.again) from fault


def _check(members: list[ZipInfo], packed: int, kind: Kind) -> None:
    """Raises PackageError for what would fill the memory or is hidden from others who look."""
    unpacked = sum(one.file_size for one in members)
    if unpacked > min(_MOST_UNPACKED, 50_000_000 + _MOST_RATIO * packed):
        largest = shown(max(members, key=lambda one: one.file_size).filename)
        message = f"it is {unpacked // 1_000_000:,} MB unpacked, most of it in {largest}"
        raise PackageError(message, "take large pictures, sounds and films out of it")
    seen = set[str]()
    for one in members:
        if one.flag_bits & 1:
            advice = f"save it as {kind.ending}, without a password"
            raise PackageError("it has a password", advice)
        if one.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            message = f"its part {shown(one.filename)} is packed in an unknown way"
            raise PackageError(message, kind.again)
        if (name := _key(one.filename)) in seen:
            raise PackageError(f"its part {shown(one.filename)} is there twice", kind.again)
        seen.add(name)


def opened(data: bytes, kind: Kind = PRESENTATION) -> Archive:
    """The parts of a file; raises PackageError."""
    if data.startswith(_OLD):
        message = f"this file has a password, or is in {kind.program}'s old format"
        raise PackageError(message, f"save it as {kind.ending}, without a password")
    if len(data) > MOST_BYTES:
        message = f"it is larger than {MOST_BYTES // 1_000_000} MB"
        raise PackageError(message, "take large pictures, sounds and films out of it")
    if data.count(_ENTRY) > _MOST_PARTS:
        message = f"it has more than {_MOST_PARTS:,} parts"
        raise PackageError(message, f"take {kind.surplus} out of it")
    try:
        file = ZipFile(io.BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        message = f"this is no {kind.program} file ({kind.ending}), or it is cut short"
        raise PackageError(message, kind.again) from fault
    _check(file.infolist(), len(data), kind)
    return Archive(file, {_key(one.filename): one for one in file.infolist()}, kind)
