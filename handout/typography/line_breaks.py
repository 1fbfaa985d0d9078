"""Where lines may break in scripts that do not say so by spaces, as characters of no width.

Of Thai, Lao, Khmer and Burmese only a dictionary knows where a word ends; which of them Pango
knows depends on the computer, and ICU knows all four. A Korean word is not broken, as is usual
where lines are ragged. No last line of Chinese or Japanese is one character, and no line of a
heading ends within a word or phrase.
"""

import re
from collections.abc import Iterator, Mapping

BREAK, JOIN = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}"

_UNSPACED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9fe\uaa60-\uaa7f"
_HANGUL = "\uac00-\ud7a3"
_CJK = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_NEEDED = re.compile(f"[{_UNSPACED}{_HANGUL}{_CJK}]")
_RUN = re.compile(f"[{_UNSPACED}]{{2,}}")
_KOREAN = re.compile(rf"(?<![{_HANGUL}])[{_HANGUL}]{{2,8}}(?![{_HANGUL}])")
"""A longer word may be wider than its line."""
_COUNTED = re.compile(rf"(?<=\d)(?=[{_CJK}])|(?<=[0-9A-Za-z])(?=[{_HANGUL}])")
"""Between a number and what it counts, and before the particle of a Korean word."""
_END = re.compile(rf"(?<=[\d{_CJK}])[{_CJK}]{{2}}(?=[^\w\s]*\s*$)")
_PHRASE = re.compile(f"[{_CJK}]+")
_SHORT_END = 9
"""Characters, with vowels and marks, of two last words that stand on one line."""
_HONORIFICS = ("お", "ご")  # they belong to the word behind them


def is_needed(text: str) -> bool:
    """Whether a text has characters of such a script."""
    return not text.isascii() and bool(_NEEDED.search(text))


def _inside(match: re.Match[str], start: int = 1) -> Iterator[tuple[int, str]]:
    """The offsets within a match, where no line is to break."""
    for offset in range(match.start() + start, match.end()):
        yield offset, JOIN


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


def controls(text: str, lang: str, longest: int = 0) -> Mapping[int, str]:
    """What belongs between the characters of a paragraph, by the offset that it stands before.

    `longest` is how many Chinese or Japanese characters of a phrase are kept on one line.
    """
    found: dict[int, str] = {}
    for run in _RUN.finditer(text):
        found |= _words(run, not text[run.end() :].strip())
    for word in _KOREAN.finditer(text):
        found |= _inside(word)
    if end := _END.search(text):
        found |= _inside(end, 0)
    if longest:
        for run in _PHRASE.finditer(text):
            found |= _within_phrases(run, lang, longest)
    return found | dict.fromkeys((one.start() for one in _COUNTED.finditer(text)), JOIN)
