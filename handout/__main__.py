"""The command `handout`, and `python -m handout`: as `build.py`, in the folder one is in."""

import gc
import sys

gc.disable()  # as in build.py

from handout.cli.command import main  # noqa: E402


def run() -> None:
    """Run the command line."""
    code = main(sys.argv[1:])
    gc.freeze()  # as there
    sys.exit(code)


if __name__ == "__main__":
    run()
