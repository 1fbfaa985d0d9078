import re
from pathlib import Path

import pytest

from handout.model.errors import ContentError
from handout.slides.deck_markup import read
from tests.support.deck_markup import HEAD, deck, markup, slide

FAULTS = Path(__file__).parent / "faults"


def messages(error):
    return [str(finding) for finding in error.value.findings]


@pytest.mark.parametrize("path", sorted(FAULTS.glob("*.html")), ids=lambda path: path.stem)
def test_a_fault_in_the_markup_is_named_with_template_slide_and_tag(path, tmp_path):
    text = path.read_text("utf-8")
    expected = re.match(r"<!-- (.*) -->", text)[1]
    with pytest.raises(ContentError) as error:
        read(markup(tmp_path, text))
    assert any(
        message.startswith(f"templates/deck/deck.html: {expected}") for message in messages(error)
    ), messages(error)


def test_all_faults_are_told_in_one_run(tmp_path):
    with pytest.raises(ContentError) as error:
        read(
            markup(
                tmp_path, deck(slide("<p>a</p>", layout="bulets"), slide("<p id='x' top='1'>b</p>"))
            )
        )
    assert len(error.value.findings) == 2


def test_every_slide_with_broken_markup_is_told_in_one_run(tmp_path):
    with pytest.raises(ContentError) as error:
        read(
            markup(
                tmp_path, deck(slide("<ul><li>a</ul>"), slide("<p>b</p>"), slide("<ul><li>c</ul>"))
            )
        )
    told = " ".join(messages(error))
    assert "slide 2:" in told
    assert "slide 4:" in told


def test_an_entity_is_not_resolved(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    entity = f'<!DOCTYPE main [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    try:
        outline = read(markup(tmp_path, entity + deck(slide("<p>a &x; b</p>"))))
    except ContentError:
        return
    assert "secret words" not in str(outline)


def test_phrases_become_runs(tmp_path):
    inner = "<p>Use <strong>two</strong> <em>puffs</em> of H<sub>2</sub>O, "
    inner += '<span lang="fr">oui</span>.</p>'
    (paragraph,) = read(markup(tmp_path, deck(slide(inner)))).slides[1].texts[0]
    assert paragraph.plain == "Use two puffs of H2O, oui."
    looks = {run.text: run for run in paragraph.runs}
    assert looks["two"].bold
    assert looks["puffs"].italic
    assert looks["2"].position == "sub"
    assert looks["oui"].lang == "fr"
    assert looks["Use "].lang == "en-GB"


def test_lists_keep_their_levels_and_numbers(tmp_path):
    inner = '<ol start="3"><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>'
    words = read(markup(tmp_path, deck(slide(inner)))).slides[1].texts[0]
    told = [(p.plain, p.level, p.mark, p.number) for p in words]
    assert told == [
        ("a", 0, "number", 3),
        ("b", 1, "bullet", 1),
        ("c", 0, "number", 4),
        ("d", 1, "", 4),
    ]


def test_white_space_in_the_markup_is_no_line_break(tmp_path):
    (paragraph,) = (
        read(markup(tmp_path, deck(slide("<ul><li>\n<em>a</em>\n b<br/>c\n</li></ul>"))))
        .slides[1]
        .texts[0]
    )
    assert paragraph.plain == "a b\vc"


def test_slides_of_a_group_share_its_section_and_notes(tmp_path):
    group = (
        '<section data-section="Care"><section data-layout="bullets"><h2>One</h2><p>a</p></section>'
        '<section data-layout="bullets"><h2>Two</h2><p>b</p></section>'
        '<aside class="notes"><p>Said twice.</p></aside></section>'
    )
    made = read(markup(tmp_path, deck(group))).slides[1:]
    assert [one.section for one in made] == ["Care", "Care"]
    assert [one.notes[0].plain for one in made] == ["Said twice.", "Said twice."]


def test_a_language_written_from_the_right_turns_its_paragraphs(tmp_path):
    head = HEAD.replace('lang="en-GB"', 'lang="ar"')
    outline = read(markup(tmp_path, deck(slide('<p>a</p><p lang="en">b</p>'), head=head)))
    assert [p.rtl for p in outline.slides[1].texts[0]] == [True, False]


def test_numbers_on_a_slide_stay_on_one_line(tmp_path):
    inner = "<p>Ring <b>01632 960177</b>, weekdays 2–4 pm</p>"
    ((paragraph,),) = read(markup(tmp_path, deck(slide(inner)))).slides[1].texts
    assert paragraph.plain == "Ring 01632\xa0960177, weekdays 2–\u20604\xa0pm"
