from pathlib import Path

import pytest
from PIL import Image

from handout.source.pictures import fault_of


@pytest.mark.parametrize(
    ("mode", "name", "said"),
    [
        ("CMYK", "print.jpg", "is in CMYK, the colours of a printing press, instead of RGB"),
        ("I;16", "deep.png", "has 16 bits for each colour instead of 8"),
        ("RGB", "skin.jpg", ""),
        ("L", "grey.png", ""),
    ],
)
def test_a_picture_has_the_colours_of_a_screen(tmp_path: Path, mode: str, name: str, said: str):
    Image.new(mode, (20, 20)).save(tmp_path / name)
    assert fault_of(name, tmp_path)[0] == said
