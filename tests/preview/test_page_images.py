import io
from pathlib import Path

import pytest
from PIL import Image

from handout.paper import pdf
from handout.preview import page_images
from handout.preview.page_images import ImageCache
from tests.support.deck_markup import slide, write
from tests.support.decks import damaged
from tests.support.leaflets import CLINIC, markup


def leaflet(content: Path, *pages: str) -> bytes:
    """A PDF with a page for each text."""
    css = "p { break-after: page }"
    return pdf.write(markup("".join(f"<p>{p}</p>" for p in pages), content, css), CLINIC).data


@pytest.fixture
def images() -> ImageCache:
    return ImageCache()


def ids(images: ImageCache, path: Path) -> list[str]:
    return [page.id for page in images.pages_of(path)]


def test_only_the_page_that_changed_has_another_digest(
    content: Path, tmp_path: Path, images: ImageCache
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(leaflet(content, "One.", "Two.", "Three."))
    before = ids(images, path)
    path.write_bytes(leaflet(content, "One.", "Two!", "Three."))
    after = ids(images, path)
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False, True]


def test_a_page_that_looks_different_has_another_digest_though_its_words_are_the_same(
    content: Path, tmp_path: Path, images: ImageCache
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(leaflet(content, "One."))
    before = ids(images, path)
    path.write_bytes(leaflet(content, "<b>One.</b>"))
    assert ids(images, path) != before


def test_a_page_is_drawn_as_wide_as_it_is_asked_for(
    content: Path, tmp_path: Path, images: ImageCache
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(leaflet(content, "One."))
    (page,) = images.pages_of(path)
    drawn = images.page(page.id, 333)
    assert drawn is not None
    assert Image.open(io.BytesIO(drawn)).size == (333, round(333 * page.height / page.width))


def test_a_page_is_never_drawn_so_wide_that_it_fills_the_memory(
    content: Path, tmp_path: Path, images: ImageCache
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(leaflet(content, "One."))
    drawn = images.page(ids(images, path)[0], 99999)
    assert drawn is not None
    assert Image.open(io.BytesIO(drawn)).width == 3200


def test_only_the_slide_that_changed_has_another_digest(tmp_path: Path, images: ImageCache) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(write(tmp_path, slide("<p>One.</p>"), slide("<p>Two.</p>", title="B")).data)
    before = ids(images, path)
    path.write_bytes(write(tmp_path, slide("<p>One.</p>"), slide("<p>Two!</p>", title="B")).data)
    assert [a == b for a, b in zip(before, ids(images, path), strict=True)] == [True, True, False]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("ppt/theme/theme1.xml", "0B4F5C", "4A1D6B"),
        ("ppt/slides/slide2.xml", "One.", "Two."),
    ],
)
def test_slides_are_drawn_anew_where_anything_that_they_show_is_another(
    tmp_path: Path, images: ImageCache, part: str, old: str, new: str
) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(write(tmp_path, slide("<p>One.</p>")).data)
    images.pages_of(path)
    path.write_bytes(damaged(path.read_bytes(), part, old.encode(), new.encode()))
    kept = ids(images, path)
    page_images._DRAWN.clear()
    assert kept == ids(ImageCache(), path)


def test_slides_that_were_drawn_are_kept_and_the_oldest_forgotten(
    tmp_path: Path, images: ImageCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_images, "_MOST_DRAWN", 3)
    for words in ("One.", "Two.", "Three."):
        path = tmp_path / f"{words}pptx"
        path.write_bytes(write(tmp_path, slide(f"<p>{words}</p>")).data)
        images.pages_of(path)
    assert len(page_images._DRAWN) == 3


def test_a_slide_has_its_notes_and_its_words(tmp_path: Path, images: ImageCache) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(write(tmp_path, slide("<p>One.</p>", notes="Say <b>it</b>.")).data)
    page = images.pages_of(path)[1]
    assert (page.title, page.words) == ("Inhalers", "Inhalers. One.")
    assert [note.text for note in page.notes][-1] == "Say it."


def test_the_picture_of_a_slide_can_be_fetched(tmp_path: Path, images: ImageCache) -> None:
    Image.new("RGB", (8, 8), "red").save(tmp_path / "a.png")
    (tmp_path / "content").mkdir()
    (tmp_path / "a.png").rename(tmp_path / "content" / "a.png")
    path = tmp_path / "a.pptx"
    figure = '<figure><img src="a.png" alt="Red"/></figure>'
    path.write_bytes(write(tmp_path, slide(figure, "full-picture")).data)
    drawing = images.media(ids(images, path)[1])
    assert drawing is not None
    id_ = drawing[0].decode().partition('href="/media/')[2].partition('"')[0]
    media = images.media(id_)
    assert media is not None
    assert media[1] == "image/png"
    assert Image.open(io.BytesIO(media[0])).size == (8, 8)


def test_what_was_shown_before_can_still_be_fetched(tmp_path: Path, images: ImageCache) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(write(tmp_path, slide("<p>One.</p>")).data)
    before = ids(images, path)[1]
    path.write_bytes(write(tmp_path, slide("<p>Two, and more.</p>")).data)
    assert ids(images, path)[1] != before
    assert images.media(before) is not None


def test_files_that_were_looked_at_long_ago_are_forgotten(
    tmp_path: Path, images: ImageCache
) -> None:
    data = write(tmp_path, slide("<p>One.</p>")).data
    for number in range(30):
        path = tmp_path / f"{number}.pptx"
        path.write_bytes(data)
        images.pages_of(path)
    assert len(images._files) == 24


def test_nothing_is_shown_of_a_file_of_another_kind(tmp_path: Path, images: ImageCache) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert images.pages_of(tmp_path / "a.txt") == ()


def test_what_is_not_known_is_none(images: ImageCache) -> None:
    assert (images.page("0" * 20, 100), images.media("x")) == (None, None)
