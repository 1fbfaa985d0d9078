"""Whether the text speaks to its reader: of “you”, not of “patients”."""

import re
from collections.abc import Iterator

from handout.checks.context import Context
from handout.checks.review.listed_words import IMPERATIVES, OTHER_PATIENTS
from handout.checks.review.prose import Prose, Sentence, in_languages
from handout.model.findings import Finding

_PATIENTS = re.compile(
    r"(?<![-’'/.])\b(?:(?P<before>[\w’'-]+)\s+)?(?P<who>"
    r"(?:the|a|an|each|every|any) (?:patient|individual)(?=$|[’'.,;:]|\s(?:and|or|is|was|has|had|"
    r"to|may|might|can|will|should|must|needs?|who|whose|with|in|at|on|from|for|lies|sits|drinks|takes|"
    r"feels|gets|wants|does|stays|knows)\b)|patients|individuals|people (?=should|must))",
    re.IGNORECASE,
)
_LIKELY = re.compile("atient|ndividual|eople")
"""Quickly passes over the other sentences."""
_STUDIED = re.compile(
    r"\b(?:stud(?:y|ies|ied)|trials?|research|participants?|volunteers|surveys?|randomi[sz]ed)\b"
    r"|\d\s*%|per ?cent|https?:|\bpatients[’']?(?: and|,| or)(?: their)? "
    r"(?:carers?|caregivers?|famil|relatives|visitors|staff|doctors|nurses)",
    re.IGNORECASE,
)
"""Sentences about people who took part in something, or of whom others are named beside them."""
_YOU = re.compile(r"\byou(?:r|rs|rself|rselves)?\b", re.IGNORECASE)
_FIRST = re.compile(r"\W*(\w*)")
_LEAST_WORDS, _LEAST = 100, 15
"""In 1,000 words the least of 66 NHS pages has 51, the most of 6 US cancer pages 11."""


def _is_reader(found: re.Match[str]) -> bool:
    """Whether “patients” are the readers, as far as the word before tells."""
    before = (found["before"] or "").lower()
    return before not in OTHER_PATIENTS and not before.isdigit()


@in_languages("en")
def check_patients(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note for each sentence that says “patients” or “individuals” where “you” are meant."""
    for one in prose.running:
        if not _LIKELY.search(one.text):
            continue
        found = next(filter(_is_reader, _PATIENTS.finditer(one.text)), None)
        if found and not _STUDIED.search(one.text):
            who = found["who"].strip()
            message = f"“{who}” in {one.quoted} leaves the reader out"
            others = "" if who.lower() == "people" else ", or “people” where others are meant"
            advice = f"write “you”{others}"
            yield prose.note("patients", message, advice, one.line, one.text, 1)


def _addresses(sentence: Sentence) -> int:
    """How often a sentence speaks to the reader."""
    first = _FIRST.match(sentence.text)
    begins = first is not None and first[1].lower() in IMPERATIVES
    return len(_YOU.findall(sentence.text)) + begins


def _silent(told: list[tuple[Sentence, int]], prose: Prose) -> list[str]:
    """The titles of the longest sections that never speak to the reader, three at most."""
    spoken = {one.section for one, count in told if count}
    words: dict[int, int] = {}
    for one, _ in told:
        if one.section not in spoken and one.section >= 0:
            words[one.section] = words.get(one.section, 0) + len(one.words)
    longest = sorted(words, key=lambda section: -words[section])[:3]
    return [prose.article.sections[section].title.plain for section in sorted(longest)]


@in_languages("en")
def check_you(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note where an article hardly ever speaks to its reader."""
    told = [(one, _addresses(one)) for one in prose.running]
    words, count = sum(len(one.words) for one, _ in told), sum(count for _, count in told)
    if words < _LEAST_WORDS or 1000 * count >= _LEAST * words:
        return
    said = f"speaks to its reader only {count}× in {words:,} words" if count else "never says “you”"
    message = f"the text {said}, and readers may not see what is meant for them"
    where = "".join(f"“{one}”, " for one in _silent(told, prose)).rstrip(", ")
    advice = f"write “you” and “ask us”{f', above all in {where}' if where else ''}"
    extent = _LEAST / max(1000 * count / words, 1)
    yield prose.note("no-you", message, advice, 1, "", extent)
