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
from handout.checks.review.prose import Prose, Sentence, in_languages
from handout.model.findings import Finding

_OFTEN, _SELDOM = 3.2e-6, 1.3e-6
"""The share of all words from which on readers know a word of medicine, and another one."""
_MOST = 7
"""Words of an article that are told; whoever writes more of them knows by then."""

_WORD = re.compile(r"(?<![\w@/.‑-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@/‑-]|\.\w)")
"""Not of addresses, and not with a hyphen: what its half says alone is not known."""
_MEDICAL = re.compile(
    r"^(?:haem|hemat|hyper|hypo|endo|peri|neuro|cardio|gastro|osteo|immuno|thrombo|cyto|nephro|hepat)"
    r"|(?:gen|[lst]in|osis|itis|oma|a?emia|uria|pathy|plasty|tomy|scopy|graphy|logist|oid|lysis"
    r"|trophy|therapy|cyte|phil|oscope)s?$"
)
_LEARNED = re.compile(
    r"^(?:an)?(?:aesth|intra|myo|micro|angio|electro|dys|psych|pharmac|onco|patho|derm)"
    r"|(?:ity|ities|i[vc]e?|[aiou]l|ous|uria|logy|[stx]ion|[ae]n[ct]e?|[ao]ry|ate|[iy][sz]e|ine|ide"
    r"|ase|um|us|ae|yl|sis|stat|ator|asty|ient|ia|ema|ism|ability|ible)s?$"
)
"""How words of doctors and scholars look, unlike those of kitchens and streets."""
_MEDICINE = re.compile(
    r"(?:mab|nib|pril|sartan|statin|olol|azole|cillin|cycline|mycin|oxacin|vir|dipine|prazole|apine"
    r"|[ae]pam|zolam|triptan|gliptin|gliflozin|glutide|eotide|parin|xaban|caine|thiazide|semide"
    r"|[oa]xetine|profen|sone|[sx]olone|barbital|codone|morphine|terol|tropium|platin|taxel|rubicin"
    r"|trexate|amide|[dlz]osin|[aeito]tidine|[ae]nadine|atadine|onidine|[aiy]zine|phenamine|[rz]amine"
    r"|traline|faxine|triptyline|setron|glitazone|formin|lukast|phylline|quine|stigmine|dron(?:ate|ic)"
    r"|limus|parib|ciclib|flurane|curonium|[yi]toin|peridol|nazine|relin|tretinoin|penem|bactam)s?$"
)
"""Ends of the names of medicines, which stand on their packets (WHO, “The use of stems”)."""
_NO_NAME = re.compile(r"(?:ing|tion|sis|itis|ity|oma|ology|scopy|tomy|ial|al|ic|ous|ive|ment)s?$")
"""At the start of a sentence, where all words are capitals."""


def is_ready() -> bool:
    """Whether the frequencies of words are installed."""
    return find_spec("wordfreq") is not None


@cache
def _known(least: float) -> frozenset[str]:
    import wordfreq  # late: it takes 0.2 s, and only a review needs it

    shares = wordfreq.get_frequency_dict("en", "small").items()
    known = {word for word, share in shares if share >= least}
    return frozenset(map(known_words.folded, known | known_words.everyday()))


@cache
def _is_rare(word: str) -> bool:
    """Whether few readers know a word, which is in small letters."""
    least = _OFTEN if _MEDICAL.search(word) else _SELDOM if _LEARNED.search(word) else 0.0
    if len(word) < 5 or not least or _MEDICINE.search(word):
        return False
    known = _known(least)
    return not known_words.is_made_of(word, lambda one: known_words.folded(one) in known)


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


@in_languages("en")
def check_words(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note for each of the rarest words, at its first place."""
    if not is_ready():
        return
    met = [*_met(prose.read)]
    times = Counter(word for word, _ in met if word not in table() and _is_rare(word))
    first = dict(reversed(met))
    worst = sorted(times, key=lambda word: (_share(word), -times[word], word))
    told = (word for word in worst if not known_words.is_explained(word, prose))
    for word in islice(told, _MOST):
        often = f" (it stands here {times[word]} times)" if times[word] > 1 else ""
        message = f"few readers know “{word}”{often}, and nothing says what it means"
        advice = f"write an everyday word, or say it at its first place: {word} (what it is)"
        extent = 1 + min(times[word], 9) / 10 + (not _share(word))
        yield prose.note("rare-word", message, advice, first[word].line, word, extent)
