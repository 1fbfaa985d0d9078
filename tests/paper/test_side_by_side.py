"""What stands side by side on paper: short lists, such as Do and Don't, pictures, and words."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from handout.model.findings import REMARKS
from handout.model.page_layout import PlacedText
from tests.support.cases import cases
from tests.support.leaflets import layout_of
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
    assert [str(one) for one in outcome.findings if one.rule != REMARKS] == []
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


@pytest.mark.parametrize("count", cases((8, 10, 12, 14), (10, 12)))
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


@pytest.fixture
def drawn(content) -> Path:
    """A folder with a photo that is wide enough for print."""
    Image.new("RGB", (1800, 1200), "#8a8").save(content / "photo.png")
    return content


PICTURE = '![Skin](photo.png "{0}"){1}\n\n'
WORDS = "Words beside the picture, as many as fill some lines beside it. " * 3


def placed(content: Path, body: str, name: str = "leaflet") -> dict[str, PlacedText]:
    """The first text of each that begins with one of these words."""
    layout = layout_of(f"Lead.\n\n## Section\n\nText.\n\n{body}", content, name)
    return {one.text.split()[0]: one for one in reversed(layout.texts)}


WIDTHS = ("", "{width=50mm}", "{width=40%}")


@pytest.mark.parametrize("width", cases(WIDTHS, WIDTHS[:2]))
def test_two_pictures_stand_side_by_side_on_a4(drawn, width):
    body = PICTURE.format("Left", width) + PICTURE.format("Right", width)
    texts = placed(drawn, body)
    assert texts["Left"].y == texts["Right"].y
    assert texts["Left"].x < texts["Right"].x
    below = placed(drawn, body, "leaflet-booklet")  # where each would be under 60 mm
    assert below["Left"].y != below["Right"].y


def test_two_pictures_of_half_the_text_are_60_mm_wide(drawn):
    body = PICTURE.format("Left", "") + PICTURE.format("Right", "")
    layout = layout_of(f"Lead.\n\n## Section\n\n{body}", drawn, "leaflet")
    pictures = [one for page in layout.pages for one in page.pictures]
    assert [round(one.width / 72 * 25.4) for one in pictures] == [60, 60]


SHARES = [("40%", 0.4), ("70%", 0.7), ("30%", 0.3), ("60%", 0.6)]


@pytest.mark.parametrize(("width", "share"), cases(SHARES, SHARES[:2]))
def test_a_picture_is_as_wide_as_the_author_says(drawn, width, share):
    for body in (PICTURE * 2, PICTURE + WORDS):
        made = body.format("Below", f"{{width={width}}}")
        layout = layout_of(f"Lead.\n\n## Section\n\n{made}", drawn, "leaflet")
        found = layout.pages[0].pictures[0].width / 72 * 25.4
        assert found == pytest.approx(share * 124, abs=2)


def test_words_stand_beside_a_narrow_picture(drawn):
    texts = placed(drawn, PICTURE.format("Below", "{width=40%}") + WORDS)
    assert texts["Words"].y < texts["Below"].y
    assert texts["Words"].x > texts["Below"].x


@pytest.mark.parametrize("width", ["60%", "74mm"])
def test_beside_a_picture_of_60_per_cent_a_line_has_30_letters_at_least(drawn, width):
    body = f"Lead.\n\n## Section\n\nText.\n\n{PICTURE.format('', f'{{width={width}}}')}{WORDS}"
    layout = layout_of(body, drawn, "leaflet")
    lines = [one.text for one in layout.texts if one.text.strip() and one.text in WORDS]
    (heading,) = (one.x for one in layout.texts if one.tag == "h2" and one.text == "Section")
    assert len(lines) >= 4
    assert min(map(len, lines[:-1])) >= 30
    assert min(one.x for one in layout.texts if one.text in WORDS) > heading + 74 / 25.4 * 72


def test_a_picture_with_words_beside_it_is_as_wide_where_others_are_made_lower(drawn):
    Image.new("RGB", (1200, 1800), "#8a8").save(drawn / "high.png")
    high = PICTURE.replace("photo", "high")
    wrapped = f"{high.format('Below', '{width=50%}')}{WORDS}\n\n"
    body = f"Lead.\n\n## Section\n\n{wrapped}{high.format('More', '')}{WORDS * 12}"
    pages = layout_of(body, drawn, "leaflet").pages
    first, other = (one.width / 72 * 25.4 for page in pages for one in page.pictures)
    assert first == pytest.approx(62, abs=2)
    assert other < 40  # 70 where there is room


@pytest.mark.parametrize("width", ["", "{width=70%}"])
def test_no_words_are_squeezed_beside_a_wide_picture(drawn, width):
    texts = placed(drawn, PICTURE.format("Below", width) + WORDS)
    assert texts["Words"].y > texts["Below"].y


def test_pictures_in_a_box_keep_their_width(drawn):
    box = "".join(f"> {line}\n" for line in (PICTURE * 2).format("In", "").splitlines())
    layout = layout_of(f"Lead.\n\n## Section\n\n{box}", drawn, "leaflet")
    pictures = [one for page in layout.pages for one in page.pictures]
    assert min(one.width for one in pictures) / 72 * 25.4 > 100


BRIEF = ["crisps", "bacon", "cheese", "olives", "nuts", "pastries"]


@pytest.mark.parametrize(
    ("items", "columns"),
    [
        (BRIEF, 2),
        (BRIEF * 20, 2),
        (BRIEF[:5], 1),
        ([*BRIEF, "ready-made-meals-and-such"], 1),
        ([*BRIEF, "cakes\n  - pies"], 1),
    ],
    ids=["six", "over pages", "five", "a longer one", "one with more"],
)
@pytest.mark.parametrize(
    "name", cases(("leaflet", "leaflet-booklet", "leaflet-large-print"), ("leaflet",))
)
def test_a_list_of_six_brief_items_or_more_has_two_columns(name, items, columns, content):
    plain = [one.split("\n")[0] for one in items]
    body = "## Foods\n\n" + "\n".join(f"- {one}" for one in items)
    pages = [
        [text for text in page.texts if text.text in plain]
        for page in layout_of(body, content, name).pages
    ]
    assert sorted(text.text for page in pages for text in page) == sorted(plain)
    first = next(page for page in pages if page)
    wide = 1 if name == "leaflet-large-print" else columns
    assert len({round(text.x) for text in first}) == wide
    assert len({round(text.y) for text in first}) <= -(-len(first) // wide)
