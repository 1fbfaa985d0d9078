"""A drawing has its own proportions on a slide, whatever unit its size is in."""

import pytest

from handout.model.deck import Picture
from tests.support.deck_markup import slide, write

FIGURE = '<figure><img src="a.svg" alt="A drawing"{}/></figure>'
SHAPE = '<rect width="200" height="100"/>'


def shown(folder, size: str, share: str = ""):
    """The picture on its slide."""
    (folder / "content").mkdir()
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{SHAPE}</svg>'
    (folder / "content/a.svg").write_text(text)
    made = write(folder, slide(FIGURE.format(share), "full-picture"))
    return next(one for one in made.deck.slides[1].items if isinstance(one, Picture))


UNITS = ("px", "pt", "pc", "mm", "cm", "in", "Q", "em", "")


@pytest.mark.parametrize(
    "size",
    [
        *(f'width="20{unit}" height="10{unit}" viewBox="0 0 200 100"' for unit in UNITS),
        'width="2in" height="96px" viewBox="0 0 200 100"',
        'width="5cm" viewBox="0 0 200 100"',
        'width="100%" height="100%" viewBox="0 0 200 100"',
        'viewBox="0,0 200,100"',
    ],
)
def test_a_drawing_is_as_wide_as_it_says(size, tmp_path):
    item = shown(tmp_path, size)
    assert item.box.width / item.box.height == pytest.approx(2, rel=0.01)
    assert item.svg


def test_a_picture_takes_so_much_of_its_place_as_is_asked_for(tmp_path):
    (tmp_path / "whole").mkdir()
    (tmp_path / "part").mkdir()
    size = 'viewBox="0 0 900 100"'
    whole, part = (
        shown(tmp_path / name, size, share)
        for name, share in {"whole": "", "part": ' data-share="0.6"'}.items()
    )
    assert part.box.width == pytest.approx(whole.box.width * 0.6, rel=0.01)
    assert part.box.left == pytest.approx(whole.box.left, abs=1)
