"""Brings a text to whole sheets: pages for notes at its end, and panels that are evenly full.

Text fills the panels of a folded sheet one by one, and what is left for the last may be a few
lines, or none. Where it is, the sections are shared anew: each panel begins with one, and all are
about equally full.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, takewhile
from typing import Any

from msgspec.structs import replace

from handout.model.page_layout import PlacedPage
from handout.paper.copyfitting import LayOut, Trials, tightest
from handout.paper.mending import evened, mended
from handout.paper.placement import descendants
from handout.paper.printing import Fit
from handout.paper.trial import FAIRLY_FULL, Trial
from handout.paper.typesetting import Typesetting

_LITTLE = 0.36
"""A panel that is less full asks for another share."""
_FULL = 0.97
"""How full a panel may be: headings lose their space at its head, and blocks may not divide."""
_SHEET = 2
"""The sides of a sheet that is not folded."""
_USUAL_FILL = 0.93
"""How full the sides of a text are that fills its pages."""
_MOST_SIZES = 3
"""That are tried where a booklet would be padded with more than a page for notes."""
_MOST_PAGES = 100
"""What may be laid out of a leaflet to fill sides that are left empty."""
_MOST_SPARE = 3
"""Pages for notes that the templates hold ready."""


def _flow(page_box: Any) -> Any:
    """The box of the text that flows from panel to panel; None where the page has none of it."""
    boxes = (box for box in descendants(page_box) if getattr(box, "element", None) is not None)
    return next((box for box in boxes if "data-flow" in box.element.attrib), None)


def _heights(flows: Sequence[Any]) -> dict[int, float]:
    """How high each part of the text is, by its place among its parent's children from 1."""
    places = {id(child): place for place, child in enumerate(flows[0].element, 1)}
    heights: dict[int, float] = {}
    for flow in flows:
        for box in flow.children:
            place = places[id(box.element)]
            heights[place] = heights.get(place, 0.0) + box.margin_height()
    return heights


def _evenest(
    heights: Sequence[float], begin: Sequence[int], panels: int, most: float
) -> tuple[int, ...]:
    """Which parts, of those that may, begin a panel but the first; none where nothing fits."""

    def sums(cuts: tuple[int, ...]) -> list[float]:
        return [sum(heights[a:b]) for a, b in pairwise((0, *cuts, len(heights)))]

    ways = (cuts for cuts in combinations(begin, panels - 1) if max(sums(cuts)) <= most)
    return min(ways, key=lambda cuts: max(sums(cuts)) - min(sums(cuts)), default=())


def _evenly_shared(document: Any, spare: int) -> tuple[str, int]:
    """Rules of style that share the text evenly over its panels and so many more, or nothing.

    With them goes how many more these are. The text is shared where one of them is nearly empty,
    or is for notes, and by whole sections.
    """
    pages = [page._page_box for page in document.pages if _flow(page._page_box)]
    flows, depths = [_flow(page) for page in pages], [page.height for page in pages]
    starts = [page.content_box_y() for page in pages]
    filled = [sum(box.margin_height() for box in flow.children) for flow in flows]
    if not flows or (not spare and (len(flows) < 2 or min(filled) > _LITTLE * depths[0])):
        return "", 0
    heights = _heights(flows)
    places = list(heights)
    if not places:  # of an article that is an introduction alone
        return "", 0
    heights[places[0]] += flows[0].position_y - starts[0]  # what stands above it, on the flap
    parts = [flows[0].element[place - 1].get("class", "") for place in places]
    begin = [place for place, name in enumerate(parts) if place and "topic" in name]
    panels = min(len(flows) + spare, len(begin) + 1)
    most = max(_FULL * depths[0], *filled)
    cuts = _evenest(list(heights.values()), begin, panels, most)
    rules = (f"[data-flow] > :nth-child({places[cut]}) {{ break-before: page }}" for cut in cuts)
    return " ".join(rules), panels - len(flows) if cuts else 0


def _is_template(page: PlacedPage) -> bool:
    """Whether no word on a page is the article's."""
    return {text.region for text in page.texts} <= {"room", "furniture", "margin"}


def _without_lonely_page(lay_out: LayOut[Any], trial: Trial[Any], fit: Fit) -> Trial[Any]:
    """The trial, or one in which questions and the contact do not fill a page alone.

    Room for the questions goes; where that does not do, all is tightened that may be, if the page
    before would else be left empty.
    """
    behind = list(takewhile(_is_template, reversed(trial.pages)))
    if not behind or len(behind) == len(trial.pages) or not trial.setting.lines:
        return trial
    last = trial.pages[-len(behind) - 1]
    over = sum(page.fill - page.share("room") for page in (last, *behind)) - len(behind)
    if over > 0 and (last.fill >= FAIRLY_FULL or trial.setting.size > fit.sizes[0]):
        return trial
    without = replace(trial.setting, lines=False) if over <= 0 else tightest(trial, fit)
    fewer = lay_out(without)
    return fewer if len(fewer.pages) < len(trial.pages) else trial


_COVER = ":root { --alone: 1 } main > .topic:first-of-type { break-before: page }"
"""Rules that give the cover and the lead a page of their own."""
_BACK = ".foot { break-before: page }"
"""Rules that give the contact the last page, so that lines to write on fill the one before."""


