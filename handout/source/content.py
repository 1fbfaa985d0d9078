"""The content folder: its articles, all or those that are named, and what else lies there."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding, joined, nearest_word, warnings_as_errors
from handout.model.installation import COMMAND
from handout.model.markup import Folders, shown_path
from handout.source import clinics, translations

ENDING = ".md"
_NO_FOLDERS_OF_ARTICLES = frozenset(("images", "fonts"))
"""Names of folders in which no article is looked for; in small letters."""
_RENAME = "rename it to '{stem}.md'"
_COPY = "copy its words into '{stem}.md', or move it out of content/"
_IMPORT = f"move it out of content/, then run: {COMMAND} import, and its name behind it"
_OTHERS: Mapping[str, str] = {
    ".md.txt": _RENAME,
    ".markdown": _RENAME,
    ".mdown": _RENAME,
    ".txt": "rename it to '{stem}.md' and begin it as the README shows, or move it out of content/",
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf"), _IMPORT),
    ".pages": _COPY,
}
"""What people keep their words in besides, by its ending, and what to do about it."""
_MOST_NAMED = 20


def _is_relevant(name: str) -> bool:
    """Whether a file is somebody's own, not one that an editor keeps for itself."""
    return not name.startswith((".", "~$"))


def _holds_articles(folder: str) -> bool:
    """Whether articles may lie in a folder of this name."""
    return folder[0] not in "._" and folder.lower() not in _NO_FOLDERS_OF_ARTICLES


def _files(content: Path, unread: Callable[[OSError], object] | None = None) -> list[str]:
    """The files that may be articles, named from content/, in order.

    Links to folders are not entered; `unread` is told why a folder cannot be.
    """
    start = len(os.path.join(content, ""))  # noqa: PTH118  # many, and an idle build waits for it
    found: list[str] = []
    for place, folders, names in os.walk(content, onerror=unread):
        folders[:] = filter(_holds_articles, folders)
        inside = place[start:].replace(os.sep, "/")
        relevant = filter(_is_relevant, names)
        found += (f"{inside}/{name}" for name in relevant) if inside else relevant
    return sorted(found)


def name_of(path: Path, content: Path) -> str:
    """The name of an article: its file as seen from content/, without the ending."""
    # Strings, as an idle build names every article.
    inside = str(path).removeprefix(os.path.join(content, ""))  # noqa: PTH118
    return os.path.splitext(inside)[0].replace(os.sep, "/")  # noqa: PTH122


def name_at(path: Path, content: Path) -> str:
    """The name of the article that a file is by its place; empty where it is none."""
    if not path.is_relative_to(content) or path == content:
        return ""
    *folders, name = path.relative_to(content).parts
    is_one = name.lower().endswith(ENDING) and _is_relevant(name)
    return name_of(path, content) if is_one and all(map(_holds_articles, folders)) else ""


def _beside(folder: str | Path) -> Mapping[str, str]:
    """The files in a folder that are articles, by their names without the ending."""
    try:
        names = os.listdir(folder or ".")  # noqa: PTH208  # quicker, and an idle build waits
    except OSError:
        return {}
    end = len(ENDING)
    return {one[:-end]: one for one in names if one.lower().endswith(ENDING) and _is_relevant(one)}


def groups_in(folder: str | Path) -> Mapping[str, tuple[str, ...]]:
    """The original and its translations, of each article in a folder that has some; no endings."""
    return translations.groups(_beside(folder))


def original_of(path: Path) -> Path | None:
    """The article that one is a translation of; None where it is none."""
    if "." not in path.stem:
        return None
    files = _beside(path.parent)
    original = translations.originals(files).get(path.stem)
    return path.with_name(files[original]) if original else None


