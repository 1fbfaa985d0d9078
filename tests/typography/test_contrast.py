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


@pytest.mark.parametrize("colours", [Colours(), Colours(tint="#ffffff", primary="#E4003B")])
def test_a_readable_brand_stays_as_it_is(colours):
    assert ensure_contrast(colours, 4.5) == (colours, ())


def test_each_pale_colour_is_moved_by_the_least_step_and_stays_in_what_is_drawn():
    pale = Colours(primary="#7fb8c4", ink="#888888", tint="#4d8087", accent="#ffaa00")
    made, findings = ensure_contrast(pale, 4.5)
    assert [one.about for one in findings] == ["ink:", "primary:", "accent:", "tint:"]
    for colour in (made.primary, made.ink, made.accent):
        assert 4.5 <= contrast(colour, "#ffffff") < 4.8
        assert contrast(colour, made.tint) >= 4.5
    assert made.drawn == pale


def test_a_brand_on_panels_moves_the_panels():
    brand = Colours(primary="#E4003B", tint="#e7f1f1")
    made, findings = ensure_contrast(brand, 4.5)
    assert made.primary == "#E4003B"
    assert [one.about for one in findings] == ["tint:"]
    assert 4.5 <= contrast(made.primary, made.tint) < 4.6


def test_the_higher_level_asks_for_more():
    made, _ = ensure_contrast(Colours(primary="#E4003B"), 7)
    assert contrast(made.primary, "#ffffff") >= 7
