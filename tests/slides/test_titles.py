"""What tells slides apart whose headings are alike."""

from tests.support.deck_markup import slide, write


def in_section(name, words="<p>a</p>", layout="statement"):
    return slide(words, layout, name).replace('data-section="Care"', f'data-section="{name}"')


def titles(folder, *slides):
    return [one.title for one in write(folder, *slides).deck.slides]


def test_a_heading_like_the_title_is_no_part_of_the_title_slide(tmp_path):
    assert titles(tmp_path, in_section("Asthma")) == ["Asthma", "Asthma – 2"]


def test_of_two_sections_of_one_name_the_second_says_whose_it_is(tmp_path):
    made = titles(tmp_path, in_section("About"), in_section("Care"), in_section("About"))
    assert made[1:] == ["About", "Care", "Asthma: About"]


def test_a_heading_like_that_of_the_last_slide_is_no_part_of_it(tmp_path):
    closing = in_section("Questions?", layout="closing")
    made = titles(tmp_path, in_section("Questions?"), closing)
    assert made[1:] == ["Questions?", "Asthma: Questions?"]


def test_slides_of_one_section_are_numbered(tmp_path):
    made = titles(tmp_path, in_section("Care"), in_section("Care"))
    assert made[1:] == ["Care (1\u00a0of\u00a02)", "Care (2\u00a0of\u00a02)"]


def test_words_behind_the_mark_of_a_footnote_stand_in_line_and_tell_slides_apart(tmp_path):
    noted = "Care<sup class='note'>1</sup>"
    made = titles(tmp_path, *(slide(f"<p>{n}</p>", title=noted) for n in ("a", "b", "c", "d")))
    assert made[1:] == ["Care – a", "Care – b", "Care – c", "Care – d"]
