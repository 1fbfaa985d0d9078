"""The title, the question and the subtitle: shown with their mark-up, named by their words."""

import pytest

from handout.source.reading import parse, read
from tests.source.markdown.test_phrases import FRONT as OTHER

FRONT = OTHER.replace("Letters", "A plain matter")


TITLES = {
    "Infection with *E. coli*": ("Infection with E. coli", "Infection with <em>E. coli</em>"),
    "H~2~O & `x`": ("H₂O & x", "H<sub>2</sub>O &amp; <code>x</code>"),
    '"Why me?" 5 * 3 &amp; 2': ('"Why me?" 5 * 3 & 2', '"Why me?" 5 * 3 &amp; 2'),
    "[Eczema](https://example.org) 1\\. \\*": ("Eczema 1. *", "Eczema 1. *"),
    "# - 2. | `": ("# - 2. | `", "# - 2. | `"),
    "****": ("****", "****"),
}


@pytest.mark.parametrize("key", ["title", "subtitle", "question"])
@pytest.mark.parametrize("written", TITLES)
def test_a_title_is_read_as_phrases_and_its_name_is_their_words(written, key):
    front = FRONT.replace("title: A plain matter\n", "") if key == "title" else FRONT
    value = written.replace("'", "''")
    text = front.replace("---\n", f"---\n{key}: '{value}'\n", 1) + "\n## Help\n\nWords.\n"
    article = read(text.encode(), "content/a.md", "a")
    shown = getattr(article, key)
    assert (shown.plain, shown.html) == TITLES[written]
    assert getattr(article.front, key) == shown.plain


def test_a_heading_that_repeats_a_title_with_mark_up_is_the_title():
    text = FRONT.replace("A plain matter", '"All of *E. coli*"')
    article = read(f"{text}\nWords.\n\n# All of **E. coli**\n\nMore.\n".encode(), "c/a.md", "a")
    assert [block.text.plain for block in article.lead] == ["Words.", "More."]


def test_a_fault_in_a_title_has_its_line():
    text = FRONT.replace("A plain matter", "All of **E. coli")
    (finding,) = parse(f"{text}\nWords.\n".encode(), "content/a.md", "a").findings
    assert str(finding).startswith("content/a.md:2: '**' is printed as it stands")
