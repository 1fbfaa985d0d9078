from pathlib import Path

import pytest

from handout.model import installation
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.markup import Folders, Template
from handout.source import reading
from handout.templating import environment
from handout.templating import templates as template

FRONT = r"""---
title: Plain &amp; \<simple>
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---
"""
CLINIC = Clinic("Plain Lane", "01632 960100", ("1 Plain Lane",), "https://www.plain.example.org/")
WORDS = "version: Version {version}\nreviewed: R {date}\nnext_review: N {date}\n"


@pytest.fixture
def folders(tmp_path, content, monkeypatch) -> Folders:
    monkeypatch.chdir(tmp_path)
    templates = tmp_path / "templates"
    (templates / "strings").mkdir(parents=True)
    (templates / "strings" / "en.yaml").write_text(WORDS + 'separator: " · "\n', "utf-8")
    return Folders(content, templates)


def filled(text: str, folders: Folders, body: str = "Words.") -> str:
    """What a template makes of an article."""
    (folders.templates / "page.html").write_text(text, "utf-8")
    article = reading.read((FRONT + body).encode(), "content/a.md", "a")
    return template.render(Template("page.html", "leaflet"), article, CLINIC, folders).text


def fault(text: str, folders: Folders) -> str:
    with pytest.raises(ContentError) as caught:
        filled(text, folders)
    return str(caught.value)


def test_words_are_escaped_and_their_mark_up_is_not(folders):
    made = filled("{{ article.front.title }}|{{ article.lead[0].text }}", folders, "*a* &amp; b")
    assert made == "Plain &amp; &lt;simple&gt;|<em>a</em> &amp; b"


ATTRIBUTES = {
    "double": (
        '<i title="{{ words }}">{{ words }}</i>',
        '<i title="a &#34;b&#34;"><em>a</em> "b"</i>',
    ),
    "single": (
        "<i title='{{ words }}'>{{ words }}</i>",
        "<i title='a &#34;b&#34;'><em>a</em> \"b\"</i>",
    ),
    "mark-up": ('<i title="{{ words|alone }}">', '<i title="a &#34;b&#34;">'),
    "alternative": ('<i title="{{ none or words }}">', '<i title="a &#34;b&#34;">'),
    "branch": ('<i id="x{% if words %} {{ words }}{% endif %}">', '<i id="x a &#34;b&#34;">'),
    "other-mark": ('<i title="it\'s {{ words }}">', '<i title="it\'s a &#34;b&#34;">'),
    "text": ('<i id="x">"= {{ words }}', '<i id="x">"= <em>a</em> "b"'),
}


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_in_an_attribute_words_have_no_mark_up(name, folders):
    text, expected = ATTRIBUTES[name]
    whole = f"{{% set words = article.lead[0].text %}}{text}"
    assert filled(whole, folders, '*a* "b"') == expected


def test_jinja_in_an_article_is_plain_text(folders):
    body = "{{ clinic.name }} {% include '/etc/passwd' %} {# note #}"
    assert filled("{{ article.lead[0].text }}", folders, body) == body


def test_a_web_address_is_printed_short(folders):
    assert filled("{{ link|short }}", folders) == "plain.example.org"


def test_only_what_the_medium_shows_is_shown(folders):
    text = '{% for one in article.lead|shown("leaflet") %}{{ one.kind }} {% endfor %}'
    body = "Words.\n\n::: notes\nSay so.\n:::\n\n::: leaflet\nRead so.\n:::\n"
    assert filled(text, folders, body) == "paragraph directive "


