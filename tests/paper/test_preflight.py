import pytest
from msgspec.structs import replace

from handout.build.proof import holds
from handout.model.findings import Finding, Severity
from handout.model.page_layout import Layout, PlacedPage, PlacedPicture, PlacedText
from handout.paper import pdf, preflight
from handout.paper.printing import Fit, Printing
from tests.support.leaflets import CLINIC, article_markup, leaflet, markup

ONE = Printing(fit=Fit((12,), (), 1), papers={"A4": "80mm 120mm"})
NO_MARGINS = "@page { margin: 10mm } body, p { margin: 0 }"


def found(body: str, content, css: str = "") -> list[tuple[str, str]]:
    page = markup(body, content, css)
    made = pdf.write(page, CLINIC, ONE)
    return [(finding.rule, finding.about) for finding in preflight.check(made.layout, page.text)]


def test_the_first_article_has_no_findings():
    assert leaflet().findings == ()
    assert preflight.check(leaflet().layout, article_markup().text) == ()


def test_a_leaflet_with_all_its_words_has_no_findings(content):
    assert found("<h1>Title</h1><p>Words &amp; <em>more</em> words.</p>", content) == []


def test_words_that_a_style_hides_are_lost(content):
    rules = found("<p>Seen.</p><p class='x'>Hidden.</p>", content, ".x { display: none }")
    assert [rule for rule, _ in rules] == ["text-lost"]


def test_capitals_of_a_style_sheet_are_told_as_such_and_once(content):
    page = markup("<p>Hands.</p>", content, "p { text-transform: uppercase }")
    (told,) = preflight.check(pdf.write(page, CLINIC, ONE).layout, page.text)
    assert told.message.startswith("a style sheet changes 4 letters to capitals or back")
    assert "text-transform" in told.advice


def test_words_in_a_box_that_is_too_low_are_lost_or_off_the_page(content):
    body = f"<div>{'<p>Some more words.</p>' * 60}</div>"
    css = f"{NO_MARGINS} div {{ position: absolute; top: 0; height: 40mm }}"
    assert {"text-lost", "text-off-page"} & {rule for rule, _ in found(body, content, css)}


def test_words_beside_the_page_are_found(content):
    rules = found("<p>Off.</p>", content, "p { position: relative; left: 300mm }")
    assert ("text-off-page", "Off.") in rules


def test_words_that_only_a_repeated_line_replaces_are_lost(content):
    css = "@page { @top-left { content: element(run) } } .run { position: running(run) }"
    css += " .x { display: none }"
    body = '<p class="run">aaaa</p><p>b</p><p style="break-before: page">c</p><p class="x">aa</p>'
    assert "text-lost" in {rule for rule, _ in found(body, content, css)}


def test_words_drawn_twice_are_found():
    layout = _layout("Hands")
    twice = replace(layout, pages=(*layout.pages, *layout.pages))
    assert [one.rule for one in preflight.check(layout, "<p>Hands</p>")] == []
    assert [one.rule for one in preflight.check(twice, "<p>Hands</p>")] == ["text-twice"]


def test_the_head_of_a_table_may_stand_on_each_of_its_pages(content):
    rows = "".join(f"<tr><td>Row {number}</td></tr>" for number in range(40))
    table = f"<table><thead><tr><th>Day</th></tr></thead><tbody>{rows}</tbody></table>"
    assert found(table, content, NO_MARGINS) == []


def test_a_sentence_of_a_cell_is_whole_where_a_page_ends_in_it(content):
    sentence = "One long sentence of words " + "and more " * 150
    table = (
        "<main><table><thead><tr><th>Day</th><th>What</th></tr></thead><tbody>"
        f"<tr><td>Monday</td><td>{sentence}</td></tr></tbody></table></main>"
    )
    page = markup(table, content, f"{NO_MARGINS} th, td {{ padding: 0 }}")
    layout = pdf.write(page, CLINIC, ONE).layout
    assert len(layout.pages) > 1
    assert layout.pages[1].texts[0].text == "Day"
    assert preflight.check(layout, page.text) == ()
    assert holds(layout.text, sentence)


