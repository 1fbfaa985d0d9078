"""Keeps together what a line should not break: numbers and units, the ends of titles."""

import re

NBSP = "\N{NO-BREAK SPACE}"
NARROW = 13
"""Characters of two words that a line of a narrow column holds."""

# What goes before a name.
_TITLED = re.compile(r"\b(Dr|Prof|Mr|Mrs|Ms)(\.?) (?=[^\W\d_])")
# A number and a short word behind it: 10 mg, 6 pm, 5 %, 37 °C.
_NUMBER_UNIT = re.compile(r"(?<=\d) (?=[^\W\d]{1,3}\b|%|°)")
# What separates words on a line, and begins none; French sets a space before its marks.
_SEPARATOR = re.compile(r" (?=· |[?!:;»](?:\s|$))|(?<=«) ")
# A short word, which no line of a title should end with: "of", "a", "for".
_SHORT_WORD = re.compile(r"(?<!\S)([^\W\d]{1,3}) (?=\S)")
# One before a word that is not long: with a long one it would leave a gap on the line above.
_SHORT_PAIR = re.compile(r"(?<!\S)([^\W\d]{1,3}) (?=\S{1,10}(?:\s|$))")
# The space before a last word that is short, where the word before it is not long.
_LAST_WORD = re.compile(r"(?<=\w\w) (?=[^\s]{1,8}\s*$)")
# The space before two last words that are no longer than that together.
_LAST_TWO = re.compile(rf"(?<=\w\w) (?=\S{{1,3}}{NBSP}\S{{1,4}}\s*$)")


def text(words: str) -> str:
    """The words with a number and its unit on one line, and no separator at the head of one."""
    held = _TITLED.sub(rf"\1\2{NBSP}", _NUMBER_UNIT.sub(NBSP, words))
    return _SEPARATOR.sub(NBSP, held)


def ending(words: str) -> str:
    """The words of a paragraph's end: a last word or two that are short are not alone."""
    return _LAST_TWO.sub(NBSP, _LAST_WORD.sub(NBSP, words))


def heading(words: str, holds: int = NARROW) -> str:
    """The same, and the last word of more than three not alone on its line.

    `holds` is how many characters of two words a line is sure to hold.
    """
    parts = text(words).split(" ")
    if len(parts) > 3 and len(parts[-2]) + len(parts[-1]) < holds:
        parts[-2:] = [f"{parts[-2]}{NBSP}{parts[-1]}"]
    return " ".join(parts)


def title(words: str) -> str:
    """The same for a title set large and wide: no line ends with a short word either."""
    return _SHORT_PAIR.sub(rf"\1{NBSP}", heading(words))


def subtitle(words: str) -> str:
    """The same for what stands below a title, whose lines hold more."""
    return _SHORT_WORD.sub(rf"\1{NBSP}", heading(words))
