"""A Word file as an article: its front matter, its text, its pictures, and the report."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from handout.importing import contents, guesses, headings, lists, tables
from handout.importing.census import Census, census
from handout.importing.document import Block, Document, Picture, Remark
from handout.importing.package import Package
from handout.importing.proposals import front_lines, proposals
from handout.importing.refusals import check, refusal
from handout.importing.word import read
from handout.importing.writing import Writer
from handout.model.fields import LANGUAGE
from handout.source import yaml_tree
from handout.source.opc.archive import PackageError
from handout.typography import languages

_FORMATS = {
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"BM": ".bmp",
    b"II*\0": ".tif",
    b"MM\0*": ".tif",
    b"\xd7\xcd\xc6\x9a": ".wmf",
    b"\x01\0\x09\0": ".wmf",
    b"\x01\0\0\0": ".emf",
}
_DRAWN = (".emf", ".wmf")


class Imported(Struct, frozen=True):
    """What came of a file."""

    text: str
    pictures: Mapping[str, bytes] = {}
    """By their names, as seen from the article."""
    remarks: tuple[Remark, ...] = ()
    census: Census = Census(0, ())


class Pictures:
    """Names the pictures of a document, and keeps their bytes."""

    def __init__(self, package: Package, slug: str) -> None:
        self._archive, self._slug = package.archive, slug
        self._names: dict[str, str] = {}
        self.data: dict[str, bytes] = {}
        self.remarks: list[Remark] = []

    def name(self, picture: Picture) -> str:
        """The name of a picture's file."""
        if picture.part not in self._names:
            self._names[picture.part] = self._kept(picture.part)
        return self._names[picture.part]

    def _kept(self, part: str) -> str:
        data = self._archive.read(part) if part in self._archive else b""
        known = (ending for start, ending in _FORMATS.items() if data.startswith(start))
        ending = next(known, PurePosixPath(part).suffix.lower() or ".bin")
        name = f"images/{self._slug}-{len(self._names) + 1}{ending}"
        if ending in _DRAWN:
            kind = ending[1:].upper()
            told = f"the picture '{name}' is a drawing of Windows ({kind}), which cannot be printed"
            advice = "in Word, copy it and paste it as a picture (PNG)"
            self.remarks.append(Remark("to do", f"{told}; {advice}"))
        if data:
            self.data[name] = data
        else:
            self.remarks.append(Remark("to do", f"the picture '{name}' is not in the file"))
        return name


def _mended(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with the lists and columns that were typed by hand."""
    return lists.tab_columns(lists.typed_lists(blocks))


def _language(document: Document, clinic: str, remarks: list[Remark]) -> str:
    """The language that Word has noted, as far as it is one; the clinic's kind of it."""
    tag = languages.canonical(document.lang) if document.lang else ""
    if not re.fullmatch(LANGUAGE, tag):
        words = f"the language is {clinic}, as the clinic's is, and Word names none"
        remarks.append(Remark("guessed", words))
        return clinic
    if tag != clinic and languages.broadest(tag) == languages.broadest(clinic):
        words = f"the language is {clinic}, as the clinic's is; Word checks most words in {tag}"
        remarks.append(Remark("guessed", words))
        return clinic
    remarks.append(Remark("guessed", f"the language is {tag}, as Word checks most words in it"))
    return tag


def _structured(document: Document, name: str) -> headings.Outline:
    """The text as an article has it: headings, lists, tables of words."""
    flat = tables.flattened(_mended(contents.left_out(document.blocks)), _mended)
    return headings.outline(flat, name)


def from_word(
    data: bytes, path: str, slug: str, clinic: str = "en-GB", *, accepted: bool = False
) -> Imported:
    """The article of a Word file; raises ContentError for one that is not read.

    `clinic` is the clinic's language.
    """
    try:
        return _from_word(data, path, slug, clinic, accepted)
    except PackageError as fault:
        raise refusal(path, fault.message, fault.advice) from fault


def _from_word(data: bytes, path: str, slug: str, clinic: str, accepted: bool) -> Imported:
    package = Package(data)
    said = check(package, path, accepted=accepted)
    document = read(package)
    name = re.sub(r"[_\s-]+", " ", PurePosixPath(path).stem).strip() or slug
    found = _structured(document, name[:1].upper() + name[1:])
    remarks, pictures = list(found.remarks), Pictures(package, slug)
    bold = guesses.mostly_bold(document.blocks)
    if bold:
        remarks.append(Remark("found", "nearly all of the text is bold, which is left away"))
    writer = Writer(pictures.name, plain_bold=bold)
    writer.write(found.blocks)
    for label, blocks in document.notes:
        writer.footnote(label, tables.flattened(blocks, _mended))
    lang, proposed = _language(document, clinic, remarks), proposals(document)
    titles = {"title": found.title, "subtitle": found.subtitle}
    written = {key: yaml_tree.string(words) for key, words in titles.items() if words}
    front = [*front_lines({**written, "lang": lang}, {}, proposed), "---", ""]
    below = [
        replace(one, line=one.line + len(front)) if one.line else one for one in writer.remarks
    ]
    remarks += [*below, *pictures.remarks, *document.remarks]
    remarks += (Remark("proposed", f"{one.key}: {one.value}", one.place) for one in proposed)
    remarks += (
        Remark("left out", f"the {kind}: “{words}”", kind) for kind, words in document.margins
    )
    remarks += (Remark("left out", f"a comment of {words}", "comments") for words in said)
    text = "\n".join([*front, *writer.lines]).rstrip("\n") + "\n"
    counted = census(package, text, [one.words for one in remarks if one.kind == "left out"])
    return Imported(text, pictures.data, tuple(remarks), counted)
