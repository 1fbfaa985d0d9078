"""Titles that tell slides apart: no two are alike, and a number means a part of one section."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handout.model.deck import Paragraph, Run
from handout.slides.layouts import LAYOUTS
from handout.slides.outline import SlideOutline
from handout.typography.punctuation import gap, marks


def _groups(slides: Sequence[SlideOutline]) -> Iterator[tuple[str, str, int]]:
    """For each slide what it has in common with its neighbours of one section."""
    number, before = 0, ("", "")
    for slide in slides:
        here = (slide.section, slide.layout if LAYOUTS[slide.layout].framing else "")
        number, before = number + (here != before), here
        yield (*here, number)


def _named(title: Paragraph, before: str = "", after: str = "") -> Paragraph:
    """The title with words around it."""
    runs = list(title.runs)
    if runs[-1].position:  # else the words would stand raised, as the mark of a footnote does
        runs.append(replace(runs[-1], text="", position="", link=""))
    runs[0] = replace(runs[0], text=before + runs[0].text)
    runs[-1] = replace(runs[-1], text=runs[-1].text + after)
    return replace(title, runs=tuple(runs))


def _disambiguated(slide: SlideOutline, order: int, article: str) -> Paragraph:
    """The title of a slide in the group of that order among those with the same title."""
    title = slide.title
    if slide.layout == "title":
        return title
    colon = marks(title.runs[0].lang).colon
    if slide.section != title.plain:
        return _named(title, before=f"{slide.section}{colon}")
    if order == 1 and article.casefold() != title.plain.casefold():
        return _named(title, before=f"{article}{colon}")
    return _named(title, after=f" – {order + 1}") if order else title


def disambiguated_titles(slides: Sequence[SlideOutline], article: str) -> Iterator[SlideOutline]:
    """The slides, a title that stands in several sections with what tells it from the others.

    `article` is the title of the whole.
    """
    groups = list(_groups(slides))
    alike: dict[str, list[tuple[str, str, int]]] = {}
    for slide, group in zip(slides, groups, strict=True):
        alike.setdefault(slide.title.plain.casefold(), []).append(group)
    for slide, group in zip(slides, groups, strict=True):
        others = list(dict.fromkeys(alike[slide.title.plain.casefold()]))
        if len(others) < 2:
            yield slide
        else:
            yield replace(slide, title=_disambiguated(slide, others.index(group), article))


def with_words(title: Paragraph, words: str) -> Paragraph:
    """The title with the words that its slide begins with."""
    return _named(title, after=f" – {words}")


def numbered(title: Paragraph, part: Run, number: int, total: int) -> Paragraph:
    """The title with which of how many it is, kept on one line."""
    words = part.text.format(number=number, total=total).replace(" ", "\u00a0")
    run = replace(part, text=f"{gap(title.plain, words)}{words}", bold=title.runs[-1].bold)
    return replace(title, runs=(*title.runs, run))
