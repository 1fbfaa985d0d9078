"""What workers are asked to do: read an article, make a file of it, prove its files, say its state.

The process that asks for it opens no article itself: what a worker has read is passed on as it was
packed, to whoever unpacks it. All is imported late, as that process needs none of it.
"""

import pickle
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from handout.build import cache, manifest, output
from handout.build.cache import Inputs
from handout.build.manifest import Entry
from handout.build.request import Request
from handout.build.workers import Pool, Task
from handout.formats import FORMATS, RenderedFile
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import PAGE

if TYPE_CHECKING:
    from handout.build.status import Row
    from handout.model.article import Article
    from handout.model.review import Review
    from handout.templating.changes import Compared

READ = "read"
"""The kind of the tasks that read and prove; that of the others is the name of a format."""

_SLIDES = "slides"
_SHARED = ("handout.typography.fonts", "urllib.request", "xml.etree.ElementTree", "zipfile")
"""What all workers need, which is imported once, before they are forked."""

Packed: TypeAlias = bytes
"""What one worker has read, for another."""


class Planned(NamedTuple):
    """What is to be made of an article, and what of it is there already."""

    findings: tuple[Finding, ...]
    """Of the reading and the checks."""
    read: tuple[str, ...]
    """The files of content/ that it shows."""
    inputs: Inputs
    days: tuple[str, str]
    """From which day, and before which, the findings about dates are the same."""
    entries: Mapping[str, Entry]
    """Of the manifest that lies there, by the name of the format, as all mappings here."""
    current: frozenset[str]
    """The formats whose files are up to date."""
    keys: Mapping[str, str]
    """Of all that are to be there, in the order of the table."""
    markups: Mapping[str, Packed]
    """Of the files that are to be made, in the same order."""
    article: Packed
    """For the proof."""


def warm() -> None:
    """Import what reading and proving need."""
    import handout.build.draft
    import handout.build.locating
    import handout.build.missing_glyphs
    import handout.build.proof
    import handout.slides.planning.plan  # noqa: F401  # unused, all of them: to have them at hand


def pool(names: Collection[str], size: int, seconds: float = 120, megabytes: int = 1024) -> Pool:
    """Workers for files of these formats, and one that reads, all warming up."""
    for module in _SHARED:
        import_module(module)
    warmers = {FORMATS[name].warm: name for name in names if _kind(name, names) == name}
    makers = [Task(name, warm) for warm, name in warmers.items()]
    return Pool(size, seconds, makers, Task(READ, warm), megabytes)


def clinic(request: Request) -> Packed:
    """The clinic, and what is said of it; raises ContentError."""
    from handout.build.draft import read_clinic

    return pickle.dumps(read_clinic(request))


def _located(
    findings: Iterable[Finding], article: "Article", path: Path, request: Request
) -> tuple[Finding, ...]:
    """The findings, each at its line of the article or of the clinic's file."""
    from handout.build.locating import locate

    return tuple(locate(one, article, path, request.folders) for one in findings)


def plan(path: Path, of_clinic: Packed, request: Request, shared: str) -> Planned:
    """What is to be made of an article; raises ContentError where it cannot be."""
    from handout.build import draft
    from handout.typography import fonts

    fonts.use(request.folders.content)  # another worker may have read the clinic
    drafted = draft.draft(path, pickle.loads(of_clinic), request)
    article, folder = drafted.article, cache.folder_of(path, request)
    inputs = cache.inputs(path, drafted.read, request, shared)
    keys = {name: draft.key(drafted, FORMATS[name]) for name in drafted.markups}
    before = manifest.read(folder)
    entries = dict(before.entries) if before else {}
    current = frozenset(
        name
        for name, wanted in keys.items()
        if name in entries and entries[name].key == wanted and cache.is_whole(entries[name], folder)
    )
    for name in current:  # a file that stays; its findings may have moved to other lines
        moved = _located(entries[name].findings, article, path, request)
        entries[name] = entries[name]._replace(inputs=inputs.key, findings=moved)
    markups = {
        name: pickle.dumps((markup, drafted.clinic))
        for name, markup in drafted.markups.items()
        if name not in current
    }
    days = draft.valid_days(article, request)
    packed = pickle.dumps((article, drafted.strings, drafted.plans)) if markups else b""
    read, findings = drafted.read, drafted.findings
    return Planned(findings, read, inputs, days, entries, current, keys, markups, packed)


def make(name: str, markup: Packed) -> RenderedFile:
    """The file of a format; raises ContentError."""
    return FORMATS[name].make(*pickle.loads(markup))


def prove(
    packed: Packed, files: Mapping[str, RenderedFile], path: Path, request: Request
) -> Mapping[str, tuple[Finding, ...]]:
    """All findings about the files, each at its line; those that they are in step too.

    `path` is the article's file.
    """
    from handout.build import missing_glyphs, proof

    article, strings, plans = pickle.loads(packed)
    proven = dict(files)
    for name, file in files.items():
        if file.data:  # else it was not made, or its text is too long for the format
            found = proof.check(article, FORMATS[name], file, strings, plans.get(name))
            proven[name] = file._replace(findings=(*file.findings, *found))
    proven = missing_glyphs.locate(proven, article, path, request.folders)
    return {n: _located(f.findings, article, path, request) for n, f in proven.items()}


def _kind(name: str, names: Collection[str]) -> str:
    """The worker that makes a file: a page's is that of the slides, which has all but 10 ms of it.

    Warming up another one takes longer than the page itself.
    """
    return _SLIDES if name == PAGE and _SLIDES in names else name


def making(planned: Planned) -> Sequence[Task]:
    """What makes the files, in their order."""
    given = planned.markups
    return [Task(_kind(name, given), make, (name, packed)) for name, packed in given.items()]


def state(path: Path, request: Request) -> "Row":
    """The state of an article; raises ContentError where it cannot be read."""
    from handout.build import status

    return status.row(path, request)


def review(path: Path, request: Request) -> "Review":
    """What a review says of an article; raises ContentError where it cannot be read."""
    from handout.build import reviewing

    return reviewing.reviewed(path, request)


def keep(path: Path, request: Request) -> Sequence[str]:
    """Keep what is handed out of an article; what is said of it. Raises ContentError."""
    from handout.build import releasing

    return (releasing.keep(path, request),)


def changes(
    path: Path, request: Request, versions: Sequence[str]
) -> tuple["Compared", Sequence[Path]]:
    """What changed between two versions of an article, and the files that were written of it."""
    from handout.build import releasing

    told = releasing.compared(path, request, *versions)
    if not (told.passages or told.pictures):
        return told, ()
    return told, releasing.write_changes(path, request, told)


def list_pages(request: Request) -> None:
    """Renew the list of web pages; raises ContentError where that cannot be."""
    from handout.build import index_page

    try:
        index_page.update(request)
    except OSError as error:
        raise ContentError([output.unwritable(error, request.output)]) from error


def listing(request: Request) -> Task:
    """What renews the list, for the worker that has read the articles."""
    return Task(READ, list_pages, (request,))


def translated(path: Path, content: Path) -> Sequence[str]:
    """Note in a translation what it was checked against; what is said of it, or ContentError."""
    from handout.build.translated import note

    return (note(path, content),)


def layouts(file: Path) -> Sequence[str]:
    """Which layouts of a presentation would be used, in lines; raises ContentError."""
    from handout.slides.custom_template import mapping_of_file

    return mapping_of_file(file).split("\n")
