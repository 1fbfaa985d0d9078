"""Mark-up of our templates is read as XML, and no other way than a parser of HTML reads it."""

from xml.etree import ElementTree

import pytest
from weasyprint import HTML

from handout.formats import FORMATS
from handout.paper import html_reading
from handout.source.reading import read, read_clinic
from handout.templating.templates import render
from tests.support.leaflets import FOLDERS, PAPER
from tests.support.workplace import FIRST, ROOT

ARTICLES = [FIRST, ROOT / "tests" / "articles" / "everything.md"]
ARTICLES += sorted((ROOT / "tests" / "languages").glob("[a-d]*.md"))


def tree(element):
    """Tags, attributes and words, as a parser of HTML leaves some of the spaces between tags."""
    words = [(part or "").strip(" \n") for part in (element.text, element.tail)]
    return element.tag, element.attrib, words, [tree(one) for one in element]


@pytest.mark.parametrize("name", PAPER)
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_what_the_templates_write_is_the_same_as_xml_and_as_html(name, path):
    article, clinic = read(path.read_bytes(), path.name, path.stem), read_clinic(FOLDERS.content)
    text = next(render(FORMATS[name].template, article, clinic, FOLDERS).choices()).text
    assert tree(ElementTree.fromstring(text)) == tree(HTML(string=text).etree_element)


@pytest.mark.parametrize(
    "text",
    [
        "<p>An <img src='a.png' alt='picture'> and a <br> line",
        "<html><body><p>a&nbsp;b</p></body></html>",
        "<html><body><table><tr><td>a</td></tr></table></body></html>",
        "<html><p>a</p></html>",
        "<html><body><svg viewBox='0 0 1 1'><path d='M0 0h1'/></svg></body></html>",
        "<html><head><base href='https://example.org/'/></head><body>Base.</body></html>",
    ],
)
def test_other_templates_are_read_as_html(text):
    read, right = html_reading.read(text), HTML(string=text)
    assert tree(read.etree_element) == tree(right.etree_element)
    assert read.base_url == right.base_url
