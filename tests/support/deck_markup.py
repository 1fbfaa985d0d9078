"""Decks for tests: mark-up as the template would write it."""

from handout.model.clinic import Clinic
from handout.model.markup import Markup
from handout.slides import writer

HEAD = (
    '<main class="slides" lang="en-GB" data-title="Asthma" data-author="A Clinic" '
    'data-subject="Asthma" data-created="2026-10-01" data-footer="Version 1.0" '
    'data-part="({number} of {total})">'
)
TITLE = (
    '<section data-layout="title" data-section="Start"><h1>Asthma</h1><div><p>What is it?</p></div>'
    '<div><p>A Clinic</p></div><aside class="notes"><p>Hello.</p></aside></section>'
)


def slide(inner, layout="bullets", title="Inhalers", notes="Read this out."):
    return (
        f'<section data-layout="{layout}" data-section="Care"><h2>{title}</h2>{inner}'
        f'<aside class="notes"><p>{notes}</p></aside></section>'
    )


def deck(*slides, head=HEAD):
    return f"{head}{TITLE}{''.join(slides)}</main>"


def items(count, words="Shake the inhaler before each puff"):
    return "<ul>" + "".join(f"<li>{words} {n}</li>" for n in range(count)) + "</ul>"


CLINIC = Clinic(
    name="A Clinic",
    phone="01632 960000",
    web="https://clinic.example.org",
    address=("1 High Street",),
)


def markup(folder, text):
    """The mark-up as a template would hand it over, with empty folders around it."""
    for name in ("content", "templates"):
        (folder / name).mkdir(exist_ok=True)
    return Markup(text, "templates/deck/deck.html", (), folder / "content", folder / "templates")


def write(folder, *slides, head=HEAD, clinic=CLINIC):
    """A deck of the given slides."""
    return writer.write(markup(folder, deck(*slides, head=head)), clinic)
