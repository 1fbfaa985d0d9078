"""The furniture: the words that templates add around an article, by language."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from handout.article import FrontMatter
from handout.errors import ContentError
from handout.finding import Finding

Words = Mapping[str, str]


def _file(path: Path) -> Mapping[str, Words]:
    """All languages of the file; raises ContentError where it cannot be read."""
    try:
        held = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        words = f"the words of the templates cannot be read ({str(fault).splitlines()[0]})"
        advice = "mend the file, or get it back from the original"
        raise ContentError([Finding("words", words, advice, f"templates/{path.name}")]) from fault
    return held if isinstance(held, dict) else {}


def words(path: Path, lang: str) -> Words:
    """The words for a language: those of its region over those of the language itself.

    Raises ContentError where the language is not there.
    """
    held = _file(path)
    base = lang.split("-", maxsplit=1)[0]
    if base not in held and lang not in held:
        message = f"there are no words for the language '{lang}'"
        known = ", ".join(held)
        advice = f"add '{base}:' with the keys of another language (there are: {known})"
        raise ContentError([Finding("words-language", message, advice, f"templates/{path.name}")])
    return dict(held.get(base, {})) | dict(held.get(lang, {}))


def version_line(front: FrontMatter, words: Words) -> str:
    """Version and dates in one line, the same on all that is made of an article."""
    from babel.dates import format_date  # late: with nothing to do, it is not needed

    locale = front.lang.replace("-", "_")

    def day(key: str, value: date) -> str:
        written = format_date(value, "long", locale)
        return words[key].format(date=re.sub(r"\s", "\N{NO-BREAK SPACE}", written))

    parts = (
        words["version"].format(version=front.version),
        day("reviewed", front.reviewed),
        day("next_review", front.next_review),
    )
    return words["separator"].join(parts)
