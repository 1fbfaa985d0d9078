import base64
import io
import json
import re
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from handout.formats import FORMATS
from handout.model.clinic import Colours
from handout.model.markup import PAGE, Markup
from handout.typography.contrast import contrast, on_dark
from handout.web import page, preflight
from handout.web.photographs import LARGEST
from tests.support.workplace import CONTENT, ROOT, Workplace, made

KINDS = ROOT / "tests" / "kinds"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return made(tmp_path)


def built(place: Workplace, name: str = "asthma") -> str:
    """The page of an article."""
    (outcome,) = place.build(name, formats=(PAGE,))
    assert not outcome.failed, outcome.findings
    return (place.output / name / f"{name}.html").read_text("utf-8")


def markup(tmp_path: Path, body: str, style: str = "") -> Markup:
    """A page of a template that somebody has changed."""
    sheet = tmp_path / "page.css"
    sheet.write_text(style, "utf-8")
    text = f'<!doctype html><html lang="en"><head><title>A</title></head><body>{body}</body></html>'
    return Markup(text, "templates/page/page.html", (sheet,), tmp_path, tmp_path)


def rules(tmp_path: Path, body: str, style: str = "") -> list[str]:
    written = page.write(markup(tmp_path, body, style))
    return [one.rule for one in (*written.findings, *preflight.check(written.data))]


