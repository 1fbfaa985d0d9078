import pytest

from handout.model.clinic import Colours
from handout.typography.contrast import contrast, ensure_contrast, nearest


def test_black_on_white_has_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_order_of_the_two_colours_does_not_matter():
    assert contrast("#0b4f5c", "#e7f1f1") == contrast("#e7f1f1", "#0b4f5c")


@pytest.mark.parametrize("colour", ["#7fb8c4", "#ffcc00", "#ff0000", "#eeeeee"])
def test_the_nearest_colour_has_enough_contrast_and_no_more_than_it_needs(colour):
    assert 7 <= contrast(nearest(colour, "#ffffff", 7), "#ffffff") < 7.6


def test_a_light_colour_is_made_lighter_on_a_dark_ground():
    made = nearest("#336699", "#15262b", 7)
    assert contrast(made, "#15262b") >= 7


def test_a_readable_brand_stays_as_it_is():
    assert ensure_contrast(Colours(), "clinic.yaml") == (Colours(), ())


def test_each_pale_colour_is_moved_and_named():
    pale = Colours(primary="#7fb8c4", ink="#777777", tint="#4d8087", accent="#ffaa00")
    made, findings = ensure_contrast(pale, "content/clinic.yaml")
    assert [f.path for f in findings] == ["content/clinic.yaml"] * 4
    assert contrast(made.primary, "#ffffff") >= 7
    assert contrast(made.tint, made.ink) >= 7
