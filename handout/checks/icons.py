"""Is there an icon of each name that a heading asks for?"""

from collections.abc import Iterator

from handout.model.article import Article
from handout.model.findings import Finding
from handout.templating import drawings


def check(article: Article) -> Iterator[Finding]:
    """A finding for each heading with an icon that is not there."""
    for section in article.sections:
        name = section.attributes.get("icon", "")
        if name and name not in drawings.icon_names():
            yield Finding("icon-unknown", *drawings.unknown_icon(name), article.path, section.line)
