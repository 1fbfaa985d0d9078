"""Buttons of the page: nobody else presses them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from handout.model.errors import UsageError
from handout.preview.actions import ACTIONS, TOKEN, Action, Pressed
from handout.preview.project_state import ProjectState
from handout.preview.server import Endpoints, app
from tests.support.word_files import BODY, of_xml, paragraph, png, run
from tests.support.workplace import made

HOME = "http://127.0.0.1:8400"


def echo(pressed: Pressed) -> Any:
    if pressed.data == b"wrong":
        raise UsageError("this cannot be done; do that")
    return {"data": pressed.data.decode(), "options": dict(pressed.options)}


ROWS = {**ACTIONS, "echo": Action(echo, 20)}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    place = made(tmp_path_factory.mktemp("clinic"), "asthma")
    project = ProjectState(place.request())
    endpoints = Endpoints(project, ROWS)
    with TestClient(app(endpoints), base_url=HOME) as client:
        client.app_state["project"] = project
        yield client


def token(client: TestClient) -> str:
    found = re.search(r'<meta name="token" content="([\w-]{40,})">', client.get("/").text)
    assert found
    return found[1]


def headers(client: TestClient) -> dict[str, str]:
    return {TOKEN: token(client), "Origin": HOME}


def test_the_page_itself_may_ask(client: TestClient) -> None:
    answer = client.post("/do/echo?a=b", content=b"words", headers=headers(client))
    assert (answer.status_code, answer.json()) == (200, {"data": "words", "options": {"a": "b"}})
    assert answer.headers["cache-control"] == "no-store"


def test_the_token_is_another_at_each_start_and_never_kept(client: TestClient) -> None:
    again = Endpoints(client.app_state["project"]).actions.token
    assert again != token(client)
    assert client.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("sent", ["", "x", "ünknown", None])
def test_a_wrong_token_is_refused(client: TestClient, sent: str | None) -> None:
    given = {"Origin": HOME} | ({} if sent is None else {TOKEN: sent.encode("latin-1")})
    answer = client.post("/do/echo", content=b"words", headers=given)
    assert answer.status_code == 403
    assert "load it again" in answer.json()["message"]


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "https://127.0.0.1:8400",
        "http://127.0.0.1",
        "http://127.0.0.1:8401",
        "http://localhost:8400",
        "http://127.0.0.1:8400.evil.example",
    ],
)
def test_another_site_is_refused_though_it_had_the_token(
    client: TestClient, origin: str | None
) -> None:
    given = {TOKEN: token(client)} | ({"Origin": origin} if origin else {})
    assert client.post("/do/echo", headers=given).status_code == 403


@pytest.mark.parametrize("name", ROWS)
def test_every_button_is_guarded_by_host_origin_and_token(client: TestClient, name: str) -> None:
    good, path = headers(client), f"/do/{name}"
    assert client.get(path, headers=good).status_code == 405
    assert client.post(path, headers=good | {"Host": "evil.example"}).status_code == 400
    assert client.post(path, headers=good | {"Origin": "http://evil.example"}).status_code == 403
    assert client.post(path, headers={"Origin": HOME}).status_code == 403


@pytest.mark.parametrize("name", ROWS)
def test_what_is_too_large_is_refused(client: TestClient, name: str) -> None:
    data = bytes(ROWS[name].most + 1)
    answer = client.post(f"/do/{name}", content=data, headers=headers(client))
    assert answer.status_code == 413
    assert "MB" in answer.json()["message"]


def test_as_much_as_is_allowed_is_taken(client: TestClient) -> None:
    answer = client.post("/do/echo", content=b"x" * 20, headers=headers(client))
    assert answer.json()["data"] == "x" * 20


def test_what_cannot_be_done_is_told_in_words(client: TestClient) -> None:
    answer = client.post("/do/echo", content=b"wrong", headers=headers(client))
    assert (answer.status_code, answer.json()) == (422, {"message": "this cannot be done; do that"})


def test_there_is_no_other_button(client: TestClient) -> None:
    assert client.post("/do/nothing", headers=headers(client)).status_code == 404


def test_an_article_is_begun_and_never_written_over(client: TestClient) -> None:
    content = client.app_state["project"].content
    given = headers(client)
    answer = client.post("/do/new", content="Leben mit Äpfeln".encode(), headers=given)
    path = content / "leben-mit-äpfeln.md"
    assert answer.json() == {"file": str(path), "slug": "leben-mit-äpfeln"}
    assert 'title: "Leben mit Äpfeln"' in path.read_text("utf-8").replace("'", '"')
    path.write_text("mine")
    again = client.post("/do/new", content="Leben mit Äpfeln".encode(), headers=given)
    assert (again.status_code, path.read_text()) == (422, "mine")
    assert "is there already; choose another title" in again.json()["message"]


@pytest.mark.parametrize("title", ["", " - ", "../../etc/passwd", "a/b\\c", "\0", "x" * 9_000])
def test_a_strange_title_makes_no_file_elsewhere(client: TestClient, title: str) -> None:
    content = client.app_state["project"].content
    before = {*content.parent.rglob("*")}
    client.post("/do/new", content=title.encode(), headers=headers(client))
    after = {*content.parent.rglob("*")} - before
    assert all(path.parent == content and path.suffix == ".md" for path in after)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in which the editor, the only program there is, writes what it opens."""
    code, told = tmp_path / "bin" / "code", tmp_path / "told"
    code.parent.mkdir()
    code.write_text(f'#!/bin/sh\necho "$2" > {told}\n')
    code.chmod(0o755)
    monkeypatch.setenv("PATH", str(code.parent))
    return told


