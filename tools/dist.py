"""Build the sdist, and from it the wheel: `python -m tools.dist [DIRECTORY]`, by default into dist/.

With the same files and SOURCE_DATE_EPOCH both have the same bytes each time.
"""

import os
import sys
import tarfile
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from flit_core import buildapi

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Build both files and print their paths."""
    if "SOURCE_DATE_EPOCH" not in os.environ:
        sys.exit("Set SOURCE_DATE_EPOCH, which dates the files; `make dist` takes it from the last commit")
    for file in build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").absolute()):
        print(file)  # noqa: T201


def build(directory: Path) -> tuple[Path, Path]:
    """Build both into the directory, and return the paths of the sdist and the wheel."""
    directory.mkdir(parents=True, exist_ok=True)
    with chdir(ROOT):
        sdist = directory / buildapi.build_sdist(str(directory))
    with TemporaryDirectory() as folder, tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
        with chdir(next(Path(folder).iterdir())):
            return sdist, directory / buildapi.build_wheel(str(directory))


if __name__ == "__main__":
    main()
