"""Pictures of pages as they were last looked at; `pytest --renew-goldens` draws them anew.

A golden is looked at by a person before it is committed.
"""

from pathlib import Path

from PIL import Image, ImageChops

FOLDER = Path(__file__).parents[1] / "goldens"
_LOUD = 48
"""Of 255: a smaller difference is drawing, not layout."""
_MOST = 0.002
"""The share of dots that may differ loudly."""


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of dots that differ; 1 where the pictures have other sizes."""
    if one.size != other.size:
        return 1.0
    histogram = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    return sum(histogram[_LOUD:]) / (one.width * one.height)


def check(name: str, picture: Image.Image, renew: bool) -> None:
    """Hold a picture against its golden, or make it the golden."""
    path = FOLDER / f"{name}.png"
    if renew:
        FOLDER.mkdir(exist_ok=True)
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(path, optimize=True)
    with Image.open(path) as golden:
        share = difference(golden, picture)
    assert share <= _MOST, f"{name}: {share:.2%} of the picture is other than its golden"
