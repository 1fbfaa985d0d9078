"""The command `handout`, and `python -m handout`: as `build.py`, in the folder one is in."""

import gc
import sys

gc.disable()  # as in build.py

from handout.cli.command import main  # noqa: E402
from handout.cli.terminal import leave  # noqa: E402


def run() -> None:
    """Run the command line."""
    leave(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
