import asyncio
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from handout.build.request import Outcome
from handout.model.findings import Finding, Severity
from handout.preview.project_state import ProjectState
from handout.preview.server import Endpoints, app
from tests.support.workplace import PICTURE, Workplace, made

ASSETS = Path(__file__).parents[2] / "handout" / "preview" / "assets"
FORMATS = ("leaflet", "slides")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A clinic whose article was built."""
    place = made(tmp_path_factory.mktemp("clinic"), "asthma")
    place.build(formats=FORMATS)
    return place


@pytest.fixture(scope="module")
def project(place: Workplace) -> ProjectState:
    project = ProjectState(place.request(formats=FORMATS))
    for outcome in place.build(formats=FORMATS):
        project.add(outcome)
    return project


@pytest.fixture
def client(project: ProjectState) -> Iterator[TestClient]:
    with TestClient(app(Endpoints(project)), base_url="http://127.0.0.1:8400") as client:
        yield client


def article(client: TestClient) -> dict[str, dict]:
    answer = client.get("/articles/asthma").json()
    return {shown["name"]: shown for shown in answer["formats"]}


def test_an_article_is_told_with_its_files_and_their_pages(client: TestClient) -> None:
    shown = article(client)
    assert list(shown) == ["leaflet", "slides"]
    assert shown["leaflet"]["file"] == "asthma-leaflet.pdf"
    assert {page["kind"] for page in shown["leaflet"]["pages"]} == {"page"}
    assert "Asthma" in shown["slides"]["pages"][0]["words"]
    assert "Version" in str(shown["slides"]["pages"][0]["notes"])


def test_an_article_in_a_folder_and_its_files_are_told(tmp_path: Path) -> None:
    place = made(tmp_path)
    (place.content / "skin").mkdir()
    place.article().rename(place.article("skin/asthma"))
    place.build()
    project = ProjectState(place.request())
    with TestClient(app(Endpoints(project)), base_url="http://127.0.0.1:8400") as client:
        (shown,) = client.get("/articles/skin%2Fasthma").json()["formats"]
        answer = client.get(f"/files/skin%2Fasthma/{shown['file']}")
        assert answer.content == place.file("skin/asthma").read_bytes()
        assert client.get("/files/skin/asthma-slides.pptx").status_code == 404
        assert client.get("/articles/skin").status_code == 404


def test_a_page_comes_as_a_picture(client: TestClient) -> None:
    page = article(client)["leaflet"]["pages"][0]
    answer = client.get(f"/pages/{page['id']}.png?width=400")
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).width == 400


def test_the_words_at_a_place_of_a_page_are_told(client: TestClient) -> None:
    page = article(client)["leaflet"]["pages"][0]
    place = f"/pages/{page['id']}.words"
    lines = {client.get(f"{place}?x=370&y={y}").json()["words"] for y in range(0, 1000, 10)}
    assert {"", "This is about Asthma.", "rest"} <= lines
    assert not any("rest" in line and "water" in line for line in lines)
    assert client.get("/pages/nothing.words?x=1&y=1").json() == {"words": ""}
    for strange in ("", "?x=1", "?x=-1&y=1", "?x=1e3&y=1", "?x=99999&y=1"):
        assert client.get(f"{place}{strange}").status_code == 404


@pytest.mark.parametrize("width", ["", "x", "-5", "٣", "1e9", "999999999999"])
def test_a_strange_width_is_not_taken(client: TestClient, width: str) -> None:
    page = article(client)["leaflet"]["pages"][0]
    answer = client.get(f"/pages/{page['id']}.png", params={"width": width})
    assert Image.open(io.BytesIO(answer.content)).width == 900


def test_a_slide_and_its_pictures_come_as_drawings(client: TestClient) -> None:
    page = article(client)["slides"]["pages"][0]
    answer = client.get(f"/slides/{page['id']}.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    (address,) = set(re.findall(r'href="([^"]+)"', answer.text))
    media = client.get(address)
    assert media.headers["content-type"].startswith("image/svg+xml")
    assert "sandbox" in media.headers["content-security-policy"]


def test_a_file_can_be_opened_or_downloaded(client: TestClient, place: Workplace) -> None:
    path = "/files/asthma/asthma-leaflet.pdf"
    opened, kept = client.get(f"{path}?open"), client.get(path)
    assert opened.headers["content-disposition"].startswith("inline")
    assert kept.headers["content-disposition"] == 'attachment; filename="asthma-leaflet.pdf"'
    assert kept.content == place.file(ending="leaflet.pdf").read_bytes()


def test_a_page_with_pictures_beside_it_is_downloaded_with_them(tmp_path: Path) -> None:
    place = made(tmp_path)
    clinic = place.content / "clinic.yaml"
    clinic.write_text(f"{clinic.read_text('utf-8')}\npage:\n  pictures: files\n", "utf-8")
    (place.content / "images" / "d.svg").write_text(PICTURE, "utf-8")
    place.add("![A drawing](images/d.svg)")
    place.build(formats=("page",))
    project = ProjectState(place.request(formats=("page",)))
    with TestClient(app(Endpoints(project)), base_url="http://127.0.0.1:8400") as client:
        (shown,) = [one for one in article(client).values() if one["name"] == "page"]
        assert shown["download"] == "asthma.zip"
        first, second = (client.get("/files/asthma/asthma.html") for _ in "ab")
    assert first.headers["content-disposition"] == "attachment; filename*=UTF-8''asthma.zip"
    assert first.content == second.content
    folder = place.output / "asthma"
    with zipfile.ZipFile(io.BytesIO(first.content)) as together:
        held = {name: together.read(name) for name in together.namelist()}
    assert len(held) > 1
    assert held == {name: (folder / name).read_bytes() for name in held}
    assert re.findall(r'<img src="(picture-[^"]*)"', held["asthma.html"].decode())[-1] in held


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "0.0.0.0:8400"])
def test_another_name_for_this_computer_is_refused(client: TestClient, host: str) -> None:
    paths = "/", "/events", "/status", "/articles/asthma", "/web/asthma/asthma.html"
    for path in (*paths, "/files/asthma/asthma-leaflet.pdf"):
        assert client.get(path, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8400", "127.0.0.1:8400", "LOCALHOST"])
def test_this_computers_own_names_are_taken(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A clinic whose article was built as a web page with its pictures beside it."""
    place = made(tmp_path_factory.mktemp("clinic"), "asthma")
    with (place.content / "clinic.yaml").open("a") as clinic:
        clinic.write("page: {pictures: files}\n")
    (place.content / "images" / "lung.svg").write_text(PICTURE)
    place.add("![A lung](images/lung.svg)")
    place.build(formats=("page",))
    for name in ("letter.html", "letter.svg"):
        (place.output / "asthma" / name).write_text("<p>Dear patient")
    return place


