"""What the build moves of a clinic's colours, so that it can be read, passes its own proof."""

import re
from pathlib import Path

import pytest

from tests.support.cases import cases
from tests.support.workplace import made

FORMATS = (
    "leaflet",
    "leaflet-large-print",
    "leaflet-trifold",
    "leaflet-booklet",
    "poster",
    "poster-a4",
    "slides-pdf",
    "slides-handout",
)
PARTS = """
::: warning

## Important

Call us if the redness spreads.

:::

| Week | Dose |
|------|------|
| 1    | 20   |
"""
ALL = "accent=#ff6600 primary=#ffdd00 tint=#ffe0e0 ink=#777777"
BRANDS = [
    *(f"accent={one}" for one in ("#ff6600", "#e0a000", "#c08000", "#ff9900", "#ffcc00")),
    *(f"primary={one}" for one in ("#ffdd00", "#f28c28", "#00a0e0", "#8bc34a", "#e6007e")),
    "tint=#ffe0e0",
    "ink=#777777",
    ALL,
]


@pytest.mark.parametrize("brand", cases(BRANDS, (ALL,)))
def test_a_clinics_colours_pass_the_proof_in_every_format(
    brand: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    clinic = place.content / "clinic.yaml"
    named = clinic.read_text("utf-8")
    for key, colour in (one.split("=") for one in brand.split()):
        named = re.sub(rf'(?m)^(  {key}): "#\w+"', rf'\1: "{colour}"', named)
        assert colour in named
    clinic.write_text(named, "utf-8")
    with place.article().open("a", encoding="utf-8") as article:
        article.write(PARTS)
    (outcome,) = place.build("asthma", formats=FORMATS)
    assert not outcome.failed
    assert not [str(one) for one in outcome.findings if one.rule.startswith(("ink-", "text-"))]
