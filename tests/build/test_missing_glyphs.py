"""Characters that no font has, told line by line; the deck, which may have them, is no matter."""

import re
import sys
from pathlib import Path

import pypdfium2
import pytest

from handout.build import missing_glyphs
from handout.typography import families
from handout.typography.writing_systems import of_character
from tests.support.workplace import Workplace, made

INSTEAD = "write {} another way, or put a font that {} into content/fonts/"
ONE, MANY = INSTEAD.format("it", "has it"), INSTEAD.format("them", "has them")


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def said(place: Workplace, *formats: str) -> list[str]:
    (outcome,) = place.build(formats=formats or ("leaflet", "poster"))
    assert outcome.failed
    return [str(finding) for finding in outcome.findings]


def test_letters_of_the_front_matter_have_the_line_of_their_key(place):
    place.edit("title: Asthma", "title: ⎋ Asthma ⎉\nquestion: How 😀 now?")
    place.edit("authors: [Dr Robin Example]", "authors:\n  - Dr Robin Example\n  - Dr ⎈")
    assert said(place) == [
        "content/asthma.md:3: emoji are left out, as no font has them: “😀”; "
        "write them as words, or put a font that has them into content/fonts/",
        f"content/asthma.md:2: no font has “⎋” and “⎉”; {MANY}",
        f"content/asthma.md:10: no font has “⎈” (U+2388); {ONE}",
    ]


def test_letters_of_the_clinic_have_the_line_of_their_key(place):
    clinic = place.content / "clinic.yaml"
    lines = clinic.read_text("utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if "Exampleton" in line)
    lines[number] += " ⎋⎉"
    clinic.write_text("\n".join(lines), "utf-8")
    where = f"content/clinic.yaml:{number + 1}"
    assert said(place) == [f"{where}: no font has “⎋” and “⎉”; {MANY}"]


def test_emoji_of_the_clinic_are_left_out_with_a_warning(place):
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8").replace("name: ", "# 👍\nname: ✅ 💊️ ", 1)
    clinic.write_text(text, "utf-8")
    line = next(n for n, one in enumerate(text.split("\n"), 1) if "💊" in one)
    (outcome,) = place.build(formats=("leaflet", "slides"))
    (told,) = outcome.findings
    message = "emoji are left out, as no font has them: “💊️”; write them as words"
    message += ", or put a font that has them into content/fonts/"
    assert str(told) == f"content/clinic.yaml:{line}: {message}"
    assert len(outcome.files) == 2


def test_letters_of_the_templates_words_have_their_line_too(place):
    words = place.template("strings/en.yaml")
    text = words.read_text("utf-8").replace("questions_title: Your", "questions_title: ⎋ Your")
    words.write_text(text, "utf-8")
    number = text[: text.index("⎋")].count("\n") + 1
    assert said(place) == [f"templates/strings/en.yaml:{number}: no font has “⎋” (U+238B); {ONE}"]


def test_each_line_of_the_text_has_one_finding(place):
    place.add("One ⎋ line and ⎉\nanother ⎋, and.\n\n| a | b |\n|---|---|\n| c | ⎋⎋ |")
    assert said(place) == [
        f"content/asthma.md:23: no font has “⎋” and “⎉”; {MANY}",
        f"content/asthma.md:24: no font has “⎋” (U+238B); {ONE}",
        f"content/asthma.md:28: no font has “⎋” (U+238B); {ONE}",
    ]


def test_all_lines_of_scripts_without_a_font_have_one_finding(place):
    place.edit("title: Asthma", "title: Asthma Հայ")
    place.add("Ask in Հայերեն\nor ᏣᎳᎩ.\n\n- Հայերեն\n- ⎋")
    letters = "“Հ”, “ա”, “յ”, “ե”, “ր”, “ն”, “Ꮳ”, “Ꮃ” and “Ꭹ”"
    assert said(place, "leaflet", "leaflet-trifold") == [
        f"content/asthma.md:2: no font for Armenian and Cherokee is installed: {letters}, "
        "also on 3 more lines; put a font that has Armenian and Cherokee into content/fonts/, "
        "such as Noto Sans Armenian and Noto Sans Cherokee "
        '(on Debian and Ubuntu: make LANGUAGES="hy")',
        f"content/asthma.md:27: no font has “⎋” (U+238B); {ONE}",
    ]


def test_one_command_installs_all_that_is_missing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # from where the Python that runs is not named shortly
    systems = map(of_character, "ไ中กאਅ")
    message, advice = families.without_font(filter(None, systems), "content/fonts")
    assert message == "no font for Thai, Chinese (simplified), Hebrew and Gurmukhi is installed"
    command, own = advice.split("; and ")
    packages = "justmytype-intl-sea justmytype-intl-cjk justmytype-intl-rtl"
    assert command == f"run: {sys.executable} -m pip install {packages}"
    where = "put a font that has Gurmukhi into content/fonts/, such as Noto Sans Gurmukhi"
    assert own == f'{where} (on Debian and Ubuntu: make LANGUAGES="pa")'


def test_the_python_of_the_working_folder_is_named_from_there(monkeypatch):
    python = Path(sys.executable)
    monkeypatch.chdir(python.parents[1])
    assert families.install("x") == f"run: {python.parent.name}/{python.name} -m pip install x"


def test_words_that_only_the_deck_shows_may_have_any_letter(place):
    place.add("::: notes\nSay ⎋⎉.\n:::")
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert not outcome.findings


def test_no_more_than_ten_characters_are_named():
    message, _ = missing_glyphs.describe("⎋⎉⎈⏧⌬⍯⍰⏀⏁⏂⏃⏄", "content/fonts")
    assert message.endswith("“⏁”, “⏂” and 2 more")


def test_an_emoji_of_several_characters_is_one():
    assert list(missing_glyphs.clusters("a 👩‍👩‍👧 1️⃣ b", "👩👧\u20e3")) == ["👩‍👩‍👧", "1️⃣"]


SIGNS = "☎️ ⚠️ ★ ✉ ⌚ ⭐ ☕ ⛔ ❗ ♿ ☔ ✋ ☐ ☑ ✓ ✗ ✔️ ⬛ 🖥️"


def test_common_signs_are_printed_in_one_colour_and_read_as_themselves(place):
    place.add(f"## ☎ Signs\n\n{SIGNS}.\n\n**{SIGNS}!**")
    (outcome,) = place.build(formats=("leaflet", "slides", "slides-pdf"))
    assert not outcome.findings
    pdf = pypdfium2.PdfDocument(place.file(ending="leaflet.pdf"))
    read = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    wanted = re.sub(r"[\s\ufe0f]", "", SIGNS)
    assert re.sub(r"\s", "", read).count(wanted) == 2
