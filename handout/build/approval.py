"""Whether somebody has said that an article may be printed, where its clinic asks for that."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from handout.model.clinic import Clinic
from handout.model.findings import Finding
from handout.model.front_matter import AHEAD, FrontMatter
from handout.source.front_matter import DRAFT, to_fill, unfilled


def held_to(front: FrontMatter, clinic: Clinic, today: date) -> FrontMatter:
    """The front matter of an article of this clinic, which may ask for an approval of all.

    One that is said to be given on a day to come was not given by anybody yet.
    """
    approval = "required" if clinic.approval == "required" else front.approval
    on = AHEAD if front.approved_on and front.approved_on > today else front.approved_on
    return replace(front, approval=approval, approved_on=on)


def _lacking(front: FrontMatter) -> tuple[str, str]:
    """What an approval lacks, and what to do."""
    if front.approved_on == AHEAD and front.approved_by:
        return "its approval lies in the future", "write the day on which it was approved"
    if front.approved_on and "approved_on" in front.unapproved:
        message = f"it was approved on {front.approved_on}, before its review on {front.reviewed}"
        return message, "have it approved again, then change 'approved_on'"
    return unfilled(front.unapproved), to_fill(front.unapproved, "approved it for print")


def check(front: FrontMatter, keys: Mapping[str, int], path: str) -> Iterator[Finding]:
    """A warning where the approval is missing; `keys` has the lines of the front matter's."""
    if front.unapproved:
        message, advice = _lacking(front)
        line = keys.get(front.unapproved[0], 1)
        yield Finding.warning("approval", f"{message}, {DRAFT}", advice, path, line)


def refused(front: FrontMatter) -> tuple[str, str, str]:
    """Why a draft is not handed out, what to do, and the key that it is about; else nothing."""
    if keys := front.unreviewed:
        return f"it is a draft: {unfilled(keys)}", "have it reviewed, and fill that in", keys[0]
    if keys := front.unapproved:
        message, advice = _lacking(front)
        return f"it is a draft: {message}", advice, keys[0]
    return "", "", ""
