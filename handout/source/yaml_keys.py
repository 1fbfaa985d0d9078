"""Keys of YAML: which is meant, what is said of one that is not known, which are languages."""

import re
from collections.abc import Iterator, Sequence

import yaml

from handout.model.fields import LANGUAGE
from handout.model.findings import Severity, nearest_word
from handout.source.scalars import LONGEST_SHOWN, Reading
from handout.typography import languages

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Keys that look like the tags of rare languages."""
_OTHERWISE = {
    **{"author": "authors", "colors": "colours", "telephone": "phone", "tel": "phone"},
    **{"e_mail": "email", "website": "web"},
}
"""What other programs call a key."""
EXTENDS = "extends"
_NEAR = 0.75
"""How like a known key a slip of it is: `autors`, and not `layout` for `leave_out`."""


def is_language(key: str) -> bool:
    """Whether a key is the tag of a language; days of the week look like those of rare ones."""
    tag = languages.canonical(key)
    is_named = key[:1].isupper() and not key[:2].isupper()  # `Mo`, `Fr`, `Lun`
    return bool(re.fullmatch(LANGUAGE, tag)) and not is_named and tag[:3].lower() not in _WEEKDAYS


def has_languages(node: yaml.Node) -> bool:
    """Whether words stand behind the tags of languages, some at least."""
    if not isinstance(node, yaml.MappingNode):
        return False
    keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    return not node.value or any(map(is_language, keys))


def _unknown(key: str, node: yaml.Node, known: Sequence[str], reading: Reading) -> None:
    """What is said of a key that is not known: that it is a slip, or nothing as yet."""
    near = nearest_word(key, known, _NEAR)
    words = f"'{key[:LONGEST_SHOWN]}' is not a known key"
    advice = f"did you mean '{near}'?" if near else f"known are: {', '.join(known)}"
    if key == EXTENDS:
        advice = f"write '{EXTENDS}: ../clinic.yaml' at the beginning of a line"
    if reading.unused is not None and key.startswith("x-"):
        return  # somebody's own, by the usual sign for it
    if reading.unused is None:
        reading.fault("key-unknown", node, words, advice)
    elif near:
        reading.fault("key-unknown", node, f"{words}, and is left out", advice)
        reading.findings[-1] = reading.findings[-1]._replace(severity=Severity.WARNING)
    else:
        reading.unused.append((reading.line(node), key[:LONGEST_SHOWN]))


def _key(
    node: yaml.Node, known: Sequence[str] | None, seen: set[str], reading: Reading
) -> str | None:
    """A known key at its first occurrence; of all else something is said."""
    key: str | None = node.value if isinstance(node, yaml.ScalarNode) else None
    if key is None:
        reading.fault("key-unknown", node, "this is not a key", "write the line as 'key: value'")
    elif known is not None and key not in known:
        if key not in seen:
            _unknown(key, node, known, reading)
    elif key in seen:
        reading.fault("key-twice", node, f"'{key}' is there twice", "delete one of them")
    else:
        return key
    return None


def pairs_of(
    node: yaml.MappingNode, known: Sequence[str] | None, reading: Reading
) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Each known key (any, where `known` is None), with its node and that of its value."""
    seen: set[str] = set()
    for key_node, value in node.value:
        if key := _key(key_node, known, seen, reading):
            yield key, key_node, value
        seen.add(str(key_node.value))


def check_word(key: str, node: yaml.Node, reading: Reading) -> None:
    """A fault for a key by which a template could not read the value."""
    if not key.isidentifier() or key.startswith("_"):
        advice = "write letters, digits and _ only, such as parking_fee"
        reading.fault("key-odd", node, f"'{key[:LONGEST_SHOWN]}' cannot be a key here", advice)
    elif hasattr(dict, key):
        message = f"'{key}' cannot be a key here, as templates give the word a meaning of its own"
        reading.fault("key-odd", node, message, f"choose another word, such as {key}_here")


def likely(key: str) -> str:
    """What a key in capitals, with spaces, or as other programs call it, is called here."""
    plain = re.sub(r"[ -]+", "_", key.strip().lower())
    return _OTHERWISE.get(plain, plain)


def rename_keys(node: yaml.MappingNode, known: Sequence[str]) -> None:
    """Let a key in capitals, or with spaces, be the known one, unless that is there too."""
    keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    written = {key.value for key in keys}
    for key in keys:
        meant = likely(key.value)
        if meant in known and meant not in written:
            key.value = meant
            written.add(meant)
