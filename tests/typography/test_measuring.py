import pytest

from handout.model.deck import Paragraph, Run
from handout.typography.measuring import (
    KNOWN,
    advance,
    break_lines,
    count_lines,
    is_known,
    line_height,
    pieces,
    widest,
)


def cut(text, lang="en", **look):
    return pieces(Paragraph((Run(text, lang, **look),)), "Arial", False)


def test_arial_is_measured_to_its_own_widths():
    # From Arial's published widths, in units of 2048: H 1479, e 1139, l 455, o 1139.
    assert advance("Hello", "Arial") == pytest.approx((1479 + 1139 + 455 + 455 + 1139) / 2048)


def test_bold_words_are_wider():
    assert advance("Stretch marks", "Arial", True) > advance("Stretch marks", "Arial")


def test_a_typeface_without_a_twin_is_measured_wider():
    assert advance("Stretch marks", "Corporate Sans") > advance("Stretch marks", "Arial", True)


@pytest.mark.parametrize(
    ("text", "bold", "units"),
    [
        # From the fonts' published widths, in units of 2048.
        (
            "appointments",
            False,
            [1230, 1276, 1276, 1243, 562, 1296, 807, 1992, 1220, 1296, 807, 1067],
        ),
        ("01632960145", False, [1302] * 11),
        ("01632960145", True, [1456] * 11),
    ],
)
def test_verdana_is_measured_no_narrower_than_it_is(text, bold, units):
    width = sum(units) / 2048
    assert width <= advance(text, "Verdana", bold) <= 1.1 * width


@pytest.mark.parametrize("family", KNOWN)
def test_a_family_of_powerpoint_is_known_and_measured_no_narrower_than_arial(family):
    assert is_known(family)
    assert is_known(family.lower())
    for bold in (False, True):
        assert advance("0123 Skin", family, bold) >= advance("0123 Skin", "Arial", bold)


def test_a_family_that_is_installed_is_measured_with_itself():
    assert is_known("Source Sans 3")
    assert advance("Skin", "Source Sans 3") < advance("Skin", "Arial")


def test_a_family_that_nobody_knows_is_not_known():
    assert not is_known("Corporate Sans")


def test_lines_are_as_far_apart_as_the_most_generous_program_sets_them():
    assert line_height("Arial") == 1.2


def test_words_break_at_spaces_and_hyphens():
    assert [p.text for p in cut("post-surgical skin")] == ["post-", "surgical", "skin"]


def test_a_number_stays_with_its_unit_where_the_space_is_not_to_be_broken():
    assert [p.text for p in cut("take 5\u00a0mg now")] == ["take", "5\u00a0mg", "now"]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop():
    assert [p.text for p in cut("治疗皮肤。", "zh")] == ["治", "疗", "皮", "肤。"]


def test_a_line_break_ends_a_line():
    assert count_lines(cut("one\vtwo"), 100) == 2


def test_as_many_lines_as_the_width_asks():
    parts = cut("one two three four")
    total = sum(p.advance for p in parts)
    assert count_lines(parts, total * 1.1) == 1
    assert count_lines(parts, total * 0.6) == 2
    assert count_lines(parts, 0.1) == 4


def test_the_last_line_is_measured():
    parts = cut("one two three")
    assert break_lines(parts, 100).last == pytest.approx(
        advance("one two three", "Arial"), abs=0.02
    )


def test_the_widest_piece_is_named():
    assert widest(cut("a longest bit")).text == "longest"


def test_bold_runs_are_measured_bold_inside_a_word():
    plain, strong = cut("Stretch"), cut("Stretch", bold=True)
    assert strong[0].ink > plain[0].ink


ARABIC, HINDI = "الجلد يلتئم", "त्वचा ठीक होती है"


def test_letters_that_the_typeface_lacks_are_measured_with_one_that_has_them():
    assert advance(ARABIC, "Arial") > 0.3 * len(ARABIC)
    assert advance(HINDI, "Arial") > 0.3 * len(HINDI)


def test_a_word_of_latin_letters_in_arabic_is_measured_as_what_it_is():
    alone = advance("PRP", "Arial")
    assert advance(f"{ARABIC} PRP", "Arial") == pytest.approx(
        advance(f"{ARABIC} ", "Arial") + alone, rel=0.02
    )


def test_chinese_letters_are_as_wide_as_tall():
    assert advance("治疗皮肤", "Arial") == 4


def test_letters_of_a_script_that_nothing_is_known_of_are_taken_as_wide():
    assert advance("Մաշկի", "Arial") > 4


def test_scripts_with_tall_letters_ask_for_more_space_between_lines():
    assert line_height("Arial", "Haut") < line_height("Arial", ARABIC)
    assert line_height("Arial", ARABIC) < line_height("Arial", HINDI)


def test_signs_and_emoji_are_as_wide_as_in_the_fallback_fonts():
    assert advance("😀", "Arial") >= 1.37
    assert min(advance(sign, "Arial") for sign in "✓☐⚠★") >= 1
    assert advance("♀→", "Arial") < 2
    assert advance("✔\ufe0f", "Arial") == advance("✔", "Arial")


def test_japanese_breaks_before_no_small_kana():
    assert [p.text for p in cut("きゃっか、です", "ja")] == ["きゃっ", "か、", "で", "す"]


def test_korean_breaks_between_words():
    assert [p.text for p in cut("피부 치료와 세포", "ko-KR")] == ["피부", "치료와", "세포"]


def test_two_short_thai_words_are_measured_as_one_as_another_dictionary_may_have_them():
    parts = cut("ฉันควรดูแลแผลที่บ้านอย่างไร", "th")
    assert [part.text for part in parts] == ["ฉันควร", "ดูแลแผล", "ที่บ้าน", "อย่างไร"]


def test_room_is_left_where_east_asian_letters_meet_others():
    mixed, apart = cut("皮肤PRP治疗", "zh"), (*cut("皮肤", "zh"), *cut("PRP"), *cut("治疗", "zh"))
    more = sum(p.ink for p in mixed) - sum(p.ink for p in apart)
    assert more == pytest.approx(0.5)


def test_no_room_is_left_between_letters_of_one_kind():
    assert sum(p.ink for p in cut("治疗皮肤", "zh")) == 4
    assert cut("naïve δέρμα")[1].ink == advance("δέρμα", "Arial")


@pytest.mark.parametrize(
    ("text", "lang", "ems", "lines"),
    [
        ("皮肤就会在几周之内自行愈合。", "zh", 7, 3),  # the full stop takes a letter with it
        ("皮肤就会在几周之内自行愈合。", "zh", 14.3, 1),
        ("治って、いきます", "ja", 4, 3),
        ("피부는 몇 주 안에 아뭅니다", "ko", 4.2, 4),
    ],
)
def test_lines_of_east_asian_words_are_foretold(text, lang, ems, lines):
    assert count_lines(cut(text, lang), ems) == lines
