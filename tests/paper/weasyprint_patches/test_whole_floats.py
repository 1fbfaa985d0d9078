import pytest

from handout.paper import pdf, preflight
from handout.paper.printing import Fit, Printing
from tests.support.leaflets import CLINIC, markup

SMALL = Printing(fit=Fit((12,), (), 1), papers={"A4": "120mm 120mm"})
CSS = """
@page { margin: 10mm }
body, p, h2 { margin: 0; font-size: 12pt; line-height: 15pt }
section { display: flow-root; break-inside: avoid }
h2 { float: left; width: 22mm; break-inside: avoid }
p { margin-left: 40mm; orphans: 2; widows: 2 }
"""


def section(words: str) -> str:
    return f"<section><h2>Two lines of it</h2><p>{words}</p></section>"


@pytest.mark.parametrize("lines", range(12, 18))
def test_a_heading_beside_its_text_is_drawn_once_wherever_the_page_ends(content, lines):
    body = f"<div>{'word<br>' * lines}</div>" + section("Some words that fill lines. " * 4)
    page = markup(body, content, CSS)
    layout = pdf.write(page, CLINIC, SMALL).layout
    headings = [text.text.strip() for text in layout.texts if text.tag == "h2"]
    assert " ".join(headings).split() == ["Two", "lines", "of", "it"]
    assert "text-twice" not in {one.rule for one in preflight.check(layout, page.text)}
