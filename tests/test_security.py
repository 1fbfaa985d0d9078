"""An article reads nothing outside content/ and templates/, and reaches no network."""

import os
import re
import shutil
import sys
import zipfile
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from handout.model.errors import ContentError
from tests.support.workplace import Workplace, made

SECRET = "The word that nobody may read: zanzibar."
BOTH = ("leaflet", "slides")
HANDOUT = Path(__file__).parents[1] / "handout"
DRAWINGS = sorted((Path(__file__).parent / "faults/content/images").glob("svg-*.svg"))


class Watch:
    """What this process opens and connects to, while it is told to look."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
            self.seen.append(f"{event} {arguments}")
        if event == "open" and isinstance(arguments[0], str):
            self.on = False  # looking where a link leads is itself no reading
            real = os.path.realpath(arguments[0])
            self.seen += [real] if real.endswith(("secret.txt", "secret.svg", "passwd")) else []
            self.on = True


@cache
def watch() -> Watch:
    """Looks from its first use on, not on behalf of all other tests: nobody can take it away."""
    return Watch()


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    found = made(tmp_path)
    (tmp_path / "secret.txt").write_text(SECRET)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><desc>{SECRET}</desc></svg>'
    )
    (tmp_path / "secret.svg").write_text(drawing)
    return found


def text_of(path: Path) -> str:
    """All words of a made file, and its raw bytes."""
    raw = path.read_bytes().decode("latin-1")
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        return raw + "".join(page.get_textpage().get_text_range() for page in pages)
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode("latin-1") for name in package.namelist())


def build(place: Workplace, formats: tuple[str, ...] = BOTH) -> tuple[list[str], str]:
    """The findings of a build that is watched, and all text that it made."""
    looking = watch()
    looking.seen.clear()
    looking.on = True
    try:
        outcomes = place.build(formats=formats)
        found = [str(finding) for outcome in outcomes for finding in outcome.findings]
    except ContentError as error:
        found = [str(finding) for finding in error.findings]
    finally:
        looking.on = False
    assert looking.seen == []
    files = [path for path in place.output.rglob("*") if path.suffix in (".pdf", ".pptx")]
    return found, "".join(map(text_of, files))


PICTURES = {
    "absolute": "{root}/secret.svg",
    "above": "../secret.svg",
    "above-by-another-way": "images/../../secret.svg",
    "percent-encoded": "%2e%2e/secret.svg",
    "file-address": "file://{root}/secret.svg",
    "file-address-in-capitals": "FILE://{root}/secret.svg",
    "of-the-web": "http://127.0.0.1:9/a.svg",
    "of-the-web-without-a-scheme": "//127.0.0.1:9/a.svg",
    "of-a-windows-share": "\\\\127.0.0.1\\share\\a.svg",
    "of-a-windows-drive": "C:\\secret.svg",
    "in-itself": "data:image/svg+xml;base64,PHN2Zy8+",
    "a-link": "images/link.svg",
    "in-a-linked-folder": "linked/secret.svg",
    "a-link-in-a-circle": "images/circle.svg",
    "a-device": "images/device.png",
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_read_from_content_alone(name, place):
    (place.content / "images/link.svg").symlink_to(place.root / "secret.svg")
    (place.content / "linked").symlink_to(place.root)
    (place.content / "images/circle.svg").symlink_to("circle.svg")
    (place.content / "images/device.png").symlink_to("/dev/zero")
    place.add(f"![A drawing](<{PICTURES[name].format(root=place.root)}>)")
    found, text = build(place)
    assert len(found) == 1
    assert "content/asthma.md:23: the picture '" in found[0]
    assert text.count("A drawing") == 2 * name.startswith("of-the-web")  # its words, in each file


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(drawing, place):
    shutil.copy(drawing, place.content / "images/drawing.svg")
    place.add("![A drawing](images/drawing.svg)")
    found, text = build(place)
    assert len(found) == 1
    assert "the picture 'images/drawing.svg' " in found[0]
    assert text == ""


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_a_logo_that_is_more_than_a_drawing_is_refused(drawing, place):
    shutil.copy(drawing, place.content / "images/logo.svg")
    found, text = build(place)
    assert len(found) == 1
    assert "the logo 'images/logo.svg' " in found[0]
    assert text == ""


def test_a_logo_that_is_a_link_to_elsewhere_is_refused(place):
    (place.content / "images/logo.svg").unlink()
    (place.content / "images/logo.svg").symlink_to(place.root / "secret.svg")
    found, text = build(place)
    assert "the logo 'images/logo.svg' leads outside content/" in found[0]
    assert text == ""


@pytest.mark.parametrize("file", ["asthma.md", "clinic.yaml"])
def test_a_file_that_is_a_link_to_elsewhere_is_refused(file, place):
    (place.content / file).rename(place.root / "secret.txt")
    (place.content / file).symlink_to(place.root / "secret.txt")
    found, text = build(place)
    assert "the file is a link that leads outside content/" in found[0]
    assert text == ""


LINKS = {
    "to-a-file": "[this](file://{root}/secret.txt)",
    "to-a-path": "[this]({root}/secret.txt)",
    "to-a-path-below": "[this](../secret.txt)",
    "to-a-program": "[this](javascript:alert(1))",
    "to-a-program-with-a-tab": "[this](<java\tscript:alert(1)>)",
    "to-data": "[this](data:text/html,x)",
    "as-an-attachment": "[this](https://example.org){{rel=attachment}}",
    "with-another-address": '[this](https://example.org){{href="file://{root}/secret.txt"}}',
    "with-a-handler": "[this](https://example.org){{onclick=go}}",
    "with-a-style": '[this]{{style="background:url(file://{root}/secret.svg)"}}',
    "by-reference": "[this][a]\n\n[a]: file://{root}/secret.txt",
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_leads_to_the_web_a_mailbox_a_phone_or_a_heading_alone(name, place):
    place.add(LINKS[name].format(root=place.root))
    found, text = build(place)
    assert len(found) == 1
    assert found[0].startswith(f"{place.article()}:")
    for target in (SECRET, str(place.root), "secret.", "script:", "data:text"):
        assert target not in text


MARKUP = {
    "html": '<img src="file://{root}/secret.svg">',
    "html-link": '<link rel="attachment" href="file://{root}/secret.txt">',
    "html-style": "<style>@import url(file://{root}/secret.txt);</style>",
}


def test_a_comment_is_nowhere_in_what_is_made(place):
    place.add("Words. <!-- behind them -->\n\n<!-- for ourselves -->")
    found, text = build(place)
    assert found == []
    assert "behind" not in text
    assert "ourselves" not in text


@pytest.mark.parametrize("name", MARKUP)
def test_html_in_an_article_reads_no_file(name, place):
    place.add(MARKUP[name].format(root=place.root))
    found, text = build(place)
    assert bool(found) == (name == "html")  # a picture is none in content/; the others show nothing
    assert SECRET not in text
    assert bool(text) == (name != "html")


HARMLESS = (
    "{{{{ clinic.name }}}} and {{% include '{root}/secret.txt' %}} and {{# {root} #}}",
    "{{{{ ''.upper() }}}}",
    "url(file://{root}/secret.txt) and @import",
    "`<img src=file://{root}/secret.svg>` and &lt;script&gt;",
    "file://{root}/secret.txt",
    "${{jndi:ldap://127.0.0.1/a}} and %s and $(id)",
)


def letters(text: str) -> str:
    return re.sub(r"\s|­", "", text)


@pytest.mark.parametrize("words", HARMLESS)
def test_what_looks_like_a_template_or_a_style_is_plain_text(words, place):
    plain = words.format(root="/x")
    place.add(plain)
    found, text = build(place)
    assert [one for one in found if "is printed as it stands" not in one] == []
    assert "zanzibar" not in text
    shown = plain.replace("`", "").replace("&lt;", "<").replace("&gt;", ">")
    pdf = pypdfium2.PdfDocument(place.file(ending="leaflet.pdf"))
    laid_out = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert letters(shown)[:20] in letters(laid_out)


EVIL = "x</style><img src='file://{root}/secret.svg'>{{{{ clinic }}}}\"> @import url(file:///x);"


@pytest.mark.parametrize("key", ["title", "subtitle", "question", "description", "version"])
def test_front_matter_is_plain_text(key, place):
    value = EVIL.format(root="/x").replace("'", "''")
    place.edit('version: "1.0"\n', "" if key == "version" else 'version: "1.0"\n')
    place.edit("title: Asthma\n", f"{key}: '{value}'\n" + ("" if key == "title" else "title: A\n"))
    found, text = build(place)
    assert "zanzibar" not in text
    assert all("internal" not in one and "fails on this article" not in one for one in found)


@pytest.mark.parametrize("key", ["name", "strapline", "hours", "phone"])
def test_the_clinic_file_is_plain_text(key, place):
    path = place.content / "clinic.yaml"
    value = EVIL.format(root=place.root).replace("'", "''")
    text = re.sub(rf"^{key}:.*$", lambda _: f"{key}: '{value}'", path.read_text(), flags=re.M)
    path.write_text(text)
    found, made_text = build(place)
    assert "zanzibar" not in made_text
    assert all("fails on this article" not in one for one in found)


@pytest.mark.parametrize("font", ["x; } @import url(file:///x); {", "../../x", "Nowhere Sans"])
def test_a_font_is_one_of_those_that_are_installed(font, place):
    path = place.content / "clinic.yaml"
    path.write_text(
        path.read_text().replace("leaflet: Atkinson Hyperlegible", f"leaflet: '{font}'")
    )
    found, text = build(place)
    assert len(found) >= 1
    assert all("fails on this article" not in one for one in found)
    assert text == ""


def test_the_tests_watch_what_is_opened(place):
    looking = watch()
    looking.seen.clear()
    looking.on = True
    (place.root / "secret.txt").read_text()
    (place.content / "a.md").symlink_to(place.root / "secret.txt")
    (place.content / "a.md").read_text()
    looking.on = False
    assert len(looking.seen) == 2


PIPES = {
    "asthma.es.md": "asthma.es.md: this is no file",
    "clinic.yaml": "clinic.yaml: this is no file",
    "images/logo.svg": "the logo 'images/logo.svg' is not there",
    "images/photo.png": "the picture 'images/photo.png' is not there",
    "fonts/own.ttf": "own.ttf: this font is not used: it is no file, or a link that leads out of",
    "own.pptx": "the presentation own.pptx is not there",
    "own.icc": "the print shop's colour profile is missing",
}


@pytest.mark.parametrize("name", PIPES)
def test_a_pipe_is_never_waited_for(name, place):
    with (place.content / "clinic.yaml").open("a") as clinic:
        clinic.write("deck: {template: own.pptx}\n" * (name == "own.pptx"))
        clinic.write("press: {profile: own.icc}\n" * (name == "own.icc"))
    place.add("![A photo](images/photo.png)" * (name == "images/photo.png"))
    (place.content / "fonts").mkdir()
    (place.content / name).unlink(missing_ok=True)
    os.mkfifo(place.content / name)
    found, _ = build(place, ("leaflet-press",) if name == "own.icc" else BOTH)
    assert PIPES[name] in "\n".join(found)


OPENERS = re.compile(r"\bopen\(|read_text\(|read_bytes\(|from_file_path\(|TTFont\(path")
NO_OPENERS = re.compile(
    r"(Image|Pixels|Package)\.open\(|def \w+\(|(?<!\.)\bread_bytes\(|text_files\.read_bytes\("
)
"""What opens bytes, and what goes through the one place."""
OPENED_ELSEWHERE = {
    "build/output.py": "what lies in output/",
    "build/workers.py": "what the system says of this process",
    "build/index_page.py": "what lies in output/",
    "preview/page_images.py": "what lies in output/",
    "preview/server.py": "what lies in output/",
    "cli/terminal.py": "the null device",
    "cli/starting.py": "what comes with handout",
    "source/new_article.py": "what comes with handout, and a new file",
    "importing/files.py": "new articles, which are written and never read",
    "checks/review/known_words.py": "lists of words that come with handout",
    "paper/balance.py": "templates",
    "templating/interface_strings.py": "templates",
    "typography/fonts.py": "packages of fonts",
    "typography/font_files.py": "packages of fonts",
    "preview/serving.py": "a browser",
}


def test_files_of_content_are_opened_in_one_place():
    opened = set()
    for path in sorted(HANDOUT.rglob("*.py")):
        text = NO_OPENERS.sub("", path.read_text("utf-8"))
        if OPENERS.search(text):
            opened.add(path.relative_to(HANDOUT).as_posix())
    assert opened == {"model/fingerprint.py", *OPENED_ELSEWHERE}
