from pathlib import Path

import pytest

from handout.build import manifest
from handout.build.manifest import Entry, Manifest
from handout.model.findings import Finding, Severity

WARNING = Finding("r", "m", "a", "content/x.md", 3, Severity.WARNING, "words")
ENTRY = Entry("x-leaflet.pdf", "i", "k", "d", 2, "pages", {"p.webp": "e"}, (WARNING,))
MANIFEST = Manifest(
    "../../content/x.md", "i", ("images/ä.svg",), ("2026-10-01", "2028-10-02"), (WARNING,),
    {"leaflet": ENTRY},
)  # fmt: skip


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_bytes(manifest.encode(MANIFEST))
    read = manifest.read(tmp_path)
    assert read == MANIFEST
    assert read.findings[0].severity is Severity.WARNING


def test_a_manifest_that_names_a_file_outside_is_none(tmp_path: Path) -> None:
    for name in ("../secret.txt", "images/../../secret.txt"):
        outside = MANIFEST._replace(read=("images/a..b.svg", name))
        (tmp_path / manifest.NAME).write_bytes(manifest.encode(outside))
        assert manifest.read(tmp_path) is None


def test_a_missing_manifest_is_none(tmp_path: Path) -> None:
    assert manifest.read(tmp_path) is None
    assert manifest.read(tmp_path / "missing") is None


def test_a_manifest_that_is_cut_off_anywhere_is_none(tmp_path: Path) -> None:
    data = manifest.encode(MANIFEST)
    for length in range(len(data)):
        (tmp_path / manifest.NAME).write_bytes(data[:length])
        assert manifest.read(tmp_path) is None


@pytest.mark.parametrize("place", [0, 70, 100, -3])
def test_a_manifest_with_one_other_byte_is_none(tmp_path: Path, place: int) -> None:
    data = bytearray(manifest.encode(MANIFEST))
    data[place] ^= 1
    (tmp_path / manifest.NAME).write_bytes(data)
    assert manifest.read(tmp_path) is None


def test_a_manifest_of_another_version_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / manifest.NAME).write_bytes(manifest.encode(MANIFEST))
    monkeypatch.setattr(manifest, "_VERSION", "0")
    assert manifest.read(tmp_path) is None
