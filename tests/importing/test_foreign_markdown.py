"""Markdown that other programs wrote, as articles."""

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handout.importing import foreign_markdown
from handout.importing.articles import Imported
from handout.importing.foreign_markdown import from_markdown
from handout.model.errors import ContentError
from handout.model.findings import has_errors
from handout.source.reading import parse
from tests.support.word_files import body_of, png, told

BODY = "The wound heals in about ten days."


def read(text: str, folder: Path = Path(), name: str = "wound-care.md") -> Imported:
    return from_markdown(text.encode(), name, "wound-care", folder)


def front_of(made: Imported) -> list[str]:
    return made.text.split("\n---\n")[0].split("\n")


HUGO = '+++\ntitle = "Wound care"\nlastmod = 2024-05-01\nauthor = "Dr Example"\nweight = 3\n+++\n'
TITLE = "---\ntitle: Wound care\n"
FRONTS = {
    "Hugo": HUGO,
    "Jekyll": f"{TITLE}layout: page\nlast_modified_at: 2024-05-01\nauthor: Dr Example\n---\n",
    "Quarto": f"{TITLE}author:\n  - name: Dr Example\ndate: 2024-05-01\nformat: html\n---\n",
    "Pandoc": "% Wound care\n% Dr Example\n% 2024-05-01\n",
}


@pytest.mark.parametrize("program", FRONTS)
def test_front_matter_is_taken_over_and_dates_are_only_proposed(program: str) -> None:
    lines = front_of(read(f"{FRONTS[program]}\n{BODY}\n"))
    assert lines[1] == 'title: "Wound care"'
    assert 'authors: ["Dr Example"]' in lines
    assert lines[lines.index("reviewed:") - 1].startswith("# proposed: 2024-05-01")


def test_keys_that_nobody_knows_here_are_kept_below_x_and_nothing_is_said_of_them() -> None:
    text = "---\ntitle: Wound care\nmenu:\n  main: {weight: 3}\ntags: [a, b]\n---\n"
    result = read(f"{text}{BODY}\n")
    assert {"x-menu:", "x-tags:"} <= set(front_of(result))
    reading = parse(result.text.encode(), "content/wound-care.md", "wound-care")
    assert {one.rule for one in reading.findings} == {"draft"}


def test_broken_front_matter_is_read_line_by_line() -> None:
    assert 'title: "Wounds: a guide"' in front_of(read(f"---\ntitle: Wounds: a guide\n---\n{BODY}"))


def test_lines_of_broken_front_matter_that_are_no_keys_are_kept() -> None:
    front = front_of(read(f"---\ntitle: Wounds: a guide\ntags:\n  - burns\n---\n{BODY}"))
    assert "x-unread: '- burns'" in front


def test_an_endless_value_of_front_matter_is_told() -> None:
    result = read(f"---\ntitle: Wounds\nicon: {'a' * 10_001}\n---\n{BODY}")
    assert told(result, "left out") == ["“icon”, which is longer than 10,000 characters"]


def test_a_heading_above_all_others_is_the_title_and_no_level_is_skipped() -> None:
    result = read(f"# Wound care\n\n{BODY}\n\n#### At home\n\n{BODY}\n\n###### Bath\n\n{BODY}\n")
    assert 'title: "Wound care"' in front_of(result)
    heads = [line for line in body_of(result).split("\n") if line.startswith("#")]
    assert heads == ["## At home", "### Bath"]


HTML = {
    "<h2 class='x'>At home</h2>": "## At home",
    "<div class='lead'><p>Rest <b>now</b>.</p></div>": "Rest **now**.",
    "<ul><li>one</li><li>two<ul><li>a</li></ul></li></ul>": "- one\n- two\n  - a",
    "<ol start='3'><li>three</li><li>four</li></ol>": "3. three\n4. four",
    "<table><tr><th>Day</th><th>Dose</th></tr><tr><td>1</td><td>5 mg</td></tr></table>": (
        "| Day | Dose |\n| --- | --- |\n| 1 | 5 mg |"
    ),
    "<table><tr><th>A</th><th>B</th></tr><tr><td rowspan='2'>x</td><td>1</td></tr>"
    "<tr><td>2</td></tr></table>": "| A | B |\n| --- | --- |\n| x | 1 |\n| x | 2 |",
    'Call <a href="tel:999">999</a>.': "Call [999](tel:999).",
    'See [us](https://example.org/a_(b)).': "See [us](https://example.org/a_(b)).",
    "See [our page](/skin/wounds/).": "See our page.",
    "One.<br>\nTwo.": "One.\\\nTwo.",
    "{{< youtube abc >}}Words {% include x.html %}stay.": "Words stay.",
    "<script>track()</script>\n\nWords stay.": "Words stay.",
    "```\n<b>{{< as is >}}</b>\n```": "```\n<b>{{< as is >}}</b>\n```",
    '!!! warning "Stop"\n    Call us.\n\nNext.': "::: warning\n**Stop**\n\nCall us.\n:::\n\nNext.",
    "## **At home**": "## At home",
    '!!! tip\n    Rest.\n\nNext.': "> **Tip**\n>\n> Rest.\n\nNext.",
    "<b>Rest</b>. Type `<b>{{< as is >}}</b>` so.": "**Rest**. Type `<b>{{< as is >}}</b>` so.",
    '!!! note ""\n    ``` sh\n    <b>\n    ```\n\nNext.': "> ``` sh\n> <b>\n> ```\n\nNext.",
    "- <b>one</b>\n\n    goes on\n\n    1. deep": "- **one**\n\n    goes on\n\n    1. deep",
    "[^1]:\n    The note.\n\n<b>Words.[^1]</b>": "[^1]: The note.\n\n**Words.[^1]**",
    "import Tabs from '@theme/Tabs';\n\nWords stay.": "Words stay.",
    "+---+-------+\n| A | Dose  |\n+===+=======+\n| 1 | 5 mg  |\n|   |- a\\|b |\n+---+-------+": (
        "| A | Dose |\n| --- | --- |\n| 1 | 5 mg<br>- a\\|b |"
    ),
    "+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+": (
        "|  |  |\n| --- | --- |\n| a | b |\n| c | d |"
    ),
}  # fmt: skip


