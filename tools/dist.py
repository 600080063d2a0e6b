"""Build what a release consists of: `python -m tools.dist [DIRECTORY]`, by default into dist/.

The sdist, from it the wheel, requirements.lock, the software bill of materials, an image where podman or docker is, and
the checksums of all these files. With the same files and SOURCE_DATE_EPOCH all but the image have the same bytes each
time.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from flit_core import buildapi

from recruit import __version__
from tools.sbom import bill_of_materials

ROOT = Path(__file__).parents[1]
LOCK, BILL, SUMS = "requirements.lock", "sbom.cdx.json", "SHA256SUMS"


def main() -> None:
    """Build all files and print their paths."""
    if not os.environ.get("SOURCE_DATE_EPOCH", "").isdecimal():
        sys.exit("Set SOURCE_DATE_EPOCH, which dates the files; `make dist` takes it from the last commit")
    directory = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").absolute()
    files = [*build(directory), Path(shutil.copy(ROOT / LOCK, directory))]
    bill = directory / BILL
    bill.write_text(bill_of_materials(int(os.environ["SOURCE_DATE_EPOCH"])), "utf-8")
    sums = directory / SUMS
    files += [bill, *image(directory)]
    sums.write_text("".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files), "utf-8")
    for file in [*files, sums]:
        print(file)  # noqa: T201


def build(directory: Path) -> tuple[Path, Path]:
    """Build the sdist and the wheel into the directory, and return their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    with chdir(ROOT):
        sdist = directory / buildapi.build_sdist(str(directory))
    with TemporaryDirectory() as folder, tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
        with chdir(next(Path(folder).iterdir())):
            return sdist, directory / buildapi.build_wheel(str(directory))


def image(directory: Path) -> list[Path]:
    """Build the container image and save it as an archive in the directory; without podman or docker do nothing."""
    program = shutil.which("podman") or shutil.which("docker")
    if program is None:
        print("Without an image: neither podman nor docker is installed", file=sys.stderr)  # noqa: T201
        return []
    name, archive = f"recruit:{__version__}", directory / f"recruit-{__version__}-image.tar"
    form = ["--format", "docker"] if Path(program).name == "podman" else []
    file = ROOT / "deploy" / "Containerfile"
    subprocess.run([program, "build", *form, "--file", file, "--tag", name, ROOT], check=True, stdout=sys.stderr)  # noqa: S603 - no shell
    archive.unlink(missing_ok=True)
    subprocess.run([program, "save", "--output", archive, name], check=True, stdout=sys.stderr)  # noqa: S603 - no shell
    return [archive]


if __name__ == "__main__":
    main()
