"""No-break spaces where a line should not end: between number and unit, in the ends of titles."""

import re

from msgspec import Struct

from handout.typography.writing_systems import of_language

NBSP = "\N{NO-BREAK SPACE}"
NARROW = 13
"""How many characters of two words fit on a line of a narrow column."""

# Patterns are compiled where they are first used: those of so many letters take a while.
# What goes before a name.
_TITLED = r"\b(Dr|Prof|Mr|Mrs|Ms)(\.?) (?=[^\W\d_])"
# A number and a short word behind it: 10 mg, 6 pm, 5 %, 37 °C, 5 kgより.
_NUMBER_UNIT = r"(?<=\d) (?=[^\W\d]{1,3}\b|[A-Za-z]{1,3}(?=[\u3001-\ud7a3])|%|°)"
# What separates words on a line, and begins none; French sets a space before its marks.
_SEPARATOR = r" (?=· |[?!:;»](?:\s|$))|(?<=«) "
# A short word, which no line of a title should end with: "of", "a", "for".
_SHORT_WORD = re.compile(r"[^\W\d]{1,3}")
_IN_TITLE, _BELOW_IT = 15, 26
"""How many letters are kept together behind a short word in a title, and in what stands below it:
more would leave a gap on the line above, or fit on none."""
# The space before a last word that is short, behind a word or a number.
_LAST_WORD = r"(?<=\w\w|\s\d) (?=[^\s]{1,8}\s*$)"
# The space before two last words that are no longer than that together: half an hour.
_LAST_TWO = rf"(?<=\w\w) (?=.{{3,8}}\s*$)(?=\S+{NBSP}\S+\s*$)"
_ENDING = 15
"""How many letters are kept together at the end: more would be two longer words, and leave a line
of a tri-fold, which holds 43, less than 60 % full before it."""


def text(words: str) -> str:
    """The words with each number joined to its unit, and no separator that could begin a line."""
    joined = re.sub(_TITLED, rf"\1\2{NBSP}", re.sub(_NUMBER_UNIT, NBSP, words))
    return re.sub(_SEPARATOR, NBSP, joined)


# Groups of figures as telephone numbers have them, or thousands.
_GROUPS = r"(?<![\w.,])\+?\(?\d[\d()]*(?: (?:/ )?\(?\d[\d()]*)+(?![\w%])"
_THOUSANDS = r"\d{1,3}(?: \d{3})+"
_FEWEST_FIGURES, _LONGEST_NUMBER = 7, 18
"""Figures that a telephone number has at least, and characters of one that fits on any line."""
_RANGE = r"(?<=[\w%.])–(?=\d)"
_WIDE_RANGE = r"(?<=\d) ([–-]) (?=\d)"


def _whole(number: re.Match[str]) -> str:
    """Groups of figures on one line, where they are a number."""
    figures = sum(map(str.isdecimal, number[0]))
    is_one = figures >= _FEWEST_FIGURES or re.fullmatch(_THOUSANDS, number[0])
    is_kept = is_one and len(number[0]) <= _LONGEST_NUMBER
    return number[0].replace(" ", NBSP) if is_kept else number[0]


def unbroken(words: str) -> str:
    """The words, in which no line ends inside of a telephone number or a range."""
    words = re.sub(_WIDE_RANGE, rf"{NBSP}\1{NBSP}", re.sub(_GROUPS, _whole, words))
    return re.sub(_RANGE, "–\N{WORD JOINER}", words)


def _with_short(words: str, most: int) -> str:
    """The words, each short one joined to what is behind it where that is not too long."""
    joined: list[str] = []
    for word in reversed(words.split(" ")):
        if joined and _SHORT_WORD.fullmatch(word) and len(word) + 1 + len(joined[-1]) <= most:
            joined[-1] = f"{word}{NBSP}{joined[-1]}"
        else:
            joined.append(word)
    return " ".join(reversed(joined))


_SPACED = frozenset({"Arab", "Hebr"})
"""Writing systems, beside Latin, Greek and Cyrillic, whose short words go before their noun."""
_UNSPACED = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Jpan", "Hans", "Hant"})
"""Writing systems without spaces between words: a space ends a phrase."""
_AFTER = frozenset({"ps", "sd", "ug", "ur"})
"""Languages of Arabic letters whose short words go behind their noun."""
_WIDE = 0.6
"""How many letters of other scripts a line holds, as a share of Latin's."""


class Spacing(Struct, frozen=True):
    """What a language keeps together on a line."""

    joins_short: bool = True
    """Whether a short word belongs to the one behind it, as "of" and "for" do."""
    has_spaces: bool = True
    """Whether spaces are between words, not only between phrases."""
    fits: float = 1.0
    """How many letters a line holds, as a share of Latin's."""

    def _joins_last(self, words: str) -> bool:
        """Whether a last word is kept in company; in English among Chinese it is, too."""
        return self.has_spaces or words.isascii()

    def ending(self, words: str) -> str:
        """The end of a paragraph, in which one or two short words do not stand alone on a line."""
        if not self._joins_last(words):
            return words
        for pattern in (_LAST_WORD, _LAST_TWO):
            joined = re.sub(pattern, NBSP, words)
            if len(joined.rstrip().rpartition(" ")[2]) <= _ENDING * self.fits:
                words = joined
        return words

    def heading(self, words: str, fits: int = NARROW) -> str:
        """A heading, in which the last of more than three words does not stand alone on a line.

        `fits` is how many characters of two words are sure to fit on a line.
        """
        parts = text(words).split(" ")
        share = 1.0 if words.isascii() else self.fits
        joins = self._joins_last(words) and len(parts) > 3
        if joins and len(parts[-2]) + len(parts[-1]) < fits * share:
            parts[-2:] = [f"{parts[-2]}{NBSP}{parts[-1]}"]
        return " ".join(parts)

    def title(self, words: str) -> str:
        """A title set large and wide: as a heading, and no line ends with a short word."""
        headed = self.heading(words)
        return _with_short(headed, _IN_TITLE) if self.joins_short else headed

    def subtitle(self, words: str) -> str:
        """What stands below a title, where more fits on a line."""
        headed = self.heading(words)
        return _with_short(headed, _BELOW_IT) if self.joins_short else headed


def of(lang: str) -> Spacing:
    """The spacing of a language, a BCP 47 tag."""
    system = of_language(lang)
    if system is None:
        return Spacing()
    before = system.script in _SPACED and lang.partition("-")[0] not in _AFTER
    return Spacing(before, system.script not in _UNSPACED, _WIDE)
