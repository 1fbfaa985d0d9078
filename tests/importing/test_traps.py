"""What old leaflets have in them, each as Word writes it, and the Markdown that it becomes."""

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from handout.importing.articles import from_word
from handout.source.reading import parse
from tests.support.hostile_packages import packed, parts_of, tied
from tests.support.word_files import (
    BODY,
    MAIN,
    altered,
    body_of,
    imported,
    made,
    of_xml,
    paragraph,
    png,
    raw,
    run,
    saved,
    told,
)

BOLD = "<w:b/>"
RAISED, LOWERED = (f'<w:vertAlign w:val="{one}script"/>' for one in ("super", "sub"))
HYPHENS = "<w:r><w:softHyphen/><w:t>X</w:t><w:noBreakHyphen/></w:r>"
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")
)
QUOTED = "“So” 'so' \"so\" it's"


def written(*elements: str) -> str:
    return body_of(imported(of_xml(paragraph(run("Title"), properties=TITLE), *elements)))


TITLE = '<w:pStyle w:val="Title"/>'
PHRASES = {
    "raised words keep their place": (
        [run("Take 10"), run("9", RAISED), run(" cells of H"), run("2", LOWERED), run("O now.")],
        "Take 10^9^ cells of H~2~O now.",
    ),
    "a bold word keeps the spaces around it outside": (
        [run("Do "), run("not ", BOLD), run("drive.")],
        "Do **not** drive.",
    ),
    "a bold part of a word is read as such": (
        [run("(", ""), run("un", BOLD), run("safe)")],
        "(**un**safe)",
    ),
    "a bold label before a word without a space": (
        [run("Note:", BOLD), run("rest")],
        "<strong>Note:</strong>rest",
    ),
    "runs that look alike are one": (
        [run("very", BOLD), run(" ", ""), run("bad", BOLD), run(" day.")],
        "**very bad** day.",
    ),
    "signs of Markdown are only signs": (
        [run("5 * 3 [see] #1 _x_ a_b <5 mg> ~ {x} `y` 1^2")],
        r"5 \* 3 \[see\] #1 \_x\_ a_b \<5 mg\> \~ \{x\} \`y\` 1\^2",
    ),
    "a sentence that begins like a list is none": ([run("2024. That was a year.")], None),
    "a sign of Wingdings": (
        [run("Yes "), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', run(" done")],
        "Yes ✓ done",
    ),
    "words in the font Symbol are Greek": (
        [run("5 "), run("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), run("g of it")],
        "5 μg of it",
    ),
    "soft hyphens go, and firm ones stay": (
        [run("para\u00adcetamol"), HYPHENS, run("ray")],
        "paracetamolX\N{NON-BREAKING HYPHEN}ray",
    ),
    "hard spaces stay": ([run("Take 5\u00a0mg now.")], "Take 5\u00a0mg now."),
    "quotation marks stay as they are typed": ([run(QUOTED)], QUOTED),
    "a line to write on stays one": ([run("Signature: ________")], "Signature: ________"),
    "a break within a paragraph": (
        [run("One"), "<w:r><w:br/></w:r>", run("two")],
        "One\\\ntwo",
    ),
    "a link of a field": (
        [
            *(BEGIN, '<w:r><w:instrText>HYPERLINK "https://example.org/a_b"</w:instrText></w:r>'),
            *(SEPARATE, run("our page"), END),
        ],
        "[our page](https://example.org/a_b)",
    ),
    "a box of a form that is ticked": (
        [
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>",
            run(" I understand"),
            "<w:r><w:br/></w:r>",
            run("☐ I do not"),
        ],
        None,
    ),
    "a formula is words": (
        ["<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup>"
         "</m:sSup></m:oMath>", run(" cells")],
        "10^6^ cells",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PHRASES)
def test_of_words(name: str) -> None:
    runs, expected = PHRASES[name]
    text = written(paragraph(*runs))
    if expected is not None:
        assert text == expected


def test_a_year_at_the_beginning_of_a_sentence_is_no_number_of_a_list() -> None:
    assert written(paragraph(run("2024. That was a year."))) == "2024\\. That was a year."


def test_a_style_of_another_name_and_language_makes_headings_by_its_outline_level() -> None:
    document = Document()
    base = document.styles.add_style("berschrift1", WD_STYLE_TYPE.PARAGRAPH)
    base.base_style = document.styles["Heading 1"]
    base.name = "Überschrift blau"
    document.add_paragraph("Nach der Operation", style="Title")
    document.add_paragraph("Zu Hause", style=base)
    document.add_paragraph(BODY)
    assert body_of(imported(saved(document))).startswith("## Zu Hause\n")


def faked(document) -> None:
    document.add_paragraph("Having a mole removed", style="Title")
    for size, words in ((16, "What is a mole?"), (16, "After it"), (11, "Risks")):
        heading = document.add_paragraph().add_run(words)
        heading.bold, heading.font.size = True, Pt(size)
        document.add_paragraph(BODY)
    document.add_paragraph().add_run("Call 999 now.").bold = True
    document.add_paragraph(BODY)


def test_headings_that_only_look_like_one_are_guessed_and_told() -> None:
    result = imported(made(faked))
    heads = [line for line in result.text.split("\n") if line.startswith("#") and "# " in line[:5]]
    assert [one for one in heads if not one.startswith("# ")] == [
        "## What is a mole?",
        "## After it",
        "### Risks",
    ]
    assert "“Risks” is a heading, by its looks" in told(result, "guessed")
    assert "**Call 999 now.**" in result.text


def test_lines_of_an_address_in_bold_are_no_headings() -> None:
    lines = [paragraph(run(one, BOLD)) for one in ("Harbour Clinic", "Lane House", "Exampleton")]
    assert "#" not in written(paragraph(run(BODY)), *lines, paragraph(run(BODY)))


def test_the_only_heading_above_all_others_is_the_title_and_no_heading() -> None:
    document = Document()
    document.add_heading("Having a mole removed", 1)
    document.add_paragraph(BODY)
    document.add_heading("After it", 2)
    document.add_paragraph(BODY)
    result = imported(saved(document))
    assert 'title: "Having a mole removed"' in result.text
    assert result.text.count("Having a mole removed") == 1
    assert "\n## After it\n" in result.text


def test_a_numbered_list_goes_on_behind_other_words() -> None:
    def steps(document) -> None:
        for words in ("Lie down", "Stay still"):
            document.add_paragraph(words, style="List Number")
        document.add_paragraph(BODY)
        document.add_paragraph("Get up", style="List Number")

    assert body_of(imported(made(steps))).split("\n\n") == [
        "1. Lie down\n2. Stay still",
        BODY,
        "3. Get up",
    ]


def test_a_list_that_begins_again_is_another_list() -> None:
    lines = ("1. Lie down", "2. Stay still", "1) Get up", "2) Go home", "1. Rest", "2. Eat")
    text = body_of(imported(of_xml(paragraph(run(BODY)), *(paragraph(run(one)) for one in lines))))
    assert text.endswith("1. Lie down\n2. Stay still\n\n1) Get up\n2) Go home\n\n1. Rest\n2. Eat")


def test_lists_in_lists_stay_so() -> None:
    def nested(document) -> None:
        for words, style in (("Do not smoke", ""), ("not even one", " 2"), ("Eat", "")):
            document.add_paragraph(words, style=f"List Bullet{style}")

    assert body_of(imported(made(nested))) == "- Do not smoke\n  - not even one\n- Eat"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("• one", "•two", "·\tthree"), "- one\n- two\n- three"),
        (("- one", "- two"), "- one\n- two"),
        (("1) one", "2) two", "3) three"), "1. one\n2. two\n3. three"),
        (("☐ one", "☑ two"), "- [ ] one\n- [x] two"),
        (("– a dash begins this one sentence only",), "– a dash begins this one sentence only"),
    ],
)
def test_lists_that_were_typed_by_hand(typed: tuple[str, ...], expected: str) -> None:
    assert written(*(paragraph(run(one)) for one in typed)) == expected


def merged(document) -> None:
    table = document.add_table(4, 2, style="Table Grid")
    for at, words in enumerate(
        ("Risk", "How often", "Scar", "all", "", "most", "Pain | ache", "few")
    ):
        table.cell(at // 2, at % 2).text = words
    table.cell(1, 0).merge(table.cell(2, 0))


def test_merged_cells_are_unfolded_with_a_note() -> None:
    result = imported(made(merged))
    assert body_of(result) == (
        "| Risk | How often |\n| --- | --- |\n"
        "| Scar | all |\n| Scar | most |\n| Pain \\| ache | few |"
    )
    assert any("merged cells" in one for one in told(result, "found"))


def test_a_table_that_arranges_the_page_is_no_table() -> None:
    def columns(document) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Call us on 01632 960145", "Out of hours"

    result = imported(made(columns))
    assert body_of(result) == "Call us on 01632 960145\n\nOut of hours"
    assert any("arranges the page" in one for one in told(result, "found"))


def test_columns_made_with_tabs_are_a_table() -> None:
    rows = ("Monday\t9 am\t5 pm", "Friday\t9 am\t1 pm")
    assert written(*(paragraph(run(one)) for one in rows)) == (
        "|  |  |  |\n| --- | --- | --- |\n| Monday | 9 am | 5 pm |\n| Friday | 9 am | 1 pm |"
    )


@pytest.mark.parametrize(
    ("words", "is_caption"),
    [
        ("Figure 1: A patch of psoriasis", True),
        ("Fig. 2 A patch", True),
        ("Abb. 3: Ein Ekzem", True),
        ("Photos help us to see what has changed.", False),
        (f"Figure 1 shows a patch. {BODY * 3}", False),
    ],
)
def test_a_caption_below_a_picture_that_was_typed_is_its_caption(words, is_caption) -> None:
    parts = (lambda d: d.add_picture(png()), lambda d: d.add_paragraph(words))
    body = body_of(imported(made(lambda d: d.add_paragraph(BODY), *parts)))
    assert (f'.png "{words}")' in body) == is_caption
    assert words in body


def test_a_picture_without_words_is_to_be_described_before_it_is_built() -> None:
    result = imported(
        made(lambda document: document.add_picture(png()), lambda d: d.add_paragraph(BODY))
    )
    assert "![TODO: say what it shows](images/leaflet-1.png)" in result.text
    assert list(result.pictures) == ["images/leaflet-1.png"]
    assert any("no words for those who cannot see" in one for one in told(result, "to do"))


def test_an_alternative_text_that_a_program_wrote_is_none() -> None:
    data = made(lambda document: document.add_picture(png()), lambda d: d.add_paragraph(BODY))
    said = "A dog Description automatically generated"
    result = imported(altered(data, 'name="Picture 1"', f'name="Picture 1" descr="{said}"'))
    assert "TODO" in result.text
    assert any(said in one for one in told(result, "left out"))


def test_text_boxes_stand_below_their_paragraph_once() -> None:
    inner = f"<w:txbxContent>{paragraph(run('Call 999 at once'))}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert written(paragraph(run(BODY), box)) == f"{BODY}\n\nCall 999 at once"


def test_a_text_that_is_bold_all_over_is_not() -> None:
    result = imported(of_xml(*[paragraph(run(f"{BODY} {n}", BOLD)) for n in range(4)]))
    assert "**" not in result.text
    assert any("nearly all of the text is bold" in one for one in told(result, "found"))


def test_what_headers_and_footers_say_is_proposed_and_not_adopted() -> None:
    def marked(document) -> None:
        document.sections[0].footer.paragraphs[
            0
        ].text = "Ref: SKN-204 Version 3, review date June 2025"
        document.sections[0].header.paragraphs[0].text = "Written by Dr Robin Example"
        document.add_paragraph(BODY)

    result = imported(made(marked))
    front = result.text.split("\n---\n")[0].split("\n")
    assert front[front.index("version:") - 1].startswith("# proposed: 3 (footer: ")
    assert any(line.startswith("# proposed: June 2025") for line in front)
    assert any(line.startswith("# proposed: Dr Robin Example") for line in front)
    assert any(line.startswith("# proposed: SKN-204") for line in front)
    assert any("Ref: SKN-204" in one for one in told(result, "left out"))
    reading = parse(result.text.encode(), "content/leaflet.md", "leaflet")
    assert reading.article.front.unreviewed == ("version", "reviewed", "next_review", "authors")


def test_hidden_words_are_named_and_left_out() -> None:
    result = imported(of_xml(paragraph(run(BODY), run("for staff only", "<w:vanish/>"))))
    assert "staff" not in result.text
    assert any("for staff only" in one for one in told(result, "left out"))


def test_the_table_of_contents_is_left_out_and_told() -> None:
    def contents(document) -> None:
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("After it\t2", style="toc 1")
        document.add_heading("After it", 1)
        document.add_paragraph(BODY)
        document.add_heading("Later", 1)
        document.add_paragraph(BODY)

    result = imported(made(contents))
    assert result.text.count("After it") == 1
    assert any("table of contents" in one for one in told(result, "left out"))


def test_each_remark_has_its_place_in_the_file_and_its_line() -> None:
    def far(document) -> None:
        document.add_heading("Before it", 1)
        document.add_paragraph(BODY)
        document.add_heading("After it", 1)
        document.add_page_break()
        document.add_paragraph("• one")
        document.add_paragraph("• two")

    result = imported(made(far))
    (one,) = [one for one in result.remarks if "typed by hand" in one.words]
    assert one.place == "page 2, below 'After it'"
    assert result.text.split("\n")[one.line - 1] == "- one"


def test_the_language_is_that_of_most_words() -> None:
    def arabic(document) -> None:
        raw(
            document,
            paragraph(run("بعد العملية يلتئم الجرح خلال عشرة أيام", '<w:lang w:bidi="ar-EG"/>')),
        )

    assert "\nlang: ar-EG\n" in imported(made(arabic)).text


def test_a_fraction_is_not_one_number() -> None:
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    assert written(paragraph(run("Take "), f"<m:oMath>{half}</m:oMath>", run(" of it"))) == (
        "Take 1/2 of it"
    )


def numbered(sign: str, font: str) -> bytes:
    """A list whose bullets are a sign of a font."""
    looks = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    level = (
        f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>{looks}</w:lvl>'
    )
    abstract = f'<w:abstractNum w:abstractNumId="77">{level}</w:abstractNum>'
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    data = of_xml(paragraph(run(BODY)), paragraph(run("smoke"), properties=item))
    part = "word/numbering.xml"
    data = altered(data, "<w:abstractNum ", f"{abstract}<w:abstractNum ", part)
    num = '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    return altered(data, "</w:numbering>", f"{num}</w:numbering>", part)


@pytest.mark.parametrize(
    ("sign", "font", "expected"),
    [
        ("\uf0fb", "Wingdings", "- ✗ smoke"),
        ("\uf0fc", "Wingdings", "- ✓ smoke"),
        ("\uf0a8", "Wingdings", "- [ ] smoke"),
        ("☒", "Segoe UI Symbol", "- [x] smoke"),
        ("\uf0b7", "Symbol", "- smoke"),
    ],
)
def test_a_bullet_that_says_what_not_to_do_is_kept(sign: str, font: str, expected: str) -> None:
    assert body_of(imported(numbered(sign, font))) == f"{BODY}\n\n{expected}"


def test_a_row_that_starts_late_keeps_its_columns() -> None:
    def cell(words: str) -> str:
        return f"<w:tc>{paragraph(run(words))}</w:tc>"

    rows = [f"<w:tr>{''.join(map(cell, one))}</w:tr>" for one in ("ABC", "123")]
    late = '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("6") + "</w:tr>"
    assert (
        written(f"<w:tbl><w:tblPr/>{''.join(rows)}{late}</w:tbl>").split("\n")[-1] == "|  |  | 6 |"
    )


def test_words_between_items_of_a_list_do_not_end_it() -> None:
    def steps(document) -> None:
        document.add_paragraph("Before it", style="List Number")
        document.add_paragraph("Eat", style="List Number 2")
        document.add_paragraph("Until ten.")
        document.add_paragraph("Drink", style="List Number 2")

    assert body_of(imported(made(steps))) == (
        "1. Before it\n   1. Eat\n\n   Until ten.\n   2. Drink"
    )


DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


def drawn(part: str, kind: str, inner: str, xml: str) -> bytes:
    """A file with a drawing that shows another part."""
    box = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    box = f"<w:r><w:drawing>{box}</w:drawing></w:r>"
    parts = parts_of(of_xml(paragraph(run(BODY), box)))
    parts[part] = xml.encode()
    tied(parts, MAIN, kind, part.removeprefix("word/"), outside=False)
    return packed(parts)


def test_the_words_of_smartart_are_a_list() -> None:
    points = "".join(
        f"<dgm:pt><dgm:t><a:t>{one}</a:t></dgm:t></dgm:pt>" for one in ("Rest", "Drink")
    )
    xml = f'<dgm:dataModel xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}">{points}</dgm:dataModel>'
    inner = f'<dgm:relIds xmlns:dgm="{DIAGRAM}" r:dm="rId99"/>'
    result = imported(drawn("word/diagrams/data1.xml", "diagramData", inner, xml))
    assert body_of(result) == f"{BODY}\n\n- Rest\n- Drink"
    assert result.census.lost == ()


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def test_the_numbers_of_a_chart_are_a_table() -> None:
    def points(kind: str, *values: str) -> str:
        held = "".join(f"<c:pt><c:v>{one}</c:v></c:pt>" for one in values)
        return f"<c:{kind}>{held}</c:{kind}>"

    series = points("tx", "Healed") + points("cat", "Week 1", "Week 2") + points("val", "40", "90")
    xml = f'<c:chart xmlns:c="{CHART}"><c:ser>{series}</c:ser></c:chart>'
    inner = f'<c:chart xmlns:c="{CHART}" r:id="rId99"/>'
    result = imported(drawn("word/charts/chart1.xml", "chart", inner, xml))
    assert body_of(result).split("\n")[2:] == [
        "|  | Healed |",
        "| --- | --- |",
        "| Week 1 | 40 |",
        "| Week 2 | 90 |",
    ]


@pytest.mark.parametrize(
    ("margin", "proposed"),
    [
        ("Leaflet A version 2.1, March 2023", {"version: 2.1", "reviewed: March 2023"}),
        (
            "v3 – 15/04/2023 – Dr A. Patel",
            {"version: 3", "reviewed: 15/04/2023", "authors: Dr A. Patel"},
        ),
        ("Version 1.0, reviewed 1 May 2024", {"version: 1.0", "reviewed: 1 May 2024"}),
        ("Opened in March 1923", set()),
    ],
)
def test_what_a_footer_says_of_version_and_dates_is_proposed(margin, proposed):
    def footer(document):
        document.add_paragraph(BODY)
        document.sections[0].footer.paragraphs[0].text = margin

    remarks = imported(made(footer)).remarks
    assert {one.words for one in remarks if one.kind == "proposed"} - {""} == proposed


@pytest.mark.parametrize(
    ("word", "clinic", "expected"),
    [("en-US", "en-GB", "en-GB"), ("de-DE", "en-GB", "de-DE"), ("de-DE", "de-AT", "de-AT")],
)
def test_the_clinics_kind_of_a_language_goes_before_that_of_word(word, clinic, expected):
    data = altered(made(lambda one: one.add_paragraph(BODY)), "en-US", word, "word/styles.xml")
    assert f"\nlang: {expected}\n" in from_word(data, "a.docx", "a", clinic).text


@pytest.mark.parametrize(
    ("first", "head"),
    [
        ("Monday\t8.00 to 11.30\tRoom 4", "|  |  |  |"),
        ("Day\tTime\tWhere", "| Day | Time | Where |"),
    ],
)
def test_a_line_with_tabs_is_a_head_only_where_it_says_what_stands_below(first, head):
    def lines(document):
        document.add_paragraph(BODY)
        for one in (first, "Tuesday\t9.00 to 11.30\tRoom 5", "Friday\t9.00 to 10.30\tRoom 6"):
            document.add_paragraph(one)

    assert f"\n{head}\n| --- |" in imported(made(lines)).text