def photo(place: Workplace, size: tuple[int, int] = (1500, 1000)) -> bytes:
    """A photograph of a camera: large, and with much in it."""
    target = io.BytesIO()
    noise = Image.effect_noise((size[0] // 8, size[1] // 8), 80).resize(size).convert("RGB")
    noise.save(target, "JPEG", quality=92)
    (place.content / "images" / "photo.jpg").write_bytes(target.getvalue())
    return target.getvalue()


def test_the_page_stands_beside_the_leaflet_and_is_named_as_the_article(place):
    (outcome,) = place.build(formats=(PAGE,))
    assert [(one.path.name, one.count, one.unit) for one in outcome.files] == [
        ("asthma.html", 1, "pages")
    ]


def test_the_first_article_s_page_is_small_and_the_same_each_time(tmp_path):
    first, second = (made(tmp_path / name) for name in "ab")
    pages = []
    for place in (first, second):
        for source in CONTENT.glob("*.md"):
            place.article(source.stem).write_bytes(source.read_bytes())
        pages.append(built(place, "stem-cell-skin-repair"))
    assert pages[0] == pages[1]
    assert len(pages[0].encode()) < 50_000


def test_a_page_asks_nothing_of_any_server(place):
    place.add(
        f"![A drawing](images/d.svg)\n\n![Skin](images/photo.jpg)\n\n[There](https://{'example'}.org)"
    )
    (place.content / "images" / "d.svg").write_text(SVG, "utf-8")
    photo(place)
    text = built(place)
    sources = re.findall(r'(?:src|srcset|poster)="([^"]*)"', text)
    assert len(sources) == 3
    assert all(one.startswith("data:image/") for one in sources)
    assert "url(" not in re.sub(r"url\(data:", "", text)


def test_a_photograph_is_reduced_and_keeps_its_place_while_the_page_loads(place):
    place.add("![Skin](images/photo.jpg)")
    assert len(photo(place, (3000, 2000))) > 10 * LARGEST
    (image,) = html.document_fromstring(built(place)).xpath("//figure//img")
    kind, _, data = image.get("src").partition(";base64,")
    assert kind == "data:image/webp"
    shown = base64.b64decode(data)
    assert len(shown) <= LARGEST
    with Image.open(io.BytesIO(shown)) as opened:
        assert [str(side) for side in opened.size] == [image.get("width"), image.get("height")]
        assert opened.width / opened.height == pytest.approx(1.5, rel=0.01)


def test_pictures_may_stand_beside_the_page_and_go_with_it(place):
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8")
    clinic.write_text(f"{text}\npage:\n  pictures: files\n", "utf-8")
    place.add("![Skin](images/photo.jpg)")
    photo(place)
    (image,) = html.document_fromstring(built(place)).xpath("//figure//img")
    name = image.get("src")
    folder = place.output / "asthma"
    assert re.fullmatch(r"picture-[0-9a-f]{10}\.webp", name)
    assert len((folder / name).read_bytes()) <= LARGEST
    (outcome,) = place.build(formats=(PAGE,))
    assert outcome.up_to_date
    (folder / name).unlink()
    assert name in built(place)  # it is made again
    assert (folder / name).is_file()
    place.edit("![Skin](images/photo.jpg)", "")
    built(place)
    assert not (folder / name).exists()


def test_what_a_camera_wrote_beside_the_picture_is_left_out(place):
    place.add("![Skin](images/photo.jpg)")
    exif = Image.Exif()
    exif[0x010E] = "ward 7"
    path = place.content / "images" / "photo.jpg"
    Image.effect_noise((400, 300), 40).convert("RGB").save(path, exif=exif)
    assert b"ward 7" in path.read_bytes()
    (image,) = html.document_fromstring(built(place)).xpath("//figure//img")
    assert b"ward 7" not in base64.b64decode(image.get("src").partition(",")[2])


def test_the_marks_of_notes_lead_to_the_notes_and_addresses_stay_behind_their_words(place):
    link = "https://www.example.org/a/rather/long/address"
    place.add(f"A note.[^1] See [there]({link}).\n\n[^1]: From [here](https://example.org/x).")
    text = built(place)
    assert 'href="#note-1"' in text
    assert 'id="note-1"' in text
    words = page.text_of(text.encode())
    assert "example.org/a" not in words
    assert "From here." in words


def test_a_table_is_moved_in_a_box_of_its_own_that_the_keyboard_reaches(place):
    place.add("| Age | Dose |\n|---|---|\n| 5 | 10 mg |\n\nTable: How much")
    (box,) = html.document_fromstring(built(place)).xpath('//div[@role="region"]')
    assert (box.get("tabindex"), box.get("aria-label")) == ("0", "How much")
    assert box[0].tag == "table"


@pytest.mark.parametrize(
    ("rows", "stacked"),
    [
        ("| Medicine | Dose |\n|---|---|\n| Hydroxychloroquine | 200 mg in the morning |", False),
        (
            "| Medicine | Dose | For |\n|---|---|---|\n| Chloroquine | 200 mg | Photosensitivity |",
            True,
        ),
        ("| Behandlungsschwerpunkt | Nebenwirkungen |\n|---|---|\n| Haut | Rot |", True),
        ("| | |\n|---|---|\n| Hydroxychloroquine and others | Photosensitivity |", False),
        (
            "| 药 | 剂量 |\n|---|---|\n| 羟氯喹每天早晨与早餐一起服用不要过量羟氯喹 | 二百 |",
            False,
        ),
    ],
)
def test_a_table_whose_words_a_phone_has_no_room_for_is_shown_cell_below_cell(place, rows, stacked):
    place.add(rows)
    (table,) = html.document_fromstring(built(place)).xpath("//table")
    assert ("stacked" in table.get("class", "")) is stacked
    assert bool(table.xpath(".//td[@data-head]")) is stacked


def test_options_are_a_table_whose_names_and_questions_are_heads(place):
    place.add((KINDS / "options-in-a-few-words.md").read_text("utf-8"))
    (table,) = html.document_fromstring(built(place)).xpath("//table")
    assert table.get("aria-label") == "Nothing, Tablets, Surgery"
    heads = {kind: table.xpath(f'.//th[@scope="{kind}"]') for kind in ("col", "row")}
    assert [one.text_content() for one in heads["col"]] == ["Nothing", "Tablets", "Surgery"]
    assert [one.text_content() for one in heads["row"]] == ["How long?", "Does it hurt?"]
    assert table.xpath(".//td/@data-head") == ["Nothing", "Tablets", "Surgery"] * 2
    assert "stacked" in table.get("class").split()


def test_numbers_in_text_from_right_to_left_keep_their_order(place):
    place.edit("lang: en-GB", "lang: ar")
    place.add("اتصل على الرقم 1-800-985-5990 الآن، أو 5–10 mg.")
    assert 'class="unbroken">1-800-985-5990</span>' in built(place)
    assert 'class="unbroken">5–10 mg</span>' in built(place).replace("\u00a0", " ")


def test_a_number_and_its_unit_stay_on_a_line(place):
    place.add("Take 10 mg.")
    assert "Take 10\u00a0mg." in built(place)


def test_a_page_says_to_programs_what_it_is(place):
    place.edit("title: Asthma", r"title: Asthma \</script> & more")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', built(place))
    said = json.loads(script)
    assert (said["@type"], said["inLanguage"], said["version"], said["lastReviewed"]) == (
        "MedicalWebPage",
        "en-GB",
        "1.0",
        "2026-10-01",
    )
    assert said["name"] == "Asthma </script> & more"
    assert said["publisher"]["name"] == "Harbour Lane Skin Clinic"


def test_translations_lead_to_each_other(place):
    text = place.article().read_text("utf-8")
    place.article("asthma.es").write_text(text.replace("en-GB", "es"), "utf-8")
    link = '<a href="../asthma.es/asthma.es.html" hreflang="es">También en español</a>'
    assert link in built(place)
    link = 'href="../asthma/asthma.html" hreflang="en-GB">Also in English'
    assert link in built(place, "asthma.es")


def test_the_words_of_other_languages_need_no_font_here(place):
    text = place.article().read_text("utf-8")
    place.article("asthma.am").write_text(text.replace("en-GB", "am"), "utf-8")
    assert 'hreflang="am"' in built(place)


@pytest.mark.parametrize(
    "name", ["#0b4f5c", "#ffcc00", "#000000", "#ffffff", "#7a7a7a", "#c00030", "#00ff00"]
)
def test_on_a_dark_screen_all_colours_of_words_stand_out(name):
    dark = on_dark(Colours(primary=name, accent=name, ink="#15262b", tint=name))
    for words in (dark.ink, dark.primary, dark.accent):
        for ground in (dark.ground, dark.tint):
            assert contrast(words, ground) >= 7


@pytest.mark.parametrize(
    ("body", "style", "rule"),
    [
        ('<img src="https://example.org/a.png" alt="">', "", "picture-broken"),
        ('<img src="../../etc/passwd" alt="">', "", "picture-broken"),
        ('<iframe src="https://example.org"></iframe>', "", "page-fetches"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "", "page-fetches"),
        ("<p>a</p>", "@import 'https://example.org/a.css';", "page-fetches"),
        ("<p>a</p>", "p { background: url(https://example.org/a.png) }", "page-fetches"),
        ('<p style="background: url(a.png)">a</p>', "", "page-fetches"),
        ("<script>alert(1)</script>", "", "page-script"),
        ('<p onclick="alert(1)">a</p>', "", "page-script"),
        ('<a href="javascript:alert(1)">a</a>', "", "page-script"),
        ('<p id="a">a</p><p id="a">b</p>', "", "page-id"),
        ('<a href="#nowhere">a</a>', "", "page-link"),
        (f'<img src="{SVG!r}">', "", "picture-broken"),
    ],
)
def test_a_template_that_spoils_the_page_is_told(tmp_path, body, style, rule):
    assert rule in rules(tmp_path, body, style)


def test_a_picture_without_words_is_told(tmp_path):
    (tmp_path / "d.svg").write_text(SVG, "utf-8")
    assert rules(tmp_path, '<img src="d.svg">') == ["page-alt"]
    assert rules(tmp_path, '<img src="d.svg" alt="">') == []


def test_a_page_that_is_slow_on_a_phone_is_told_and_made(tmp_path):
    assert rules(tmp_path, f"<p>{'word ' * 150_000}</p>") == ["page-large"]


def test_a_sentence_that_the_template_leaves_out_is_an_error(place):
    template = place.template("page/page.html")
    text = template.read_text("utf-8")
    template.write_text(text.replace("{{ blocks(article.lead)|tappable }}", ""), "utf-8")
    (outcome,) = place.build(formats=(PAGE,))
    assert [one.rule for one in outcome.findings if one.severity == 2] == ["coverage"]


def test_a_style_sheet_cannot_end_its_element(tmp_path):
    written = page.write(markup(tmp_path, "<p>a</p>", "p::before { content: '</style><b>' }"))
    assert b"</style><b>" not in written.data


def test_the_clinic_s_own_size_and_dark_colours_are_in_the_page(place):
    text = built(place)
    assert "prefers-color-scheme: dark" in text
    assert FORMATS[PAGE].template.name == "page/page.html"


def test_phone_numbers_in_the_text_can_be_tapped_and_no_dose_is_one(place):
    place.add("Call 999, or us on 01632 960145. Take 112 mg.[^1]\n\n[^1]: Ask +1 (800) 222-1222.")
    text = built(place)
    links = re.findall(r'<a class="tel" href="tel:([^"]*)">', text)
    assert links == ["999", "01632960145", "+18002221222"]
    place.edit("lang: en-GB", "lang: ar")
    place.add("اتصل على ٩٩٩ فورا أو 01632 960145.")
    assert 'href="tel:999"' in built(place)


def test_the_number_that_a_link_dials_is_read_and_not_printed_twice(place):
    place.add("[Call](tel:111), or [the desk](tel:01632960145).")
    text = built(place)
    words = html.document_fromstring(text).text_content()
    assert "Call (111), or the desk (01632960145)." in " ".join(words.split())
    assert not re.search(r'href\^="?tel', text)
