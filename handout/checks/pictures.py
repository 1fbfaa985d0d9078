"""Is every picture there, readable, described, and inside content/?"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from handout.article import Article, Block, Definitions, Directive, Figure, List, Quote
from handout.finding import Finding

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_OUTSIDE = ("http:", "https:", "file:", "data:", "//")
_KINDS = "SVG, PNG or JPEG"


def _figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """Every figure among the blocks, however deep."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Quote(blocks=inner) | Directive(blocks=inner):
                yield from _figures(inner)
            case List(items=items):
                yield from (figure for item in items for figure in _figures(item.blocks))
            case Definitions(entries=entries):
                yield from (figure for entry in entries for figure in _figures(entry.blocks))


def figures(article: Article) -> Iterator[Figure]:
    """Every figure of the article, in order."""
    yield from _figures(article.lead)
    for section in article.sections:
        yield from _figures(section.blocks)
    for note in article.footnotes:
        yield from _figures(note.blocks)


def _broken_svg(path: Path) -> str:
    """Why an SVG cannot be used; empty where it can."""
    try:
        text = path.read_text("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:  # looked for first: entities can explode
            return "has a DOCTYPE, which is not used here"
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, UnicodeDecodeError) as fault:
        return f"is not a readable SVG ({fault})"
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return "is not an SVG"
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href") and not value.startswith(("#", "data:image/")):
                return f"refers to another file ({value[:60]})"
    return ""


def _broken_raster(path: Path) -> str:
    """Why a PNG or JPEG cannot be used; empty where it can."""
    from PIL import Image, UnidentifiedImageError  # late: most articles have no photos

    try:
        with Image.open(path, formats=[_FORMATS[path.suffix.lower()]]) as image:
            image.load()
    except UnidentifiedImageError:
        return f"is not a readable {_FORMATS[path.suffix.lower()]}"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        return f"is broken ({fault})"
    return ""


def fault_of(source: str, content: Path) -> tuple[str, str]:
    """What is wrong with a picture named in an article, and what to do; empty where nothing is."""
    if source.startswith(_OUTSIDE):
        return "is not a file in content/", "save the picture in content/images/ and name that"
    path = content / source
    if not path.resolve().is_relative_to(content.resolve()):
        return "lies outside content/", "copy the picture into content/images/"
    if not path.is_file():
        return "is not there", "check its name, or put it into content/images/"
    if path.suffix.lower() == ".svg":
        return _broken_svg(path), "save it again from the drawing program as plain SVG"
    if path.suffix.lower() in _FORMATS:
        return _broken_raster(path), "save it again, or get a sound copy"
    return f"is no {_KINDS}", f"save it as {_KINDS}"


def check(article: Article, content: Path) -> Iterator[Finding]:
    """The faults of the article's pictures."""
    for figure in figures(article):
        words, advice = fault_of(figure.source, content)
        if words:
            message = f"the picture '{figure.source}' {words}"
            yield Finding("picture", message, advice, article.path, figure.line)
        if not figure.alt:
            message = f"the picture '{figure.source}' has no words for those who cannot see it"
            advice = "write them between the square brackets: ![a scar before and after](…)"
            yield Finding("picture-alt", message, advice, article.path, figure.line)
