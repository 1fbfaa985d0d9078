"""The fenced divs that an article may have."""

from collections.abc import Mapping

from handout.model.findings import did_you_mean
from handout.source.markdown.attributes import braced
from handout.source.markdown.faults import Faults

DIRECTIVES: Mapping[str, str] = {
    "key": "the key message",
    "warning": "a warning",
    "notes": "for the speaker notes only",
    "leaflet": "on the leaflet only",
    "slides": "on the slides only",
    "steps": "a numbered list, drawn as steps",
    "columns": "two or three columns side by side",
    "column": "one of the columns",
    "chart": "a small table, drawn as bars",
    "icon-array": "so many of so many people",
}
"""Their names, and what each is for."""


_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {"icon-array": ("n", "of", "label", "source")}
"""What may stand in braces, by name."""
_NEEDED: Mapping[str, tuple[str, ...]] = {"icon-array": ("n", "of", "label")}
WORDLESS = frozenset(("icon-array",))
"""Those that may hold nothing but attributes."""


def directive_name(info: str, faults: Faults) -> tuple[str, dict[str, str]]:
    """The name in `name` or `{.name}` and its attributes; a fault for all that is not known."""
    bare, brace, rest = info.partition("{")
    attributes: dict[str, str] = {}
    name = bare.strip()
    if not name:
        before = len(faults.findings)
        name, attributes = braced(brace + rest, _ATTRIBUTES, faults)
        if not name and len(faults.findings) > before:  # that says it
            return "", {}
    if brace and bare.strip():
        faults.add("directive", f"'::: {info}' has braces behind its name", "delete them")
    if len(name.split()) > 1:
        message = f"'::: {info}' has more than a name"
        faults.add("directive", message, "write the other words on a line of their own below it")
        name = name.split()[0]
    if name not in DIRECTIVES:
        known = ", ".join(f"{known} ({use})" for known, use in DIRECTIVES.items())
        advice = did_you_mean(name, DIRECTIVES, f"known are: {known}", "::: ")
        faults.add("directive-unknown", f"'::: {name}' is not known", advice)
    for key in _NEEDED.get(name, ()):
        if key not in attributes:
            message = f"'::: {name}' has no {key}"
            advice = '::: {.icon-array n=12 of=100 label="people in whom …" source="…"}'
            faults.add("attribute-missing", message, f"write {advice}")
    if int(attributes.get("n", 0)) > int(attributes.get("of", 10_000)):
        faults.add("attribute", f"'::: {name}' shows more people than there are", "check n and of")
    return name, attributes
