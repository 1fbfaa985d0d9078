import shutil
from datetime import date
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from handout.model import installation
from handout.model.errors import ContentError
from handout.model.findings import UNREVIEWED, Severity
from handout.model.foreign_words import ForeignWords
from handout.model.front_matter import FrontMatter
from handout.slides.planning.emergency import alarms
from handout.source.markdown.directives import DIRECTIVES
from handout.source.schema import read_words
from handout.templating.interface_strings import files, interface_strings, load
from handout.templating.version_line import version_line
from handout.typography.languages import runs_from_right

TEMPLATES = Path(__file__).parents[2] / "templates"
FILES = sorted((TEMPLATES / "strings").glob("*.yaml"))
HELD = {path.stem: read_words(path.read_text("utf-8"), path.name).by_key for path in FILES}


@pytest.fixture
def alone(tmp_path, monkeypatch) -> Path:
    """A folder of templates with nothing of handout's behind it."""
    monkeypatch.setattr(installation, "TEMPLATES", tmp_path)
    return tmp_path


@pytest.fixture
def strings(tmp_path, monkeypatch) -> Path:
    """A copy of the files, which are those of handout here."""
    monkeypatch.setattr(installation, "TEMPLATES", tmp_path / "templates")
    return shutil.copytree(TEMPLATES / "strings", tmp_path / "templates" / "strings")


def front(lang: str) -> FrontMatter:
    return FrontMatter("Plain", lang, "1.0", date(2026, 10, 1), date(2028, 10, 1), ("Robin",))


def named_in(template: Path) -> set[str]:
    """The words that a template asks for by name."""
    tree = jinja2.Environment().parse(template.read_text("utf-8"))
    found = set()
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if isinstance(node.node, nodes.Name) and node.node.name == "strings":
            if isinstance(node, nodes.Getattr):
                found.add(node.attr)
            elif isinstance(node.arg, nodes.Const):
                found.add(node.arg.value)
    return found


@pytest.mark.parametrize("lang", HELD)
def test_every_language_has_all_words_that_the_templates_name(lang):
    asked = set().union(*map(named_in, TEMPLATES.rglob("*.html")))
    assert len(asked) > 10
    assert asked <= set(interface_strings(TEMPLATES, lang))


@pytest.mark.parametrize("lang", HELD)
def test_every_language_has_the_words_that_are_named_otherwise(lang):
    assert {"version", "reviewed", "next_review", "separator"} <= set(
        interface_strings(TEMPLATES, lang)
    )
    assert {"key", "warning"} <= set(interface_strings(TEMPLATES, lang)) & set(DIRECTIVES)


@pytest.mark.parametrize("lang", HELD)
def test_every_language_has_the_same_words_as_the_first(lang):
    # Of no treatment only those that somebody stands behind.
    assert {*HELD[lang], "no_treatment"} == set(HELD["en"])


def test_a_region_takes_the_words_of_its_language():
    assert interface_strings(TEMPLATES, "en-GB") == interface_strings(TEMPLATES, "en")


def test_a_region_can_have_words_of_its_own(strings):
    (strings / "en-US.yaml").write_text("version: Edition {version}\n", "utf-8")
    assert interface_strings(strings.parent, "en-US") == {
        **interface_strings(TEMPLATES, "en"),
        "version": "Edition {version}",
    }


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en-GB", "Version 1.0·Reviewed 1 October 2026·Next review 1 October 2028"),
        ("en-US", "Version 1.0·Reviewed October 1, 2026·Next review October 1, 2028"),
        ("ar", "الإصدار 1.0·روجع في 1 أكتوبر 2026·المراجعة القادمة في 1 أكتوبر 2028"),
    ],
)
def test_the_version_line_has_its_dates_as_the_language_writes_them(lang, line):
    made = version_line(front(lang), interface_strings(TEMPLATES, lang))
    assert made.replace("\N{NO-BREAK SPACE}", " ").replace(" · ", "·") == line


def test_a_date_never_breaks_over_two_lines():
    assert "1\N{NO-BREAK SPACE}October\N{NO-BREAK SPACE}2026" in version_line(
        front("en-GB"), interface_strings(TEMPLATES, "en-GB")
    )


def test_a_region_that_does_not_exist_takes_the_dates_of_its_language():
    assert version_line(front("ar-XX"), interface_strings(TEMPLATES, "ar")) == version_line(
        front("ar"), interface_strings(TEMPLATES, "ar")
    )


