"""Articles and the clinic, read with every fault of theirs in one run."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from handout.model import content_files
from handout.model.article import Article, EarlierVersion, Text
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding, has_errors, sorted_by_line
from handout.model.front_matter import FrontMatter
from handout.model.markup import CLINICS, Folders, shown_path
from handout.source import clinics, codes, front_matter, pictures, releases, schema, translations
from handout.source.content import groups_in, name_of, original_of
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.pasted import with_breaks, without_pictures
from handout.source.markdown.sections import read_body, read_phrases
from handout.source.markdown.symbols import printable, printable_values
from handout.source.text_files import (
    as_windows_means,
    decode,
    is_blank,
    read_bytes,
    unprintable,
    windows_characters,
)

_NEEDED = "write some words, or delete the line if it is not needed"


class Reading(Struct, frozen=True):
    """An article as far as it could be read, and every fault of its file."""

    article: Article
    findings: tuple[Finding, ...]
    keys: Mapping[str, int]
    """The line of each key of the front matter."""
    original: Article | None = None
    """Of a translation, where its original could be read without a fault."""


def _marked_up(
    front: FrontMatter, keys: Mapping[str, int], context: ReadingContext
) -> Mapping[str, Text]:
    """The texts of the front matter that are shown at its head, read as phrases, by their keys."""
    texts = {}
    for key, words in front.proven_texts().items():
        context.line = keys.get(key, 1)
        texts[key] = read_phrases(words, context)
        if words and is_blank(texts[key].plain):
            context.fault("value", f"'{key}' is empty", _NEEDED, context.line)
    return texts


def parse(
    data: bytes, path: str, slug: str, file_name: Callable[[str], str] = str, lang: str = ""
) -> Reading:
    """The article in a file's bytes as far as it can be read, and its faults.

    `path` is for findings; `file_name` tells the name from content/ of a picture by the one that
    is written; `lang` is the language of a translation. Raises ContentError where the file is no
    text at all.
    """
    context = ReadingContext(path, file_name)
    typed = decode(data, path)
    context.findings.extend(windows_characters(typed, path))
    parts = front_matter.split(as_windows_means(typed), context)
    text, context.embedded = without_pictures(with_breaks(parts.markdown))
    context.offset, context.source = parts.above, tuple(text.split("\n"))
    markdown, emoji = printable(text, path, parts.above)
    above, more = printable_values(parts.front or "", path, 1)
    context.findings.extend((*emoji, *more))
    front = front_matter.read(above if parts.front else parts.front, context, lang)
    for line, message, advice in unprintable(text):
        context.fault("character", message, advice, parts.above + line + 1)
    keys = front_matter.key_lines(parts.front or "")
    marked = _marked_up(front, keys, context)
    front = replace(front, **{key: text.plain for key, text in marked.items()})
    body = read_body(markdown, front.title, context)
    front = replace(front, code=front.code or codes.of_name(slug))
    kept, marks = tuple(context.kept), context.parts
    article = Article(path, slug, front, *body, marked_up=marked, kept=kept, parts=marks)
    return Reading(article, sorted_by_line(context.findings), keys)


def read(data: bytes, path: str, slug: str) -> Article:
    """The article in a file's bytes; raises ContentError with every finding if one is an error."""
    reading = parse(data, path, slug)
    if has_errors(reading.findings):
        raise ContentError(reading.findings)
    return reading.article


def parse_at(data: bytes, path: Path, content: Path, lang: str = "") -> Reading:
    """The article in bytes that are, or once were, those of a file of content/; as `parse`."""
    folder = os.path.relpath(path.parent, content)
    name = partial(pictures.resolved, folder=folder, content=content)
    return parse(data, shown_path(path), path.stem, name, lang)


def _read_file(path: Path, content: Path, lang: str = "") -> Reading:
    """An article without what its translations and its original have to do with it."""
    return parse_at(read_bytes(path, content, pictured=True), path, content, lang)


def _sound(path: Path, content: Path) -> Article | None:
    """An article of content/; None where it has a fault, which is told where it is built."""
    try:
        reading = _read_file(path, content)
    except ContentError:
        return None
    return None if has_errors(reading.findings) else reading.article


