"""The leaflet with all its checks against WeasyPrint's plain render of the same mark-up."""

from collections.abc import Callable, Iterator
from pathlib import Path

from handout.formats import FORMATS
from handout.model.markup import Markup
from handout.paper import pdf
from handout.source.reading import read_clinic
from handout.typography import fonts
from tests.benchmarks.row import Row
from tests.benchmarks.timing import medians, nothing
from tests.support.leaflets import FOLDERS, article_markup

_VARIANT = "pdf/a-3a"


def _plain(markup: Markup) -> Callable[[], object]:
    """WeasyPrint alone, its style sheets and fonts read once, as they are for the leaflet."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    family = fonts.family("Atkinson Hyperlegible")
    assert family is not None
    shared, pictures = FontConfiguration(), {}
    size = "--size: 12pt; --air: 1; --title: 1"
    root = f':root {{ --family: "{family.name}"; {size} }} @page {{ size: A4 }}'
    texts = (fonts.font_face_css(family), root)
    sheets = [CSS(string=text, font_config=shared) for text in texts]
    sheets += [CSS(filename=str(path), font_config=shared) for path in markup.stylesheets]
    base = f"{FOLDERS.content.resolve().as_uri()}/"

    def render() -> object:
        html = HTML(string=markup.text, base_url=base)
        return html.write_pdf(
            font_config=shared, stylesheets=sheets, cache=pictures, pdf_variant=_VARIANT
        )

    return render


def _forget() -> None:
    """Let nothing be laid out yet."""
    pdf.shared_resources().last_layout = None


def paper(_folder: Path, rounds: int) -> Iterator[Row]:
    """The leaflet, and all that is printed, warm."""
    clinic = read_clinic(FOLDERS.content)
    names = [name for name in clinic.formats if FORMATS[name].extension == "pdf"]
    markups = {name: article_markup(name) for name in names}

    def made(name: str) -> None:
        assert not FORMATS[name].make(markups[name], clinic).findings

    jobs = {
        "plain": (nothing, _plain(markups["leaflet"])),
        "leaflet": (_forget, lambda: made("leaflet")),
        "all": (_forget, lambda: [made(name) for name in names]),
    }
    medians(jobs, 1)  # warm
    taken = medians(jobs, 4 * rounds)
    detail = ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in taken.items())
    against = "WeasyPrint's plain render of the same mark-up"
    yield Row("leaflet, all checks, warm", against, taken["leaflet"] / taken["plain"])
    ratio = taken["all"] / taken["plain"]
    yield Row("all printed formats, warm", against, ratio, detail=detail)
