from itertools import pairwise

import page as conformance
import pytest

from handout.model.errors import ContentError
from handout.model.markup import shown_path
from handout.paper import pdf, preflight
from handout.paper.printing import Fit, Printing
from handout.typography import families, fonts
from tests.support.leaflets import CLINIC, article_markup, leaflet, markup

OURS = "Atkinson Hyperlegible"
ONE = Printing(fit=Fit((12,), (), 1), papers={"A4": "160mm 140mm"})
LENT = "H₂O → CO₂ ≥ 5 μg, β-blocker, Ж Ї ґ, ⅓, ✓ ✔ ☐ ☑ ♀ ♂, 5′, x‑ray, ẹọṣ, ŵŷ, ẩữ, ₹₺₴"


def made(body: str, content, lang: str = "en") -> pdf.Leaflet:
    page = markup(f"<p>{body}</p>", content, "p { margin: 0; line-height: 1.4 }")
    page = page._replace(text=page.text.replace('lang="en"', f'lang="{lang}"'))
    done = pdf.write(page, CLINIC, ONE)
    assert (done.findings, preflight.check(done.layout, page.text)) == ((), ())
    return done


def test_an_ordinary_article_opens_no_other_family():
    fonts.family.cache_clear()
    fonts.characters.cache_clear()
    assert families.font_stack(OURS, "en-GB", article_markup().text) == (OURS,)
    assert fonts.family.cache_info().currsize == 1
    assert leaflet().layout.families == (OURS,)


def test_letters_that_the_clinic_s_family_lacks_come_from_the_fallback_font(content):
    assert not {*map(ord, "₂→βЖ✓☐")} & fonts.characters(OURS)
    done = made(f"Words, {LENT}, <strong>{LENT}</strong> and <em>{LENT}</em>.", content)
    assert done.layout.families == (OURS, families.FALLBACK)


def test_a_line_with_lent_letters_is_as_high_as_any_other(content):
    lines = ["Words of ours", "Words → β₂ Việt Ж", "Words of ours", "Words"]
    done = made("<br>".join(lines), content)
    tops = [text.y for text in done.layout.pages[0].texts if text.text.startswith("Words")]
    steps = [below - above for above, below in pairwise(tops)]
    assert len(steps) == 3
    assert max(steps) - min(steps) < 0.5


@pytest.mark.parametrize("lang", ["el", "uk", "sr", "vi", "cy"])
def test_a_language_that_the_family_cannot_set_is_set_wholly_in_another(lang):
    assert families.font_stack(OURS, lang) == (families.FALLBACK,)
    assert families.font_stack("Arimo", lang) == ("Arimo",)


def test_a_script_beside_latin_has_a_family_of_its_own():
    assert families.font_stack(OURS, "ar") == (OURS, "Noto Sans Arabic")
    assert families.font_stack(OURS, "he-IL") == (OURS, "Noto Sans Hebrew")


def test_a_word_of_another_script_is_set_where_its_family_is_installed(content):
    done = made("This leaflet in العربية or हिन्दी", content)
    assert done.layout.families == (OURS, "Noto Sans Arabic", "Noto Sans Devanagari")
    assert families.font_stack(OURS, "en", "Հայ") == (OURS,)


def test_a_language_without_a_font_is_told_once_with_what_to_do(content):
    with pytest.raises(ContentError) as error:
        made("Մաշկի խնամք", content, "hy")
    folder = shown_path(content / "fonts")
    assert [str(one) for one in error.value.findings] == [
        f"no font for Armenian is installed; put a font that has Armenian into {folder}/, "
        'such as Noto Sans Armenian (on Debian and Ubuntu: make LANGUAGES="hy")'
    ]


def test_a_word_with_a_lent_letter_is_set_in_one_family_and_a_space_in_its_own(content):
    page = made("Ask in Tiếng Việt and tŷ, e\u0323\u0301 or O₂ right now", content).layout.pages[0]
    parts = [text.text for text in page.texts]
    assert parts == ["Ask in ", "Tiếng", "Việt", " and ", "tŷ", ", ", *parts[6:]]
    assert parts[-3:-1] == [" or O", "₂"]


def test_words_from_right_to_left_stay_whole(content):
    page = markup("<p>اقرأ العربية → هنا</p>", content)
    page = page._replace(text=page.text.replace('lang="en"', 'lang="ar" dir="rtl"'))
    done = pdf.write(page, CLINIC, ONE)
    assert (done.findings, preflight.check(done.layout, page.text)) == ((), ())
    assert len(done.layout.texts) == 1
    assert len(made("See اقرأ العربية → on", content).layout.texts) == 3


def test_a_sign_that_asks_for_a_coloured_picture_gets_the_letter(content):
    assert made("✔\ufe0f done", content).layout.families == (OURS, families.FALLBACK)


def test_a_soft_hyphen_breaks_a_word_with_a_hyphen_that_every_family_has(content):
    css = 'html { hyphenate-character: "-" } p { width: 25mm }'
    page = markup("<p>Pneumo\u00adno\u00adultra\u00admicro\u00adscopic</p>", content, css)
    done = pdf.write(page, CLINIC, ONE)
    assert (done.findings, preflight.check(done.layout, page.text)) == ((), ())
    assert len(done.layout.texts) > 1
    assert 'hyphenate-character: "-"' in (article_markup().stylesheets[0]).read_text("utf-8")


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize(("lang", "words"), [("en", LENT), ("uk", "Астма та її лікування")])
def test_lent_letters_conform(content, lang, words, profile):
    data = made(f"{words} <b>{words}</b> <em>{words}</em>", content, lang).data
    report = conformance.validate_pdf_bytes(data, profile=profile)
    assert [failure.message for failure in report.failures] == []
