from pathlib import Path

import pytest

from handout.model.errors import ContentError, UsageError
from handout.model.findings import Severity
from handout.source.content import articles, asides, chosen, name_at, name_of
from handout.source.reading import read_article, read_clinic

CLINIC = (
    "name: Plain Lane\naddress: [1 Plain Lane]\nphone: 01632 960100\nweb: https://example.org\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def said_by(call, *arguments) -> str:
    with pytest.raises(ContentError) as caught:
        call(*arguments)
    return str(caught.value)


def test_the_articles_come_in_the_order_of_their_names(content):
    for name in ("b.md", "a.md", "C.MD", ".hidden.md", "note.txt", "clinic.yaml"):
        (content / name).touch()
    assert list(articles(content)) == ["C", "a", "b"]


def test_what_a_word_processor_keeps_for_itself_is_no_article(content):
    for name in ("a.md", "~$a.md", ".~lock.a.md#", "a.md~", "a.md.bak"):
        (content / name).touch()
    assert list(articles(content)) == ["a"]


IMPORT = "move it out of content/, then run: python build.py import, and its name behind it"
OTHERS = {
    "asthma.md.txt": "rename it to 'asthma.md'",
    "asthma.MD.TXT": "rename it to 'asthma.md'",
    "asthma.markdown": "rename it to 'asthma.md'",
    "asthma.txt": "rename it to 'asthma.md' and begin it as the README shows, or move it out of "
    "content/",
    "asthma.docx": IMPORT,
    "asthma.ODT": IMPORT,
    "asthma.rtf": IMPORT,
    "skin/asthma.pages": "copy its words into 'asthma.md', or move it out of content/",
}


def touch(content, *names):
    """Files in content/, empty."""
    for name in names:
        (content / name).parent.mkdir(exist_ok=True, parents=True)
        (content / name).touch()


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_that_is_no_article_but_holds_words_is_told_of_once(content, name):
    touch(content, "a.md", name)
    (told,) = asides(Path("content"))
    assert told.severity is Severity.NOTE
    assert str(told) == f"content/{name}: nothing is made of this file; {OTHERS[name]}"
    touch(content, "skin/z.md")
    assert list(articles(Path("content"))) == ["a", "skin/z"]


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_told_too_where_it_is_asked_for_and_where_it_is_all_there_is(content, name):
    touch(content, name)
    assert said_by(articles, Path("content")).splitlines()[1].endswith(OTHERS[name])
    touch(content, "a.md")
    with pytest.raises(UsageError) as caught:
        chosen(Path("content"), [f"content/{name}"])
    assert str(caught.value).endswith(f"in content/; {OTHERS[name]}")


def test_many_such_files_are_told_of_together(content):
    touch(content, "a.md", *(f"{number}.docx" for number in range(30)), "b.txt")
    assert [str(one).partition(";")[0] for one in asides(Path("content"))] == [
        "content/0.docx: nothing is made of this file and 29 more that end in .docx",
        "content/b.txt: nothing is made of this file",
    ]


def test_what_lies_beside_pictures_and_fonts_or_is_hidden_is_not_told_of(content):
    touch(content, "a.md", "images/licence.txt", "skin/Images/b.md", "fonts/OFL.txt", "logo.svg")
    touch(content, "~$a.docx", ".a.txt", ".git/a.md", "_old/a.docx", "notes.xlsx")
    assert asides(Path("content")) == ()
    assert list(articles(Path("content"))) == ["a"]


def test_articles_in_folders_are_named_with_these(content):
    touch(content, "skin/scars.md", "skin/deep/er.md", "scars.md", "images/a.md", "b.md")
    found = articles(Path("content"))
    assert list(found) == ["b", "scars", "skin/deep/er", "skin/scars"]
    assert [name_of(path, Path("content")) for path in found.values()] == list(found)
    assert [name_at(path, Path("content")) for path in found.values()] == list(found)


@pytest.mark.parametrize(
    "name",
    ["images/a.md", "skin/fonts/a.md", "a.txt", "skin", ".a.md", "", "../a.md", ".git/a.md"],
)
def test_a_file_elsewhere_is_no_article(name):
    assert name_at(Path("content", name), Path("content")) == ""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("skin/scars", ["skin/scars.md"]),
        ("skin/scars.md", ["skin/scars.md"]),
        ("content/skin/scars.md", ["skin/scars.md"]),
        ("./content/skin/scars", ["skin/scars.md"]),
        ("scars", ["skin/scars.md"]),
        ("scars.md", ["skin/scars.md"]),
        ("skin", ["skin/burns.md", "skin/scars.md"]),
        ("content/skin/", ["skin/burns.md", "skin/scars.md"]),
        ("burns", ["burns.md"]),
    ],
)
def test_an_article_in_a_folder_is_chosen_by_its_name_or_its_folder(content, name, found):
    touch(content, "skin/scars.md", "skin/burns.md", "burns.md")
    assert chosen(Path("content"), [name]) == tuple(Path("content", one) for one in found)


