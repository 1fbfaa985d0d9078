"""Make leaflets and decks of the articles in content/. `python build.py --help` tells how."""

import gc
import os
import sys
from pathlib import Path

gc.disable()  # a tenth of an idle build; `command` enables it once there is something to make
if sys.flags.safe_path:  # `python -I`, PYTHONSAFEPATH: else this folder is searched anyhow
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  # quicker

from handout.cli.command import main  # noqa: E402

if __name__ == "__main__":
    code = main(sys.argv[1:], Path(__file__).resolve().parent)
    gc.freeze()  # another tenth: on its way out Python looks through all that it has imported
    sys.exit(code)
