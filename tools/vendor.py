"""Copy the console's scripts of others from npm packages: `python -m tools.vendor`, with `--check` to verify them.

Packages are fetched with the npm client. Nothing of them is built or run.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1] / "src/recruit/entrypoints/web/static/vendor"
LOCK = ROOT / "LOCK.json"
FILES = {
    "htmx.org@4.0.1": {"dist/htmx.min.js": "htmx.min.js", "dist/ext/hx-csp.min.js": "hx-csp.min.js"},
    "sortablejs@1.15.7": {"modular/sortable.core.esm.js": "sortable.core.esm.js"},
    "pdfjs-dist@6.5.438": {
        "build/pdf.min.mjs": "pdf.min.mjs",
        "build/pdf.worker.min.mjs": "pdf.worker.min.mjs",
    },
}
"""Package → its files, and their names here."""


def main() -> None:
    """Copy the files and write the lock, or check the files against it."""
    if "--check" in sys.argv[1:]:
        check()
    else:
        LOCK.write_text(json.dumps({package: _copied(package) for package in FILES}, indent=2) + "\n")


def check() -> None:
    """Exit with a message unless every file is locked and unchanged."""
    locked = json.loads(LOCK.read_text())
    hashes = {name: one for package in locked.values() for name, one in package["sha256"].items()}
    present = {path.name: _sha256(path) for path in ROOT.iterdir() if path != LOCK}
    if hashes != present:
        differing = sorted(name for name in hashes.keys() | present.keys() if hashes.get(name) != present.get(name))
        sys.exit(f"not as in {LOCK.name}: {', '.join(differing)}; run `python -m tools.vendor`")


def _copied(package: str) -> dict[str, object]:
    """Copy the files of a package, and return its integrity and the hash of each file."""
    with TemporaryDirectory() as folder:
        packed = subprocess.run(  # noqa: S603 - the packages are those above
            ["npm", "pack", package, "--json", "--pack-destination", folder],  # noqa: S607 - the system's npm
            check=True,
            capture_output=True,
        )
        (described,) = json.loads(packed.stdout)
        archive = Path(folder) / described["filename"]
        algorithm, _, expected = described["integrity"].partition("-")
        if hashlib.new(algorithm, archive.read_bytes()).digest() != b64decode(expected):
            sys.exit(f"{package} isn't what the registry describes")
        with tarfile.open(archive) as members:
            for name, target in FILES[package].items():
                member = members.extractfile(f"package/{name}")
                if member is None:
                    sys.exit(f"{package} has no {name}")
                (ROOT / target).write_bytes(member.read())
    return {
        "integrity": described["integrity"],
        "sha256": {target: _sha256(ROOT / target) for target in FILES[package].values()},
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
