"""A picture in a table's cell stands in that cell, above its words."""

import itertools

import pytest
from PIL import Image

from handout.model.deck import Picture, Table
from tests.support.deck_markup import slide, write

IMAGE = '<img src="a.png" alt="A scar"/>'


def table(rows) -> str:
    head = "<tr><th>Seen</th><th>Name</th></tr>"
    return f"<table>{head}{''.join(f'<tr><td>{a}</td><td>{b}</td></tr>' for a, b in rows)}</table>"


def made(folder, rows, direction=""):
    (folder / "content").mkdir()
    Image.new("RGB", (600, 400), "teal").save(folder / "content/a.png")
    section = slide(table(rows), "table").replace("<section", f"<section{direction}")
    deck = write(folder, section).deck
    return [one.items for one in deck.slides if any(isinstance(i, Table) for i in one.items)]


def cells(held: Table):
    """The edges of each row and column."""
    downs = list(itertools.accumulate(held.heights, initial=held.box.top))
    return downs, list(itertools.accumulate(held.columns, initial=held.box.left))


@pytest.mark.parametrize("direction", ["", ' lang="ar" dir="rtl"'])
def test_each_picture_is_inside_its_cell(direction, tmp_path):
    rows = [(IMAGE, "Eczema"), (f"words{IMAGE}", "Psoriasis"), (IMAGE * 2, f"Acne{IMAGE}")]
    count = 0
    for items in made(tmp_path, rows * 3, direction):
        (held,) = (one for one in items if isinstance(one, Table))
        pictures = [one for one in items if isinstance(one, Picture)]
        downs, across = cells(held)
        for one in pictures:
            row = max(n for n, top in enumerate(downs) if one.box.top > top)
            assert one.box.bottom < downs[row + 1]
            column = max(n for n, left in enumerate(across) if one.box.left > left)
            assert one.box.right < across[column + 1]
            assert (one.alt, one.index) == ("A scar", -1)
        count += len(pictures)
    assert count == 15


def test_words_have_room_below_the_picture(tmp_path):
    ((*_, held, shown),) = made(tmp_path, [(f"words that go on{IMAGE}", "Eczema")])
    assert isinstance(held, Table)
    assert held.heights[1] > shown.box.height + held.size + 2 * 8
