"""Words that few readers know, and that an article does not explain."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import islice

from handout.checks.context import Context
from handout.checks.review import known_words
from handout.checks.review.plainer_words import table
from handout.checks.review.prose import Prose, Sentence
from handout.model.findings import Finding, Severity

_FREQUENT = 10**-5.5
"""How often a word that all readers know is met: three times in a million words."""
_MOST = 7
"""Words of an article that are told; whoever writes more of them knows by then."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEARNED = re.compile(
    r"^(?:an)?(?:aesth|haem|hemat|hyper|hypo|endo|peri|intra|neuro|cardio|gastro|osteo|immuno|thrombo"
    r"|cyto|myo|nephro|hepat|micro|angio|electro|dys|psych|pharmac|onco|patho|derm)"
    r"|(?:gen|[lst]in|ity|ities|i[vc]e?|[aiou]l|ous|osis|itis|oma|a?emia|uria|pathy|plasty|tomy|copy"
    r"|aphy|log(?:y|ist)|[stx]ion|[ae]n[ct]e?|[ao]ry|ate|[iy][sz]e|ine|ide|ase|oid|um|us|ae|yl|sis"
    r"|lysis|trophy|therapy|phil|cyte|stat|oscope|ator|asty|ient|ia|ema|ism|ability|ible)s?$"
)
"""How words of doctors and scholars look, unlike those of kitchens and streets."""
_MEDICINE = re.compile(
    r"(?:mab|nib|pril|sartan|statin|olol|azole|cillin|cycline|mycin|floxacin|vir|dipine|prazole"
    r"|[ae]pam|zolam|triptan|gliptin|gliflozin|glutide|parin|xaban|caine|thiazide|semide|oxetine"
    r"|profen|sone|solone|barbital|codone|morphine|terol|tropium|platin|taxel|rubicin|trexate)s?$"
)
"""Ends of the names of medicines, which stand on their packets (WHO, “The use of stems”)."""
_NO_NAME = re.compile(r"(?:ing|tion|sis|itis|ity|oma|ology|scopy|tomy|ial|al|ic|ous|ive|ment)s?$")
"""At the start of a sentence, where all words are capitals."""


def is_ready() -> bool:
    """Whether the frequencies of words are installed."""
    return find_spec("wordfreq") is not None


@cache
def _known() -> frozenset[str]:
    import wordfreq  # late: it takes 0.2 s, and only a review needs it

    frequent = wordfreq.get_frequency_dict("en", "small").items()
    known = {word for word, share in frequent if share >= _FREQUENT}
    return frozenset(map(known_words.folded, known | known_words.everyday()))


@cache
def _is_rare(word: str) -> bool:
    """Whether few readers know a word, which is in small letters."""
    word = known_words.folded(word)
    if len(word) < 5 or not _LEARNED.search(word) or _MEDICINE.search(word):
        return False
    return not known_words.is_made_of(word, _known().__contains__)


@cache
def _share(word: str) -> float:
    """How often a word is met; 0 for the rarest."""
    import wordfreq

    return wordfreq.get_frequency_dict("en", "small").get(word, 0.0)


def _met(sentences: Iterable[Sentence]) -> Iterator[tuple[str, Sentence]]:
    """The words that are no names, in small letters, each with where it stands."""
    for sentence in sentences:
        for found in _WORD.finditer(sentence.text):
            word = found[0]
            first = not sentence.text[: found.start()].strip(" “\"'(‘")
            if word.islower() or (first and word.istitle() and _NO_NAME.search(word.lower())):
                yield word.lower().partition("’")[0].partition("'")[0], sentence


def _finding(word: str, times: int, sentence: Sentence, path: str) -> Finding:
    often = f" (it stands here {times} times)" if times > 1 else ""
    message = f"few readers know “{word}”{often}, and nothing says what it means"
    advice = f"write an everyday word, or say it at its first place: {word} (what it is)"
    extent = 1 + min(times, 9) / 10 + (not _share(word))
    return Finding("rare-word", message, advice, path, sentence.line, Severity.NOTE, word, extent)


def check_words(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note for each of the rarest words, at its first place."""
    if prose.language != "en" or not is_ready():
        return
    met = [*_met(one for one in prose.sentences if one.place != "note")]
    times = Counter(word for word, _ in met if word not in table() and _is_rare(word))
    first = dict(reversed(met))
    worst = sorted(times, key=lambda word: (_share(word), -times[word], word))
    told = (word for word in worst if not known_words.is_explained(word, prose))
    for word in islice(told, _MOST):
        yield _finding(word, times[word], first[word], prose.article.path)
