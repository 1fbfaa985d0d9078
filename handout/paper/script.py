"""The style sheet's values for the writing system of a document: size, leading, emphasis."""

from handout.typography.writing_systems import of_language

_VALUES = (
    ":root {{ --script-size: {:g}; --script-leading: {:g}; --script-tracking: {:d};"
    " --script-wrap: {} }}"
)
_EMPHASIS = " em { font-style: normal; font-weight: 700 }"
"""Few scripts have an italic: slanted by force, their letters are hard to read."""


def css(lang: str) -> str:
    """The rules for a language, a BCP 47 tag.

    Letters that join are never set closer; a word that is wider than its line goes on on the next
    without a hyphen, which few scripts have.
    """
    if system := of_language(lang):
        return _VALUES.format(system.size, system.leading, 0, "anywhere") + _EMPHASIS
    return _VALUES.format(1, 1, 1, "normal")