def test_the_text_is_opened_where_the_words_stand_that_were_clicked(
    client: TestClient, told: Path
) -> None:
    given = headers(client)
    answer = client.post("/do/open?article=asthma", content=b"most people hardly", headers=given)
    path = client.app_state["project"].content / "asthma.md"
    assert answer.json() == {"file": str(path), "line": "14"}
    assert told.read_text() == f"{path}:14\n"
    client.post(f"/do/open?file={path}&line=9", headers=given)
    assert told.read_text() == f"{path}:9\n"
    refused = client.post("/do/open?file=/etc/passwd&line=1", headers=given)
    assert (refused.status_code, told.read_text()) == (422, f"{path}:9\n")


@pytest.mark.parametrize("line", ["", "x", "-5", "\u0663", "1e9"])
def test_a_strange_line_is_the_first(client: TestClient, told: Path, line: str) -> None:
    path = client.app_state["project"].content / "asthma.md"
    options = {"file": str(path), "line": line}
    client.post("/do/open", params=options, headers=headers(client))
    assert told.read_text() == f"{path}:1\n"


def test_a_file_that_is_sent_becomes_an_article_and_nothing_is_written_over(
    client: TestClient,
) -> None:
    content, given = client.app_state["project"].content, headers(client)
    data = of_xml(paragraph(run("Having a mole removed", "<w:b/>")), paragraph(run(BODY)))
    for slug in ("mole-v2", "mole-v2-2"):
        answer = client.post("/do/import?name=Mole%20v2.docx", content=data, headers=given)
        told = answer.json()
        assert (answer.status_code, told["slug"], told["file"]) == (200, slug, "Mole v2.docx")
        assert told["summary"].startswith("All of its ")
        assert [h for h, _ in told["parts"] if "Gu" in h] == ["Guessed; see whether it is right:"]
        assert BODY in (content / f"{slug}.md").read_text("utf-8")


def test_changes_are_accepted_only_where_the_box_is_ticked(client: TestClient) -> None:
    change = f'<w:ins w:author="A">{run("new words")}</w:ins>'
    data, given = of_xml(paragraph(run(BODY), change)), headers(client)
    answer = client.post("/do/import?name=a.docx", content=data, headers=given)
    assert answer.status_code == 422
    assert "tracked changes that nobody has accepted" in answer.json()["message"]
    answer = client.post("/do/import?name=a.docx&as=accepted", content=data, headers=given)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.pdf", "a PDF has no headings"),
        ("a.docx", "this is no Word file"),
        ("", "cannot be imported"),
        ("../../x/.." + "y" * 300, "cannot be imported"),
        ("a\0b.exe", "cannot be imported"),
    ],
)
def test_what_is_no_leaflet_is_refused_and_leaves_nothing(
    client: TestClient, name: str, message: str
) -> None:
    content = client.app_state["project"].content
    before = {*content.parent.rglob("*")}
    options = {"name": name}
    answer = client.post("/do/import", params=options, content=b"%PDF", headers=headers(client))
    assert answer.status_code == 422
    assert message in answer.json()["message"]
    assert {*content.parent.rglob("*")} == before


def test_an_old_format_that_is_none_is_refused_by_the_name_that_it_has(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = client.post("/do/import?name=old.doc", content=b"%PDF", headers=headers(client))
    assert answer.status_code == 422
    assert answer.json()["message"].startswith("old.doc: this is no file of a word processor")


@pytest.mark.parametrize("name", ["../../etc/x.md", "..\\..\\x.md", "/tmp/x.md", "x\n.md"])
def test_the_name_of_a_file_that_is_sent_leads_nowhere(client: TestClient, name: str) -> None:
    content, options = client.app_state["project"].content, {"name": name}
    before = {*content.parent.rglob("*")}
    client.post("/do/import", params=options, content=BODY.encode(), headers=headers(client))
    (made,) = {*content.parent.rglob("*")} - before
    assert made.parent == content
    made.unlink()


def test_pictures_of_other_folders_are_not_read(client: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png().getvalue())
    text = f"{BODY}\n\n![a]({secret})\n\n![b](../../../..{secret})\n".encode()
    content = client.app_state["project"].content
    client.post("/do/import?name=pictured.md", content=text, headers=headers(client))
    assert not [*content.glob("images/pictured*")]
