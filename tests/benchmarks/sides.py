"""How many sides leaflets take, beside pandoc's through Typst in the same letters and size.

Articles of one's own: `python -m tests.benchmarks.sides FILE.md ...`.
"""

import itertools
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image

from handout.formats import FORMATS
from handout.model.markup import Folders
from handout.model.page_layout import Layout, PlacedPage
from handout.paper import pdf
from handout.paper.typesetting import Typesetting
from handout.source.reading import read_article, read_clinic
from handout.templating import links
from handout.templating.templates import render
from handout.typography import fonts
from tests.benchmarks.others import pandoc_path
from tests.benchmarks.row import Row
from tests.benchmarks.timing import run
from tests.support.workplace import CONTENT, FIRST, ROOT

HERE = Path(__file__).parent
_PHOTO = "![The knee after two days](images/portrait.jpg)"
_TABLE = "| Day | Walk | Bend | Rest |\n|---|---|---|---|\n" + "\n".join(
    f"| Day {day} | {5 + day} minutes, twice | {40 + 2 * day}° | leg raised for half an hour |"
    for day in range(1, 29)
)


def article_of(words: int, more: str = "") -> str:
    """So many words of the sections, again and again; `more` ends the second section."""
    made, *sections = (HERE / "sections.md").read_text("utf-8").split("\n## ")
    for number, section in enumerate(itertools.cycle(sections)):
        left = words - len(made.partition("authors")[2].split())
        if left <= 10:
            break
        title, _, text = section.rstrip("\n").partition("\n")
        again = f" ({number // len(sections) + 1})" if number >= len(sections) else ""
        while len(text.split()) > left + 15:
            shorter = text.rpartition("\n")[0] if "\n" in text.strip() else ""
            text = shorter if shorter.strip() else " ".join(text.split()[:left])
        if len(text.split()) > 5:
            made += f"\n## {title}{again}\n{text}\n" + (f"\n{more}\n" if number == 1 else "")
    return made


OWN = {
    "photo-250": (250, _PHOTO),
    "words-390": (390, ""),
    "photo-500": (500, f"{_PHOTO}\n\n{_PHOTO.replace('two', 'ten')}"),
    "words-700": (700, ""),
    "words-735": (735, ""),
    "table-900": (900, _TABLE),
    "words-2400": (2400, ""),
}
"""Articles of so many words of the sections, with a photo or a table."""


def articles(folder: Path) -> Iterator[Path]:
    """A content folder's articles: those above, the first, and one with all that there is."""
    content = folder / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("*.md"))
    Image.new("RGB", (1500, 2000), "#8899aa").save(content / "images" / "portrait.jpg")
    Image.new("RGB", (2400, 1500), "#557799").save(content / "images" / "photo.jpg")
    for path in (FIRST, ROOT / "tests" / "articles" / "everything.md"):
        yield Path(shutil.copy(path, content))
    for name, (words, more) in OWN.items():
        path = content / f"{name}.md"
        path.write_text(article_of(words, more), "utf-8")
        yield path


class Counted(NamedTuple):
    """A leaflet as it was laid out, and how often."""

    layout: Layout
    layouts: int


def leaflet(path: Path, name: str = "leaflet") -> Counted:
    """The pages of an article in a format, and how many layouts they took."""
    count = 0
    rendered = Typesetting._rendered

    def counted(self: Typesetting, *given: object) -> object:
        nonlocal count
        count += 1
        return rendered(self, *given)  # type: ignore[arg-type]

    content, printing = path.parent, FORMATS[name].printing
    article, clinic = read_article(path, content).article, read_clinic(content)
    markup = render(FORMATS[name].template, article, clinic, Folders(content, ROOT / "templates"))
    pdf.shared_resources().last_layout = None
    Typesetting._rendered = counted  # type: ignore[method-assign,assignment]
    try:
        layout = pdf.write(markup, clinic, printing).layout
    finally:
        Typesetting._rendered = rendered  # type: ignore[method-assign]
    return Counted(layout, count)


