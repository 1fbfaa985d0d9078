"""Make leaflets and decks of the articles in content/. `python build.py --help` tells how."""

import sys

from handout.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
