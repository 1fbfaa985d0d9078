"""The content folder: its articles, all or those that are named."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding, did_you_mean
from handout.model.markup import CLINIC, shown_path

__all__ = ["CLINIC", "ENDING", "articles", "chosen", "shown_path"]

ENDING = ".md"
_NEARLY = (".md.txt", ".markdown", ".mdown")
"""Endings that some editors write: an article with a fault, not a file to be ignored."""
_MOST_NAMED = 20


def _is_article(name: str) -> bool:
    """Whether a file is an article by its name, rather than one that an editor keeps for itself."""
    return name.lower().endswith((ENDING, *_NEARLY)) and not name.startswith((".", "~$"))


def articles(content: Path) -> Mapping[str, Path]:
    """The article files by name, in order; raises ContentError where there is none."""
    if not content.is_dir():
        wrong = "this is a file, not a folder" if content.exists() else "the folder is not there"
        message, advice = wrong, "name the folder that your articles lie in"
        raise ContentError([Finding("content-missing", message, advice, shown_path(content))])
    found: dict[str, Path] = {}
    for path in sorted(content.iterdir(), key=lambda path: path.name):
        if _is_article(path.name):
            other = found.setdefault(path.stem, path)
            if other != path:
                message, advice = f"'{other.name}' has the same name", "rename one of them"
                raise ContentError([Finding("article-twice", message, advice, shown_path(path))])
    if not found:
        message = "there is no article (a file whose name ends in .md)"
        advice = "put one there, such as content/asthma.md"
        raise ContentError([Finding("content-empty", message, advice, shown_path(content))])
    return found


def _named(name: str, known: Mapping[str, Path], content: Path) -> str:
    """The article that a name or path on the command line means; empty where there is none."""
    path = Path(name)
    if path.parent != Path() and path.parent.resolve() != content.resolve():
        return ""
    by_file = {file.name: stem for stem, file in known.items()}
    return by_file.get(path.name, path.name if path.name in known else "")


def _instead(wrong: str, known: Sequence[str]) -> str:
    """Advice on the name of an article that is not there."""
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    there = f"there are: {', '.join(known[:_MOST_NAMED])}{more}"
    return did_you_mean(Path(wrong.strip("'")).stem, known, there)


def chosen(content: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """The articles of these names, all where none is given, each once.

    Raises UsageError for names that are not there, ContentError where there is no article.
    """
    known = articles(content)
    wanted = {name: _named(name, known, content) for name in names}
    if unknown := [f"'{name}'" for name, stem in wanted.items() if not stem]:
        message = f"there is no article {' or '.join(unknown)} in {shown_path(content)}/"
        raise UsageError(f"{message}; {_instead(unknown[0], tuple(known))}")
    return tuple(known[stem] for stem in dict.fromkeys(wanted.values() or known))
