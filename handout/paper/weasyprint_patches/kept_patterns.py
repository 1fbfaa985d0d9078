"""Keeps the patterns by which HTML is read: tinyhtml5 stores them where it never finds them.

It would build them anew for every tag and attribute, which takes a fifth of the reading.
"""

import re
from functools import lru_cache
from typing import Any


class _Patterns(dict[Any, re.Pattern[str]]):
    """Patterns by the characters that they stop at, or go on with where `opposite`."""

    def __missing__(self, key: Any) -> re.Pattern[str]:
        characters, opposite = key
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = made = re.compile(f"[{'' if opposite else '^'}{listed}]+")
        return made


@lru_cache
def install() -> None:
    """From now on patterns are kept; a name of tinyhtml5, guarded by a test."""
    from tinyhtml5 import inputstream

    inputstream.characters_until_regex = _Patterns()
