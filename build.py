"""Make leaflets and decks of the articles in content/. `python build.py --help` tells how."""

import gc
import os
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  # here anything may be tried first
    sys.exit("handout needs Python 3.11 or newer, and this is %d.%d" % sys.version_info[:2])  # noqa: UP031
gc.disable()  # a tenth of an idle build; `command` enables it once there is something to make
if sys.flags.safe_path:  # `python -I`, PYTHONSAFEPATH: else this folder is searched anyhow
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  # quicker


def run(words: list[str], home: Path) -> int:
    """Run a command line; where libraries are missing or `--set-up` is said, set up first."""
    try:
        if "--set-up" not in words:
            from handout.cli.command import main  # late, and here: of a fresh clone that may fail

            return main(words, home)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("handout"):
            raise
    from handout.cli import set_up

    return set_up.run(words, home)


if __name__ == "__main__":
    code = run(sys.argv[1:], Path(__file__).resolve().parent)
    from handout.cli.terminal import leave  # late, as above

    leave(code)
