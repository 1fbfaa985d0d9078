"""Is every sentence of the article in what was made of it?"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from handout.model.article import Text
from handout.model.findings import Finding
from handout.typography.families import INVISIBLE
from handout.typography.sentences import sentences


def _letters(text: str) -> str:
    """What counts of a text: its characters without spaces and what is not drawn."""
    folded = unicodedata.normalize("NFKC", text)
    return INVISIBLE.sub("", folded)


_letters_of_sentence = lru_cache(maxsize=2000)(_letters)
"""Each is looked for in every format, and after an edit once more."""


def holds(made: str, words: str) -> bool:
    """Whether the made text holds the words, however they are spaced and broken."""
    return _letters(words) in _letters(made)


def missing(
    texts: Iterable[tuple[int, Text]], made: str, lang: str, path: str, where: str
) -> Iterator[Finding]:
    """An error for each sentence of the texts that the made text lacks, or has not as often.

    `texts` come with their lines; `made` is all text of the file without the marks of
    footnotes; `where` names the file, such as "leaflet".
    """
    held = _letters(made)
    needed: Counter[str] = Counter()
    for line, text in texts:
        for sentence in sentences(text.plain, lang):
            letters = _letters_of_sentence(sentence)
            needed[letters] += 1
            if held.count(letters) < needed[letters]:
                words = f"the sentence “{sentence[:80]}” is not on the {where}"
                advice = "the template left it out; get the template back from the original"
                yield Finding("coverage", words, advice, path, line)