@pytest.fixture
def web(paged: Workplace) -> Iterator[TestClient]:
    served = app(Endpoints(ProjectState(paged.request(formats=("page",)))))
    with TestClient(served, base_url="http://127.0.0.1:8400") as client:
        yield client


def test_a_web_page_is_told_and_comes_as_it_was_made_with_its_pictures(
    web: TestClient, paged: Workplace
) -> None:
    shown = article(web)["page"]
    assert [(page["kind"], len(page["id"])) for page in shown["pages"]] == [("web", 20)]
    answer = web.get(f"/web/asthma/{shown['file']}")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.content == (paged.output / "asthma" / "asthma.html").read_bytes()
    (name,) = set(re.findall(r'src="(picture-[^"]+)"', answer.text))
    picture = web.get(f"/web/asthma/{name}")
    assert (picture.headers["content-type"], picture.text) == ("image/svg+xml", PICTURE)


def test_nothing_in_a_web_page_can_run_or_be_fetched_from_elsewhere(web: TestClient) -> None:
    headers = web.get("/web/asthma/asthma.html").headers
    policy = dict(
        part.partition(" ")[::2] for part in headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == policy["form-action"] == policy["base-uri"] == "'none'"
    assert policy["img-src"] == "'self' data:"
    assert policy["frame-ancestors"] == "'self'"
    assert "allow-scripts" not in policy["sandbox"]
    assert "script-src" not in policy
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "asthma/letter.html",
        "asthma/letter.svg",
        "asthma/.handout.json",
        "asthma/..%2f..%2fcontent%2fclinic.yaml",
        "..%2fcontent/clinic.yaml",
        "nothing/nothing.html",
    ],
)
def test_only_what_the_manifest_names_is_served_of_a_web_page(web: TestClient, path: str) -> None:
    assert web.get(f"/web/{path}").status_code == 404
    assert web.get("/web/asthma/asthma.html").status_code == 200


