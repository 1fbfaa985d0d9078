"""Where lines may break in scripts that do not say so by spaces."""

import pytest

from handout.typography.line_breaks import controls, is_needed, word_count


def shown(text, lang, longest=0):
    """The text with `|` where a line may break, and `_` where none does."""
    found = {
        place: {"\u200b": "|", "\u2060": "_"}[one]
        for place, one in controls(text, lang, longest).items()
    }
    return "".join(found.get(place, "") + one for place, one in enumerate(text))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("th", "ฉัน|ควร|ดูแล|แผล|ที่|บ้าน|อย่างไร"),
        ("th", "ล้าง|มือ|ด้วย|สบู่|นาน 20 วินาที"),
        ("km", "សូម|អាន|ឯកសារ|នេះ|មុន|ពេល|អ្នក|ត្រឡប់ទៅ|ផ្ទះ"),
        ("lo", "ກະລຸນາ|ອ່ານ|ເອກະສານ|ນີ້|ກ່ອນ|ກັບບ້ານ"),
        ("my", "ဤ|စာရွက်|ကို|အိမ်မ|ပြန်|မီ|ဖတ်ပါ"),
    ],
)
def test_words_without_spaces_are_told_apart_by_a_dictionary(lang, words):
    assert shown(words.replace("|", ""), lang) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (4, "Two words and 2"),
        (7, "傷口の手当て。"),
        (6, "ล้างมือด้วยสบู่ 20 วินาที"),
        (2, "집에서 상처를"),
    ],
)
def test_words_are_counted_as_readers_of_the_language_count_them(count, words):
    assert word_count(words) == count


def test_a_short_last_word_stands_with_the_one_before():
    assert shown("ผิวหนังเล็กน้อย", "th") == "ผิวหนัง|เล็กน้อย"


def test_a_korean_word_is_not_broken_with_its_particle_and_number():
    assert shown("집에서 상처를 20초 동안", "ko") == "집_에_서 상_처_를 20_초 동_안"
    assert shown("999에 전화", "ko") == "999_에 전_화"


def test_a_korean_word_that_may_be_wider_than_its_line_is_broken():
    assert shown("만성폐쇄성폐질환환자", "ko") == "만성폐쇄성폐질환환자"


def test_no_last_line_is_one_character():
    assert shown("次のようにします。", "ja") == "次のように_し_ま_す。"
    assert shown("请致电我们”。", "zh-Hans") == "请致_电_我_们”。"


def test_a_last_line_begins_with_a_phrase():
    assert shown("お帰りの前にお読みください。", "ja") == "お帰りの前にお読みく_だ_さ_い。"
    assert shown("请在回家之前阅读。", "zh-Hans") == "请在回家之_前_阅_读。"


def test_a_number_stays_with_what_it_counts():
    assert shown("用肥皂洗手20秒, then", "zh-Hans") == "用肥皂洗手20_秒, then"


def test_a_heading_keeps_phrases_and_words_whole():
    assert shown("皮膚の小さな手術のあとに", "ja", 8) == "皮_膚_の小_さ_な手_術_のあ_と_に"
    assert shown("お聞きになりたいことを", "ja", 8) == "お_聞_き_に_な_り_た_いこ_と_を"
    assert shown("こちらでもお読みください", "ja", 8).startswith("こ_ち_ら_で_もお_読_み")
    assert shown("お問い合わせと診察", "ja", 8) == "お_問_い_合_わ_せ_と診_察"
    assert shown("如果伤口疼痛", "zh-Hans", 8) == "如_果伤_口_疼_痛"


@pytest.mark.parametrize("text", ["Plain", "Größe Україна Ελλάδα", "مرحبا", "नमस्ते", "ሰላም"])
def test_words_with_spaces_between_need_none(text):
    assert not is_needed(text)
