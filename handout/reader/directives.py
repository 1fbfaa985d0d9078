"""The fenced divs that an article may have."""

import difflib
from collections.abc import Mapping

from handout.reader.attributes import braced_name
from handout.reader.faults import Faults

DIRECTIVES: Mapping[str, str] = {
    "key": "the key message",
    "warning": "a warning",
    "notes": "for the speaker notes only",
    "leaflet": "on the leaflet only",
    "slides": "on the slides only",
}
"""Their names, and what each is for."""


def directive_name(info: str, faults: Faults) -> str:
    """The name in `name` or `{.name}`; a fault for an unknown one, and for all else there."""
    bare, brace, rest = info.partition("{")
    name = bare.strip() or braced_name(brace + rest, faults)
    if brace and bare.strip():
        faults.add("directive", f"'::: {info}' has braces behind its name", "delete them")
    if len(name.split()) > 1:
        message = f"'::: {info}' has more than a name"
        faults.add("directive", message, "write the other words on a line of their own below it")
        name = name.split()[0]
    if name not in DIRECTIVES:
        near = difflib.get_close_matches(name.lower(), DIRECTIVES, 1)
        known = ", ".join(f"{known} ({use})" for known, use in DIRECTIVES.items())
        advice = f"did you mean '::: {near[0]}'?" if near else f"known are: {known}"
        faults.add("directive-unknown", f"'::: {name}' is not known", advice)
    return name
