"""Characters that no font has, told line by line; the deck, which may have them, is no matter."""

import pytest

from handout.build import missing_glyphs
from tests.support.workplace import Workplace, made

INSTEAD = "write {} another way, or name a font that {} under fonts in clinic.yaml"
ONE, MANY = INSTEAD.format("it", "has it"), INSTEAD.format("them", "has them")


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def said(place: Workplace, *formats: str) -> list[str]:
    (outcome,) = place.build(formats=formats or ("leaflet", "leaflet-trifold", "poster"))
    assert outcome.failed
    return [str(finding) for finding in outcome.findings]


def test_letters_of_the_front_matter_have_the_line_of_their_key(place):
    place.edit("title: Asthma", "title: 中 Asthma 文\nquestion: How 😀 now?")
    place.edit("authors: [Dr Robin Example]", "authors:\n  - Dr Robin Example\n  - Dr 李")
    assert said(place) == [
        "content/asthma.md:3: emoji are left out, as no font has them: “😀”; write them as words",
        f"content/asthma.md:2: no font has “中” and “文”; {MANY}",
        f"content/asthma.md:10: no font has “李” (U+674E); {ONE}",
    ]


def test_letters_of_the_clinic_have_the_line_of_their_key(place):
    clinic = place.content / "clinic.yaml"
    lines = clinic.read_text("utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if "Exampleton" in line)
    lines[number] += " 中文"
    clinic.write_text("\n".join(lines), "utf-8")
    where = f"content/clinic.yaml:{number + 1}"
    assert said(place) == [f"{where}: no font has “中” and “文”; {MANY}"]


def test_emoji_of_the_clinic_are_left_out_with_a_warning(place):
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8").replace("name: ", "# 👍\nname: ✅ ☎️ ", 1)
    clinic.write_text(text, "utf-8")
    line = next(n for n, one in enumerate(text.split("\n"), 1) if "☎" in one)
    (outcome,) = place.build(formats=("leaflet", "slides"))
    (told,) = outcome.findings
    message = "emoji are left out, as no font has them: “☎️”; write them as words"
    assert str(told) == f"content/clinic.yaml:{line}: {message}"
    assert len(outcome.files) == 2


def test_letters_of_the_templates_words_have_their_line_too(place):
    words = place.templates / "strings" / "en.yaml"
    text = words.read_text("utf-8").replace("questions_title: Your", "questions_title: 中 Your")
    words.write_text(text, "utf-8")
    number = text[: text.index("中")].count("\n") + 1
    assert said(place) == [f"templates/strings/en.yaml:{number}: no font has “中” (U+4E2D); {ONE}"]


def test_each_line_of_the_text_has_one_finding(place):
    place.add("One 中 line and 文\nanother 中, and.\n\n| a | b |\n|---|---|\n| c | 中中 |")
    assert said(place) == [
        f"content/asthma.md:23: no font has “中” and “文”; {MANY}",
        f"content/asthma.md:24: no font has “中” (U+4E2D); {ONE}",
        f"content/asthma.md:28: no font has “中” (U+4E2D); {ONE}",
    ]


def test_the_package_that_has_a_script_is_named(place):
    place.add("Ask in ไทย.")
    assert said(place, "leaflet") == [
        "content/asthma.md:23: no font has “ไ”, “ท” and “ย”; "
        "write them another way, or run: pip install fontpkg-noto-sans-thai"
    ]


def test_words_that_only_the_deck_shows_may_have_any_letter(place):
    place.add("::: notes\nSay 中文.\n:::")
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert not outcome.findings


def test_no_more_than_ten_characters_are_named():
    message, _ = missing_glyphs.describe("一二三四五六七八九十百千")
    assert message.endswith("“九”, “十” and 2 more")


def test_an_emoji_of_several_characters_is_one():
    assert list(missing_glyphs.clusters("a 👩‍👩‍👧 1️⃣ b", "👩👧\u20e3")) == ["👩‍👩‍👧", "1️⃣"]
