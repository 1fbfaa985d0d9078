import pytest
from hypothesis import given
from hypothesis.strategies import builds, integers, sampled_from

from handout.model.clinic import Colours
from handout.typography.contrast import RATIOS, WHITE, contrast, ensure_contrast, nearest


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


AA, AAA = RATIOS["AA"], RATIOS["AAA"]
ORANGE = Colours(primary="#E87722")
"""3:1 on white, and less on panels."""


@pytest.mark.parametrize("colours", [Colours(), Colours(tint="#ffffff", primary="#E4003B")])
def test_a_readable_brand_stays_as_it_is(colours):
    assert ensure_contrast(colours, AA) == (colours, ())
    assert colours.large == colours.drawn == colours
    assert (colours.band, colours.on_band) == (colours.primary, WHITE)


def test_each_pale_colour_is_moved_by_the_least_step_and_stays_in_what_is_drawn():
    pale = Colours(primary="#7fb8c4", ink="#888888", tint="#4d8087", accent="#ffaa00")
    made, findings = ensure_contrast(pale, AA)
    assert [one.about for one in findings] == [
        "clinic.colours.ink",
        "clinic.colours.primary",
        "clinic.colours.accent",
        "clinic.colours.tint",
    ]
    for colour in (made.primary, made.ink, made.accent):
        assert 4.5 <= contrast(colour, WHITE) < 4.8
        assert contrast(colour, made.tint) >= 4.5
    assert made.drawn == pale


def test_a_brand_on_panels_moves_the_panels():
    brand = Colours(primary="#E4003B", tint="#e7f1f1")
    made, findings = ensure_contrast(brand, AA)
    assert made.primary == "#e4003b"
    assert [one.about for one in findings] == ["clinic.colours.tint"]
    assert 4.5 <= contrast(made.primary, made.tint) < 4.6


def test_a_pale_brand_gives_way_to_the_panels_which_would_else_be_white():
    made, findings = ensure_contrast(ORANGE, AA)
    assert [one.about for one in findings] == ["clinic.colours.primary"]
    assert made.tint == ORANGE.tint
    assert 4.5 <= contrast(made.primary, made.tint) < 4.7


def test_large_words_are_moved_less_than_small_ones():
    large = ensure_contrast(ORANGE, AA)[0].large
    assert 3 <= contrast(large.primary, large.tint) < 3.2
    assert contrast(large.ink, large.tint) >= 4.5
    assert large.drawn == ORANGE


def test_a_cover_keeps_a_pale_brand_and_its_small_words_are_in_ink():
    made, _ = ensure_contrast(ORANGE, AA)
    assert 3 <= contrast(made.band, WHITE) < 3.05
    assert made.on_band == made.ink
    assert contrast(made.band, made.on_band) >= 4.5


def test_a_cover_on_which_ink_cannot_be_read_is_moved_until_white_can():
    made, _ = ensure_contrast(Colours(primary="#e0552b"), AA)
    assert (made.band, made.on_band) == (made.primary, WHITE)
    assert contrast(made.band, WHITE) >= 4.5


def test_the_higher_level_asks_for_more():
    made, (note, *_) = ensure_contrast(Colours(primary="#E4003B"), AAA)
    assert contrast(made.primary, WHITE) >= 7
    assert contrast(made.large.primary, WHITE) >= 4.5
    assert "(7:1)" in note.message
    assert "as you wrote it where these are large (4.5:1)" in note.message


@given(
    *(builds("#{:06x}".format, integers(0, 0xFFFFFF)) for _ in range(4)), sampled_from((AA, AAA))
)
def test_any_brand_can_be_read_wherever_words_are(primary, ink, tint, accent, ratios):
    made, _ = ensure_contrast(Colours(primary, ink, tint, accent), ratios)
    for colours, least in ((made, ratios.words), (made.large, ratios.large)):
        assert contrast(colours.ink, WHITE) >= ratios.words
        assert contrast(colours.primary, WHITE) >= least
        assert contrast(colours.accent, WHITE) >= least
        assert contrast(colours.ink, colours.tint) >= ratios.words
        assert contrast(colours.primary, colours.tint) >= least
        assert contrast(colours.accent, colours.tint) >= least
    assert contrast(made.band, WHITE) >= ratios.large
    assert contrast(made.band, made.on_band) >= ratios.words
