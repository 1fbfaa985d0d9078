"""A tag that is never closed is told as the template's."""

import re

import pytest

from tests.support.workplace import made


@pytest.mark.parametrize(
    ("template", "tag", "name"),
    [
        ("_contact.html", "</section>", "section"),
        ("_cover.html", "</div>", "div"),
        ("_blocks.html", "</ul>", "ul"),
    ],
)
def test_a_closing_tag_that_a_template_has_lost_is_told(tmp_path, monkeypatch, template, tag, name):
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    path = place.template(template)
    path.write_text(path.read_text("utf-8").replace(tag, "", 1), "utf-8")
    (outcome,) = place.build(formats=("leaflet",))
    (told,) = outcome.findings
    assert re.fullmatch(
        rf"templates/{template}: <{name}.*> is never closed; write </{name}> where it ends, "
        "or get the template back from the original",
        str(told),
    )


def test_a_closing_tag_too_many_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    path = place.templates / "_cover.html"
    path.write_text(path.read_text("utf-8") + "</article>", "utf-8")
    (outcome,) = place.build(formats=("leaflet",))
    assert "templates/_cover.html: </article> closes nothing" in str(outcome.findings[0])
