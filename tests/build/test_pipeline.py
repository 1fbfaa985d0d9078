"""What stops an article, what does not, and what stays as it was."""

from pathlib import Path

import pytest

from handout.build.pipeline import build
from handout.build.request import Outcome
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Severity
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def said(outcome: Outcome) -> list[str]:
    return [str(finding) for finding in outcome.findings]


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below a folder, with what the files hold; hidden ones left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if not path.name.startswith(".")
    }


def test_a_sound_article_is_made_without_findings(place):
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert not outcome.findings
    assert [file.path.name for file in outcome.files] == [
        "asthma-leaflet.pdf",
        "asthma-slides.pptx",
    ]
    assert all(file.path.stat().st_size > 10_000 for file in outcome.files)
    assert [file.count > 0 for file in outcome.files] == [True, True]


def test_a_faulty_article_leaves_what_was_made_before_as_it_was(place):
    place.build(formats=("leaflet", "slides"))
    before = tree(place.output)
    place.add("::: waning\nMind.\n:::")
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert outcome.failed
    assert not outcome.files
    assert said(outcome) == [
        "content/asthma.md:23: '::: waning' is not known; did you mean '::: warning'?"
    ]
    assert tree(place.output) == before


def test_a_faulty_article_does_not_stop_the_others(tmp_path):
    place = made(tmp_path, "asthma", "burns", "cough")
    place.edit("title: Burns\n", "", "burns")
    outcomes = place.build()
    assert [outcome.failed for outcome in outcomes] == [False, True, False]
    assert place.file("asthma").exists()
    assert not place.file("burns").parent.exists()
    assert place.file("cough").exists()


def test_faults_of_front_matter_text_structure_and_pictures_come_in_one_run(place):
    place.edit("title: Asthma\n", "titel: Asthma\n")
    place.add("<b>\n\n### A\n\n##### B\n\n![](images/none.png)\n\n## Empty")
    (outcome,) = place.build()
    rules = [finding.rule for finding in outcome.findings]
    assert rules == [
        *("key-unknown", "key-missing", "raw-html", "heading-skipped"),
        *("picture", "picture-alt", "section-empty"),
    ]
    lines = [finding.line for finding in outcome.findings]
    assert lines == sorted(lines)


def test_a_review_that_was_due_is_a_warning_and_with_strict_an_error(place):
    place.edit("2028-10-01", "2026-10-02")
    (outcome,) = place.build()
    assert [finding.severity for finding in outcome.findings] == [Severity.WARNING]
    assert place.file().exists()
    place.file().unlink()
    (outcome,) = build(place.request()._replace(strict=True))
    assert outcome.failed
    assert said(outcome)[0].startswith("content/asthma.md:6: the review was due on 2026-10-02; ")
    assert not place.file().exists()


def test_an_article_that_is_not_there_is_wrong_usage(place):
    with pytest.raises(
        UsageError, match="there is no article 'burns' in content/; there are: asthma"
    ):
        place.build("burns")


@pytest.mark.parametrize("name", ["clinic.yaml", "asthma.md"])
def test_what_is_missing_from_content_stops_the_build(place, name):
    (place.content / name).unlink()
    with pytest.raises(ContentError, match="; "):
        place.build()
    assert not place.output.exists()


def test_a_language_without_words_is_told_of_and_built(place):
    place.edit("lang: en-GB", "lang: xh")
    (outcome,) = place.build()
    assert not outcome.failed
    assert said(outcome) == [
        "content/asthma.md:3: the words around the text are English, as there are none for 'xh'; "
        "copy templates/strings/en.yaml to templates/strings/xh.yaml, and translate it there"
    ]


OBSTACLES = {
    "a-file-for-output": ("output", "a file is where a folder should be", False),
    "a-file-for-the-folder": ("output/asthma", "a file is where the folder should be", False),
    "a-folder-for-the-file": (
        "output/asthma/asthma-slides.pptx/x",
        "a folder is where the file should be",
        True,
    ),
}


