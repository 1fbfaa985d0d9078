import subprocess
import sys

import pytest

from tests.support.leaflets import ROOT


def told(script: str) -> list[str]:
    """What a script prints in a process of its own, in which nothing is imported yet."""
    run = [sys.executable, "-c", script]
    return subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()


def test_a_module_is_imported_when_something_of_it_is_wanted():
    script = """
import sys
from handout import lazy_import as late
with late.module("wave"):
    import wave
print("wave" in sys.modules, wave.open.__module__, "wave" in sys.modules)
"""
    assert told(script) == ["False", "wave", "True"]


def test_it_may_be_wanted_meanwhile():
    script = """
from handout import lazy_import as late
with late.module("wave"):
    import wave
    print(wave.open.__module__)
    from wave import Wave_read
    print(Wave_read.__module__)
"""
    assert told(script) == ["wave", "wave"]


def test_a_function_is_named_without_its_module_and_works():
    script = """
import sys
from handout import lazy_import as late
with late.module("shlex", "split"):
    from shlex import split
print("shlex" in sys.modules, *split("a 'b'"))
"""
    assert told(script) == ["False", "a", "b"]


def test_what_a_package_holds_meanwhile_serves_who_asks_later():
    script = """
import urllib
from handout import lazy_import as late
with late.module("urllib.request"):
    import xml.sax.saxutils
from urllib import request
class Opener(request.OpenerDirector): pass
import urllib.request
print(urllib.request.OpenerDirector is request.OpenerDirector)
"""
    assert told(script) == ["True"]


@pytest.mark.parametrize(
    ("warm", "spared"),
    [
        ("_warm_deck", ["http.client", "xlsxwriter.workbook"]),
        ("_warm_paper", ["fontTools.varLib.instancer", "fontTools.subset"]),
    ],
)
def test_what_a_writer_hardly_uses_is_not_imported_ahead(warm, spared):
    script = f"""
import sys
from handout import formats
formats.{warm}()
print(*(name for name in {spared} if name in sys.modules))
"""
    assert told(script) == []
