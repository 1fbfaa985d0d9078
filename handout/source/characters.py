"""Characters that cannot be printed: they break a file, or stand for something that was lost."""

import re
from collections.abc import Iterator

_LOST = "\N{REPLACEMENT CHARACTER}"
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u2028\u2029"  # line ends that editors do not show as such
    "\u202a-\u202e"  # directions that Word writes, and no font has
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    f"{_LOST}]"
)


def unprintable(text: str) -> Iterator[tuple[int, str, str]]:
    """Line (from 0), what is wrong, and what to do, once for each such character and line."""
    for number, line in enumerate(text.split("\n")):
        for found in dict.fromkeys(_UNPRINTABLE.findall(line)):
            if found == _LOST:
                yield number, f"a character was lost here (“{_LOST}”)", "write the right one"
            else:
                words = f"an invisible character is in the text (U+{ord(found):04X})"
                yield number, words, "delete this line and type it anew"
