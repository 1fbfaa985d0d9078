"""Is the article in the language that it says? Its direction and its voice go by that."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from handout.checks.context import Context
from handout.checks.passages import passages
from handout.model.article import Article
from handout.model.findings import Finding
from handout.typography import languages
from handout.typography.writing_systems import WRITING_SYSTEMS, of_character

_EAST_ASIA = "Hani"
_SAME: Mapping[str, str] = {
    **dict.fromkeys(("Hans", "Hant", "Jpan", "Hang", "Kore"), _EAST_ASIA),
    "Aran": "Arab",
}
"""Scripts that are not told from each other here."""
_NAMES: Mapping[str, str] = {
    **{one.script: one.name for one in WRITING_SYSTEMS if one.script},
    **{"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek"},
    _EAST_ASIA: "Chinese, Japanese or Korean",
}
_LETTERS, _FEWEST = 2000, 40
"""How many letters of an article are counted, and how many tell its script."""
_MOST = 0.8
"""The share of its letters that a text's script has."""


@lru_cache(maxsize=1000)
def _script(letter: str) -> str:
    """The script of a letter, as ISO 15924 names it; empty where it is a rare one."""
    if system := of_character(letter):
        return _SAME.get(system.script, system.script)
    name = unicodedata.name(letter, "").partition(" ")[0]
    return {"LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek"}.get(name, "")


def check_script(article: Article, context: Context) -> Iterator[Finding]:
    """A warning where nearly all words are in letters that the language is not written in."""
    lang = article.front.lang
    own = languages.script(lang)
    texts = (words for passage in passages(article) for _, words in passage.texts)
    letters = (letter for words in texts for letter in words if letter.isalpha())
    count = Counter(map(_script, islice(letters, _LETTERS)))
    total = count.total()
    script, most = next(iter(count.most_common(1)), ("", 0))
    is_other = script in _NAMES and script != _SAME.get(own, own)
    if not is_other or total < _FEWEST or most < _MOST * total:
        return
    message = f"'lang' is {lang}, but the words are in {_NAMES[script]} letters"
    tag = f"{lang.partition('-')[0]}-{script}"
    advice = f"write the language that they are in, or, where it is that in these letters, {tag}"
    line = context.key_lines.get("lang", 1)
    yield Finding.warning("script", message, advice, article.path, line)
