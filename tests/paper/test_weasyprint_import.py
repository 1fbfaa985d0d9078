import subprocess
import sys

_WITHOUT_PANGO = """
import cffi, sys
original = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if "pango" in str(name):
        raise OSError(f"cannot load library {name!r}")
    return original(self, name, flags)
cffi.FFI.dlopen = dlopen
from handout.model.errors import SetupError
from handout.paper.weasyprint_import import weasyprint
try:
    weasyprint()
except SetupError as error:
    print(error)
"""


def test_a_computer_without_pango_is_told_the_command():
    run = [sys.executable, "-c", _WITHOUT_PANGO]
    told = subprocess.run(run, check=True, capture_output=True, text=True)
    assert told.stdout.startswith("Pango is missing")
    assert told.stderr == ""
    assert len(told.stdout.splitlines()) == 2  # and the command for this computer
