"""Whether readers know a word, or an article tells them what it means."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from handout.checks.review.prose import Prose

_LISTS = Path(__file__).with_name("lists")

_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", "")),
    *(("ing", "e"), ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("iest", "y"), ("ly", "")),
    *(("ily", "y"), ("ness", ""), ("iness", "y"), ("less", ""), ("ful", ""), ("able", "")),
    *(("able", "e"), ("y", ""), ("y", "e"), ("ally", ""), ("ment", ""), ("ation", "e")),
)
"""How a word is inflected, or another is made of it that says no more, and what stood there."""
_LONG_ENDINGS = (
    *(("al", ""), ("ical", ""), ("ion", ""), ("ion", "e"), ("or", "e"), ("ous", ""), ("ist", "")),
    *(("ize", ""), ("ization", ""), ("ization", "ize"), ("ise", ""), ("isation", "ise")),
)
"""The same where five letters or more stand before them."""
_BEFORE = ("un", "non", "re", "over", "under", "mis", "pre", "post", "self", "sub", "super")
_SPELLINGS = (
    *(("ae", "e"), ("oe", "e"), ("our", "or"), ("yse", "yze"), ("ise", "ize"), ("isa", "iza")),
    *(("isi", "izi"), ("tre", "ter"), ("ogue", "og"), ("ll", "l"), ("phth", "pth")),
)
"""British letters, and American ones."""


def rows(name: str) -> Iterator[str]:
    """The lines of a list that are no comments."""
    lines = _LISTS.joinpath(name).read_text("utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


@cache
def everyday() -> frozenset[str]:
    """Words that good leaflets use and do not explain."""
    return frozenset(word for line in rows("everyday.txt") for word in line.split())


def folded(word: str) -> str:
    """A word as both sides of the Atlantic would spell it alike."""
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    return word


def _bases(word: str) -> Iterator[str]:
    """What a word may be an inflection of, itself first."""
    yield word
    for ending, before in (*_ENDINGS, *_LONG_ENDINGS):
        least = 2 if (ending, before) in _ENDINGS else 5
        if word.endswith(ending) and len(base := word.removesuffix(ending)) >= least:
            yield base + before
            if not before and len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


def is_made_of(word: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a word is a known one, a form of one, or made of two."""
    if any(map(is_known, _bases(word))):
        return True
    inner = (word.removeprefix(one) for one in _BEFORE if word.startswith(one))
    if any(len(one) > 3 and any(map(is_known, _bases(one))) for one in inner):
        return True
    singular = word.removesuffix("s")
    halves = ((singular[:at], singular[at:]) for at in range(3, len(singular) - 3))
    return any(is_known(first) and is_known(last) for first, last in halves)


_EXPLAINED = re.compile(
    r"""(?<!\w)\0(?:e?s)?(?!\w)(?:                         # the word, and behind it
      [^().,;:!?]{0,30}\((?=[^()]*\b[a-z]{3})              # (more than an abbreviation)
    | (?:\W+[\w-]+){0,2}(?:,?\s(?:which|that))?,?\s(?:means?\b|(?:is|are|refers?\sto)(?:\scalled)?
        (?::|\s(?:a|an|the|when|where|what|how|that|one|any|some|another|your)\b))
    | (?:\s[\w-]+)?,\s(?:a|an|the|which\sis|which\sare)\s
    | (?:\s[\w-]+)?,\sor\s[^,.]+,
    | (?:\s[\w-]+)?,?\s(?:such\sas|for\sexample|like)\s
    | \s[–—]\s(?:a|an|the|or)\s
    )
    | ^\0s?:\s                                             # or before it
    | \((?:[\w’'-]+\W+){0,3}\0s?(?:\W+[\w’'-]+){0,2}\)
    | (?:called|known\sas|named|termed|meaning|referred\sto\sas)\W+(?:[\w-]+\W+){0,3}\0
    | ^[^,]*,\sor\s\0s?(?:\s[\w-]+)?,
    """,
    re.VERBOSE,
)
"""Where a text says what a word means, for which a zero stands in it."""


def is_explained(word: str, prose: Prose) -> bool:
    """Whether an article says what a word means, or is as a whole about it."""
    first = word.capitalize()
    here = [one for one in prose.sentences if word in one.text or first in one.text]
    is_title = word in prose.article.front.title.lower() and here[:1] == [*prose.sentences[:1]]
    if is_title or any(one.place == "term" for one in here):
        return True
    texts = (re.sub(re.escape(word), "\0", one.text, flags=re.IGNORECASE) for one in here)
    return any(map(_EXPLAINED.search, texts))
