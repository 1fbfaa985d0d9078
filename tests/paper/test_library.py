"""Guards: each private name of a pinned library that the leaflet's writer uses."""

import importlib.metadata
import inspect
import re
import subprocess
import sys

import pydyf
from weasyprint import DEFAULT_OPTIONS, HTML, Document
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.images import get_image_from_uri
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.pdf import tags
from weasyprint.urls import URLFetcher

from tests.support.leaflets import ROOT
from tests.support.weasyprint_release import PINNED


def parameters(function: object) -> list[str]:
    return list(inspect.signature(function).parameters)


def test_the_library_is_the_one_that_was_read():
    pinned = re.search(r'"weasyprint==([^"]+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    previous = (ROOT / ".requirements" / "previous.txt").read_text("utf-8")
    assert pinned[1] == PINNED
    assert importlib.metadata.version("weasyprint") in (PINNED, *re.findall("==(\\S+)", previous))


def test_tags_are_built_box_by_box():
    assert parameters(tags._build_box_tree)[:3] == ["box", "parent", "pdf"]
    assert "_build_box_tree(\n            page_box" in inspect.getsource(tags.add_tags)


def test_a_page_is_made_of_its_box():
    page = HTML(string="<p>x</p>").render().pages[0]
    assert isinstance(page._page_box, boxes.PageBox)
    assert Page(page._page_box).width == page.width


def test_boxes_can_be_moved_and_copied():
    box = HTML(string="<p>x</p>").render().pages[0]._page_box.children[0]
    twin, top = box.deepcopy(), box.position_y
    twin.translate(dy=7)
    assert (twin.position_y, box.position_y) == (top + 7, top)
    assert box.element_tag == "html"


def test_backgrounds_can_be_laid_out_again():
    assert parameters(layout_box_backgrounds)[:3] == ["page", "box", "get_image_from_uri"]
    assert {"cache", "url_fetcher", "options"} <= set(parameters(get_image_from_uri))
    assert "pdf_variant" in DEFAULT_OPTIONS


def test_objects_become_bytes():
    assert pydyf._to_bytes(1.5) == b"1.5"
    assert pydyf.Stream([b"x"], compress=True).compress


def test_a_fetcher_that_raises_does_not_stop_the_layout():
    class Refusing(URLFetcher):
        def fetch(self, url, headers=None):
            raise PermissionError(url)

    html = HTML(string='<img src="http://example.org/x.png">', url_fetcher=Refusing())
    assert isinstance(html.render(), Document)


def _asked_for(python: str) -> str:
    run = [sys.executable, "-c", python]
    return subprocess.run(run, check=True, capture_output=True, text=True).stdout


def test_the_library_still_searches_for_names_that_linux_does_not_know():
    python = """
import ctypes.util
asked = []
ctypes.util.find_library = lambda name: asked.append(name)
import weasyprint
print(bool(asked))
"""
    assert _asked_for(python) == "True\n"  # else start_up._libraries_found_by_name can go


def test_the_library_still_imports_the_subsetters_at_once():
    python = """
import sys, weasyprint
print("fontTools.varLib.instancer" in sys.modules, "fontTools.subset" in sys.modules)
"""
    assert _asked_for(python) == "True True\n"  # else start_up._without_font_tools can go


def test_the_quick_start_imports_neither():
    python = """
import sys
from handout.paper.weasyprint_import import weasyprint
weasyprint()
import ctypes.util, fontTools
print("fontTools.varLib" in sys.modules, "fontTools.subset.svg" in sys.modules)
print(ctypes.util.find_library.__module__)
from weasyprint.pdf.fonts import subset, instantiateVariableFont
print(subset.Options.__name__)
"""
    assert _asked_for(python) == "False False\nctypes.util\nOptions\n"
