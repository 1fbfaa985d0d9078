"""Mark-up -> a PDF that can be printed, read aloud and kept: the only door to WeasyPrint."""

from typing import TYPE_CHECKING

from msgspec import Struct

from handout.model.clinic import Clinic
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.model.page_layout import Layout
from handout.paper.printing import LEAFLET, Printing
from handout.paper.weasyprint_import import weasyprint
from handout.typography import fonts

if TYPE_CHECKING:
    from handout.paper.typesetting import SharedResources


class Leaflet(Struct, frozen=True):
    """A PDF, where everything stands on it, and what is wrong with it."""

    data: bytes
    """Empty where the text is too long for the format."""
    layout: Layout
    findings: tuple[Finding, ...] = ()


def shared_resources(press: bool = False) -> "SharedResources":
    """What all documents of a process share, those for a print shop apart; loads WeasyPrint."""
    weasyprint()
    from handout.paper import print_job  # late, here and below: it needs WeasyPrint

    return print_job.shared_resources(press)


def write(markup: Markup, clinic: Clinic, printing: Printing = LEAFLET) -> Leaflet:
    """The mark-up as PDF/A-3a and PDF/UA-1 in one file, or as PDF/X-4 for the print shop.

    Raises SetupError without Pango, ContentError for a font or a profile that is missing or
    mark-up that cannot be laid out at all; all other faults are findings of the leaflet.
    """
    fonts.use(markup.content)
    weasyprint()
    from handout.paper import print_job

    return print_job.run(print_job.PrintJob(markup, clinic, printing))