@pytest.mark.parametrize("name", OBSTACLES)
def test_what_is_in_the_way_of_a_file_is_told_of_and_stays(name, place):
    path, message, _ = OBSTACLES[name]
    obstacle = place.root / path
    obstacle.parent.mkdir(parents=True, exist_ok=True)
    obstacle.write_bytes(b"in the way")
    before = tree(place.output) if place.output.is_dir() else {}
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert outcome.failed
    assert len(outcome.findings) == 1
    assert outcome.findings[0].path.startswith("output")
    assert f": {message}; rename it, or move it away" in said(outcome)[0]
    assert obstacle.read_bytes() == b"in the way"
    assert (tree(place.output) if place.output.is_dir() else {}) == before


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{{ clinic.name }}", "{{ clinik.name }}", "'clinik' is undefined"),
        ("{{ clinic.name }}", "{{ clinic.name ", "end of print statement"),
        ("{{ clinic.name }}", "{% nothing %}", "unknown tag 'nothing'"),
    ],
)
def test_a_fault_in_a_template_is_told_with_file_and_line(place, old, new, expected):
    path = place.template("deck/deck.html")
    text = path.read_text("utf-8")
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    (outcome,) = place.build()
    assert outcome.failed
    assert outcome.findings[0].path == "templates/deck/deck.html"
    assert abs(outcome.findings[0].line - line) <= 1  # a tag never closed shows on the next line
    assert expected in said(outcome)[0]


LOSSES = {"slides": "deck/_slides.html", "leaflet": "_blocks.html"}


@pytest.mark.parametrize("format_", LOSSES)
def test_a_template_that_leaves_out_words_is_found_out_and_nothing_is_written(place, format_):
    path = place.template(LOSSES[format_])
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("{{ block.text }}", "{{ block.text.plain.split('. ')[0] }}"), "utf-8"
    )
    place.add("People rest. They walk a little each day. " * 5 + "They also drink water.")
    (outcome,) = place.build(formats=(format_,))
    assert outcome.failed
    assert (
        f"content/asthma.md:23: the sentence “They also drink water.” is not on the {format_}; "
        "the template left it out; get the template back from the original"
    ) in said(outcome)
    assert not place.output.exists()


def test_a_template_without_the_version_line_is_found_out(place):
    for path in map(place.template, ("_cover.html", "_version.html")):
        text = path.read_text("utf-8").replace("{{ version_parts[0] }}", "Version 2")
        path.write_text(text, "utf-8")
    (outcome,) = place.build(formats=("leaflet",))
    assert [finding.rule for finding in outcome.findings] == ["version-line"]


@pytest.mark.parametrize(("letters", "warned"), [(18, False), (200, True)])
def test_a_long_version_leaves_out_what_the_foot_of_a_slide_has_no_room_for(place, letters, warned):
    place.edit('version: "1.0"', f"version: {'x ' * letters}")
    (outcome,) = place.build(formats=("slides", "slides-pdf"))
    assert not outcome.failed
    assert ["version-line"] * warned == [one.rule for one in outcome.findings]


KINDS = {path.stem: path for path in sorted((Path(__file__).parents[1] / "kinds").glob("*.md"))}
"""One piece of Markdown of each kind."""
MIXED = [" ".join([*KINDS][start::12]) for start in range(12)]
"""Four kinds to an article, as each layout costs more than what it lays out."""


@pytest.mark.parametrize("kinds", MIXED)
def test_every_kind_of_markdown_is_shown_whole(place, kinds):
    for kind in kinds.split():
        place.add(KINDS[kind].read_text("utf-8"))
    (outcome,) = place.build(formats=("leaflet", "slides"))
    # Of kinds that meet here a note may say what the sheets cost, or how they read.
    assert [str(one) for one in outcome.findings if one.severity > Severity.NOTE] == []
    assert len(outcome.files) == 2


@pytest.mark.parametrize("format_", ["leaflet", "slides"])
def test_the_words_of_an_icon_array_cannot_be_left_out(place, format_):
    for path in map(place.template, ("_blocks.html", "deck/_notes.html", "deck/_slides.html")):
        text = path.read_text("utf-8").replace("{{ block.attributes.label }}", "")
        path.write_text(text.replace("{{ told }} ", "{{ told }}"), "utf-8")
    place.add(KINDS["an-icon-array"].read_text("utf-8"))
    (outcome,) = place.build(formats=(format_,))
    assert any("the sentence “people who cough” is not on" in one for one in said(outcome))


