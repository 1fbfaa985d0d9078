import subprocess
import sys

from tests.support.leaflets import ROOT

MADE = """
import hashlib, sys
from handout.paper.weasyprint_patches import initial_styles
calls = 0
if sys.argv[1] == "without":
    initial_styles.install = lambda: None
from handout.paper import pdf
from tests.support.leaflets import article_markup
from handout.source.reading import read_clinic
shop = pdf.workshop()
from weasyprint import css
original = css.ComputedStyle.__missing__
def counted(self, key):
    global calls
    calls += 1
    return original(self, key)
css.ComputedStyle.__missing__ = counted
markup = article_markup()
print(hashlib.sha256(pdf.write(markup, read_clinic(markup.content)).data).hexdigest(), calls)
"""


def made(how: str) -> tuple[str, int]:
    """The digest of the first leaflet, and how many values of styles were worked out for it."""
    run = subprocess.run(
        [sys.executable, "-c", MADE, how], cwd=ROOT, check=True, capture_output=True, text=True
    )
    digest, calls = run.stdout.split()
    return digest, int(calls)


def test_values_filled_in_at_once_give_the_same_bytes_and_is_still_needed() -> None:
    with_it, short = made("with")
    without_it, long = made("without")
    assert with_it == without_it
    assert short < long * 0.8
