"""Where lines may break in scripts that do not say so by spaces, as characters of no width.

Of Thai, Lao, Khmer and Burmese only a dictionary knows where a word ends; which of them Pango
knows depends on the computer, and ICU knows all four. A Korean word is not broken, as is usual
where lines are ragged. No last line of Chinese or Japanese is one character, and no line of a
heading ends within a word or phrase.
"""

import re
from collections.abc import Iterator, Mapping

BREAK, JOIN = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}"

# Patterns are compiled where they are first used: those of so many letters take a while.
_UNSPACED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9fe\uaa60-\uaa7f"
_HANGUL = "\uac00-\ud7a3"
_CJK = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_NEEDED = f"[{_UNSPACED}{_HANGUL}{_CJK}]"
_OF_CJK = f"[{_CJK}]"
_ONE = f"[{_UNSPACED}]"
_RUN = f"[{_UNSPACED}]{{2,}}"
_KOREAN = rf"(?<![{_HANGUL}])[{_HANGUL}]{{2,8}}(?![{_HANGUL}])"
"""A longer word may be wider than its line."""
_COUNTED = rf"(?<=\d)(?=[{_CJK}])|(?<=[0-9A-Za-z])(?=[{_HANGUL}])"
"""Between a number and what it counts, and before the particle of a Korean word."""
_END = rf"(?<![{_CJK}])[{_CJK}]+(?=[^\w\s]*\s*$)"
_FEWEST = 3
"""Characters that a last line has at least, of which no phrase begins on the line before."""
_FEWEST_OF_HEADING = 2
"""The same where Japanese phrases are kept whole: of three, two phrases might be one too long."""
_PHRASE = f"[{_CJK}]+"
_SHORT_END = 9
"""Characters, with vowels and marks, of two last words that stand on one line."""
_LONGEST_END = 8
_HONORIFICS = ("お", "ご")  # they belong to the word behind them
_HONORED = r"(?<=[をのにはがもでと])[おご]$"


def is_unspaced(character: str) -> bool:
    """Whether it is of Thai, Lao, Khmer or Burmese."""
    return bool(re.match(_ONE, character))


def is_needed(text: str) -> bool:
    """Whether a text has characters of such a script."""
    return not text.isascii() and bool(re.search(_NEEDED, text))


def word_count(text: str) -> int:
    """How many words a text has; of Chinese and Japanese, as they are counted, characters."""
    if not is_needed(text):
        return len(text.split())
    from icu4py.breakers import LineBreaker  # lazily: few articles are in such a script

    others = re.sub(_OF_CJK, " ", text)
    within = (len(list(LineBreaker(run, "th"))) - 1 for run in re.findall(_RUN, others))
    return len(re.findall(_OF_CJK, text)) + len(others.split()) + sum(within)


def _words(match: re.Match[str], is_last: bool) -> Iterator[tuple[int, str]]:
    """The offsets between the words of a dictionary; no short one is alone on the last line."""
    from icu4py.breakers import LineBreaker  # lazily: few articles are in such a script

    words, end = list(LineBreaker(match[0], "th")), match.start()
    for number, word in enumerate(words[:-1], 1):
        end += len(word)
        left = match.end() - end
        ends = is_last and number == len(words) - 1 and len(word) + left <= _SHORT_END
        if not ends:
            yield end, BREAK


def _phrases(text: str, lang: str) -> list[str]:
    """The phrases of a Japanese text; the words of a Chinese one."""
    from icu4py.breakers import LineBreaker, WordBreaker

    if lang.partition("-")[0] != "ja":
        return list(WordBreaker(text, "zh"))
    phrases = [""]
    for one in LineBreaker(text, "ja-u-lw-phrase"):
        if re.search(_HONORED, one):
            phrases[-1] += one[:-1]
            phrases.append(one[-1])
        else:
            phrases[-1] += one
            if not one.endswith(_HONORIFICS):
                phrases.append("")
    return phrases


def _within_phrases(match: re.Match[str], lang: str, longest: int) -> Iterator[tuple[int, str]]:
    """The offsets within phrases that are no longer."""
    start = match.start()
    for phrase in _phrases(match[0], lang):
        if len(phrase) <= longest:
            yield from ((start + n, JOIN) for n in range(1, len(phrase)))
        start += len(phrase)


def _within_end(match: re.Match[str], lang: str, fewest: int) -> dict[int, str]:
    """The offsets within the last phrases of a paragraph."""
    kept = 0
    for phrase in reversed(_phrases(match[0], lang)):
        kept += len(phrase)
        if kept >= fewest:
            break
    kept = kept if kept <= _LONGEST_END else fewest
    offsets = range(max(match.start() + 1, match.end() - kept + 1), match.end())
    return dict.fromkeys(offsets, JOIN)


def controls(text: str, lang: str, longest: int = 0) -> Mapping[int, str]:
    """What belongs between the characters of a paragraph, by the offset that it stands before.

    `longest` is how many Chinese or Japanese characters of a phrase are kept on one line.
    """
    found: dict[int, str] = {}
    for run in re.finditer(_RUN, text):
        found |= _words(run, not text[run.end() :].strip())
    for word in re.finditer(_KOREAN, text):
        found |= dict.fromkeys(range(word.start() + 1, word.end()), JOIN)
    if end := re.search(_END, text):
        is_phrase = longest and lang.partition("-")[0] == "ja"
        found |= _within_end(end, lang, _FEWEST_OF_HEADING if is_phrase else _FEWEST)
    if longest:
        for run in re.finditer(_PHRASE, text):
            found |= _within_phrases(run, lang, longest)
    return found | dict.fromkeys((one.start() for one in re.finditer(_COUNTED, text)), JOIN)