LEFT_OUT = {
    "a-picture": ('<img src="{{ block.source }}"', '<img src="images/logo-reversed.svg"'),
    "a-chart": (
        'data-layout="{{ planned.layout }}"',
        """data-layout="{{ planned.layout|replace('chart', 'table') }}\"""",
    ),
    "an-icon-array": ('data-shown="{{ block.attributes.n }}"', 'data-shown="1"'),
    "risks": ('data-shown="{{ one.shown }}"', 'data-shown="1"'),
    "pictures-anywhere": ("{{ cell }}{{ pictures(cell) }}", "{{ cell }}"),
}
"""By kind: what a template says, and says no longer."""


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_what_is_drawn_cannot_be_left_out_of_the_slides(place, kind):
    template = place.template("deck/_slides.html")
    text, (old, new) = template.read_text("utf-8"), LEFT_OUT[kind]
    assert old in text
    template.write_text(text.replace(old, new), "utf-8")
    place.add(KINDS[kind].read_text("utf-8"))
    place.edit("Table: Days", "", "asthma") if kind == "a-chart" else None
    (outcome,) = place.build(formats=("slides", "slides-pdf"))
    for format_ in ("slides", "slides-pdf"):
        assert any(f" is not on the {format_};" in one for one in said(outcome)), said(outcome)


MISCOUNTED = {
    "_blocks.html": (
        ("share.format(n=one.n,", "share.format(n=one.rest,"),
        ("share_not.format(n=one.rest,", "share_not.format(n=one.n,"),
        ("share.format(n=block.attributes.n,", "share.format(n=9,"),
    ),
    "deck/_slides.html": (
        ("share.format(n=one.n,", "share.format(n=one.rest,"),
        ("share_not.format(n=one.rest,", "share_not.format(n=one.n,"),
        ("<h3>{{ share }}</h3>", "<h3>9</h3>"),
    ),
}
"""By template: numbers of people, and others in their place."""


@pytest.mark.parametrize(
    ("name", "format_"),
    [("_blocks.html", "leaflet"), ("_blocks.html", "page"), ("deck/_slides.html", "slides")],
)
def test_a_template_cannot_print_another_number_of_people(place, name, format_):
    place.add("\n".join(KINDS[one].read_text("utf-8") for one in ("risks", "an-icon-array")))
    template = place.template(name)
    whole = template.read_text("utf-8")
    for right, wrong in MISCOUNTED[name]:
        assert right in whole
        template.write_text(whole.replace(right, wrong), "utf-8")
        (outcome,) = place.build(formats=(format_,))
        assert any(f"” on the {format_}" in one for one in said(outcome)), wrong


def test_no_answer_can_stand_below_another_option(place):
    template = place.template("_blocks.html")
    text = template.read_text("utf-8")
    template.write_text(text.replace("in row[1:] %}", "in row[1:]|reverse %}"), "utf-8")
    place.add(KINDS["options-in-a-few-words"].read_text("utf-8"))
    (outcome,) = place.build(formats=("leaflet", "leaflet-trifold"))
    for format_ in ("leaflet", "leaflet-trifold"):
        assert any(f" is not in its place on the {format_};" in one for one in said(outcome))


def test_a_question_and_a_subtitle_are_both_shown(place):
    place.edit("title: Asthma\n", "title: Asthma\nquestion: What is it?\nsubtitle: For adults\n")
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert said(outcome) == []


@pytest.mark.parametrize("key", ["title", "question"])
def test_a_title_or_a_question_too_long_for_a_slide_is_placed_at_its_line(place, key):
    words = ("Why it takes so long to heal after a burn or an operation " * 12).strip()
    before = "" if key == "title" else "title: Asthma\n"
    place.edit("title: Asthma\n", f"{before}{key}: {words}\n")
    (outcome,) = place.build(formats=("slides",))
    line = 2 if key == "title" else 3
    assert {finding.line for finding in outcome.findings if finding.rule == "slide-fit"} == {line}


def test_words_too_long_for_a_slide_leave_out_the_slides_and_no_leaflet(place):
    title = "Why it takes so long to heal after a burn or an operation " * 6
    place.edit("title: Asthma\n", f"title: {title.strip()}\n")
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert [file.path.suffix for file in outcome.files] == [".pdf"]
    (fault,) = (one for one in outcome.findings if one.rule == "slide-fit")
    assert fault.severity is Severity.WARNING
    assert "is too long for a slide, so the slides were not made; shorten it" in str(fault)


def test_a_picture_that_is_described_by_its_number_is_told_at_its_line_and_the_slides_are_made(
    place,
):
    place.add("![Picture 3](images/logo.svg)")
    (outcome,) = place.build(formats=("slides",))
    line = place.article().read_text("utf-8").split("\n").index("![Picture 3](images/logo.svg)") + 1
    assert [(one.rule, one.line) for one in outcome.findings] == [("picture-alt", line)]
    assert not outcome.failed
