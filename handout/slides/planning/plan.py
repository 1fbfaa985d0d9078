"""The plan of a deck: which blocks of the article stand on which slide, as data.

Every block stands whole on a slide of the story, which is shown, or of the appendix, which is
hidden and a click away. Only this package of `slides` knows the article; the template writes what
is planned here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from handout.model.article import (
    Article,
    Footnote,
    Grid,
    Heading,
    Text,
    article_blocks,
    grids,
    texts,
    texts_of,
)
from handout.model.errors import ContentError
from handout.model.findings import Finding, Severity
from handout.model.shares import Share, shares
from handout.slides.planning.chapters import Chapter, chapters
from handout.slides.planning.emergency import alarms
from handout.slides.planning.flow import (
    Blocks,
    Line,
    about,
    drawn,
    plain,
    referred,
    warnings,
    words,
)
from handout.slides.planning.packing import PlannedSlide, headed, slides
from handout.slides.planning.pieces import Rules, drawn_pieces, links, units, unknown
from handout.slides.planning.selection import Told, bound, selected

_AGENDA_FROM = 4
"""From so many sections on there is a slide of what will be talked about."""
_AGENDA_TWICE_FROM = 15
"""From so many on it may take two slides."""
AGENDA, CONTACT, _APART = "/agenda", "/contact", "/more"
"""What links call the slide of the sections, the last of the story, and that of the sections which
are in the appendix alone. No heading has a name with a stroke in front."""


class SlideGroup(Struct, frozen=True):
    """The slides of a PowerPoint section."""

    section: str
    slides: tuple[PlannedSlide, ...]
    notes: Blocks = ()
    """What the speaker notes of its first slide say."""
    footnotes: tuple[Footnote, ...] = ()
    """Those that the notes refer to, and no slide."""
    icon: str = ""
    hidden: bool = False
    """Whether it is left out of the show, and reached by links."""


class DeckPlan(Struct, frozen=True):
    """The slides between the title and the contact, and those behind it."""

    story: tuple[SlideGroup, ...]
    appendix: tuple[SlideGroup, ...] = ()
    more: str = ""
    """The detail slide that nothing else leads to, for a link from the contact."""
    notes: Blocks = ()
    """What the notes of the contact say besides."""
    footnotes: tuple[Footnote, ...] = ()
    """Those that nothing else refers to."""
    cut: tuple[Chapter, ...] = ()
    """The chapters of prose of which the story shows how they begin."""


def slide_grids(slide: PlannedSlide) -> Iterator[tuple[int, Grid]]:
    """Every text of a slide in order, its title first, without its footnotes."""
    yield 0, ((slide.title,),)
    for held in (slide.blocks, *slide.columns):
        yield from grids(held, "deck")


class Layer(NamedTuple):
    """What the slides of the story show, or those of the appendix."""

    grids: list[tuple[int, Grid]]
    """In order."""
    footnotes: list[Line]
    """Wherever their slides have room for them."""
    shares: list[Share]
    """Numbers of people that are drawn."""


def layers(plan: DeckPlan) -> Iterator[Layer]:
    """The story and the appendix."""
    for groups in (plan.story, plan.appendix):
        slides_ = [slide for group in groups for slide in group.slides]
        notes = [note for slide in slides_ for note in slide.footnotes]
        held = (blocks for slide in slides_ for blocks in (slide.blocks, *slide.columns))
        yield Layer(
            [line for slide in slides_ for line in slide_grids(slide)],
            [line for note in notes for line in texts(note.blocks, "deck")],
            [one for blocks in held for one in shares(blocks, "deck")],
        )


def _list_of(chapters: Sequence[Chapter], name: str, title: Text) -> SlideGroup:
    """A slide with links to sections: all of the story, or those in the appendix alone."""
    is_agenda = name == AGENDA
    held = links([(one.title, one.name) for one in chapters], ordered=is_agenda)
    slide = PlannedSlide(held.layout or "bullets", title, held.blocks, held.columns, names=(name,))
    slide = replace(slide, back="" if is_agenda else CONTACT)
    return SlideGroup(title.plain, (slide,), hidden=not is_agenda)


def _in_notes(told: Told) -> Blocks:
    """A chapter that is on no slide."""
    line, title, name = told.chapter.line, told.chapter.title, told.chapter.name
    return (Heading(line, title, 3, name), *headed(told.left))


def _story(told: Told, appendix: bool) -> SlideGroup:
    """The slides of a chapter that are shown; without an appendix the notes say the rest."""
    chapter = told.chapter
    # The title of the lead is ours, and need not be said.
    made = list(slides(told.story, chapter.title, is_detail=chapter.is_lead))
    more = appendix and bool(told.left)
    # What is told here and in the appendix is called there.
    there = {one.heading.id for one in told.left if one.heading} if more else set()
    names = [tuple(name for name in one.names if name not in there) for one in made]
    names[0] = (chapter.name, *names[0])
    made = [replace(one, names=held) for one, held in zip(made, names, strict=True)]
    if more:
        plain_ones = [n for n, one in enumerate(made) if one.layout not in ("warning", "key")]
        last = plain_ones[-1] if plain_ones else -1
        held = (*made[last].names, told.origin)
        made[last] = replace(made[last], more=told.details, names=held)
    notes = chapter.notes if appendix else (*chapter.notes, *headed(told.left))
    return SlideGroup(chapter.title.plain, tuple(made), notes, icon=chapter.icon)


def _details(told: Told, back: str, rules: Rules) -> SlideGroup:
    """The slides of a chapter that are hidden; `back` is the one that leads to them."""
    chapter = told.chapter
    title = about(rules.strings["more_about"], chapter.title)
    made = list(slides(told.left, title if told.story else chapter.title, bool(told.story)))
    made[0] = replace(made[0], names=(told.details, *made[0].names))
    notes, icon = ((), "") if told.story else (chapter.notes, chapter.icon)
    held = tuple(replace(one, back=back) for one in made)
    return SlideGroup(title.plain, held, notes, icon=icon, hidden=True)


def _referred(lines: Iterable[Line], footnotes: Sequence[Footnote]) -> tuple[Footnote, ...]:
    """The footnotes that texts refer to."""
    marks = referred(lines)
    return tuple(note for note in footnotes if note.number in marks)


def _in_words(notes: Iterable[Footnote], rules: Rules) -> tuple[Footnote, ...]:
    """Footnotes as they stand below words."""
    return tuple(replace(one, blocks=tuple(words(one.blocks, rules.strings))) for one in notes)


def _with_footnotes(
    group: SlideGroup, footnotes: Sequence[Footnote], rules: Rules, seen: set[int]
) -> SlideGroup:
    """The group, each slide and the notes with the footnotes that their words refer to.

    What is drawn in a footnote has a slide behind the first that refers to it; `seen` keeps those.
    """
    made = list[PlannedSlide]()
    for one in group.slides:
        held = _referred(texts_of(slide_grids(one)), footnotes)
        made.append(replace(one, footnotes=_in_words(held, rules)))
        fresh = (block for note in held if note.number not in seen for block in note.blocks)
        pieces = tuple(drawn_pieces(fresh, rules))
        behind = slides(pieces, one.title, is_detail=True) if pieces else ()
        made += (replace(more, title=one.title, back=one.back) for more in behind)
        seen.update(note.number for note in held)
    shown = {note.number for one in made for note in one.footnotes}
    said = _referred(texts(group.notes, "deck"), footnotes)
    left = tuple(note for note in said if note.number not in shown)
    return replace(group, slides=tuple(made), footnotes=left)


def article_drawn(article: Article) -> Iterator[tuple[int, str]]:
    """What the slides are to draw of an article, with its lines, by the names of proofs."""
    for run in article.all_runs:
        yield from drawn(run)


def notes_drawn(plan: DeckPlan, article: Article) -> Iterator[str]:
    """What only the notes tell of, in words."""
    groups = (*plan.story, *plan.appendix)
    notes = (plan.footnotes, *(group.footnotes for group in groups))
    left = {note.number for held in notes for note in held}
    for blocks in (plan.notes, *(group.notes for group in groups)):
        yield from (name for _, name in drawn(blocks))
    for note in article.footnotes:
        yield from (name for _, name in drawn(note.blocks) if note.number in left)


def _noted(
    story: Iterable[SlideGroup], notes: Iterable[Footnote], rules: Rules
) -> Iterator[SlideGroup]:
    """The warnings in footnotes that the story has nowhere else."""
    there = {note.number for group in story for one in group.slides for note in one.footnotes}
    lost = tuple(w for one in notes if one.number not in there for w in warnings(one.blocks))
    if lost:
        title = plain(rules.strings["warning"])
        pieces = tuple(piece for unit in units(lost, rules) for piece in unit)
        yield SlideGroup(title.plain, tuple(slides(pieces, title)))


def _finished(made: DeckPlan, article: Article, rules: Rules) -> DeckPlan:
    """The plan with all footnotes; those that nothing refers to are said at the end."""
    notes, seen = article.footnotes, set[int]()
    story, appendix = (
        tuple(_with_footnotes(group, notes, rules, seen) for group in groups)
        for groups in (made.story, made.appendix)
    )
    story = (*story, *_noted(story, notes, rules))
    groups = (*story, *appendix)
    told = [one.footnotes for group in groups for one in group.slides]
    told += [group.footnotes for group in groups]
    shown = {note.number for held in told for note in held}
    left = tuple(note for note in notes if note.number not in shown)
    return replace(made, story=story, appendix=appendix, footnotes=left)


def _check(article: Article) -> None:
    """Raises ContentError for each block of a kind that cannot be planned."""
    advice = "add it to the table in handout/slides/planning/pieces.py"
    faults = [
        Finding("slide-plan", f"the slides have no plan for '{kind}'", advice, article.path, line)
        for kind, line in unknown(article_blocks(article))
    ]
    if faults:
        raise ContentError(dict.fromkeys(faults))


def remarks(plan: DeckPlan, article: Article, count: int) -> Iterator[Finding]:
    """What is to be said of a story of so many slides, the title and the contact counted."""
    most, kind = bound(article), Severity.WARNING
    if plan.appendix and count > most:
        message = f"the slides that are shown are {count}; more than {most} are hard to follow"
        advice = "put {.hidden} behind headings of sections that need not be told, or join sections"
        yield Finding("story-long", message, advice, article.path, severity=kind)
    if plan.cut:
        names = " and ".join(f"“{one.title}”" for one in plan.cut[:3])
        more = f" and {len(plan.cut) - 3} more" if len(plan.cut) > 3 else ""
        message = f"the slides show no more than the beginning of {names}{more}"
        advice = "mark what matters with '::: key' or '::: slides', or write lists and sub-headings"
        line, kind = plan.cut[0].line, Severity.NOTE
        yield Finding("story-cut", message, advice, article.path, line, kind)


def plan(article: Article, strings: Mapping[str, str], appendix: bool = True) -> DeckPlan:
    """The slides between the title and the contact; raises ContentError for an unknown block.

    Without an appendix the speaker notes hold what is on no slide.
    """
    _check(article)
    noted = frozenset(one.number for one in article.footnotes if any(warnings(one.blocks)))
    rules = Rules(strings, alarms(strings["emergency"], article.front.title), noted=noted)
    every = list(chapters(article, rules))
    count = sum(not (one.is_apart or one.is_lead) for one in every)
    has_agenda, is_long = count >= _AGENDA_FROM, count >= _AGENDA_TWICE_FROM
    if article.front.slides == "full":
        told = [Told(one, one.pieces, ()) for one in every]
    else:
        told = selected(every, bound(article) - 2 - has_agenda - is_long, rules)
    listed = [one.chapter for one in told if one.story and not one.chapter.is_lead]
    agenda = plain(strings["agenda"])
    first = [_list_of(listed, AGENDA, agenda)] if has_agenda and listed else []
    story = (*first, *(_story(one, appendix) for one in told if one.story))
    cut = tuple(one.chapter for one in told if one.is_cut)
    if not appendix:
        left = tuple(b for one in told if not one.story for b in _in_notes(one))
        return _finished(DeckPlan(story, notes=left, cut=cut), article, rules)
    apart = [one for one in told if one.left and not one.story]
    more = apart[0].details if len(apart) == 1 else _APART if apart else ""
    listed = [one.chapter for one in apart]
    title = plain(strings["more"])
    details = [_list_of(listed, _APART, title)] if more == _APART else []
    for one in told:
        if one.left:
            back = one.origin if one.story else _APART if more == _APART else CONTACT
            details.append(_details(one, back, rules))
    return _finished(DeckPlan(story, tuple(details), more, cut=cut), article, rules)
