"""An article on its way to its files: read, checked, filled into the templates."""

import os
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from handout.build import approval, reviewing, template_proof
from handout.build.request import Request
from handout.build.targets import TOGETHER
from handout.checks import CHECKS, pictures
from handout.checks.front_matter import turning_days, unknown_formats
from handout.formats import FORMATS, Format
from handout.model import fingerprint
from handout.model.article import Article, article_texts
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding, has_errors, sorted_by_line, warnings_as_errors
from handout.model.front_matter import AHEAD
from handout.model.markup import FONTS, PAGE, Folders, Markup, shown_path
from handout.model.review import unknown_rules
from handout.source import clinics, content, references, releases
from handout.source.reading import Reading, clinic_warnings, key_place, read_article, with_earlier
from handout.source.reading import read_clinic as read_clinic_file
from handout.source.text_files import read_bytes
from handout.templating import interface_strings, other_languages
from handout.templating.clinic_words import lacking
from handout.templating.templates import fill
from handout.typography import fonts
from handout.typography.contrast import RATIOS, ensure_contrast


def check(reading: Reading, request: Request) -> tuple[Finding, ...]:
    """What the reading and the checks say of an article before anything is made of it."""
    context = reviewing.context_of(reading, request)
    found = (finding for check in CHECKS for finding in check(reading.article, context))
    return sorted_by_line((*reading.findings, *found))


def _places(article: Article, path: Path, folder: Path) -> Iterator[Path]:
    """Where the pictures of an article lie, or may later; and the files of clinics that it names.

    A picture that is put beside the article later is shown in place of that in content/.
    """
    for figure in pictures.figures(article):
        yield from (at / figure.source for at in {folder, path.parent})
    for name in article.front.clinics:
        yield Folders(folder, folder, name).clinic_file


class _Read(NamedTuple):
    """An article that was read and checked."""

    reading: Reading
    findings: tuple[Finding, ...]
    places: tuple[Path, ...]
    """Of what it names besides, whether it is there or not."""
    stamps: tuple[object, ...]
    """What it was read of, as it was then."""


def _stamps(path: Path, places: Iterable[Path]) -> tuple[object, ...]:
    """Others where reading and checks of an article may say something else."""
    group = content.groups_in(path.parent).get(path.stem, ())
    files = (path, content.original_of(path) or path, *places)
    return group, *map(fingerprint.stamp, files)


class _Articles:
    """The articles that were read last: one reading serves all clinics that it is for."""

    _MOST = TOGETHER + 4  # several are under way at once

    def __init__(self) -> None:
        self._known: dict[tuple[Path, Path, date], _Read] = {}

    def read(self, path: Path, request: Request) -> _Read:
        """An article, read and checked; raises ContentError where it is no text."""
        folder = request.folders.content
        asked = path, folder, request.today
        known = self._known.get(asked)
        if known and known.stamps == _stamps(path, known.places):
            return known
        before = _stamps(path, ())
        reading = read_article(path, folder)
        places = tuple(_places(reading.article, path, folder))
        stamps = _stamps(path, places)  # before the checks, which look at pictures
        new = _Read(reading, check(reading, request), places, stamps)
        if stamps[: len(before)] == before:  # else it was saved meanwhile
            self._known.pop(asked, None)
            self._known[asked] = new
            for old in list(self._known)[: -self._MOST]:
                del self._known[old]
        return new


_ARTICLES = _Articles()


def _said_of_release(reading: Reading, path: Path, request: Request) -> tuple[Finding, ...]:
    """What is said of an article that was changed since its version was released."""
    folders, line = request.folders, reading.keys.get("version", 1)
    if not folders.releases.is_dir():
        return ()
    text = read_bytes(path, folders.content, pictured=True)
    return tuple(releases.unreleased(path, text, reading.article.front.version, folders, line))


class ClinicReading(NamedTuple):
    """The clinic, with colours that words can be read in, and what is said of these."""

    clinic: Clinic
    findings: tuple[Finding, ...] = ()


def _with_enough_contrast(clinic: Clinic, folders: Folders) -> ClinicReading:
    """The clinic with colours that words can be read in."""
    colours, moved = ensure_contrast(clinic.colours, RATIOS[clinic.contrast])
    told = (one.at(*key_place(one.about.removeprefix("clinic."), folders)) for one in moved)
    plain = tuple(one._replace(about="") for one in told)
    return ClinicReading(replace(clinic, colours=colours), plain)


def _unused_site(clinic: Clinic, folders: Folders) -> Iterator[Finding]:
    """A note where the clinic has a site for pages that are not made."""
    if clinic.site and PAGE not in clinic.formats:
        words = f"no page is made for {clinic.site}, and codes do not lead there"
        advice, place = "add page to 'formats', or take 'site' out", key_place("site", folders)
        yield Finding.note("site-unused", words, advice, *place)


def _rule_place(name: str, folders: Folders) -> tuple[str, int]:
    return key_place(f"checks.{name.replace('-', '_')}", folders)  # as keys are compared


