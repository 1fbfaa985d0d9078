from importlib.util import find_spec

import pytest
from msgspec.structs import replace

from handout.formats import FORMATS
from handout.model.markup import Folders
from handout.slides import writer
from handout.templating.templates import render
from tests.support.deck_markup import CLINIC, HEAD, items, slide, write
from tests.support.deck_rendering import CJK, faults
from tests.support.decks import EAST, SCRIPTS, everything, first_article, in_script, stress
from tests.support.own_templates import FILES, OWN, UNLIKE
from tests.support.storyboards import STORYBOARDS, read
from tests.support.workplace import PICTURE, ROOT

pytestmark = pytest.mark.slow


def test_every_text_of_the_first_article_lies_in_its_placeholder(tmp_path):
    assert list(faults(first_article(), tmp_path)) == []


def test_no_slide_of_a_stress_set_overflows(tmp_path):
    assert list(faults(write(tmp_path, *stress()), tmp_path)) == []


@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: path.stem)
def test_no_slide_of_a_story_and_its_appendix_overflows(path, tmp_path):
    (tmp_path / "content" / "images").mkdir(parents=True)
    for name in ("scar", "one", "two", "three"):
        (tmp_path / "content" / "images" / f"{name}.svg").write_text(PICTURE, "utf-8")
    folders = Folders(tmp_path / "content", ROOT / "templates")
    filled = render(FORMATS["slides"].template, read(path), CLINIC, folders)
    assert list(faults(writer.write(filled, CLINIC), tmp_path)) == []


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


@pytest.mark.parametrize("name", UNLIKE)
def test_a_deck_in_a_clinics_own_presentation_does_not_overflow(name, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(FILES[name]())
    assert list(faults(everything(tmp_path, OWN), tmp_path)) == []
