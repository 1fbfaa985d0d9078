import shutil
from datetime import date
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from handout.model.article import FrontMatter
from handout.model.errors import ContentError
from handout.source.markdown.directives import DIRECTIVES
from handout.source.schema import read_words
from handout.templating.interface_strings import interface_strings, version_line

TEMPLATES = Path(__file__).parents[2] / "templates"
FILES = sorted((TEMPLATES / "strings").glob("*.yaml"))
HELD = {path.stem: read_words(path.read_text("utf-8"), path.name) for path in FILES}


@pytest.fixture
def strings(tmp_path) -> Path:
    """A copy of the files."""
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
    assert list(HELD[lang]) == list(HELD["en"])


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


def test_only_the_languages_that_are_asked_for_are_read(strings):
    (strings / "xx.yaml").write_text("- a\n", "utf-8")
    assert interface_strings(strings.parent, "de") == interface_strings(TEMPLATES, "de")
    with pytest.raises(ContentError, match=r"strings/xx\.yaml:1"):
        interface_strings(strings.parent, "xx")


def test_every_language_has_the_direction_of_its_script():
    from_right = {lang for lang, held in HELD.items() if held["direction"] == "rtl"}
    assert from_right == {"ar", "fa", "he", "ur"}


@pytest.mark.parametrize("lang", HELD)
def test_no_language_leaves_the_words_of_another(lang):
    alike = {key for key, said in HELD[lang].items() if said == HELD["en"][key]}
    told = {"direction", "reviewed_by", "separator", "warning", "page", "notes_title", "version"}
    assert lang == "en" or alike <= told


BROKEN = {
    "language-missing": (
        "a: one\n",
        None,
        "ar.yaml: there are no words for the language 'ar'; "
        "make a file templates/strings/ar.yaml with the keys of en.yaml",
    ),
    "key-missing": (
        "a: one\nb: two\n",
        "a: wahid\n",
        "ar.yaml: 'ar' has no 'b'; add a line 'b:' with the words for “two”",
    ),
    "other-braces": (
        "a: one {date}\n",
        "a: wahid {day}\n",
        "ar.yaml: 'a' of 'ar' has other words in braces than “one {date}”; "
        "leave what is in braces as it is there",
    ),
    "braces-never-closed": (
        "a: one\n",
        "a: wahid {day\n",
        "ar.yaml: 'a' of 'ar' has other words in braces than “one”; "
        "leave what is in braces as it is there",
    ),
    "yaml": (
        "a: one: two\n",
        "a: wahid\n",
        'en.yaml:1: a value with a colon in it needs quotation marks; write it as a: "one: two"',
    ),
    "key-twice": (
        "a: one\n",
        "a: one\na: two\n",
        "ar.yaml:2: 'a' is there twice; delete one of them",
    ),
    "keys-below": (
        "a: one\n",
        "a:\n  b: one\n",
        "ar.yaml:2: 'a' cannot have keys of its own; write some words, on one line",
    ),
    "empty": (
        "a: one\n",
        "",
        "ar.yaml:1: nothing is set here; write each line as 'key: value'",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_in_the_words_is_told_with_its_place(fault, strings):
    english, arabic, expected = BROKEN[fault]
    (strings / "en.yaml").write_text(english, "utf-8")
    (strings / "ar.yaml").unlink()
    if arabic is not None:
        (strings / "ar.yaml").write_text(arabic, "utf-8")
    with pytest.raises(ContentError) as caught:
        interface_strings(strings.parent, "ar")
    assert str(caught.value) == f"templates/strings/{expected}"


def test_words_that_are_not_there_are_told_of(tmp_path):
    with pytest.raises(ContentError, match="No such file"):
        interface_strings(tmp_path / "templates", "en")


def test_words_that_are_not_utf_8_are_told_of(strings):
    (strings / "en.yaml").write_bytes(b"a: caf\xe9\n")
    with pytest.raises(ContentError, match="not saved as UTF-8"):
        interface_strings(strings.parent, "en")


def test_what_the_version_line_needs_is_told_of_where_the_first_language_lacks_it(strings):
    file = strings / "en.yaml"
    file.write_text(file.read_text("utf-8").replace("version:", "edition:", 1), "utf-8")
    with pytest.raises(ContentError, match="'en' has no 'version'; add a line 'version:'"):
        interface_strings(strings.parent, "en")