def _languages(path: Path, content: Path, group: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The languages of the others of a group of translations, each with its slug."""
    translated = translations.originals(group)
    for name in group:
        if name == path.stem:
            continue
        if name in translated:
            yield translations.parts(name)[1], name
        elif original := original_of(path):
            with contextlib.suppress(ContentError):  # its own build tells it
                yield translations.lang_of(read_bytes(original, content, pictured=True)), name


def read_article(path: Path, content: Path) -> Reading:
    """An article of content/ as far as it can be read, and its faults.

    Raises ContentError where the file is no text, or lies outside content/.
    """
    original = original_of(path)
    reading = _read_file(path, content, translations.parts(path.stem)[1] if original else "")
    article = replace(reading.article, name=name_of(path, content))
    reading = replace(reading, article=article)
    if not (group := groups_in(path.parent).get(path.stem)):
        return reading
    languages = {lang: name for lang, name in _languages(path, content, group) if lang}
    article = replace(article, also_in=languages)
    sound = _sound(original, content) if original else None
    return replace(reading, article=article, original=sound)


def with_earlier(article: Article, path: Path, folders: Folders) -> Article:
    """The article with the versions of it that the clinic has handed out before."""
    kept = releases.earlier(path, article.front.version, folders)
    earlier = tuple(EarlierVersion(one.version, one.text) for one in kept)
    return replace(article, earlier=earlier) if earlier else article


def read_sound(path: Path, content: Path) -> Reading:
    """An article of content/; raises ContentError with its findings where one is an error."""
    reading = read_article(path, content)
    if has_errors(reading.findings):
        raise ContentError(reading.findings)
    return reading


@lru_cache(maxsize=64)
def _clinic(files: tuple[schema.File, ...]) -> tuple[Clinic, tuple[Finding, ...]]:
    """The clinic of its files' texts, which a watch reads again at each edit of an article."""
    return schema.read_files(files, Clinic)


def _clinic_files(folders: Folders) -> Iterator[tuple[Path, str]]:
    """The clinic's file and those that it extends, with their texts; ContentError for faults."""
    found, content = clinics.chain(folders.clinic_file, folders.content), folders.content
    for path in found.files:
        yield path, decode(read_bytes(path, content), shown_path(path))
    if found.faults:
        raise ContentError(found.faults)


def _read_clinic(folders: Folders) -> tuple[Clinic, tuple[Finding, ...]]:
    """The clinic as its files have it, and what is said of them; raises ContentError."""
    read = ((path, as_windows_means(text)) for path, text in _clinic_files(folders))
    texts = [(path, text, printable_values(text, shown_path(path))[0]) for path, text in read]
    return _clinic(
        tuple(
            schema.File(shown, shown_path(path), clinics.extended(path, text) is not None)
            for path, text, shown in texts
        )
    )


def clinic_warnings(folders: Folders) -> tuple[Finding, ...]:
    """What is said of the files of a clinic that are used."""
    found = list(_read_clinic(folders)[1])
    for path, text in _clinic_files(folders):
        name = shown_path(path)
        found += (*windows_characters(text, name), *printable_values(text, name)[1])
    return tuple(found)


def key_place(key: str, folders: Folders) -> tuple[str, int]:
    """The file and line of a key of the clinic such as `deck.template`, or of what it is below."""
    content = folders.content
    files = clinics.chain(folders.clinic_file, content).files
    lines = [schema.key_lines(content_files.text(path, content), key) for path in files]
    deepest = max(lines, key=len)
    return shown_path(files[lines.index(deepest)]), deepest[-1] if deepest else 0


def _missing_clinic(folders: Folders) -> Finding:
    advice = "copy the one that came with handout, and put your clinic's name into it"
    if there := clinics.names(folders.content):
        advice = f"name one of {CLINICS}/ with --clinic: {', '.join(there)}"
    name = shown_path(folders.clinic_file)
    return Finding("clinic-missing", "the file is not there", advice, name)


def _address(clinic: Clinic, folders: Folders) -> Clinic:
    """The clinic with the address of its own pages below the one that it has from another file."""
    if not (clinic.site and folders.clinic):
        return clinic
    if key_place("site", folders)[0] == shown_path(folders.clinic_file):
        return clinic
    return replace(clinic, site=f"{clinic.site.rstrip('/')}/{folders.clinic}")


def read_clinic(content: Path, name: str = "") -> Clinic:
    """The clinic of clinic.yaml, or of this name.

    Raises ContentError with every fault of its file, of those it extends, and of its logos.
    """
    folders = Folders(content, content, name)
    if not os.path.lexists(folders.clinic_file):
        raise ContentError([_missing_clinic(folders)])
    clinic, _ = _read_clinic(folders)
    clinic = replace(
        _address(clinic, folders),
        logo=pictures.file_name(clinic.logo, content),
        logo_reversed=pictures.file_name(clinic.logo_reversed, content),
    )
    faults = [
        Finding("logo", f"the logo '{logo}' {fault[0]}", fault[1], *key_place(key, folders))
        for key, logo in (("logo", clinic.logo), ("logo_reversed", clinic.logo_reversed))
        if logo and (fault := pictures.fault_of(logo, content))[0]
    ]
    if faults:
        raise ContentError(faults)
    return clinic