_HEAD = """
```{{=typst}}
#set text(font: ({fonts}), size: {size:g}pt)
```

"""
_CONTACT = """

```{=typst}
#block(height: 62mm, width: 100%, breakable: false)[#line(length: 100%) How to reach us]
```
"""
"""As high as the contact panel and the imprint of our leaflet."""
_SMALL = """

```{=typst}
#set text(size: 9.5pt)
```

"""
"""The type of the list of addresses, which ours are set in."""
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\((https?:[^)\s]*)\)")
_ELSEWHERE = re.compile(r"!\[[^\]]*\]\(https?:[^)]*\)")
_WITHIN = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")


def _type_size(layout: Layout) -> float:
    """The size that most words of the article are set in, which scripts differ in."""
    body = (text for page in layout.pages for text in page.texts if text.region == "body")
    sizes = Counter(text.size for text in body if text.tag in ("p", "li", "td"))
    return sizes.most_common(1)[0][0]


def _with_addresses(body: str, path: Path) -> str:
    """The text with the addresses behind its links, and the list of long ones, as ours has them."""
    listed = links.listed_addresses(read_article(path, path.parent).article)
    known = {one.shown: one for one in listed}

    def addressed(link: re.Match[str]) -> str:
        shown = links.typed_address(link[2])
        one = known.get(shown)
        behind = one.domain if one else "" if shown in link[1] else shown
        return f"{link[0]}{f' ({behind})' if behind else ''}{f'^{one.mark}^' if one else ''}"

    entries = "\n".join(f"{one.number}. `{one.shown}`" for one in listed)
    return f"{_LINK.sub(addressed, body)}{_SMALL if listed else ''}{entries}\n"


def typst(path: Path, layout: Layout, contact: str = "", *, addresses: bool = False) -> int:
    """The pages of the same article by pandoc and Typst, with a panel for the contact or without.

    The letters are those of our leaflet, in its size; margins and leading are Typst's own.
    Pictures on the web and links to places within, which stop Typst, are left out.
    """
    import typst as compiler  # wanted for the benchmarks alone

    families = [family for name in layout.families if (family := fonts.family(name))]
    named = ", ".join(f'"{family.name}"' for family in families)
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    body = _WITHIN.sub(r"\1", _ELSEWHERE.sub("", body))
    body = _with_addresses(body, path) if addresses else body
    head = _HEAD.format(fonts=f"{named},", size=_type_size(layout))
    source, made = path.with_suffix(".of-pandoc.md"), path.with_suffix(".typ")
    source.write_text(f"---\n{front}---\n{head}{body}{contact}", "utf-8")
    words = (pandoc_path(), source, "--standalone", "--to=typst", "--shift-heading-level-by=-1")
    try:
        run(*words, "--variable=papersize=a4", f"--output={made}")
        data = compiler.compile(str(made), font_paths=[str(family.folder) for family in families])
    finally:
        source.unlink()
        made.unlink(missing_ok=True)
    return len(pypdfium2.PdfDocument(data))


def _has_lines_alone(page: PlacedPage) -> bool:
    """Whether all words of a page are about lines to write on."""
    return not {text.region for text in page.texts} - {"room", "margin"}


_AGAINST = "pandoc and Typst, + panel + addresses"
"""The same content: on paper a link without its address is none."""


def _row(path: Path) -> Row:
    leaflet_, booklet = leaflet(path), leaflet(path, "leaflet-booklet")
    pages = leaflet_.layout.pages
    lines = sum(map(_has_lines_alone, booklet.layout.pages))
    fills = " ".join(f"{page.fill:.0%}" for page in pages)
    detail = (
        f"{leaflet_.layout.size:g} pt, {leaflet_.layouts} layouts, {fills}; "
        f"booklet {len(booklet.layout.pages)}, {lines} of lines, {booklet.layouts} layouts"
    )
    layout = leaflet_.layout
    bare, panel = typst(path, layout), typst(path, layout, _CONTACT)
    same = typst(path, layout, _CONTACT, addresses=True)
    detail = f"without addresses {panel}, without the panel too {bare}; {detail}"
    return Row(f"sides of {path.stem}", _AGAINST, len(pages), same, "sides", detail)


def sides(folder: Path, _rounds: int) -> Iterator[Row]:
    """How many sides a leaflet takes, and how full each is."""
    yield from map(_row, articles(folder / "sides"))


if __name__ == "__main__":
    for given in sys.argv[1:]:
        print(_row(Path(given)), flush=True)