@pytest.mark.parametrize("written", HTML)
def test_html_and_marks_of_other_programs_are_markdown(written: str) -> None:
    text = body_of(read(f"---\ntitle: Wound care\n---\n\n{BODY}\n\n{written}\n"))
    assert text.removeprefix(BODY).strip("\n") == HTML[written]


@pytest.mark.parametrize("marks", ["a. b.", "i. ii.", "(@) (@)", "#. #.", "(1) (2)"])
def test_a_list_that_markdown_does_not_know_is_told(marks: str) -> None:
    first, second = marks.split()
    left = " ".join(told(read(f"{BODY}\n\n{first} one\n{second} two\n"), "to do"))
    assert f"“{first} one”" in left


DRAWN = {
    "cells that span": "+---+---+\n| a | b |\n+---+---+\n| both  |\n+---+---+",
    "no lines between rows": "  Right     Left\n-------     ------\n     12     12",
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_table_that_stays_drawn_is_told_at_its_line(name: str) -> None:
    result = read(f"{BODY}\n\n{DRAWN[name]}\n")
    remark = next(one for one in result.remarks if "a table drawn with" in one.words)
    assert "---" in result.text.split("\n")[remark.line - 1]
    assert result.census.lost == ()


PIECES = st.sampled_from(
    (
        *("{w}", "**{w}**", "<b>{w}</b>", "`{w} <b>`", "[{w}](/ours/)", "[{w}](https://a.org)"),
        *("<span class='x'>{w}</span>", "![{w}](x.png)", "{{{{< code {w} >}}}}", "{w}<br>\n{w}"),
    )
)
SHELLS = st.sampled_from(
    (
        *("{w}", "# {w}", "- {w}\n\n    {w}", "> {w}", "```\n{w}\n```", "| {w}\n| {w}"),
        *("<ul><li>{w}</li></ul>", "<table><tr><th>{w}</th><td>{w}</td></tr></table>"),
        *("<p>{w}</p>\n<p>{w}</p>", "<div>\n    {w}\n</div>", "<!-- {w} -->", "<h2>{w}</h2>"),
        *(
            '!!! tip "{w}"\n    {w}\n',
            "::: note\n{w}\n:::",
            "| {w} | b |\n| --- | --- |\n| c | {w} |",
        ),
        *("+---+\n| {w} |\n+---+", "<details><summary>{w}</summary>{w}</details>", "{w}\n===="),
    )
)
WORDS = st.sampled_from(("dose", "5 mg", "Größe", "two words", "a|b", "x_y_z", "1.5", "بعد"))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.tuples(SHELLS, PIECES, WORDS), min_size=1, max_size=5))
def test_no_word_of_markdown_is_lost(blocks) -> None:
    filled = [shell.replace("{w}", piece.format(w=word)) for shell, piece, word in blocks]
    result = read("\n\n".join([BODY, *filled]) + "\n")
    assert result.census.lost == ()


def test_a_word_that_an_import_loses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_markdown, "_phrases", lambda text: text.replace("ten", ""))
    assert read(f"{BODY}\n").census.lost == ("ten",)


def test_what_is_left_out_is_told() -> None:
    result = read(f"{BODY}\n\n[ours](/skin/)\n\n{{{{< youtube abc >}}}}\n")
    left = " ".join(told(result, "left out"))
    assert "/skin/" in left
    assert "youtube abc" in left


def test_pictures_in_the_text_and_beside_the_file_are_written_beside_the_article(
    tmp_path: Path,
) -> None:
    data = png().getvalue()
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "wound.png").write_bytes(data)
    inline = f"[image1]: <data:image/png;base64,{base64.b64encode(data).decode()}>"
    text = f"{BODY}\n\n![][image1]\n\n![a wound](img/wound.png)\n\n![x](../up.png)\n\n{inline}\n"
    (tmp_path.parent / "up.png").write_bytes(data)
    result = read(text, tmp_path)
    assert set(result.pictures.values()) == {data}
    assert "![TODO: say what it shows](images/wound-care-1.png)" in result.text
    assert "![a wound](images/wound-care-2.png)" in result.text
    assert any("'../up.png' is not beside the file" in one for one in told(result, "to do"))
    reading = parse(result.text.encode(), "content/wound-care.md", "wound-care")
    assert not has_errors(reading.findings)


@pytest.mark.parametrize("text", ["", "---\ntitle: x\n---\n", "<script>x</script>"])
def test_a_file_of_no_words_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="it has no words"):
        read(text)
