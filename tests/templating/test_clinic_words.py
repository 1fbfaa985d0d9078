"""The clinic's own words: in the article's language, or marked with theirs."""

from pathlib import Path

import pytest

from handout.model.clinic import Clinic, OutOfHours
from handout.model.foreign_words import ForeignWords
from handout.model.markup import Folders
from handout.source.reading import read_clinic
from handout.templating.clinic_words import in_language, lacking

HOURS = {"en": "Every day", "es-MX": "Todos los días", "zh-Hant": "每天"}


def clinic(lang: str | None = "en-GB", hours: object = HOURS) -> Clinic:
    return Clinic(
        "Plain Clinic",
        "01632 960100",
        ("1 Plain Lane",),
        lang=lang,
        strapline="Skin",
        hours=hours,  # type: ignore[arg-type]  # as it is read
        out_of_hours=OutOfHours("01632 960101", {"ar": "ليلا"}),
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en-US", "Every day"),
        ("es", "Todos los días"),
        ("es-AR", "Todos los días"),
        ("zh-TW", "每天"),
    ],
)
def test_an_article_shows_the_words_in_its_language(lang, said):
    shown = in_language(clinic(), lang).hours
    assert (shown, type(shown)) == (said, str)


def test_words_that_are_not_in_it_are_the_clinics_own_and_say_so():
    hours = in_language(clinic(), "zh-CN").hours
    assert isinstance(hours, ForeignWords)
    assert (hours, hours.lang, hours.direction) == ("Every day", "en", "")


def test_the_first_stand_where_the_clinic_has_none_in_its_own():
    shown = in_language(clinic(), "en-GB").out_of_hours
    assert shown is not None
    assert isinstance(shown.note, ForeignWords)
    assert shown.note.__html__() == '<span lang="ar" dir="rtl">ليلا</span>'


def test_plain_words_say_the_clinics_language_where_it_is_another():
    shown = in_language(clinic(hours="Every day\nbut Sunday"), "ar")
    for words in (shown.name, *shown.address, shown.strapline, *shown.hours.splitlines()):
        assert isinstance(words, ForeignWords)
        assert (words.lang, words.direction) == ("en-GB", "ltr")
    assert type(shown.phone) is str


@pytest.mark.parametrize(("own", "lang"), [("en-GB", "en-US"), (None, "es")])
def test_plain_words_stay_plain_where_the_language_is_the_same_or_not_told(own, lang):
    shown = in_language(clinic(own, "Every day"), lang)
    assert {type(one) for one in (shown.name, *shown.address, shown.strapline, shown.hours)} == {
        str
    }


def test_an_empty_word_stays_empty():
    assert in_language(clinic(hours=""), "es").hours == ""


def lacking_in(content: Path, lang: str) -> list[str]:
    folders = Folders(content, content)
    return [str(one) for one in lacking(read_clinic(content), lang, folders)]


def test_words_that_an_article_shows_in_another_language_are_told_at_their_line(tmp_path):
    (tmp_path / "clinic.yaml").write_text(
        "name: Plain Clinic\nlang: en-GB\nphone: 01632 960100\naddress: [1 Plain Lane]\n"
        "hours: Monday to Friday\nout_of_hours:\n  phone: 01632 960101\n  note: {en: Nights}\n",
        "utf-8",
    )
    assert [one.partition("clinic.yaml:")[2] for one in lacking_in(tmp_path, "es")] == [
        "5: 'hours' has no words in es, and articles in es show those in en-GB; "
        "write hours: {en-GB: …, es: …}",
        "8: 'out_of_hours.note' has no words in es, and articles in es show those in en; "
        "write note: {en: …, es: …}",
    ]
    assert lacking_in(tmp_path, "en-US") == []


@pytest.mark.parametrize(
    "hours", ["8.30 - 18.00", "{en-GB: Monday to Friday, es: De lunes a viernes}"]
)
def test_nothing_is_said_where_there_is_nothing_to_translate(tmp_path, hours):
    (tmp_path / "clinic.yaml").write_text(
        "name: Plain Clinic\nlang: en-GB\nphone: 01632 960100\naddress: [1 Plain Lane]\n"
        f"hours: {hours}\n",
        "utf-8",
    )
    assert lacking_in(tmp_path, "es-MX") == []
