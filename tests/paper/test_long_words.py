"""Words that are wider than their line: broken at a syllable, where there is no other way."""

import pytest

from handout.formats import FORMATS
from handout.model.markup import Folders
from handout.model.page_layout import BROKEN
from handout.paper import pdf
from handout.source.reading import read_article
from handout.templating.templates import render
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, FOLDERS

PAPER = ["leaflet", "leaflet-large-print", "leaflet-trifold", "leaflet-booklet", "poster"]
WORD = "Nahrungsergänzungsmittelunverträglichkeiten"
TEXT = f"""\
---
title: Leben mit Schilddrüsenunterfunktion
lang: de-DE
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr. Robin Example]
---

Was Sie wissen sollten.

## {WORD}

Trinken Sie genug.

- Bei {WORD} rufen Sie uns an.
"""


def made(text, content, name):
    path = content / "a.md"
    path.write_text(text, encoding="utf-8")
    article = read_article(path, content).article
    folders = Folders(content, FOLDERS.templates)
    return render(FORMATS[name].template, article, CLINIC, folders)


@pytest.mark.parametrize("name", cases(PAPER, ("leaflet", "leaflet-trifold")))
def test_a_compound_that_is_wider_than_its_line_goes_on_on_the_next(content, name):
    file = FORMATS[name].make(made(TEXT, content, name), CLINIC)
    assert file.data
    assert [str(finding) for finding in file.findings] == []
    words = file.text.replace(f"{BROKEN} ", "")
    assert "Schilddrüsenunterfunktion" in words
    assert WORD in words or name == "poster"


def test_a_word_that_fits_a_line_of_its_own_is_never_broken(content):
    text = TEXT.replace(WORD, "Arzneimittelunverträglichkeit")
    layout = pdf.write(made(text, content, "leaflet"), CLINIC, FORMATS["leaflet"].printing).layout
    body = "".join(one.text for one in layout.texts if one.tag not in ("h1", "h2"))
    assert BROKEN not in body  # a heading's line is the narrow column


def test_no_part_of_a_broken_word_is_a_stump(content):
    layout = pdf.write(
        made(TEXT, content, "leaflet-trifold"), CLINIC, FORMATS["leaflet-trifold"].printing
    )
    ends = [one.text.split()[-1] for one in layout.layout.texts if one.text.endswith(BROKEN)]
    assert ends
    assert all(len(end) > 6 for end in ends)


def test_a_title_is_set_smaller_before_its_word_is_broken(content):
    text = TEXT.replace("Leben mit Schilddrüsenunterfunktion", "Schilddrüsenkrankheiten")
    layout = pdf.write(made(text, content, "leaflet"), CLINIC, FORMATS["leaflet"].printing).layout
    title = [one for one in layout.texts if one.tag == "h1"]
    assert [one.text for one in title] == ["Schilddrüsenkrankheiten"]


def test_an_address_gets_no_hyphen(content):
    address = "www.sehrlangerbeispielname-einerpraxis.example.org/schilddruesenunterfunktion"
    text = TEXT.replace(WORD, address)
    printing = FORMATS["leaflet-large-print"].printing
    layout = pdf.write(made(text, content, "leaflet-large-print"), CLINIC, printing).layout
    assert BROKEN not in "".join(one.text for one in layout.texts if one.tag != "h1")


MAIL = "auskunftfuerpatientenundangehoerige@krankenhausverwaltung.example.org"


@pytest.mark.parametrize("name", ["leaflet", "leaflet-trifold"])
def test_an_address_goes_on_on_the_next_line_without_a_hyphen(content, name):
    table = f"| Wer | Womit | Wohin |\n|---|---|---|\n| {WORD} | {WORD} | {MAIL} |"
    text = f"{TEXT}- Schreiben Sie bei {WORD} an {MAIL} oder an <{MAIL}>.\n\n{table}\n"
    file = FORMATS[name].make(made(text, content, name), CLINIC)
    assert [str(finding) for finding in file.findings] == []
    assert "".join(file.text.replace("\N{ZERO WIDTH SPACE}", "").split()).count(MAIL) == 3
