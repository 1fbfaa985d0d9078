"""Articles and the slides that are planned for them: an article in, one line a slide out.

A storyboard is read by a person before it is committed; `pytest --renew-goldens` writes it anew.
"""

from typing import ClassVar

import pytest
from msgspec import Struct
from msgspec.structs import replace

from handout.model.article import (
    Article,
    Block,
    Code,
    Definition,
    Definitions,
    Directive,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from handout.model.errors import ContentError
from handout.slides.layouts import LAYOUTS
from handout.slides.planning.packing import PlannedSlide
from handout.slides.planning.plan import plan
from handout.source.markdown.directives import DIRECTIVES
from tests.support.outline import parsed
from tests.support.storyboards import STORYBOARDS, STRINGS, read


def line(block: Block) -> str:  # noqa: PLR0911  # a case for each kind of block
    """A block in a line."""
    match block:
        case Paragraph(text=text):
            return text.plain.replace("\n", " = ")
        case Heading(text=text):
            return f"*{text}*"
        case Code(text=text):
            return " / ".join(text.plain.splitlines())
        case List(items=items, ordered=ordered, start=start):
            marks = [f"{n}." if ordered else "•" for n in range(start, start + len(items))]
            held = zip(marks, (lines(item.blocks) for item in items), strict=True)
            return f"[{' '.join(' '.join(one) for one in held)}]"
        case Table(rows=rows):
            return f"<table of {len(rows)} rows>"
        case Figure(source=source, caption=caption):
            return f"<picture {source}: {caption or 'no caption'}>"
        case Directive(name="options", blocks=(Table(rows=rows, head=head),)):
            return f"<{len(head) - 1} options by {len(rows)} questions>"
        case Directive(attributes=shown):
            return f"<{shown['n']} of {shown['of']} {shown['label']}>"
    raise AssertionError(block)


def lines(blocks: tuple[Block, ...]) -> str:
    return " ".join(map(line, blocks))


def row(slide: PlannedSlide) -> str:
    held = " | ".join(map(lines, slide.columns)) or lines(slide.blocks)
    notes = "".join(f" ({note.number} {lines(note.blocks)})" for note in slide.footnotes)
    led = f" → {slide.more}" if slide.more else f" ← {slide.back}" if slide.back else ""
    return f"  {slide.layout:13}  {slide.title} — {held}{notes}{led}"


def storyboard(article: Article, strings=STRINGS, appendix: bool = True) -> str:
    """A line for each section, and one for each slide: layout, title, what it shows."""
    made, planned = [], plan(article, strings, appendix)
    for hidden, groups in ((False, planned.story), (True, planned.appendix)):
        for group in groups:
            icon = f" ({group.icon})" if group.icon else ""
            made.append(f"{'hidden: ' if hidden else ''}{group.section}{icon}\n")
            made += [f"{row(slide)}\n" for slide in group.slides]
            made += [f"  notes          {lines(group.notes)}\n"] if group.notes else []
    made += [f"notes          {lines(planned.notes)}\n"] if planned.notes else []
    return "".join(made)


@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: path.stem)
def test_the_slides_of_an_article_are_those_of_its_storyboard(path, request):
    made, expected = storyboard(read(path)), path.with_suffix(".txt")
    if request.config.getoption("--renew-goldens"):
        expected.write_text(made, "utf-8")
    assert made == expected.read_text("utf-8")


def test_every_layout_but_those_of_the_template_and_the_writer_is_in_a_storyboard():
    planned = {
        slide.layout
        for path in STORYBOARDS
        for group in (*plan(read(path), STRINGS).story, *plan(read(path), STRINGS).appendix)
        for slide in group.slides
    }
    # The wide ones are taken where words do not fit.
    others = {"title", "closing", "contact", "wide", "wide-warning"}
    assert planned | others == LAYOUTS.keys()


class Map(Struct, frozen=True):
    """A kind of block that the slides do not know."""

    kind: ClassVar = "map"
    line: int = 7