FAULTS = {
    "unknown-name": (
        "one\n{{ clinik.name }}\n",
        "templates/page.html:2: the template cannot be filled ('clinik' is undefined); ",
    ),
    "unknown-attribute": (
        "{{ clinic.nome }}",
        "templates/page.html:1: the template cannot be filled "
        "('handout.model.clinic.Clinic object' has no attribute 'nome'); ",
    ),
    "unknown-word": (
        "\n\n{{ strings.nothing }}",
        "templates/page.html:3: the template cannot be filled ('nothing' is not set); ",
    ),
    "tag-never-closed": (
        "one\n{% if article %}\ntwo\n",
        "templates/page.html:3: the template cannot be filled (Unexpected end of template. ",
    ),
    "unknown-tag": (
        "one\n{% repeat %}\n",
        "templates/page.html:2: the template cannot be filled (Encountered unknown tag 'repeat'); ",
    ),
    "unknown-filter": (
        "{{ link|shorter }}",
        "templates/page.html:1: the template cannot be filled (No filter named 'shorter'); ",
    ),
    "missing-part": (
        'one\n{% include "_nothing.html" %}\n',
        "templates/page.html:2: the template cannot be filled (there is no file '_nothing.html'); ",
    ),
    "part-outside": (
        '{% include "../content/clinic.yaml" %}',
        "templates/page.html:1: the template cannot be filled "
        "(there is no file '../content/clinic.yaml'); ",
    ),
    "division-by-zero": (
        "one\n{{ 1 / 0 }}",
        "templates/page.html:2: the template cannot be filled (division by zero); ",
    ),
    "endless": (
        "{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}",
        "templates/page.html:1: the template cannot be filled (maximum recursion depth exceeded",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_template_is_told_with_its_line(name, folders):
    text, expected = FAULTS[name]
    said = fault(text, folders)
    assert said.startswith(expected)
    unset = (
        "set it where the template reads it from, such as 'extra' in clinic.yaml, or mend this line"
    )
    original = "mend this line, or get the template back from the original"
    assert said.endswith(f"; {unset if 'is not set' in said else original}")


def test_a_fault_in_a_part_is_told_with_the_line_in_the_part(folders):
    (folders.templates / "_part.html").write_text("one\n\n{{ nothing }}\n")
    assert fault('{% include "_part.html" %}', folders).startswith("templates/_part.html:3: ")


def test_a_syntax_fault_in_a_part_is_told_with_the_line_in_the_part(folders):
    (folders.templates / "_part.html").write_text("one\n{{ nothing \n")
    assert fault('{% include "_part.html" %}', folders).startswith("templates/_part.html:2: ")


def test_a_template_that_is_not_utf_8_is_told_of(folders):
    (folders.templates / "_part.html").write_bytes(b"caf\xe9")
    assert "not saved as UTF-8" in fault('{% include "_part.html" %}', folders)


def test_a_template_that_is_not_there_is_told_of(folders):
    article = reading.read((FRONT + "Words.").encode(), "content/a.md", "a")
    with pytest.raises(ContentError, match=r"templates/none\.html: .*there is no file 'none.html'"):
        template.render(Template("none.html", "leaflet"), article, CLINIC, folders)


def test_a_template_that_was_changed_is_read_again(folders):
    assert filled("one", folders) == "one"
    path = Path(folders.templates / "page.html")
    assert filled("two, and longer", folders) == "two, and longer"
    assert path.exists()


def test_a_phone_number_stays_together_and_words_behind_it_may_wrap(tmp_path):
    (tmp_path / "deck.html").write_text('{{ "01632 960145 (option 2)"|unbroken }}', "utf-8")
    made = environment.environment(tmp_path)
    assert made.get_template("deck.html").render() == "01632\u00a0960145 (option 2)"


@pytest.fixture
def compiled(folders, tmp_path, monkeypatch) -> Path:
    """Where the templates of the folder are kept as code."""
    ours = folders.templates.resolve()
    monkeypatch.setattr(installation, "TEMPLATES", ours)
    monkeypatch.setattr(environment, "TEMPLATES", ours)
    monkeypatch.setattr(environment, "_HERE", tmp_path / "engine")
    environment._environment.cache_clear()
    return tmp_path / "engine" / "__pycache__" / "templates"


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("compiled once more")


def test_a_template_is_compiled_once_for_many_builds(folders, compiled, monkeypatch):
    assert filled("{{ clinic.name }}", folders) == "Plain Lane"
    environment._environment.cache_clear()  # as if in another process
    monkeypatch.setattr(environment.jinja2.Environment, "_compile", refuse)
    assert filled("{{ clinic.name }}", folders) == "Plain Lane"
    with pytest.raises(ContentError, match="compiled once more"):
        filled("{{ clinic.phone }}", folders)


def test_of_templates_beside_a_clinics_own_ours_are_kept_compiled(folders, compiled, tmp_path):
    (folders.templates / "ours.html").write_text("{{ clinic.name }}", "utf-8")
    own = tmp_path / "own"
    own.mkdir()
    filled("{% include 'ours.html' %}", folders._replace(templates=own))
    assert len([*compiled.iterdir()]) == 1


@pytest.mark.parametrize("broken", [b"", b"no code", b"j2"], ids=["empty", "other", "short"])
def test_a_broken_compiled_template_only_costs_time(folders, compiled, broken):
    filled("{{ clinic.name }}", folders)
    (held,) = compiled.iterdir()
    data = held.read_bytes()
    for bytes_ in (broken, data[: len(data) // 2], data[:20]):
        held.write_bytes(bytes_)
        environment._environment.cache_clear()
        assert filled("{{ clinic.name }}", folders) == "Plain Lane"
        assert held.read_bytes() == data


def test_where_nothing_can_be_kept_it_only_costs_time(folders, compiled):
    compiled.parent.parent.mkdir()
    compiled.parent.write_bytes(b"a file, no folder")
    assert filled("{{ clinic.name }}", folders) == "Plain Lane"


def test_code_of_another_version_is_not_taken(folders, compiled, monkeypatch):
    filled("{{ clinic.name }}", folders)
    environment._environment.cache_clear()
    monkeypatch.setattr(environment.fingerprint, "tool_digest", lambda: "another")
    monkeypatch.setattr(environment.jinja2.Environment, "_compile", refuse)
    with pytest.raises(ContentError, match="compiled once more"):
        filled("{{ clinic.name }}", folders)


def test_a_style_sheet_that_is_not_there_is_named(folders):
    (folders.templates / "page.html").write_text("<p>a</p>", "utf-8")
    article = reading.read((FRONT + "Words.").encode(), "content/a.md", "a")
    row = Template("page.html", "leaflet", ("gone.css",))
    with pytest.raises(ContentError, match=r"^templates/gone.css: the style sheet is not there; "):
        template.render(row, article, CLINIC, folders)
