"""Whether somebody has said that an article may be printed, where its clinic asks for that."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from handout.model.clinic import Clinic
from handout.model.findings import Finding, Severity, joined
from handout.model.front_matter import FrontMatter

_EXAMPLES = {
    "approved_by": "approved_by: Dr Robin Example",
    "approved_on": "approved_on: 2026-10-02",
}


def held_to(front: FrontMatter, clinic: Clinic) -> FrontMatter:
    """The front matter of an article of this clinic, which may ask for an approval of all."""
    return replace(front, approval="required") if clinic.approval == "required" else front


def _lacking(front: FrontMatter) -> tuple[str, str]:
    """What an approval lacks, and what to do."""
    if front.approved_on and "approved_on" in front.unapproved:
        message = f"it was approved on {front.approved_on}, before its review on {front.reviewed}"
        return message, "have it approved again, then change 'approved_on'"
    names = joined(f"'{key}'" for key in front.unapproved)
    message = f"{names} {'is' if len(front.unapproved) == 1 else 'are'} not filled in"
    examples = ", ".join(_EXAMPLES[key] for key in front.unapproved)
    fill = "it in" if len(front.unapproved) == 1 else "them in, each on a line of its own"
    return message, f"once somebody has approved it for print, fill {fill}, such as {examples}"


def check(front: FrontMatter, keys: Mapping[str, int], path: str) -> Iterator[Finding]:
    """A warning where the approval is missing; `keys` has the lines of the front matter's."""
    if front.unapproved:
        message, advice = _lacking(front)
        line = keys.get(front.unapproved[0], 1)
        message = f"{message}, so every page and slide says that it is a draft"
        yield Finding("approval", message, advice, path, line, Severity.WARNING)


def refused(front: FrontMatter) -> tuple[str, str, str]:
    """Why a draft is not handed out, what to do, and the key that it is about; else nothing."""
    if keys := front.unreviewed:
        names = joined(f"'{key}'" for key in keys)
        message = f"it is a draft: {names} {'is' if len(keys) == 1 else 'are'} not filled in"
        return message, "have it reviewed, and fill that in", keys[0]
    if keys := front.unapproved:
        message, advice = _lacking(front)
        return f"it is a draft: {message}", advice, keys[0]
    return "", "", ""
