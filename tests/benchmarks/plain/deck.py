"""What one would write in an afternoon: a slide for each section with python-pptx."""

import sys
from pathlib import Path

from pptx import Presentation


def deck(article: Path, output: Path) -> None:
    """A .pptx of an article."""
    _, front, text = article.read_text("utf-8").split("---\n", 2)
    title = front.split("title: ", 1)[1].split("\n", 1)[0]
    presentation = Presentation()
    cover = presentation.slides.add_slide(presentation.slide_layouts[0])
    cover.shapes.title.text = title
    for section in text.split("\n## ")[1:]:
        heading, *lines = [line for line in section.splitlines() if line]
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = heading
        frame = slide.placeholders[1].text_frame
        frame.text = lines[0] if lines else ""
        for line in lines[1:]:
            paragraph = frame.add_paragraph()
            paragraph.text = line.removeprefix("- ")
            paragraph.level = 1 if line.startswith("- ") else 0
    presentation.save(output)


if __name__ == "__main__":
    deck(Path(sys.argv[1]), Path(sys.argv[2]))
