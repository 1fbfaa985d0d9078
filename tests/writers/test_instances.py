import io

from fontTools.ttLib import TTFont

from handout import fonts
from handout.writers import instances, pdf


def source() -> TTFont:
    return TTFont(fonts.family("Source Sans 3").faces[0].path)


def made(weight: float) -> TTFont:
    held = io.BytesIO()
    instances.instance(source(), {"wght": weight}).save(held)
    return TTFont(held)


def test_a_weight_of_a_variable_font_is_a_font_of_its_own():
    bold, plain = made(700), made(400)
    assert "fvar" not in bold
    assert bold["hmtx"]["m"] > plain["hmtx"]["m"]
    assert bold.getReverseGlyphMap() == source().getReverseGlyphMap()


def test_a_font_tells_the_time_of_its_making_and_not_of_ours():
    assert made(700)["head"].modified == source()["head"].modified


def test_a_place_off_the_axis_is_its_end():
    assert made(2000)["hmtx"]["m"] == made(900)["hmtx"]["m"]


def test_weasyprint_asks_it():
    pdf.workshop()
    from weasyprint.pdf import fonts as theirs

    assert theirs.instantiateVariableFont is instances.instance
