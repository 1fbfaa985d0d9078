"""What an article shows is in its keys; what it only speaks of is never looked at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handout.build.draft import draft, key, read_clinic
from handout.formats import FORMATS
from handout.model.markup import Markup
from handout.source import references
from tests.support.cases import cases
from tests.support.workplace import PICTURE, ROOT, Workplace, made

OTHER = PICTURE.replace("h9v9z", "h9v3z")
PIECES = {
    "a picture": '<img src="images/extra.svg">',
    "with other attributes": '<img alt="a > b, src=no.svg" data-x="1" src="images/extra.svg" />',
    "in single quotes": "<img alt='' src='images/extra.svg'>",
    "in no quotes": "<IMG alt=x SRC=images/extra.svg>",
    "over several lines": '<img\n  alt=""\n  src = "images/extra.svg"\n>',
    "by an address with signs": '<img src="./images/../images/e%78tra.svg?x=1&amp;y#part">',
    "by a whole address": '<img src="{content}/images/extra.svg">',
    "as an object": '<object data="images/extra.svg"></object>',
    "as an attachment": '<link rel="attachment" href="images/extra.svg">',
    "in a drawing": '<svg><image xlink:href="images/extra.svg"/></svg>',
    "by a style": '<p style="background: url(&quot;images/extra.svg&quot;)">x</p>',
    "by rules of style": "<style>p { background: url( images/extra.svg ) }</style>",
    "by a sheet that is linked": '<link rel="stylesheet" href="images/more.css">',
    "by a sheet that is imported": "<style>@import 'images/more.css';</style>",
    "by a picture that shows it": '<img src="images/frame.svg">',
}
"""Pieces of a template that show the picture images/extra.svg."""


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = made(tmp_path)
    images = place.content / "images"
    (images / "extra.svg").write_text(PICTURE)
    (images / "more.css").write_text('@import "again.css";')
    (images / "again.css").write_text('@import "more.css"; p { background: url("extra.svg") }')
    (images / "frame.svg").write_text(PICTURE.replace("<path", '<image href="extra.svg"/><path'))
    return place


def keys(place: Workplace, name: str = "leaflet") -> tuple[str, tuple[str, ...]]:
    """The key of a file, and the files of content/ that the first key is made of."""
    request = place.request(formats=(name,))
    drawn = draft(place.article(), read_clinic(request), request)
    return key(drawn, FORMATS[name]), drawn.read


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_picture_that_the_mark_up_shows_is_in_both_keys(place: Workplace, piece: str) -> None:
    template = place.template("leaflet/leaflet.html")
    shown = piece.replace("{content}", place.content.as_uri())
    template.write_text(template.read_text().replace("</body>", f"{shown}</body>"))
    before, read = keys(place)
    assert "images/extra.svg" in read
    (place.content / "images" / "extra.svg").write_text(OTHER)
    assert keys(place)[0] != before


def test_a_picture_that_a_slide_shows_is_in_both_keys(place: Workplace) -> None:
    place.add("![The skin](images/extra.svg)")
    before, read = keys(place, "slides")
    assert "images/extra.svg" in read
    (place.content / "images" / "extra.svg").write_text(OTHER)
    assert keys(place, "slides")[0] != before


def test_a_picture_that_a_style_sheet_shows_is_in_the_key(place: Workplace) -> None:
    (place.templates / "leaflet" / "mark.svg").write_text(PICTURE)
    sheet = place.template("leaflet/leaflet.css")
    sheet.write_text(f"{sheet.read_text()} p {{ background: url(mark.svg) }}")
    before, _ = keys(place)
    (place.templates / "leaflet" / "mark.svg").write_text(OTHER)
    assert keys(place)[0] != before


@pytest.mark.parametrize(
    "line",
    [
        "logo: images/extra.svg",
        "logo_reversed: images/extra.svg",
        "press: {profile: images/extra.svg}",
        "deck: {template: images/extra.svg}",
    ],
)
def test_a_file_that_the_clinic_names_is_in_both_keys(place: Workplace, line: str) -> None:
    path = place.content / "clinic.yaml"
    named = line.partition(":")[0]
    lines = [one for one in path.read_text().splitlines() if one.partition(":")[0] != named]
    path.write_text("\n".join((*lines, line, "")))
    before, read = keys(place, "slides")
    assert "images/extra.svg" in read
    (place.content / "images" / "extra.svg").write_text(OTHER)
    assert keys(place, "slides")[0] != before


def of(place: Workplace, text: str) -> list[str]:
    """The names of the files that a mark-up shows."""
    markup = Markup(text, "t.html", (), place.content, place.templates)
    return [os.path.relpath(path, place.content) for path in references.of(markup)]


@pytest.mark.parametrize(
    "text",
    [
        "<p>(images/extra.svg) and \"images/extra.svg\" and 'images/extra.svg'</p>",
        "<p>src='images/extra.svg' and url(images/extra.svg) @import 'images/more.css';</p>",
        '<p title="images/extra.svg" class="src=images/extra.svg" data-x="images/extra.svg">x</p>',
        '<a href="images/extra.svg">x</a>',
        '<img src="https://example.org/images/extra.svg"><img src="//h/images/extra.svg">',
        '<img src="http://[images/extra.svg"><img src="images/extra.svg\0"><img src>',
        '<img src="images/none.svg"><img src="images"><img src=""><img src="#part">',
        '<img src="images/pipe.svg"><img src="images/circle.svg"><img src="images/link.svg">',
        '<img src="../secret.svg"><img src="{root}/secret.svg"><img src="linked/secret.svg">',
        '<img src="/etc/hosts"><img src="file:///etc/hosts"><img src="images/%2e%2e/../../etc">',
        f'<img src="data:image/png;base64,{"A" * 99999}">',
        f'<img {"a=" * 9999}"',
        f"<img {'x' * 99999}<img{' ' * 99999}",
        f"<img {'x' * 999999}>",
        f"<style>{'url(' * 99999}</style>",
    ],
    ids=lambda text: text[:40],
)
def test_what_is_not_shown_or_lies_outside_is_left_alone(place: Workplace, text: str) -> None:
    (place.root / "secret.svg").write_text(PICTURE)
    os.mkfifo(place.content / "images" / "pipe.svg")
    (place.content / "images" / "circle.svg").symlink_to("circle.svg")
    (place.content / "images" / "link.svg").symlink_to(place.root / "secret.svg")
    (place.content / "linked").symlink_to(place.root)
    assert of(place, text.replace("{root}", str(place.root))) == []


def test_a_link_within_the_folders_is_followed(place: Workplace) -> None:
    (place.content / "images" / "link.svg").symlink_to("extra.svg")
    assert of(place, '<img src="images/link.svg">') == ["images/link.svg"]


OPENED = """
import os, sys
names, seen = set(sys.argv[2].split(os.pathsep)), set()
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], str | bytes):
        seen.add(os.path.realpath(os.fsdecode(arguments[0])))
