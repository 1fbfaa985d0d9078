"""Fits a text to the panels of a tri-fold: what it does before a text is refused, and the flap."""

from typing import Any

from msgspec.structs import replace

from handout.paper.copyfitting import fitted, tightest
from handout.paper.printing import Fit
from handout.paper.setting import NO_ROOM, Setting
from handout.paper.trial import Trial
from handout.paper.typesetting import Typesetting

_FEW_WORDS = 1.5
"""Of its panels: of more, smaller type saves too little."""
_MOSTLY_LINES = 1 / 3
"""A flap that words fill less is two thirds lines to write on."""
_INSIDE = 3
"""Panels of text behind the flap."""


def _squeezed(typesetting: Typesetting, trial: Trial[Any], fit: Fit) -> Trial[Any]:
    """The trial, or one in the smallest type where a few words were too many."""
    if not fit.last_size or len(trial.pages) > fit.most * _FEW_WORDS:
        return trial
    small = typesetting.lay_out(replace(tightest(trial, fit), size=fit.last_size))
    return small if len(small.pages) <= fit.most else trial


def _contact_pages(trial: Trial[Any]) -> int:
    return sum(page.is_furniture for page in trial.pages)


def _with_contact_on_a_panel(typesetting: Typesetting, trial: Trial[Any]) -> Trial[Any]:
    """The trial, or one at the tightest where whom to call would need more than a panel."""
    if _contact_pages(trial) < 2:  # the back is one panel
        return trial
    tight = typesetting.lay_out(replace(trial.setting, air=0.0))
    return tight if _contact_pages(tight) == 1 else trial


def _with_text_on_flap(typesetting: Typesetting, trial: Trial[Any], fit: Fit) -> Trial[Any]:
    """The trial, or one whose text begins on a flap that was mostly lines.

    It is larger then, and fills the flap; of a short text, sections are left for all other panels.
    """
    flap, size = trial.pages[1], trial.setting.size
    has_lines = any(text.region == "room" for text in flap.texts)
    full = len(trial.pages) == fit.most and size < fit.sizes[-1]
    if not has_lines or flap.fill > _MOSTLY_LINES or not (full or typesetting.sections > _INSIDE):
        return trial

    def on_flap(setting: Setting) -> Trial[Any]:
        return typesetting.lay_out(replace(setting, on_flap=True, rules=NO_ROOM if full else ""))

    moved = fitted(on_flap, fit)
    better = moved.setting.size > size and len(moved.pages) == fit.most
    return moved if better or (not full and len(moved.pages) <= fit.most) else trial


def fitted_to_panels(typesetting: Typesetting, fit: Fit) -> Trial[Any]:
    """The document in its best setting; where it has panels, as a folder of them can hold it."""
    fit = fit if typesetting.has_brief_headings else fit._replace(long=0)
    trial = fitted(typesetting.lay_out, fit, typesetting.repeats)
    if fit.most < 2:
        return trial
    trial = _with_contact_on_a_panel(typesetting, trial)
    if len(trial.pages) > fit.most:
        return _squeezed(typesetting, trial, fit)
    return _with_text_on_flap(typesetting, trial, fit)
