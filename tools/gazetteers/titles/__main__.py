"""Write the table `occupations`."""

import sys
from pathlib import Path

from tools.gazetteers.__main__ import DATA, write
from tools.gazetteers.titles.table import make


def main() -> None:
    """Run the command."""
    folder, *to = map(Path, sys.argv[1:])
    write("occupations", make(folder), to[0] if to else DATA, compressed=True)


if __name__ == "__main__":
    main()
