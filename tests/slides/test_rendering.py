from dataclasses import replace
from importlib.util import find_spec

import pytest

from handout.slides import writer
from handout.source.reading import read_clinic
from tests.slides.test_custom_template import FILES, OWN
from tests.slides.test_writer import everything
from tests.support.deck_markup import HEAD, items, slide, write
from tests.support.deck_rendering import CJK, faults
from tests.support.leaflets import FOLDERS, article_markup

pytestmark = pytest.mark.slow


def first_article():
    """The deck of the article that comes with the project."""
    return writer.write(article_markup("slides"), read_clinic(FOLDERS.content))


def test_every_text_of_the_first_article_lies_in_its_placeholder(tmp_path):
    assert list(faults(first_article(), tmp_path)) == []


WORDS = "Breathe out slowly and fully, then press the inhaler"
TABLE = (
    "<table><tr><th>Medicine</th><th data-align='end'>Puffs</th></tr>"
    + "<tr><td>Salbutamol in the blue inhaler</td><td data-align='end'>2</td></tr>" * 9
    + "</table>"
)


def stress():
    """Slides at the edge of what fits, on each layout."""
    for count in range(1, 9):
        yield slide(items(count, WORDS[: 12 + 6 * count]), "bullets", f"List {count}")
        yield slide(f"<p>{' '.join([WORDS] * count)}.</p>", "statement", f"Statement {count}")
    yield slide(TABLE, "table", "A table")
    for layout in ("key", "warning", "wide"):
        yield slide(f"<p>{WORDS}.</p><p>{WORDS}.</p>", layout, f"Layout {layout}")
    yield slide("<ol>" + f"<li>{WORDS}<ul><li>{WORDS}</li></ul></li>" * 4 + "</ol>", title="Deep")
    yield slide("<p>a</p>", title="A title that is long enough to go on over several lines")


def test_no_slide_of_a_stress_set_overflows(tmp_path):
    assert list(faults(write(tmp_path, *stress()), tmp_path)) == []


SCRIPTS = {
    "el": "Το δέρμα επουλώνεται μόνο του όταν η αιμάτωση είναι καλή και η πληγή μένει καθαρή",
    "uk": "Шкіра загоюється сама, якщо кровообіг добрий, а рана залишається чистою та сухою",
    "ar": "يلتئم الجلد من تلقاء نفسه إذا كانت الدورة الدموية جيدة وبقي الجرح نظيفًا وجافًا",
    "he": "העור מחלים מעצמו כאשר זרימת הדם טובה והפצע נשאר נקי ויבש במשך כמה שבועות",
    "zh": "皮肤 PRP 治疗 和 MSC 细胞 、 10 天后的 Laser 照射 、 就会 在 2 周内 自行 愈合",
    "ja": "皮膚の PRP 治療と MSC 細胞 10 日後の Laser 照射で きゃっと 2 週間で 治ります",
    "ko": "피부 PRP치료와 MSC세포, 10일 후 SPF50 자외선차단제, 2주에 1회 방문하면 아뭅니다",
    "hi": "घाव साफ़ और सूखा रहे तो त्वचा कुछ ही हफ़्तों में अपने आप ठीक होने लगती है",
}


EAST, UNSPACED = ("zh", "ja", "ko"), ("zh", "ja")


def in_script(lang, words):
    """Eight slides in one script, from a few words to more than fit."""
    parts, space = words.split(), "" if lang in UNSPACED else " "
    words = space.join(parts)
    for count in range(1, 9):
        line = space.join(parts[: 2 + count])
        layout = ("bullets", "statement", "key", "warning")[count % 4]
        listed = "".join(f"<li>{line} {n}</li>" for n in range(count + 2))
        inner = f"<ul>{listed}</ul>" if layout in ("bullets", "warning") else f"<p>{words}.</p>"
        yield slide(inner, layout, f"{parts[0]} {parts[1]} {count}").replace(
            "<section ", f'<section lang="{lang}" '
        )


@pytest.mark.parametrize("lang", SCRIPTS)
def test_slides_in_other_scripts_do_not_overflow(lang, tmp_path):
    assert lang not in EAST or find_spec(CJK), f"no font with the letters of {lang}"
    made = write(
        tmp_path,
        *in_script(lang, SCRIPTS[lang]),
        head=HEAD.replace('lang="en-GB"', f'lang="{lang}"'),
    )
    assert len(made.deck.slides) >= 9
    # The tails of letters that LibreOffice takes from elsewhere hang a little below their line.
    assert list(faults(made, tmp_path, slack=2.0)) == []


def test_a_deck_with_each_layout_does_not_overflow(tmp_path):
    assert list(faults(everything(tmp_path), tmp_path)) == []


def test_a_text_that_runs_off_is_seen(tmp_path):
    made = write(tmp_path, slide(items(6)))
    bigger = replace(made, data=made.data)
    import io

    from pptx import Presentation
    from pptx.util import Pt

    presentation = Presentation(io.BytesIO(made.data))
    for paragraph in presentation.slides[1].placeholders[1].text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(60)
    target = io.BytesIO()
    presentation.save(target)
    told = list(faults(replace(bigger, data=target.getvalue()), tmp_path))
    assert any("runs out of its place" in one for one in told)
    assert any("lines, not" in one for one in told)


@pytest.mark.parametrize("name", FILES)
def test_a_deck_in_a_clinics_own_presentation_does_not_overflow(name, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(FILES[name]())
    assert list(faults(everything(tmp_path, OWN), tmp_path)) == []
