"""The manifest: what was made of an article and of what, kept beside it in output/."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from handout.model import fingerprint
from handout.model.findings import Finding, Severity

NAME = ".handout.json"
_VERSION = "5"
"""To be raised when the fields change; manifests of another version are made again."""


class Entry(NamedTuple):
    """One file that was made."""

    file: str
    """Its name."""
    inputs: str
    """The key of all inputs that it was last found right for."""
    key: str
    """The key of what went into it."""
    digest: str
    """Of its bytes; empty where the text is too long for the format."""
    units: int
    """How many pages or slides it has."""
    unit: str
    beside: Mapping[str, str]
    """The digests of files that belong to it, such as the pictures of a page, by their names."""
    findings: tuple[Finding, ...]
    """Warnings that came with it, each at its line."""


class Manifest(NamedTuple):
    """What is known of an article's files."""

    article: str
    """The article's file, seen from the folder of the manifest."""
    inputs: str
    """The key of all inputs that the findings hold for."""
    read: tuple[str, ...]
    """The files below content/ that it showed, seen from there."""
    days: tuple[str, str]
    """From which day, and before which, the findings hold; as ISO dates."""
    findings: tuple[Finding, ...]
    entries: Mapping[str, Entry]
    """By the name of the format."""
    usual: tuple[str, ...] | None = None
    """The formats that are made where none is asked for; None where that is not known yet."""
    clinic: str = ""
    """The file of one of several clinics, seen from the folder too."""


def _findings(rows: list[list[Any]]) -> tuple[Finding, ...]:
    findings = (Finding(*row) for row in rows)
    return tuple(finding._replace(severity=Severity(finding.severity)) for finding in findings)


def _decoded(data: bytes) -> Manifest:
    checksum, body = data.split(b"\n", 1)
    if checksum.decode() != fingerprint.digest(_VERSION, body):
        raise ValueError
    article, inputs, read, days, findings, entries, usual, clinic = json.loads(body)
    if any(".." in name.split("/") for name in read):  # of an earlier version: it lies outside
        raise ValueError
    for row in entries.values():
        row[-1] = _findings(row[-1])
    entries = {name: Entry(*row) for name, row in entries.items()}
    usual = None if usual is None else tuple(usual)
    told = _findings(findings)
    return Manifest(article, inputs, tuple(read), tuple(days), told, entries, usual, clinic)


def read_own(folder: Path, name: str) -> bytes:
    """The bytes of a file that handout keeps in a folder; raises OSError for none, or a device."""
    path = f"{folder}{os.sep}{name}"  # a string, as an idle build reads every manifest
    return fingerprint.read_file(path, fingerprint.LARGEST)


def read(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where it is missing, broken or of another version."""
    try:
        return _decoded(read_own(folder, NAME))
    except (OSError, ValueError):
        return None


def encode(manifest: Manifest) -> bytes:
    """The bytes of a manifest, below their digest."""
    body = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    data = body.encode("utf-8", "surrogatepass")  # of names that are no Unicode; as json reads
    return fingerprint.digest(_VERSION, data).encode() + b"\n" + data
