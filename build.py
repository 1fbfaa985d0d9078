"""Make leaflets and decks of the articles in content/. `python build.py --help` tells how."""

import gc
import sys

gc.disable()  # a tenth of an idle build; `command` enables it once there is something to make

from handout.command import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