WORDS = (Paragraph(1, Text("Words.", "Words.")),)
PLACES = {
    "section": lambda block: block,
    "list": lambda block: List(1, (Item(1, (*WORDS, block)),)),
    "quote": lambda block: Quote(1, (*WORDS, block)),
    "definitions": lambda block: Definitions(1, (Definition(1, Text("A", "A"), (block,)),)),
    "key": lambda block: Directive(1, "key", (*WORDS, block)),
    "column": lambda block: Directive(1, "columns", (Directive(1, "column", (block,)),)),
}


@pytest.mark.parametrize("inside", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(
    ("block", "name"), [(Directive(7, "exercise", WORDS), "::: exercise"), (Map(), "map")]
)
def test_what_is_not_planned_is_an_error_wherever_it_stands(block, name, inside):
    article = parsed("## Moves\n\nWords.\n").article
    (section,) = article.sections
    sections = (replace(section, blocks=(inside(block),)),)
    with pytest.raises(ContentError) as error:
        plan(replace(article, sections=sections), STRINGS)
    assert str(error.value) == (
        f"content/a.md:7: the slides have no plan for '{name}'; "
        "add it to the table in handout/slides/planning/pieces.py"
    )


def test_each_directive_of_an_article_is_planned():
    for name in DIRECTIVES:
        block = Directive(1, name, WORDS, {"n": "1", "of": "9", "label": "people"})
        section = Section(1, "s", Text("S", "S"), (block,))
        article = replace(parsed("Words.").article, sections=(section,))
        assert plan(article, STRINGS)


PROSE = " ".join(["Skin heals by itself, and it takes some weeks until all is well again."] * 6)
LONG = "\n\n".join([PROSE] * 8)


def told(body: str, **changed: bool) -> str:
    return storyboard(parsed(body).article, **changed)


def test_without_an_appendix_the_notes_of_the_section_say_the_rest_once():
    made = told(f"## Healing\n\nFirst of all.\n\n{LONG}\n\n## Later\n\nLast.", appendix=False)
    assert "hidden" not in made
    assert made.count(PROSE) == 8
    assert made.index("  notes ") < made.index("Later")


def test_a_section_that_is_hidden_is_in_the_appendix_but_for_what_warns():
    made = told("## Costs {.hidden}\n\nIt is free.\n\n::: warning\nAsk first.\n:::")
    shown, hidden = made.split("hidden: ")
    assert "Ask first." in shown
    assert "It is free." in hidden
    assert "It is free." not in shown


@pytest.mark.parametrize("heading", ["References", "sources:", "Costs {.reference}", "Licence"])
def test_a_section_of_sources_is_in_the_appendix(heading):
    made = told(f"## Healing\n\nIt heals.\n\n## {heading}\n\nA book of 2026.")
    assert "A book of 2026." in made.split("hidden: ")[1]


def test_a_section_that_must_be_shown_is_told_though_its_heading_says_sources():
    assert "hidden" not in told("## Sources {.shown}\n\nA book of 2026.")


def test_what_the_author_wants_on_the_slides_replaces_the_prose():
    made = told(f"## Healing\n\n{PROSE}\n\n::: slides\nIt takes weeks.\n:::\n\nMore of it.")
    shown, hidden = made.split("hidden: ")
    assert "It takes weeks." in shown
    assert PROSE not in shown
    assert PROSE in hidden
    assert "More of it." in hidden


ALARMS = (
    "Call 999 if it bleeds.",
    "In an emergency go to hospital.",
    "Call us, whatever the hour, immediately.",
    "Do not stop taking your tablets.",
    "Ring your midwife at once if your waters break.",
    "Get medical help straight away if your lips swell.",
    "You can die of this.",
    "Ring the Samaritans on 116 123.",
)


@pytest.mark.parametrize("alarm", ALARMS)
def test_what_tells_of_an_emergency_is_in_the_story_as_a_warning(alarm):
    made = told(f"## Healing\n\n{LONG}\n\n{alarm}\n\n{LONG}")
    assert f"  warning        Healing — {alarm}" in made.split("hidden: ", maxsplit=1)[0]


HARMLESS = (
    "Take 999.5 mg.",
    "Call 01632 960999.",
    "Our phone is 01632 911 999.",
    "Page 1-112.",
    "Ask if you can do an emergency stop.",
    "The emergency department sees 4,000 children.",
    "Please do not call 999 to change an appointment.",
    "You do not need to go to A&E with a cold.",
    "When you go to hospital, bring your tablets.",
)


@pytest.mark.parametrize("words", HARMLESS)
def test_what_only_sounds_like_an_emergency_is_no_alarm(words):
    assert "warning" not in told(f"## Healing\n\n{words}")


def test_a_heading_that_warns_makes_all_below_it_a_warning():
    made = told("## Call 999 if you\n\n- are faint\n- bleed\n\nBabies can have it too.")
    assert (
        "  warning        Call 999 if you — [• are faint • bleed] Babies can have it too." in made
    )


def test_sources_warn_of_nothing():
    body = "- Do not stop taking: a study.\n\nIf it bleeds, call 999."
    made = told(f"## Healing\n\nIt heals.\n\n## Sources\n\n{body}")
    shown, hidden = made.split("hidden: ")
    assert "a study" in hidden
    assert "call 999" in shown


def test_a_sentence_behind_a_list_stays_with_it():
    items = "\n".join(f"- Thing {n} that is said with quite some words here" for n in range(40))
    made = told(f"## Food\n\nFirst.\n\nThese are safe:\n\n{items}\n\nUnless you are pregnant.")
    assert "Unless you are pregnant." not in made.split("hidden: ")[0]


def test_a_slide_of_a_deep_heading_says_what_it_stands_below():
    parts = ("### Metformin", LONG, "#### When to begin", LONG, "### Others", LONG)
    body = "\n\n".join(parts)
    assert "Metformin: When to begin" in told(f"## Treatment\n\n{body}")


def test_without_an_appendix_the_notes_say_the_headings_of_sources():
    made = told("## Healing\n\nIt heals.\n\n## Licence\n\nFree.", appendix=False)
    assert "notes          *Licence* Free." in made


def test_what_the_title_is_about_is_no_alarm():
    article = parsed("## How it works\n\nThe emergency pill is a tablet.").article
    front = replace(article.front, title="Emergency contraception")
    assert "warning" not in storyboard(replace(article, front=front))


def test_a_list_is_in_the_appendix_with_the_paragraph_that_introduces_it():
    items = "\n".join(f"- Thing {n} that is said with quite some words here" for n in range(40))
    made = told(f"## Healing\n\nFirst.\n\nYou cannot have it with any of these\n\n{items}")
    assert "You cannot have it" not in made.split("hidden: ")[0]


@pytest.mark.parametrize("count", [0, 1, 3, 8, 30])
def test_the_story_has_no_more_slides_than_can_be_followed(count):
    body = "".join(f"\n\n## Section {n}\n\n{LONG}\n\n- One\n- Two" for n in range(count))
    planned = plan(parsed(f"{LONG}{body}").article, STRINGS)
    shown = 2 + sum(len(group.slides) for group in planned.story)
    assert shown <= min(20, 5 + 1.5 * count)


def test_all_is_shown_in_its_order_with_slides_in_full():
    article = parsed(f"## Healing\n\n{LONG}\n\n## Sources\n\nA book.").article
    front = replace(article.front, slides="full")
    made = storyboard(replace(article, front=front))
    assert "hidden" not in made
    assert made.count(PROSE) == 8


def names(article: Article) -> list[str]:
    planned = plan(article, STRINGS)
    groups = (*planned.story, *planned.appendix)
    return [name for group in groups for slide in group.slides for name in slide.names]


@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: path.stem)
def test_each_link_leads_to_one_slide(path):
    article = read(path)
    planned = plan(article, STRINGS)
    slides = [one for group in (*planned.story, *planned.appendix) for one in group.slides]
    there = names(article)
    assert len(there) == len(set(there))
    targets = {one.more or one.back for one in slides} - {"", "/contact"}
    assert targets <= set(there)


def test_headings_like_the_names_of_slides_take_no_links_from_them():
    heads = ("Agenda", "Contact", "More", "Lead", "Sources")
    article = parsed("First.\n\n" + "\n\n".join(f"## {head}\n\nWords." for head in heads)).article
    planned = plan(article, STRINGS)
    groups = (*planned.story, *planned.appendix)
    found = [name for group in groups for slide in group.slides for name in slide.names]
    assert len(found) == len(set(found))
    assert {slide.back for group in planned.appendix for slide in group.slides} == {"/contact"}
