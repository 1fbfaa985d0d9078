"""The choice of type size, on documents that are numbers."""

from handout.copyfitting import Fit, Setting, Trial, fitted
from handout.layout import PlacedPage, PlacedText

DEPTH = 1000.0
LINE = PlacedText("words", 0, 0, 100, 10, 12, 100)


class Text:
    """So many lines; a page holds DEPTH of them, each as high as its size and air ask for."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.tried: list[Setting] = []

    def __call__(self, setting: Setting) -> Trial[float]:
        self.tried.append(setting)
        height = self.height * (setting.size / 12) ** 2 * (0.9 + 0.1 * setting.air)
        pages = []
        while height > 0 or not pages:
            used = min(height, DEPTH)
            lines = tuple(
                PlacedText("words", 0, float(y), 100, 10, setting.size, 100)
                for y in range(0, int(used), 10)
            )
            pages.append(PlacedPage(600, 1200, lines or (LINE,), depth=DEPTH, fill=used / DEPTH))
            height -= DEPTH
        return Trial(setting, height, tuple(pages))


def test_a_short_text_is_set_in_the_largest_size():
    assert fitted(Text(500), Fit()).setting == Setting(14)


def test_a_text_that_fills_its_sheet_is_laid_out_once():
    text = Text(1950)
    assert fitted(text, Fit()).setting == Setting(12)
    assert len(text.tried) == 1


def test_the_size_between_is_found():
    assert fitted(Text(1750), Fit()).setting == Setting(12.5)


def test_a_text_a_little_too_long_is_set_tighter_to_save_a_sheet():
    best = fitted(Text(2150), Fit())
    assert best.setting == Setting(12, 0.0)
    assert len(best.pages) == 2


def test_a_text_much_too_long_takes_another_sheet_and_fills_it():
    best = fitted(Text(2700), Fit())
    assert best.setting == Setting(14)
    assert len(best.pages) == 4


def test_nothing_is_set_smaller_than_the_smallest_size():
    text = Text(100_000)
    assert fitted(text, Fit()).setting.size == 12
    assert min(setting.size for setting in text.tried) == 12


def test_the_smallest_setting_gives_up_what_is_only_welcome():
    assert "[data-room]" in Setting(12, 0.0).css
    assert "[data-room]" not in Setting(12, 0.5).css