sys.addaudithook(hear)
sys.path.insert(0, sys.argv[1])
from handout.cli.command import main
code = main(sys.argv[3:])
print(*sorted(seen & names), sep=os.pathsep)
sys.exit(code)
"""


def opened(place: Workplace, names: list[Path], *formats: str) -> tuple[int, list[str]]:
    """The exit code of a build, and which of the files it opened."""
    told = os.pathsep.join(str(name.resolve()) for name in names)
    command = place.command("--jobs", "1", "--format", *(formats or ("leaflet", "slides")))[2:]
    run = subprocess.run(
        [sys.executable, "-c", OPENED, str(ROOT), told, *command],
        cwd=place.root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode in (0, 1), run.stderr
    return run.returncode, [name for name in run.stdout.splitlines()[-1].split(os.pathsep) if name]


def test_nothing_outside_is_opened_whatever_a_sentence_or_the_clinic_says(
    place: Workplace,
) -> None:
    secret, hosts = place.root / "secret.txt", Path("/etc/hosts")
    secret.write_text("zanzibar")
    (place.content / "notes.txt").symlink_to(secret)
    words = f"(/etc/hosts) '/etc/hosts' (../secret.txt) (../../secret.txt) ({secret}) (notes.txt)"
    place.add(words + f' "../secret.txt", url({secret}), src="{secret}" and (file://{secret}).')
    place.add(f"## A heading (../secret.txt)\n\n::: warning\nSay '{secret}' (/etc/hosts).\n:::")
    place.edit("lang: en-GB", 'lang: en-GB\nsubtitle: "Read (../secret.txt) and (/etc/hosts)"')
    clinic = place.content / "clinic.yaml"
    said = [one for one in clinic.read_text().splitlines() if not one.startswith(("hours", "add"))]
    said += [f'hours: "{secret} (/etc/hosts)"', "address: [../secret.txt]"]
    clinic.write_text("\n".join(said))
    names = [secret, hosts]
    assert opened(place, names) == (0, [])
    assert opened(place, names) == (0, [])  # with nothing to do
    place.add("One more sentence.")
    assert opened(place, names) == (0, [])
    assert opened(place, [place.article()]) == (0, [str(place.article().resolve())])


KEYS = (
    ("press: {profile: %s}", "leaflet-press"),
    ("deck: {template: %s}", "slides"),
    ("logo: %s", "leaflet"),
)
NAMED = [
    (*key, name) for key in KEYS for name in ("../secret.txt", "notes.txt", "{root}/secret.txt")
]


@pytest.mark.parametrize(("line", "format_", "name"), cases(NAMED, NAMED[::4]))
def test_nothing_outside_is_opened_though_the_clinic_names_it(
    place: Workplace, line: str, format_: str, name: str
) -> None:
    secret = place.root / "secret.txt"
    secret.write_text("zanzibar")
    (place.content / "notes.txt").symlink_to(secret)
    clinic = place.content / "clinic.yaml"
    said = [one for one in clinic.read_text().splitlines() if not one.startswith("logo:")]
    clinic.write_text("\n".join([*said, line % name.format(root=place.root), ""]))
    code, seen = opened(place, [secret], format_)
    assert (code, seen) == (1, [])
