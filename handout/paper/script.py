"""The style sheet's values for the writing system of a document: size, leading, emphasis."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from handout.typography.writing_systems import of_language

_VALUES = (
    ":root {{ --script-size: {:g}; --script-leading: {:g}; --script-tracking: {:d};"
    " --script-wrap: {} }}"
)
_EMPHASIS = " em { font-style: normal; font-weight: 700 }"
"""Few scripts have an italic: slanted by force, their letters are hard to read."""


_COUNTERS: Mapping[str, str] = {
    "٠": "arabic-indic",
    "۰": "persian",
    "०": "devanagari",
    "০": "bengali",
    "੦": "gurmukhi",
    "૦": "gujarati",
    "୦": "oriya",
    "౦": "telugu",
    "೦": "kannada",
    "൦": "malayalam",
    "๐": "thai",
    "໐": "lao",
    "༠": "tibetan",
    "၀": "myanmar",
    "០": "khmer",
}
"""Counter styles of CSS, by their digit nought."""
_NUMBERS = (
    " ol {{ list-style-type: {0} }} .footnotes ol {{ list-style-type: decimal }}"
    " html .number::after {{"
    ' content: counter(page, {0}) " " attr(data-of) " " counter(pages, {0}) }}'
    " html .contents a::before {{ content: target-counter(attr(href), page, {0}) }}"
)
"""The marks of footnotes are 1 and 2 in the text, too."""


def _numbers(html: str) -> str:
    """Rules for the numbers of lists and pages, in the digits that most numbers of a text have.

    Readers of Arabic, Persian or Bengali know both: which are used goes by country and by clinic,
    and Markdown has no others for the items of a list.
    """
    words = re.sub("<[^>]*>", "", html[html.find("<main") :].partition("</main")[0])
    noughts = Counter(chr(ord(one) - unicodedata.digit(one)) for one in re.findall(r"\d", words))
    most = max(noughts, key=lambda one: noughts[one], default="0")
    return _NUMBERS.format(_COUNTERS[most]) if most in _COUNTERS else ""


_NASTALIQ, _NASTALIQ_LEADING = "nast", 1.65
"""What the names of typefaces of that style have in them, and what its slanted words need."""


def css(lang: str, html: str = "", families: Iterable[str] = ()) -> str:
    """The rules for mark-up in a language, a BCP 47 tag, that is set in the families.

    Letters that join are never set closer; a word that is wider than its line goes on on the next
    without a hyphen, which few scripts have.
    """
    if system := of_language(lang):
        slanted = system.script == "Arab" and any(_NASTALIQ in one.lower() for one in families)
        leading = _NASTALIQ_LEADING if slanted else system.leading
        values = _VALUES.format(system.size, leading, 0, "anywhere")
        return values + _EMPHASIS + _numbers(html)
    return _VALUES.format(1, 1, 1, "normal")
