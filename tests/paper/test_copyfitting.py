"""The choice of type size, on documents that are numbers."""

import pytest
from msgspec.structs import replace

from handout.model.page_layout import PlacedFigure, PlacedPage, PlacedText
from handout.paper.copyfitting import fitted
from handout.paper.printing import Fit
from handout.paper.setting import Setting
from handout.paper.trial import Trial

DEPTH = 1000.0
UNPADDED = Fit(pads=False, long=5)
LINE = PlacedText("words", 0, 0, 100, 10, 12, 100)


class Text:
    """So many lines; a page holds DEPTH of them, each as high as its size and leading ask for.

    A tenth of the height is space between blocks; pictures come last, where there are some.
    """

    def __init__(self, height: float, *pictures: float) -> None:
        self.height, self.pictures = height, pictures
        self.tried: list[Setting] = []

    def __call__(self, setting: Setting) -> Trial[float]:
        self.tried.append(setting)
        text = 0.9 * self.height * (setting.size / 12) ** 2 * setting.leading / 1.4
        figures = [min(one, setting.tallest or one) for one in self.pictures]
        text *= 0.91 if setting.narrow else 1
        height = text + 0.1 * self.height * setting.size / 12 * setting.air + sum(figures)
        pages = []
        while height > 0 or not pages:
            used = min(height, DEPTH)
            lines = tuple(
                PlacedText("words", 0, float(y), 100, 10, setting.size, 100)
                for y in range(0, int(used), 10)
            )
            page = PlacedPage(600, 1200, lines or (LINE,), depth=DEPTH, fill=used / DEPTH)
            pages.append(page)
            height -= DEPTH
        placed = tuple(PlacedFigure(0, one) for one in figures)
        blocks = round(0.1 * self.height / (0.16 * 12))
        pages[0] = replace(pages[0], figures=placed, blocks=blocks)
        return Trial(setting, height, tuple(pages))


def test_a_short_text_is_set_in_the_largest_size():
    assert fitted(Text(500), Fit()).setting == Setting(14, leading=1.45)


def test_a_text_that_fills_its_sheet_is_laid_out_once():
    text = Text(1950)
    assert fitted(text, Fit()).setting == Setting(12)
    assert len(text.tried) == 1


def test_the_size_between_is_found():
    assert fitted(Text(1750), Fit()).setting == Setting(12.5)


def test_a_text_a_little_too_long_is_set_tighter_to_save_a_sheet():
    text = Text(2080)
    best = fitted(text, Fit())
    assert best.setting == Setting(12, 0.0)
    assert len(best.pages) == 2
    assert len(text.tried) == 2


def test_pictures_are_made_lower_before_the_text_is_set_tighter():
    text = Text(1450, 300.0, 300.0)
    best = fitted(text, Fit())
    assert best.setting == Setting(12, tallest=210.0)
    assert len(best.pages) == len(text.tried) == 2


def test_no_picture_is_made_lower_than_35_mm():
    text = Text(1700, *[110.0] * 3)
    fitted(text, Fit())
    assert all(not one.tallest or one.tallest > 99.2 for one in text.tried)
    assert any(one.tallest for one in text.tried)


class Parted:
    """A short list that is kept whole, which leaves a side half empty and the text a side more."""

    def __call__(self, setting: Setting) -> Trial[None]:
        tight = 0.3 if setting.air == 0 else 0.6
        fills = (0.5, 0.9, 0.4) if setting.whole else (0.9, tight)
        line = replace(LINE, height=0.0)
        pages = (PlacedPage(600, 1200, (line,), depth=DEPTH, fill=fill) for fill in fills)
        return Trial(setting, None, tuple(pages))


def test_a_last_side_that_tightening_leaves_nearly_empty_is_given_space_again():
    best = fitted(Parted(), Fit())
    assert len(best.pages) == 2
    assert best.pages[-1].fill >= 0.5
    assert best.setting == Setting(12, whole=False)


