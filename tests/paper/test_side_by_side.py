"""Two headings with a short list each, such as Do and Don't, stand side by side on paper."""

import pypdfium2
import pytest

from tests.support.workplace import Workplace, made

PAIR = """\
## Looking after it

{0}### Washing

- wash it each day
- keep it covered

### Picking

- pick at the crust
- rub it dry
"""


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def tops(place: Workplace, *words: str) -> list[tuple[int, float]]:
    """The page and the height of each word."""
    (outcome,) = place.build(formats=("leaflet",))
    assert [str(finding) for finding in outcome.findings] == []
    found = {}
    for number, page in enumerate(pypdfium2.PdfDocument(place.file(ending="leaflet.pdf"))):
        text = page.get_textpage()
        for word in words:
            if hit := text.search(word).get_next():
                found[word] = (number, round(text.get_charbox(hit[0])[3]))
    return [found[word] for word in words]


def test_the_headings_and_lists_of_a_pair_begin_at_one_height(place):
    place.add(PAIR.format(""))
    washing, picking, wash, pick = tops(place, "Washing", "Picking", "wash it", "pick at")
    assert washing == picking
    assert wash[1] == pytest.approx(pick[1], abs=2)  # letters differ in height


@pytest.mark.parametrize("count", [8, 10, 12, 14])
def test_a_pair_is_never_parted_over_a_page(count, place):
    lines = "".join(
        f"Skin heals by itself, day {n}, and it takes its time.\n\n" for n in range(count)
    )
    place.add(PAIR.format(lines))
    (page, _), (other, _), (last, _) = tops(place, "Washing", "Picking", "rub it")
    assert page == other == last


def test_long_lists_stand_below_each_other(place):
    place.add(PAIR.format("").replace("wash it each day", "wash it each day " * 8))
    (page, high), (other, low) = tops(place, "Washing", "Picking")
    assert (page, high) != (other, low)
