"""A program that makes plain text of decks reads ours in the order in which they are meant."""

import io
import re

import pytest

from handout.model.deck import Steps, TextFrame
from tests.support.deck_markup import slide, write
from tests.support.decks import damaged, everything, first_article

pytestmark = pytest.mark.slow


def read(data):
    """What Microsoft's markitdown reads on each slide: title, the rest, notes."""
    from markitdown import MarkItDown  # here, as only `make slow` installs it

    text = MarkItDown().convert(io.BytesIO(data), file_extension=".pptx").markdown
    slides = re.split(r"<!-- Slide number: \d+ -->\n", text)[1:]
    for one in slides:
        shown, _, notes = one.partition("### Notes:\n")
        title, _, rest = shown.partition("\n")
        yield title.removeprefix("# "), rest, notes


def spoken(paragraphs):
    """The lines of paragraphs, without numbers and marks."""
    return [line for paragraph in paragraphs for line in paragraph.plain.split("\v") if line]


def frames(one):
    """What holds words on a slide, but for its title."""
    for item in one.items:
        held = item.cards if isinstance(item, Steps) else (item,)
        yield from (f for f in held if isinstance(f, TextFrame) and f.role != "title")


def is_in_order(lines, text):
    """Whether each line stands in the text, behind the one before it."""
    at = 0
    for line in lines:
        found = text.find(line, at)
        if found < 0:
            return False
        at = found + len(line)
    return True


def misread(made):
    """The slides whose title, lists or notes are read otherwise than they are meant."""
    for one, (title, rest, notes) in zip(made.deck.slides, read(made.data), strict=True):
        told = [spoken(frame.paragraphs) for frame in frames(one)]
        sound = title == one.title and all(is_in_order(lines, rest) for lines in told)
        if not sound or not is_in_order(spoken(one.notes), notes):
            yield one.title


def test_titles_lists_and_notes_of_the_first_article_are_read_in_order():
    made = first_article()
    assert len(made.deck.slides) >= 10
    assert list(misread(made)) == []


def test_titles_lists_and_notes_of_a_deck_of_each_layout_are_read_in_order(tmp_path):
    assert list(misread(everything(tmp_path))) == []


def test_words_in_another_order_would_be_seen(tmp_path):
    made = write(tmp_path, slide("<ul><li>First</li><li>Then</li></ul>"))
    assert list(misread(made)) == []
    swapped = made.data
    for old, new in ((b"First", b"?"), (b"Then", b"First"), (b"<a:t>?", b"<a:t>Then")):
        swapped = damaged(swapped, "ppt/slides/slide2.xml", old, new)
    assert list(misread(type(made)(swapped, made.deck))) == ["Inhalers"]
    silent = damaged(made.data, "ppt/notesSlides/notesSlide2.xml", b"Read this out.", b"")
    assert list(misread(type(made)(silent, made.deck))) == ["Inhalers"]