def _with_contact_apart(lay_out: LayOut[Any], trial: Trial[Any]) -> Trial[Any]:
    """The trial, or one whose contact stands alone where it drew text off a side left empty."""
    if not trial.pages[-1].has_body or not any(p.fill < FAIRLY_FULL for p in trial.pages[-2:-1]):
        return trial
    apart = lay_out(replace(trial.setting, lines=True, rules=_BACK))
    return apart if len(apart.pages) == len(trial.pages) else trial


def _spare(pages: int) -> str:
    """Rules that show so many pages to write on."""
    selectors = ", ".join(f'[data-spare="{number}"]' for number in range(1, pages + 1))
    after = "break-before: page; break-after: page"
    return f"{selectors} {{ display: block; {after} }}" if pages else ""


def _ways(trial: Trial[Any], needs: int, fit: Fit) -> Iterator[str]:
    """Rules that are predicted to add so many pages, the one that a reader has most of first."""
    if fit.most:  # whose cover and back are panels of their own
        yield from map(_spare, range(needs, _MOST_SPARE + 1))
        return
    last = int(trial.text_pages == len(trial.pages))  # the contact then begins a page
    body = [page.fill for page in trial.pages if page.has_body] or [0.0]  # of lines to write on
    first = trial.pages[0]
    below = [text.y for text in first.texts if text.tag == "h2" and text.region == "body"]
    free = len(body) - sum(body[1:]) - (1 - min(below, default=0.0) / first.height) * body[0]
    cover = int(free < 1) if below else 0
    ways = {
        _BACK: last,
        _spare(1): 1 + last,
        f"{_BACK} {_COVER}": last + cover,
        _COVER: cover,
        f"{_spare(1)} {_COVER}": 1 + last + cover,
        f"{_spare(1)} {_BACK}": 2 + last,
        f"{_spare(1)} {_BACK} {_COVER}": 2 + last + cover,
    }
    covers = fit.multiple > _SHEET  # one of two sides has no place for a cover alone
    likely = (way for way, pages in ways.items() if pages == needs)
    yield from (way for way in likely if covers or _COVER not in way)
    yield from (_spare(pages) for pages in range(max(1, needs - last), _MOST_SPARE + 1))


def _leaves_lines_behind(trial: Trial[Any]) -> bool:
    """Whether lines to write on stand on the last page, for which there is room on another."""
    before = trial.pages[trial.text_pages - 1]
    return trial.text_pages < len(trial.pages) and before.fill < FAIRLY_FULL and trial.spare > 0


def _padded(
    lay_out: LayOut[Any], trial: Trial[Any], fit: Fit, css: str = "", more: int = 0
) -> Trial[Any]:
    """The trial with rules that give it `more` pages, and as many besides as whole sheets take."""
    most = fit.whole(len(trial.pages))
    needs = most - len(trial.pages) - more
    if needs:
        ways = tuple(_ways(trial, needs, fit))
    elif css:
        ways = ("",)
    else:
        ways = (_BACK,) if not fit.most and _leaves_lines_behind(trial) else ()
    first, now = trial, trial.emptiness(last=False)
    for rules in ways:
        padded = lay_out(replace(trial.setting, rules=f"{css} {rules}".strip()))
        if len(padded.pages) == most:
            if fit.most or padded.emptiness(last=False) <= now:
                return padded
            first = padded if first is trial else first
    return first


def _with_fewer_notes(
    lay_out: Trials[Any], padded: Trial[Any], trial: Trial[Any], fit: Fit
) -> Trial[Any]:
    """The padded trial, or one in larger type where more than a page of it is for notes alone."""
    now, text = trial.setting.size, sum(page.fill for page in trial.pages[: trial.text_pages])
    if fit.most or not text or padded.notes < 2:
        return padded
    wanted = (len(padded.pages) - _SHEET) * _USUAL_FILL / text
    sizes = sorted(fit.sizes, key=lambda size: abs((size / now) ** 2 - wanted))
    for size in [size for size in sizes if size > now][:_MOST_SIZES]:
        larger = lay_out(replace(trial.setting, size=size, leading=fit.leading, begins=()))
        larger = mended(lay_out, fit, larger, trial.heights)
        full = _padded(lay_out, larger, fit)
        if len(full.pages) == len(padded.pages) and full.notes <= 1:
            return full
    return padded


def on_whole_sheets(typesetting: Typesetting, trial: Trial[Any], fit: Fit) -> Trial[Any]:
    """The trial on whole sheets where the format asks for them, else on no page too many."""
    lay_out, lows = Trials(typesetting.lay_out, _MOST_PAGES), trial.heights
    if not fit.pads:
        trial = _with_contact_apart(lay_out, _without_lonely_page(lay_out, trial, fit))
        return evened(lay_out, fit, mended(lay_out, fit, trial, lows))
    if fit.most and len(trial.pages) > fit.most:  # it is not made
        return trial
    trial = replace(mended(lay_out, fit, trial, lows), heights=lows)
    css, more = _evenly_shared(trial.document, fit.most - len(trial.pages) if fit.most else 0)
    shared = _padded(lay_out, trial, fit, css, more) if css else trial
    padded = _padded(lay_out, trial, fit) if shared is trial else shared
    return evened(lay_out, fit, _with_fewer_notes(lay_out, padded, trial, fit))
