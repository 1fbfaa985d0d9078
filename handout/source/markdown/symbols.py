"""Emoji: a like sign in one colour in their place, where a font has one; else they are left out."""

import re

from handout.model.findings import Finding
from handout.typography.families import FALLBACK
from handout.typography.fonts import cached, characters, own_families
from handout.typography.writing_systems import SIGNS

_PICTURE = (
    "[\U0001f000-\U0001faff\u203c\u2049\u2139\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55]"
)
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
EMOJI = (
    f"(?:{_FLAG}|{_PICTURE}|[0-9#*]\ufe0f?\u20e3)"
    f"(?:[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d{_PICTURE})*"
)
"""A pattern: an emoji, of one character or of several."""
_FOUND = re.compile(rf"\]\([^)\s]*\)|<[a-zA-Z]+:[^>\s]*>|({EMOJI}) ?")
"""An emoji; or an address, which is kept as it is."""
_ALIKE = {
    "\u2705": "✓",
    "\u274c": "✗",
    "\u274e": "✗",
    "\u2716": "✗",
    "\u2764": "♥",
    "\u27a1": "→",
    "\u2b05": "←",
    "\u2b06": "↑",
    "\u2b07": "↓",
}
_MOST_NAMED = 10


def _sign(emoji: str) -> str:
    """What can be printed in its place; nothing where no font has the like."""
    bare = emoji.replace("\ufe0f", "").removesuffix("\u20e3")
    sign = _ALIKE.get(bare, bare)
    letters, families = set(map(ord, sign)), (FALLBACK, SIGNS, *own_families())
    has = sign.isascii() or any(letters <= characters(name) for name in families)
    return sign if has else ""


def printable(text: str, path: str, above: int = 0) -> tuple[str, tuple[Finding, ...]]:
    """The text without emoji that no font has, and one warning of them all.

    `above` is how many lines stand above the text in its file.
    """
    left_out = dict[str, int]()

    def replaced(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0]
        if sign := _sign(found[1]):
            return sign + found[0][len(found[1]) :]
        if found[1] not in left_out:
            left_out[found[1]] = text.count("\n", 0, found.start())
        return ""

    made = text if text.isascii() else _FOUND.sub(replaced, text)
    if not left_out:
        return made, ()
    names = [f"“{name}”" for name in left_out]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    message = f"emoji are left out, as no font has them: {', '.join(names[:_MOST_NAMED])}{more}"
    line = above + min(left_out.values()) + 1
    advice = "write them as words, or put a font that has them into content/fonts/"
    return made, (Finding.warning("emoji", message, advice, path, line),)


@cached(maxsize=4)
def printable_values(text: str, path: str, above: int = 0) -> tuple[str, tuple[Finding, ...]]:
    """As `printable`, for YAML, whose comments are not printed; cached: few edits change it."""
    if text.isascii():
        return text, ()
    lines = ("" if line.lstrip().startswith("#") else line for line in text.split("\n"))
    return printable(text, path, above)[0], printable("\n".join(lines), path, above)[1]
