"""Decks that several tests look at."""

import io
import zipfile

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from handout.slides import writer
from handout.source.reading import read_clinic
from tests.support.deck_markup import CLINIC, items, slide, write
from tests.support.leaflets import FOLDERS, article_markup

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z"/></svg>'
FIGURE = '<figure><img src="{0}" alt="A spacer"/><figcaption>A spacer.</figcaption></figure>'
SMALL_TABLE = (
    "<table aria-label='Doses'><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
)

CHART = (
    "<table aria-label='Puffs'><tr><th>When</th><th>Puffs</th></tr>"
    "<tr><td>Morning</td><td>2</td></tr><tr><td>Evening</td><td>4</td></tr></table><p>Puffs.</p>"
)
ARRAY = (
    '<figure data-shown="3" data-of="20" aria-label="3 of 20 people"/><h3>3 of 20</h3><p>people</p>'
)


def everything(folder, clinic=CLINIC):
    """A deck with each layout and each kind of thing."""
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "spacer.svg").write_text(SVG)
    return write(
        folder,
        *of_each_kind(),
        clinic=clinic,
    )


def of_each_kind():
    """Slides of each layout."""
    return (
        slide("<p>Breathe <em>out</em>.</p>", "statement", "A"),
        slide(f"<p>Each time:</p>{items(14)}", "bullets", "B"),
        slide("<ol><li>a<ul><li>b</li></ul></li></ol>", "wide", "C"),
        slide("<p>Stop.</p>", "warning", "D"),
        slide("<p>Keep it with you.</p>", "key", "E"),
        slide(SMALL_TABLE, "table", "F"),
        slide(FIGURE.format("spacer.svg"), "full-picture", "G"),
        slide(f"<p>A spacer helps.</p>{FIGURE.format('spacer.svg')}", "picture", "I"),
        slide("<ol><li>Shake</li><li>Press</li><li>Hold</li></ol>", "steps", "J"),
        slide(f"<ol>{'<li>Shake it well before you start</li>' * 5}</ol>", "steps", "K"),
        slide("<div><h3>Yes</h3><p>a</p></div><div><h3>No</h3><p>b</p></div>", "columns", "L"),
        slide("<div><p>a</p></div><div><p>b</p></div><div><p>c</p></div>", "three-columns", "M"),
        slide(CHART, "chart", "N"),
        slide(ARRAY, "icon-array", "O"),
        slide("<p>a</p>", title="P").replace("<section ", "<section data-icon='heart' "),
        slide(
            f"<h3>01632 960000</h3><div><p>A Clinic</p></div>{FIGURE.format('spacer.svg')}",
            "closing",
            "H",
            '<a href="https://example.org">Look here.</a>',
        ),
    )


def first_article():
    """The deck of the article that comes with the project."""
    return writer.write(article_markup("slides"), read_clinic(FOLDERS.content))


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


def damaged(data, part, old, new):
    """The deck with one thing changed in one part."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            held = source.read(name)
            if name == part:
                assert old in held, f"{old!r} is not in {part}"
                held = held.replace(old, new, 1)
            archive.writestr(name, held)
    return target.getvalue()


def altered(data, alter):
    """The deck after something was done to its slides, as python-pptx has them."""
    presentation = Presentation(io.BytesIO(data))
    alter(list(presentation.slides))
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def words_on(slide_):
    """The runs of a slide that are not its title."""
    shapes = [s for s in slide_.shapes if s.has_text_frame and s != slide_.shapes.title]
    return [run for s in shapes for p in s.text_frame.paragraphs for run in p.runs]


def lead(run, target):
    """Let a click on words lead to a slide."""
    run.hyperlink.address = "https://example.org"
    click = run._r.rPr.hlinkClick
    click.rId = run.part.relate_to(target.part, RT.SLIDE)
    click.set("action", "ppaction://hlinksldjump")
