"""Addresses, names and hours that are longer than the place they stand in."""

import pytest
from msgspec.structs import replace

from handout.model.deck import TextFrame
from handout.model.errors import ContentError
from handout.slides.dividing import loosened
from tests.support.deck_markup import CLINIC, slide, write

QR = (
    '<figure><img src="data:image/svg+xml;utf8,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 '
    'width=%224%22 height=%224%22/%3E" alt="QR" data-link="https://{0}"/>'
    "<figcaption>{0}</figcaption></figure>"
)


def closing(words="<p>Call us</p>", name="A Clinic", address="clinic.example.org"):
    inner = f"{words}<div><p>{name}</p></div>{QR.format(address)}"
    return slide(inner, "closing", "Questions?")


def frame(made, role):
    items = (item for item in made.deck.slides[-1].items if isinstance(item, TextFrame))
    return next(item for item in items if item.role == role)


def caption(folder, address):
    return frame(write(folder, closing(address=address)), "caption").paragraphs[0].plain


def test_a_long_address_breaks_at_its_signs_and_stays_the_same(tmp_path):
    address = "exampleton-community-dermatology-partnership.example.org/patients"
    shown = caption(tmp_path, address)
    assert "\u200b" in shown
    assert shown.replace("\u200b", "") == address


def test_of_an_endless_address_the_host_is_shown(tmp_path):
    assert caption(tmp_path, f"www.example.org/{'p' * 200}") == "example.org"


def test_a_short_address_is_left_as_it_is(tmp_path):
    assert caption(tmp_path, "clinic.example.org/asthma") == "clinic.example.org/asthma"


def test_words_that_are_no_address_are_never_broken(tmp_path):
    made = write(tmp_path, slide("<p>Krankenversicherungskartenlesegeräte</p>"))
    held = frame(made, "body").paragraphs
    assert loosened(held) == held


def test_an_endless_address_in_the_text_is_no_error(tmp_path):
    made = write(tmp_path, slide(f"<p>Look at https://example.org/{'a' * 120}</p>"))
    assert frame(made, "body").paragraphs[0].plain.count("a") == 121 + 1


def test_long_hours_are_set_smaller(tmp_path):
    hours = "Monday, Tuesday, Thursday and Friday from 8.30 am to 6 pm, Wednesday to 1 pm, "
    made = write(tmp_path, closing(f"<h3>01632 960145</h3><p>{hours * 3}</p>"))
    assert min(frame(made, "body").sizes) >= 18


@pytest.mark.parametrize("key", ["hours", "name"])
def test_what_does_not_fit_names_its_key_in_the_clinics_file(tmp_path, key):
    words = ("open on most days of the week " * 30).strip()
    clinic = replace(CLINIC, **{key: words})
    shown = closing(name=words) if key == "name" else closing(f"<p>{words}</p>")
    with pytest.raises(ContentError) as error:
        write(tmp_path, shown, clinic=clinic)
    (finding,) = error.value.findings
    assert finding.path.endswith("clinic.yaml")
    assert finding.advice == f"write '{key}' shorter"


def test_of_a_word_without_end_the_advice_can_be_followed(tmp_path):
    with pytest.raises(ContentError) as error:
        write(tmp_path, slide(f"<p>{'x' * 80}</p>"))
    (finding,) = error.value.findings
    assert finding.advice.startswith("choose a shorter word")


@pytest.mark.parametrize("words", ["การดูแลแผลหลังกลับบ้าน" * 80, "哮喘是一种常见的呼吸道疾病" * 80])
def test_a_paragraph_without_spaces_is_no_long_word(tmp_path, words):
    with pytest.raises(ContentError) as error:
        write(tmp_path, slide(f"<p>{words}</p>"))
    (finding,) = error.value.findings
    assert finding.advice == "shorten it, or write it as several paragraphs"


def test_a_question_of_150_letters_fits_below_the_title(tmp_path):
    question = "What can I do to keep well at home after an operation on my heart or lungs, " * 2
    words = f"<div><p>{question[:150]}</p></div><div><p>A Clinic</p></div>"
    made = write(tmp_path, slide(words, "title", "Living with long-term breathing problems"))
    assert len(frame(made, "subtitle").paragraphs) == 1


def test_the_subtitle_gives_way_to_a_long_question(tmp_path):
    question = "What can I do to keep well at home after an operation on my heart or lungs, " * 2
    words = "<div><p>{}</p><p>For adults</p></div><div><p>A Clinic</p></div>"
    long = write(tmp_path, slide(words.format(question[:150]), "title", "Breathing"))
    short = write(tmp_path, slide(words.format("What helps?"), "title", "Breathing"))
    assert [p.plain for p in frame(long, "subtitle").paragraphs] == [question[:150].strip()]
    assert len(frame(short, "subtitle").paragraphs) == 2