def test_a_word_too_long_for_its_line_is_named(content):
    word = "Pneumonoultramicroscopicsilicovolcanoconiosis"
    assert ("word-too-long", word) in found(
        f"<p>Of {word}.</p>".replace(".", ""), content, NO_MARGINS
    )


@pytest.mark.parametrize(("indent", "is_told"), [(-20, False), (20, True)])
def test_a_first_line_is_as_long_as_its_indent_leaves_it(indent, is_told, content):
    css = f"{NO_MARGINS} p {{ margin-inline-start: 20mm; text-indent: {indent}mm }}"
    wide = "p { white-space: nowrap } b { margin-inline-end: -20mm }" if is_told else ""
    words = "Some words of a text in twelve" if is_told else "some words of a text " * 9
    rules = [rule for rule, _ in found(f"<p><b>{words}</b></p>", content, f"{css} {wide}")]
    assert ("word-too-long" in rules) == is_told


def test_characters_that_no_font_has_are_named(content):
    assert ("glyph-missing", "⎋⎉") in found("<p>The word ⎋⎉ ⎋ here.</p>", content)
    (one,) = preflight.check(_layout("x☃x here αβ"), "x☃x here αβ")
    assert one.about == "☃αβ"


def test_a_font_lent_for_a_missing_letter_is_not_told_beside_it():
    lent, letter = Finding("font-foreign", "lent"), Finding("glyph-missing", "", about="中")
    complaint = Finding("glyph-missing", "what WeasyPrint says")
    assert preflight.causes([lent, complaint, letter]) == (letter,)
    assert preflight.causes([complaint]) == (complaint,)
    assert preflight.causes([lent]) == (lent,)


@pytest.mark.parametrize(("size", "rule"), [(11.9, ["type-small"]), (12, [])])
def test_text_that_patients_read_is_at_least_12_points(content, size, rule):
    rules = found("<p>Words.</p>", content, f"p {{ font-size: {size}pt }}")
    assert [one for one, _ in rules] == rule


def test_small_print_is_at_least_9_points():
    assert preflight.check(_layout("x", size=9, region="furniture"), "x") == ()
    assert _rules(_layout("x", size=8.9, region="furniture")) == ["type-small"]


def test_words_near_the_edge_are_a_warning():
    finding = preflight.check(_layout("x", x=10), "x")[0]
    assert (finding.rule, finding.severity) == ("edge", Severity.WARNING)


def test_a_last_page_with_next_to_nothing_on_it_is_a_warning():
    layout = _layout("x")
    full, empty = layout.pages[0], replace(layout.pages[0], fill=0.2)
    assert _rules(replace(layout, pages=(full, empty))) == ["page-empty"]
    assert _rules(replace(layout, pages=(full, full))) == []
    assert _rules(replace(layout, pages=(empty,))) == []


def _layout(words: str, size: float = 12, x: float = 60, region: str = "body") -> Layout:
    text = PlacedText(words, x, 60, 50, 14, size, room=400, region=region)
    return Layout((PlacedPage(595, 842, (text,)),), families=("Atkinson Hyperlegible",))


def _rules(layout: Layout) -> list[str]:
    return [finding.rule for finding in preflight.check(layout, "x" * len(layout.pages))]


@pytest.mark.parametrize(("dots", "rule"), [(299, ["picture-coarse"]), (300, [])])
def test_a_picture_of_too_few_dots_is_a_warning(dots, rule):
    layout = _layout("x")
    picture = PlacedPicture("photo.jpg", 144, dots)
    page = replace(layout.pages[0], pictures=(picture,))
    assert _rules(replace(layout, pages=(page,))) == rule


def test_a_table_wider_than_its_page_is_named(content):
    cells = "".join(f"<td>Unbreakable{number}</td>" for number in range(8))
    rules = found(f"<table><tr>{cells}</tr></table>", content, NO_MARGINS)
    assert "table-too-wide" in {rule for rule, _ in rules}