def test_the_status_of_all_articles_is_told(client: TestClient) -> None:
    (row,) = client.get("/status").json()
    shown = {key: row[key] for key in ("slug", "title", "version", "review", "take_off")}
    assert shown == {
        "slug": "asthma",
        "title": "Asthma",
        "version": "1.0",
        "review": "fine",
        "take_off": [],
    }


OUTSIDE = [
    "/files/asthma/..%2f..%2f..%2fcontent%2fclinic.yaml",
    "/files/asthma/../../content/clinic.yaml",
    "/files/..%2fcontent/clinic.yaml",
    "/files/../content/clinic.yaml",
    "/files/asthma/.handout.json",
    "/files/asthma/%2fetc%2fpasswd",
    "/files/asthma/asthma-leaflet.pdf%00.txt",
    "/files/asthma/..\\..\\content\\clinic.yaml",
    "/assets/..%2fserver.py",
    "/assets/../server.py",
    "/assets/%2e%2e/server.py",
    "/assets/",
    "/pages/..%2f..%2fetc%2fpasswd.png",
    "/media/..%2f..%2fcontent%2fclinic.yaml",
    "/articles/..%2fasthma",
    "/articles/nothing",
    "/slides/nothing.svg",
    "/media/nothing",
    "/etc/passwd",
    "//etc/passwd",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_output_and_the_pages_own_files_is_served(
    client: TestClient, path: str
) -> None:
    assert client.get(path, follow_redirects=False).status_code == 404


def test_a_file_in_output_that_handout_did_not_make_is_not_served(
    client: TestClient, place: Workplace
) -> None:
    (place.output / "asthma" / "letter.pdf").write_bytes(b"%PDF")
    assert client.get("/files/asthma/letter.pdf").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    paths = "/", "/articles/asthma", "/events", "/status", "/web/asthma/asthma.html"
    for path in (*paths, "/files/asthma/asthma-leaflet.pdf"):
        assert client.request(method, path).status_code == 405


@pytest.mark.parametrize("path", ["/", "/assets/page.js", "/articles/asthma", "/nowhere"])
def test_every_answer_keeps_foreign_scripts_out(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_all_that_the_page_names_is_there(client: TestClient) -> None:
    seen, wanted = set(), {"/"}
    while wanted:
        path = wanted.pop()
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if not path.endswith(".ttf"):
            named = re.findall(r'"(/assets/[\w.-]+)"', answer.text)
            beside = [
                f"/assets/{name}"
                for name in re.findall(r'(?:from|import) "\./([\w.]+)"', answer.text)
            ]
            wanted |= {*named, *beside} - seen
    unused = {f"/assets/{path.name}" for path in ASSETS.iterdir()} - seen
    assert unused <= {"/assets/index.html"}


def test_the_page_has_the_installed_fonts_of_scripts_for_their_letters(client: TestClient) -> None:
    answer = client.get("/assets/scripts.css")
    assert answer.headers["content-type"].startswith("text/css")
    (rule,) = [one for one in answer.text.splitlines() if "Noto Sans Devanagari" in one]
    assert "font-weight: 100 900;" in rule
    assert "unicode-range: U+0900-097F, U+A8E0-A8FF }" in rule
    found = client.get(re.search(r'url\("([^"]+)"\)', rule)[1])
    assert found.content[:4] == b"\0\1\0\0"


def test_the_page_fetches_nothing_from_the_network() -> None:
    for path in ASSETS.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|src=[\"']//|url\([\"']?//", text), path.name


def test_the_page_has_no_markup_in_strings() -> None:
    for path in ASSETS.glob("*.js"):
        text = path.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", text)


def test_what_happens_is_told_as_it_happens(project: ProjectState, place: Workplace) -> None:
    endpoints = Endpoints(project)
    said = Finding("rule", "a thing", "see to it", severity=Severity.NOTE)

    async def heard() -> list[str]:
        stream = endpoints._events()
        first = await anext(stream)
        project.add(Outcome(str(place.article()), (), (said,)))
        second = await anext(stream)
        endpoints.close_streams()
        return [first, second, *[rest async for rest in stream]]

    told = asyncio.run(heard())
    assert [event.partition("\n")[0] for event in told] == ["event: project", "event: article"]
    assert project._listeners == {}
