"""What one would write in an afternoon: Markdown, a Jinja template, WeasyPrint."""

import sys
from pathlib import Path

import jinja2
from markdown_it import MarkdownIt
from weasyprint import HTML

HERE = Path(__file__).parent


def leaflet(article: Path, output: Path) -> None:
    """A PDF of an article."""
    _, front, text = article.read_text("utf-8").split("---\n", 2)
    title = front.split("title: ", 1)[1].split("\n", 1)[0]
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True)
    body = MarkdownIt().render(text)
    page = environment.get_template("leaflet.html").render(title=title, body=body)
    HTML(string=page, base_url=str(article.parent)).write_pdf(output)


if __name__ == "__main__":
    leaflet(Path(sys.argv[1]), Path(sys.argv[2]))
