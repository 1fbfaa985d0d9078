"""Every word that a slide was given stands on it, however many slides it takes."""

import pytest
from lxml import etree

from handout.build import proof
from handout.slides import preflight
from handout.slides.ooxml.package import read
from tests.support.deck_markup import HEAD, slide, write
from tests.support.decks import SCRIPTS, in_script, stress


def lost(slides, made):
    """The words of titles, paragraphs, items and cells that are not on the slides."""
    told = preflight.text(read(made.data))
    tree = etree.fromstring(f"<main>{''.join(slides)}</main>")
    said = ("".join(one.itertext()) for one in tree.iter("h2", "h3", "p", "li", "td", "th"))
    return [words for words in said if words and not proof.holds(told, words)]


def test_nothing_of_the_stress_set_is_lost(tmp_path):
    assert lost(stress(), write(tmp_path, *stress())) == []


@pytest.mark.parametrize("lang", SCRIPTS)
def test_nothing_in_other_scripts_is_lost(lang, tmp_path):
    slides = list(in_script(lang, SCRIPTS[lang]))
    head = HEAD.replace('lang="en-GB"', f'lang="{lang}"')
    assert lost(slides, write(tmp_path, *slides, head=head)) == []


def test_a_lost_word_would_be_seen(tmp_path):
    one = slide("<p>Shake it.</p>")
    assert lost([one, slide("<p>Press it.</p>")], write(tmp_path, one)) == ["Press it."]