def _lent_phone(folders: Folders) -> Iterator[Finding]:
    """A note where a clinic with an address of its own has the telephone of another."""
    if len(clinics.chain(folders.clinic_file, folders.content).files) == 1:
        return  # it has nothing of another
    own = shown_path(folders.clinic_file)
    (address, line), (phone, _) = (key_place(key, folders) for key in ("address", "phone"))
    if address == own != phone:
        message = f"it has an address of its own, and the phone of {phone}"
        advice = "write 'phone' too, even if it is the same"
        yield Finding.note("clinic-phone", message, advice, own, line)


def read_clinic(request: Request) -> ClinicReading:
    """The clinic; ContentError with every fault of its file, its logos and its formats."""
    folders = request.folders
    unusable = fonts.use(folders.content)
    clinic = read_clinic_file(folders.content, folders.clinic)
    if not FORMATS.keys() >= {*clinic.formats}:
        place = key_place("formats", folders)
        known = tuple(FORMATS)
        raise ContentError(unknown_formats(clinic.formats, known, folders.content, *place))
    read = _with_enough_contrast(clinic, folders)
    unknown = unknown_rules(clinic.checks, partial(_rule_place, folders=folders))
    unusable = (*unusable, *_unused_site(clinic, folders), *_lent_phone(folders), *unknown)
    return read._replace(findings=(*read.findings, *clinic_warnings(folders), *unusable))


def _wanted(article: Article, clinic: Clinic, request: Request) -> tuple[str, ...]:
    """The formats to make: those asked for by name, else the clinic's but for those left out."""
    if request.formats:
        return request.formats
    return tuple(
        name for name in FORMATS if name in clinic.formats and name not in article.front.leave_out
    )


class Draft(NamedTuple):
    """An article, filled into the templates."""

    path: Path
    article: Article
    clinic: Clinic
    findings: tuple[Finding, ...]
    strings: interface_strings.InterfaceStrings
    markups: dict[str, Markup]
    """By the name of the format, of all that are to be made."""
    plans: dict[str, object]
    """What was planned for those of them whose template has a plan."""
    shown: dict[str, tuple[Path, ...]]
    """The files that the mark-up of each shows, and those of the clinic."""
    read: tuple[str, ...]
    """The files of content/ that it shows."""


def draft(path: Path, of_clinic: ClinicReading, request: Request) -> Draft:
    """The article read, checked and filled in; ContentError where that cannot be."""
    folder = request.folders.content
    read = _ARTICLES.read(path, request)
    reading = read.reading
    article, clinic = with_earlier(reading.article, path, request.folders), of_clinic.clinic
    article = replace(article, front=approval.held_to(article.front, clinic, request.today))
    unnamed = other_languages.unnamed(article, clinic, request.folders.templates)
    words = interface_strings.load(request.folders.templates, article.front.lang)
    said_of_clinic = (*of_clinic.findings, *lacking(clinic, article.front.lang, request.folders))
    place = article.path, reading.keys.get("lang", 1)
    said_of_words = (*(one if one.path else one.at(*place) for one in words.findings), *unnamed)
    unapproved = approval.check(article.front, reading.keys, article.path)
    said_of_release = (*unapproved, *_said_of_release(reading, path, request))
    findings = (*read.findings, *said_of_clinic, *said_of_words, *said_of_release)
    if has_errors(warnings_as_errors(findings) if request.strict else findings):
        raise ContentError(findings)
    templates = {name: FORMATS[name].template for name in _wanted(article, clinic, request)}
    markups, plans = fill(templates, article, clinic, request.folders, words.strings)
    brand_files = references.of_clinic(clinic, folder)
    shown = {name: (*references.of(markup), *brand_files) for name, markup in markups.items()}
    said = {name: markup.text for name, markup in markups.items()}
    proven = template_proof.check(article, clinic, words.strings, said)
    findings = (*findings, *proven, *reviewing.remark(reading, clinic, request, words.strings))
    if has_errors(findings):
        raise ContentError(findings)
    original = content.original_of(path)  # what is said of a translation depends on it
    others = (original,) if original else ()
    files = references.below(chain(read.places, brand_files, others, *shown.values()), folder)
    return Draft(path, article, clinic, findings, words.strings, markups, plans, shown, files)


def key(drafted: Draft, row: Format) -> str:
    """The key of all that goes into a file, and of the words that it is proven to hold."""
    markup, brand = drafted.markups[row.name], repr(row.brand(drafted.clinic))
    texts = (text.plain for _, text in article_texts(drafted.article, row.template.medium))
    names = (os.path.relpath(file, markup.content) for file in drafted.shown[row.name])
    shown = fingerprint.files_digest(names, markup.content)
    own = fingerprint.folder_digest(markup.content / FONTS)
    return fingerprint.digest(
        fingerprint.tool_digest(), row.name, markup.text, brand, shown, own, *texts
    )


def valid_days(article: Article, request: Request) -> tuple[str, str]:
    """From which day, and before which, the findings about dates are the same."""
    today, is_ahead = request.today, article.front.approved_on == AHEAD
    turns = (date.min, *turning_days(article), *([today + timedelta(days=1)] * is_ahead), date.max)
    first, end = (max(d for d in turns if d <= today), min(d for d in turns if d > today))
    return first.isoformat(), end.isoformat()