@pytest.mark.parametrize(
    ("lang", "file"),
    [
        ("pt-BR", "pt"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("nb", "no"),
        ("nn-NO", "no"),
        ("tl", "fil"),
        ("iw", "he"),
        ("en-Latn-GB", "en"),
        ("es-419", "es"),
    ],
)
def test_a_file_is_found_by_the_tags_that_stand_for_its_language(lang, file, alone):
    folder = alone / "strings"
    folder.mkdir()
    (folder / f"{file}.yaml").touch()
    (folder / "fr.yaml").touch()
    assert files(alone, lang) == (folder / f"{file}.yaml",)


@pytest.mark.parametrize(
    ("lang", "file"), [("zh-TW", "zh"), ("zh-TW", "zh-Hans"), ("sr-Latn", "sr"), ("pa-PK", "pa")]
)
def test_no_file_is_taken_that_is_written_in_another_script(lang, file, alone):
    (alone / "strings").mkdir()
    (alone / "strings" / f"{file}.yaml").touch()
    assert files(alone, lang) == ()


def test_a_file_may_be_named_as_people_write_tags(alone):
    (alone / "strings").mkdir()
    (alone / "strings" / "pt_br.yaml").touch()
    assert [path.name for path in files(alone, "pt-BR")] == ["pt_br.yaml"]


def test_only_the_languages_that_are_asked_for_are_read(strings):
    (strings / "xx.yaml").write_text("- a\n", "utf-8")
    assert interface_strings(strings.parent, "de") == interface_strings(TEMPLATES, "de")
    first, *_ = load(strings.parent, "xx").findings
    assert str(first).startswith("templates/strings/xx.yaml:1: ")


def test_every_language_has_the_direction_of_its_script():
    from_right = {lang for lang, held in HELD.items() if held["direction"] == "rtl"}
    assert "ar" in from_right
    assert from_right == set(filter(runs_from_right, HELD))


@pytest.mark.parametrize("lang", HELD)
def test_no_language_lacks_a_string_or_has_one_that_cannot_be_used(lang):
    assert {one.rule for one in load(TEMPLATES, lang).findings} <= {UNREVIEWED}


@pytest.mark.parametrize("lang", HELD)
def test_no_language_leaves_the_words_of_another(lang):
    alike = {key for key, said in HELD[lang].items() if said == HELD["en"][key]}
    told = {"direction", "reviewed_by", "separator", "warning", "page", "notes_title", "version"}
    assert lang == "en" or alike <= told


def put(strings: Path, lang: str, **changed: str | None) -> Path:
    """Change some words of a language's file, or leave them out."""
    path = strings / f"{lang}.yaml"
    lines = path.read_text("utf-8").splitlines()
    for key, words in changed.items():
        new = [] if words is None else [f"{key}: {words}"]
        at = next((n for n, line in enumerate(lines) if line.startswith(f"{key}:")), len(lines))
        lines[at : at + 1] = new
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def told(strings: Path, lang: str) -> list[str]:
    return [str(one) for one in load(strings.parent, lang).findings if one.severity]


def test_a_language_without_a_file_has_english_words_that_say_so(strings):
    words, (warning,) = load(strings.parent, "xx-YY")
    assert str(warning) == (
        "the words around the text are English, as there are none for 'xx-YY'; "
        "copy templates/strings/en.yaml to templates/strings/xx.yaml, and translate it there"
    )
    assert warning.severity is Severity.WARNING
    assert words["more"] == "More"
    assert isinstance(words["more"], ForeignWords)
    assert words["more"].__html__() == '<span lang="en">More</span>'
    assert (words["direction"], words["separator"]) == ("ltr", "·")


@pytest.mark.parametrize("lang", ["sd", "ug", "dv", "pa-Arab", "yi"])
def test_a_language_without_a_file_has_the_direction_of_its_script(lang, strings):
    words = interface_strings(strings.parent, lang)
    assert words["direction"] == "rtl"
    assert words["more"].__html__() == '<span lang="en" dir="ltr">More</span>'


def test_a_string_that_is_missing_is_told_of_and_english(strings):
    put(strings, "ar", questions_title=None)
    words = interface_strings(strings.parent, "ar")
    assert words["questions_title"].__html__() == '<span lang="en" dir="ltr">Your questions</span>'
    assert type(words["notes_title"]) is str
    assert told(strings, "ar") == [
        "templates/strings/ar.yaml: 'questions_title' is missing, and English words stand in its "
        "place; add a line 'questions_title:' with the words for “Your questions”"
    ]


def test_several_strings_that_are_missing_are_told_of_at_once(strings):
    put(strings, "ar", questions_title=None, more="", back=None)
    assert told(strings, "ar") == [
        "templates/strings/ar.yaml: 3 strings are missing, and English words stand in their "
        "place; add lines with 'questions_title:', 'more:' and 'back:', as in en.yaml"
    ]


def test_words_of_one_line_are_of_one_language(strings):
    put(strings, "de", page_of=None, reviewed=None)
    words = interface_strings(strings.parent, "de")
    assert (words["page"], words["page_of"]) == ("Page", "of")
    line = version_line(front("de"), words)
    assert isinstance(line, ForeignWords)
    assert line.split("·")[1].strip() == "Reviewed 1 October 2026".replace(" ", "\u00a0")


def test_no_english_words_of_emergency_are_looked_for_in_another_language(strings):
    put(strings, "de", emergency=None, reference_headings=None, also_in=None)
    words = interface_strings(strings.parent, "de")
    assert alarms(words["emergency"], "").found("Wählen Sie 112.")
    assert not alarms(words["emergency"], "").found("Call an ambulance.")
    assert (words["reference_headings"], words["also_in"]) == ("", "")


@pytest.mark.parametrize("share", ["'{n von {of}'", "'{m} von {of}'", "von"])
def test_a_string_with_other_braces_is_told_of_at_its_line_and_english(share, strings):
    path = put(strings, "de", share=share)
    line = path.read_text("utf-8").split("\nshare:")[0].count("\n") + 2
    assert interface_strings(strings.parent, "de")["share"].format(n=1, of=10) == "1 of 10"
    assert told(strings, "de") == [
        f"templates/strings/de.yaml:{line}: 'share' has other words in braces than “{{n}} of "
        "{of}”, which stands in its place; leave what is in braces as it is there"
    ]


def test_a_direction_that_is_none_is_told_of_and_that_of_the_script(strings):
    put(strings, "ar", direction="right")
    assert interface_strings(strings.parent, "ar")["direction"] == "rtl"
    assert told(strings, "ar") == [
        "templates/strings/ar.yaml:5: 'direction' cannot be 'right'; write ltr or rtl"
    ]


def test_words_that_nobody_has_read_are_noted(strings):
    put(strings, "de", reviewed_by="Dr Erika Beispiel")
    (note,) = load(strings.parent, "fr").findings
    assert str(note) == (
        "templates/strings/fr.yaml: no native speaker has read these words; "
        "have one read them, and put the name behind 'reviewed_by:'"
    )
    assert note.severity is Severity.NOTE
    assert load(strings.parent, "de").findings == load(strings.parent, "en-GB").findings == ()


BROKEN = {
    "yaml": (
        "a: one: two",
        '1: a value with a colon in it needs quotation marks; write it as a: "one: two"',
    ),
    "key-twice": ("a: one\na: two", "2: 'a' is there twice; delete one of them"),
    "keys-below": (
        "a:\n  b: one",
        "2: 'a' cannot have keys of its own; write some words, on one line",
    ),
    "empty": ("", "1: nothing is set here; write each line as 'key: value'"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_line_that_cannot_be_read_is_told_of_and_its_words_are_english(fault, strings):
    text, expected = BROKEN[fault]
    (strings / "ar.yaml").write_text(text, "utf-8")
    words, (warning, *_) = load(strings.parent, "ar")
    assert str(warning) == f"templates/strings/ar.yaml:{expected}"
    assert warning.severity is Severity.WARNING
    assert isinstance(words["more"], ForeignWords)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_in_the_english_file_is_an_error(fault, strings):
    text, expected = BROKEN[fault]
    (strings / "en.yaml").write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        interface_strings(strings.parent, "ar")
    assert str(caught.value) == f"templates/strings/en.yaml:{expected}"


def test_words_that_are_not_there_are_told_of(alone):
    with pytest.raises(ContentError, match="No such file"):
        interface_strings(alone, "en")


def test_words_that_are_not_utf_8_are_told_of(strings):
    (strings / "en.yaml").write_bytes(b"a: caf\xe9\n")
    with pytest.raises(ContentError, match="not saved as UTF-8"):
        interface_strings(strings.parent, "en")


def test_what_the_version_line_needs_is_told_of_where_english_lacks_it(strings):
    put(strings, "en", version="Edition", reviewed=None)
    with pytest.raises(ContentError) as caught:
        interface_strings(strings.parent, "de")
    first, second = str(caught.value).splitlines()
    assert "'version' is missing, or has other words in braces than “Version {version}”" in first
    assert "write a line 'reviewed: Reviewed {date}', in words of your own" in second


def test_a_key_that_is_nearly_another_is_told_of_and_one_of_the_clinics_own_is_not(strings):
    own = strings / "en.yaml"
    own.write_text(f"{own.read_text('utf-8')}keey: Remember\nparking: Parking\n", "utf-8")
    (told,) = (one for one in load(strings.parent, "en").findings if one.severity > Severity.NOTE)
    assert "'keey' is no string that the templates know; did you mean 'key'?" in str(told)