def test_a_name_that_two_folders_have_is_asked_back(content):
    touch(content, "skin/scars.md", "eyes/scars.md")
    with pytest.raises(UsageError, match="did you mean 'eyes/scars' or 'skin/scars'\\?"):
        chosen(Path("content"), ["scars"])
    with pytest.raises(UsageError, match="did you mean 'skin/scars'\\?"):
        chosen(Path("content"), ["skin/scar"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skin", "skin"),
        ("a/scars", "A/scars"),
        ("h\u00e4ut", "ha\u0308ut"),
    ],
)
def test_names_that_are_the_same_on_other_computers_are_told_of(content, one, other):
    touch(content, f"{one}.md", f"{other}.md")
    (told,) = asides(Path("content"))
    first, second = sorted((one, other))
    assert told.severity is Severity.WARNING
    assert str(told) == (
        f"content/{second}.md: on Windows or Macs it has the same name as '{first}.md'; "
        "rename one of them"
    )


def test_a_folder_that_is_not_there_is_told_of():
    assert said_by(articles, Path("content")) == (
        "content: the folder is not there; name the folder that your articles lie in, "
        "or begin one: python build.py init"
    )


def test_a_folder_without_articles_is_told_of(content):
    assert said_by(articles, Path("content")) == (
        "content: there is no article (a file whose name ends in .md); "
        "put one there, such as content/asthma.md"
    )


def test_two_articles_of_one_name_are_told_of(content):
    for name in ("a.md", "a.MD"):
        (content / name).touch()
    assert said_by(articles, Path("content")) == (
        "content/a.md: 'a.MD' has the same name; rename one of them"
    )


@pytest.mark.parametrize("name", ["a.v2", "a.v2.md", "content/a.v2.md", "content/a.v2", "./a.v2"])
def test_an_article_is_chosen_by_its_name_or_its_file(content, name):
    for file in ("a.v2.md", "b.md"):
        (content / file).touch()
    assert chosen(Path("content"), [name, name]) == (Path("content/a.v2.md"),)


@pytest.mark.parametrize("name", ["c", "c.md", "other/a.md", "/etc/a.md", "../a.md", "", "a.txt"])
def test_an_article_that_is_not_there_is_wrong_usage(content, name):
    (content / "a.md").touch()
    with pytest.raises(
        UsageError, match=r"there is no article '.*' in content/; (there are: a|did you mean 'a')"
    ):
        chosen(Path("content"), [name])


def test_an_article_that_is_nearly_named_is_asked_back(content):
    (content / "asthma.md").touch()
    for name in ("astma", "content/astma.md"):
        with pytest.raises(UsageError, match=f"no article '{name}' .*; did you mean 'asthma'"):
            chosen(Path("content"), [name])


def test_of_many_articles_only_some_are_named(content):
    for number in range(30):
        (content / f"{number:02}.md").touch()
    with pytest.raises(UsageError, match=r"there are: 00, .*, 19 and 10 more$"):
        chosen(Path("content"), ["burns"])


def test_all_names_that_are_not_there_are_told_of_at_once(content):
    (content / "a.md").touch()
    with pytest.raises(UsageError, match="there is no article 'b' or 'c' in content/"):
        chosen(Path("content"), ["a", "b", "c"])


@pytest.mark.parametrize("read", [read_article, lambda path, content: read_clinic(content)])
class TestAFileThatCannotBeRead:
    """Articles and clinic.yaml alike."""

    @pytest.fixture
    def path(self, read, content) -> Path:
        return Path("content/a.md" if read is read_article else "content/clinic.yaml")

    def test_a_folder_in_its_place(self, read, path):
        path.mkdir()
        assert said_by(read, path, Path("content")) == (
            f"{path}: this is no file; rename it, or delete it"
        )

    def test_a_link_that_leads_outside(self, read, path):
        path.symlink_to("/etc/passwd")
        assert said_by(read, path, Path("content")) == (
            f"{path}: the file is a link that leads outside content/; put a copy there instead"
        )

    def test_a_link_that_leads_nowhere(self, read, path):
        path.symlink_to("gone.md")
        assert said_by(read, path, Path("content")) == (
            f"{path}: this is no file; rename it, or delete it"
        )

    def test_a_link_that_leads_in_a_circle(self, read, path):
        path.symlink_to(path.name)
        assert said_by(read, path, Path("content")) == (
            f"{path}: the file cannot be read (a link leads in a circle); "
            "see that you may open it, or replace it"
        )

    def test_a_file_too_large_to_have_been_written_by_hand(self, read, path):
        path.write_bytes(b"x" * 2_000_001)
        assert said_by(read, path, Path("content")) == (
            f"{path}: the file is larger than 2 MB; make it shorter"
        )

    def test_a_file_that_is_no_utf_8(self, read, path):
        path.write_bytes(b"---\nname: caf\xe9\n")
        assert said_by(read, path, Path("content")).startswith(
            f"{path}:2: the file is not saved as UTF-8; save it again"
        )


def test_a_link_inside_of_content_may_be_followed(content):
    (content / "there.yaml").write_text(CLINIC)
    (content / "clinic.yaml").symlink_to("there.yaml")
    assert read_clinic(content).name == "Plain Lane"


def test_a_clinic_file_that_is_not_there_is_told_of(content):
    assert said_by(read_clinic, Path("content")) == (
        "content/clinic.yaml: the file is not there; "
        "copy the one that came with handout, and put your clinic's name into it"
    )
