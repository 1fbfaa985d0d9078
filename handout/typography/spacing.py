"""No-break spaces where a line should not end: between number and unit, in the ends of titles."""

import re

NBSP = "\N{NO-BREAK SPACE}"
NARROW = 13
"""How many characters of two words fit on a line of a narrow column."""

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
    """The words with each number joined to its unit, and no separator that could begin a line."""
    joined = _TITLED.sub(rf"\1\2{NBSP}", _NUMBER_UNIT.sub(NBSP, words))
    return _SEPARATOR.sub(NBSP, joined)


def ending(words: str) -> str:
    """The end of a paragraph, in which one or two short words do not stand alone on a line."""
    return _LAST_TWO.sub(NBSP, _LAST_WORD.sub(NBSP, words))


def heading(words: str, fits: int = NARROW) -> str:
    """A heading, in which the last of more than three words does not stand alone on a line.

    `fits` is how many characters of two words are sure to fit on a line.
    """
    parts = text(words).split(" ")
    if len(parts) > 3 and len(parts[-2]) + len(parts[-1]) < fits:
        parts[-2:] = [f"{parts[-2]}{NBSP}{parts[-1]}"]
    return " ".join(parts)


def title(words: str) -> str:
    """A title set large and wide: as a heading, and no line ends with a short word."""
    return _SHORT_PAIR.sub(rf"\1{NBSP}", heading(words))


def subtitle(words: str) -> str:
    """What stands below a title, where more fits on a line."""
    return _SHORT_WORD.sub(rf"\1{NBSP}", heading(words))
