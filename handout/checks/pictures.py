"""Is every picture sound and described, and is there an icon of each name?"""

import re
from collections.abc import Iterator

from handout.checks.context import Context
from handout.model.article import Article, Figure, article_blocks
from handout.model.findings import Finding
from handout.model.markup import shown_source
from handout.source.pictures import fault_of, is_first_of_several
from handout.templating import drawings


def figures(article: Article) -> Iterator[Figure]:
    """Every figure of the article, in order."""
    return (block for block in article_blocks(article) if isinstance(block, Figure))


_GIVEN = re.compile(
    r"(?:abbildung|bild|chart|dsc[fn]?|figur[ae]?|fig\.?|foto(?:graf[íi]a)?|graphic|image|imagen|img"
    r"|logo|photo(?:graph)?|pic(?:ture)?|scan|screen ?shot|shape|table)?[ _-]*[\d._-]+"
    r"|(?:picture|image|photo|figure|shape|imagen|bild|foto)|\S+\.(?:avif|gif|heic|jpe?g|png|svg|webp)",
    re.IGNORECASE,
)
"""Names that a program or a camera gives to a picture, or its place in a row of them."""
_MOST_SOUGHT = 100
"""Pictures, if they are missing, for which files of nearly that name are looked for."""


def check_figures(article: Article, context: Context) -> Iterator[Finding]:
    """The faults of the article's pictures."""
    known = dict[str, tuple[str, str]]()
    for figure in figures(article):
        if figure.source not in known:
            seek = len(known) < _MOST_SOUGHT
            known[figure.source] = fault_of(figure.source, context.content, seek=seek)
        words, advice = known[figure.source]
        source = shown_source(figure.source)
        name = source if len(source) <= 80 else f"{source[:80]}…"
        if words:
            message = f"the picture '{name}' {words}"
            yield Finding("picture", message, advice, article.path, figure.line)
        elif is_first_of_several(figure.source, context.content):
            message = f"the picture '{name}' holds several, of which the first is shown"
            advice = "save the one that you mean as a picture of its own"
            yield Finding.warning("picture-first", message, advice, article.path, figure.line)
        if figure.alt.startswith("TODO"):
            message = f"nobody has said yet what the picture '{name}' shows"
            advice = f"write it in the place of '{figure.alt}', for those who cannot see it"
            yield Finding("picture-alt", message, advice, article.path, figure.line)
        if _GIVEN.fullmatch(figure.alt.strip()):
            message = f"“{figure.alt}” does not say what the picture '{name}' shows"
            advice = "describe what it shows, for those who cannot see it: a scar before and after"
            yield Finding.warning("picture-alt", message, advice, article.path, figure.line)
        if not figure.alt:
            message = f"the picture '{name}' has no words for those who cannot see it"
            advice = "write them between the square brackets: ![a scar before and after](…)"
            yield Finding.warning("picture-alt", message, advice, article.path, figure.line)


def check_icons(article: Article, _: Context) -> Iterator[Finding]:
    """A finding for each heading with an icon that is not there."""
    for section in article.sections:
        name = section.attributes.get("icon", "")
        if name and name not in drawings.icon_names():
            yield Finding("icon-unknown", *drawings.unknown_icon(name), article.path, section.line)