def test_what_is_too_much_for_a_sheet_less_is_told_where_it_is_little():
    assert 0 < fitted(Text(2320), Fit()).excess < 150
    assert fitted(Text(2900), Fit()).excess == 0
    assert fitted(Text(2080), Fit()).excess == 0


def test_a_text_much_too_long_takes_another_sheet_and_fills_it():
    best = fitted(Text(2700), Fit())
    assert best.setting == Setting(14, leading=1.45)
    assert len(best.pages) == 4


@pytest.mark.parametrize("height", range(14_050, 60_000, 1330))
def test_a_long_text_is_laid_out_three_times_at_most(height):
    text = Text(height)
    fitted(text, Fit())
    assert len(text.tried) <= 3


def test_the_measure_is_wider_only_where_that_saves_a_side_of_a_long_text():
    assert fitted(Text(6500), UNPADDED).setting.narrow
    assert fitted(Text(5030), UNPADDED).setting == Setting(12, 0.5)
    short = Text(4100)
    fitted(short, UNPADDED._replace(long=6))
    assert not any(setting.narrow for setting in short.tried)


def test_a_side_less_of_a_long_text_takes_back_no_more_than_it_must():
    best = fitted(Text(6700), UNPADDED)
    assert len(best.pages) == 6
    assert best.setting == Setting(12, 0.0, narrow=True)


def test_nothing_is_set_smaller_than_the_smallest_size():
    text = Text(100_000)
    assert fitted(text, Fit()).setting.size == 12
    assert min(setting.size for setting in text.tried) == 12


def test_only_a_setting_without_lines_gives_up_what_is_only_welcome():
    assert "[data-room]" in Setting(12, lines=False).css
    assert "[data-room]" not in Setting(12, 0.0).css


TITLE = PlacedText("Title", 0, 0, 100, 30, 33, 100, tag="h1", region="title")


class Titled:
    """A page whose title needs so many lines at its full size, and fewer where it is smaller."""

    def __init__(self, lines: int, width: float = 100, pages: int = 1) -> None:
        self.lines, self.width, self.pages = lines, width, pages

    def __call__(self, setting: Setting) -> Trial[None]:
        width, lines = self.width * setting.title, round(self.lines * setting.title)
        title = tuple(replace(TITLE, y=30.0 * n, width=width) for n in range(lines))
        first = PlacedPage(600, 1200, (*title, LINE), depth=DEPTH, fill=0.99)
        other = PlacedPage(600, 1200, (LINE,), depth=DEPTH, fill=0.99)
        pages = 1 if setting.title < 0.8 else self.pages
        return Trial(setting, None, (first, *[other] * (pages - 1)))


@pytest.mark.parametrize(
    ("text", "fit", "title"),
    [
        (Titled(4), Fit(), 1.0),
        (Titled(5), Fit(), 0.88),
        (Titled(9), Fit(), 0.76),
        (Titled(1, width=110), Fit(), 0.88),
        (Titled(1, pages=2), Fit(), 1.0),
        (Titled(1, pages=2), Fit(multiple=1, most=1), 0.76),
    ],
)
def test_a_title_is_set_as_large_as_it_fits(text, fit, title):
    assert fitted(text, fit).setting.title == title


def test_a_text_too_long_for_its_format_is_not_tried_in_larger_sizes():
    text = Text(9100)
    assert fitted(text, Fit(most=6)).setting == Setting(12)
    assert len(text.tried) == 1


class Ending(Text):
    """A text with a page behind it that is a fifth full, for questions and the contact."""

    def __call__(self, setting: Setting) -> Trial[float]:
        trial = super().__call__(setting)
        words = (replace(LINE, region="furniture"),)
        behind = PlacedPage(600, 1200, words, depth=DEPTH, fill=0.2)
        over = trial.pages[-1] if len(trial.pages) > 3 else None
        pages = (*trial.pages[:3], behind) if over and over.fill < 0.8 else (*trial.pages, behind)
        return Trial(setting, trial.document, pages)


def test_a_page_with_room_behind_the_text_lets_it_grow():
    assert fitted(Ending(2950), Fit(multiple=4)).setting.size > 12.5