def _others(files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files that are no articles but hold words, each with its ending."""
    endings = tuple(_OTHERS)
    for file in files:
        if (small := file.lower()).endswith(endings):
            yield file, next(filter(small.endswith, endings))


def _advice(file: str, ending: str) -> str:
    """What to do about a file that is no article."""
    return _OTHERS[ending].format(stem=Path(file).name[: -len(ending)])


def _other_findings(files: Iterable[str], content: Path) -> Iterator[Finding]:
    """A note on the first file of each ending that is no article."""
    by_ending: dict[str, list[str]] = {}
    for file, ending in _others(files):
        by_ending.setdefault(ending, []).append(file)
    for ending, (file, *more) in by_ending.items():
        words = f" and {len(more)} more that end in {ending}" if more else ""
        message, path = f"nothing is made of this file{words}", shown_path(content / file)
        yield Finding.note("no-article", message, _advice(file, ending), path)


def folded(name: str) -> str:
    """The name as Windows and Macs compare it: without capitals, each accent with its letter."""
    if name.isascii():
        return name.lower()
    from unicodedata import normalize  # late: hardly ever

    return normalize("NFC", name).lower()


def _alike(files: Iterable[str], content: Path) -> Iterator[Finding]:
    """A warning for each article whose name is that of another but for capitals or accents."""
    known: dict[str, str] = {}
    for file in files:
        small = folded(file)
        if small.endswith(ENDING) and (other := known.setdefault(small, file)) != file:
            message = f"on Windows or Macs it has the same name as '{other}'"
            path = shown_path(content / file)
            yield Finding.warning("article-alike", message, "rename one of them", path)


def is_unicode(name: str) -> bool:
    """Whether every letter of a name is one, not a byte of another encoding."""
    return name.isascii() or name == name.encode("utf-8", "replace").decode()


def _misspelt(files: Iterable[str], content: Path) -> Iterator[Finding]:
    """A warning for each article whose name is no Unicode."""
    message = "its name has letters of another encoding, so the live page does not show it"
    for file in files:
        if file.lower().endswith(ENDING) and not is_unicode(file):
            yield Finding.warning("article-name", message, "rename it", shown_path(content / file))


def _unread(error: OSError) -> Finding:
    """A warning for a folder that cannot be read."""
    message = f"this folder cannot be read ({error.strerror}), so nothing is made of what it holds"
    path = shown_path(Path(error.filename))
    return Finding.warning("folder-unread", message, "see that you may open it", path)


def same_codes(content: Path, files: Iterable[str] | None = None) -> Iterator[Finding]:
    """What is said of articles whose copies bear the same code."""
    from handout.source import codes  # late: an idle build of one article needs none

    named = _files(content) if files is None else files
    return codes.alike((one for one in named if one.lower().endswith(ENDING)), content)


def asides(content: Path) -> tuple[Finding, ...]:
    """What is to be said of content/ besides its articles."""
    unread: list[OSError] = []
    files = _files(content, unread.append)
    alike = (*_alike(files, content), *same_codes(content, files))
    told = (*_misspelt(files, content), *alike, *_other_findings(files, content))
    return (*map(_unread, unread), *told, *clinics.misnamed(content))


def articles(content: Path) -> Mapping[str, Path]:
    """The article files by name, in order; raises ContentError where there is none.

    Those in folders of content/ are named with these: `skin/scars`. Translations stand behind
    their original.
    """
    if not content.is_dir():
        message = "this is a file, not a folder" if content.exists() else "the folder is not there"
        advice = f"name the folder that your articles lie in, or begin one: {COMMAND} init"
        raise ContentError([Finding("content-missing", message, advice, shown_path(content))])
    unread: list[OSError] = []
    files = _files(content, unread.append)
    found: dict[str, Path] = {}
    for file in files:
        if not file.lower().endswith(ENDING):
            continue
        path = content / file
        other = found.setdefault(file[: -len(ENDING)], path)
        if other != path:
            message, advice = f"'{other.name}' has the same name", "rename one of them"
            raise ContentError([Finding("article-twice", message, advice, shown_path(path))])
    if not found and unread:
        raise ContentError(warnings_as_errors(map(_unread, unread)))
    if not found:
        message = "there is no article (a file whose name ends in .md)"
        advice = "put one there, such as content/asthma.md"
        empty = Finding("content-empty", message, advice, shown_path(content))
        raise ContentError([empty, *_other_findings(files, content)])
    return {name: found[name] for name in translations.together(found)}


def _as_seen(name: str, content: Path) -> Iterator[str]:
    """What a name or path on the command line may be, as seen from content/."""
    path = Path(name)
    yield os.path.normpath(name).replace(os.sep, "/")
    for folder in path.parents:
        if folder.resolve() == content.resolve():
            yield path.relative_to(folder).as_posix()


def _named(
    name: str, known: Mapping[str, Path], by_file: Mapping[str, str], content: Path
) -> list[str]:
    """The articles that a name or path on the command line means: one, or all of a folder."""
    for seen in _as_seen(name, content):
        if one := by_file.get(seen, seen if seen in known else ""):
            return [one]
        if inside := [one for one in known if one.startswith(f"{seen}/")]:
            return inside
    alike = _called(name, known)
    return alike if len(alike) == 1 else []


def _called(name: str, known: Mapping[str, Path]) -> list[str]:
    """The articles that have this name in whatever folder."""
    return [one for one, path in known.items() if name in (path.name, one.rpartition("/")[2])]


def _instead(wrong: str, known: Mapping[str, Path], content: Path) -> str:
    """Advice on the name of an article that is not there."""
    if alike := _called(wrong, known):
        listed = "' or '".join(alike)
        return f"did you mean '{listed}'?"
    for file, ending in _others(_files(content)):
        if wrong in (file, Path(file).name, str(content / file)):
            return _advice(file, ending)
    names = list(known)
    by_last = {one.rpartition("/")[2]: one for one in names}
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    nearest = nearest_word(Path(wrong).stem, by_last)
    there = f"there are: {', '.join(names[:_MOST_NAMED])}{more}"
    return f"did you mean '{by_last[nearest]}'?" if nearest else there


def chosen(content: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """The articles of these names, all where none is given, each once.

    Raises UsageError for names that are not there, ContentError where there is no article.
    """
    known = articles(content)
    by_file = (
        {path.relative_to(content).as_posix(): one for one, path in known.items()} if names else {}
    )
    wanted = {name: _named(name, known, by_file, content) for name in names}
    if unknown := [name for name, found in wanted.items() if not found]:
        listed = "' or '".join(unknown)
        message = f"there is no article '{listed}' in {shown_path(content)}/"
        raise UsageError(f"{message}; {_instead(unknown[0], known, content)}")
    return tuple(known[one] for one in dict.fromkeys(chain(*wanted.values()) if names else known))


def chosen_for_each(
    content: Path, names: Sequence[str], of: Sequence[str]
) -> Mapping[Path, tuple[str, ...]]:
    """The articles of these names in order, each with those of several clinics that it is for.

    All of them are for clinic.yaml's, whose name is empty. As `chosen`; UsageError, too, where
    what was named is for none of them.
    """
    paths = chosen(content, names)
    if not any(of):
        return dict.fromkeys(paths, ("",))
    meant = {path: clinics.audience_of(path, content).names for path in paths}
    found = {path: tuple(one for one in of if one in (meant[path] or of)) for path in paths}
    if names and not any(found.values()):
        told = f"{shown_path(paths[0])} is for {joined(meant[paths[0]])} alone"
        raise UsageError(f"{told}, as its 'clinics' says; add yours there, or name another clinic")
    return found


def chosen_for(folders: Folders, names: Sequence[str]) -> tuple[Path, ...]:
    """The articles of these names that are for a clinic; as `chosen_for_each`."""
    found = chosen_for_each(folders.content, names, (folders.clinic,))
    return tuple(path for path, of in found.items() if of)
