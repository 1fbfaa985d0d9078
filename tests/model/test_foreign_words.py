"""Words in another language than those around them."""

import pickle

from handout.model.article import Text
from handout.model.foreign_words import ForeignWords
from handout.slides.planning.flow import about, plain

MORE = ForeignWords("More: {title}", "en", "ltr")


def test_they_are_plain_words_and_say_their_language_in_mark_up():
    words = ForeignWords("Do & don’t", "en")
    assert f"{words}!" == "Do & don’t!"
    assert words.__html__() == '<span lang="en">Do &amp; don’t</span>'


def test_what_is_made_of_them_keeps_their_language():
    for made in (
        MORE.format(title="a"),
        MORE.replace(" ", "_"),
        *MORE.split(),
        *MORE.splitlines(),
        pickle.loads(pickle.dumps(MORE)),
    ):
        assert isinstance(made, ForeignWords)
        assert (made.lang, made.direction) == ("en", "ltr")


def test_none_need_no_mark_up():
    assert ForeignWords("", "en").__html__() == ""


def test_the_title_of_a_slide_says_which_of_its_words_are_foreign():
    assert plain(ForeignWords("More", "en")) == Text("More", '<span lang="en">More</span>')
    title = about(MORE, Text("دمہ & ہم", "دمہ &amp; ہم"))
    assert title.plain == "More: دمہ & ہم"
    assert title.html == '<span lang="en" dir="ltr">More: </span>دمہ &amp; ہم'


def test_a_title_among_words_of_its_own_language_needs_no_mark_up():
    assert about("Más: {title}", Text("A & b", "A &amp; b")).html == "Más: A &amp; b"
