"""The checks of an article before anything is made of it: each is a function in `CHECKS`."""

from collections.abc import Callable, Iterator

from handout.checks import (
    directives,
    front_matter,
    options,
    pictures,
    risks,
    script,
    structure,
    translations,
)
from handout.checks.context import Context
from handout.model.article import Article
from handout.model.findings import Finding

__all__ = ["CHECKS", "Context"]

CHECKS: tuple[Callable[[Article, Context], Iterator[Finding]], ...] = (
    structure.check_text,
    structure.check_examples,
    structure.check_sections,
    structure.check_media,
    structure.check_repeated_headings,
    directives.check_directives,
    directives.check_chart_numbers,
    risks.check_risks,
    options.check_answers,
    options.check_nothing,
    front_matter.check_dates,
    front_matter.check_approval,
    pictures.check_figures,
    pictures.check_icons,
    front_matter.check_formats,
    front_matter.check_clinics,
    front_matter.check_rules,
    script.check_script,
    translations.check_version,
    translations.check_numbers,
)
