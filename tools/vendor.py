"""Copy the console's scripts and font of others from npm packages: `python -m tools.vendor`; `--check` verifies them.

Packages are fetched with the npm client. Nothing of them is built or run. The font is reduced to what the console
uses by fontTools, in an environment that uv makes for it.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

from recruit.entrypoints.doctor.program import VENDORED as ROOT
from recruit.entrypoints.doctor.program import vendored_differences

LOCK = ROOT / "LOCK.json"
FONT = "inter/inter.woff2"
UV_RUN = [sys.executable, "-m", "uv", "run", "--no-project"]
FONT_TOOLS = [*UV_RUN, "--with", "fonttools==4.68.0", "--with", "brotli==1.2.0", "fonttools"]
INSTANCE = ["opsz=14", "wght=400:600", "--no-recalc-timestamp"]
SUBSET = [
    "--unicodes=20-7E,A0-17F,218-21B,1E9E,2010-2015,2018-2022,2026,202F,2030,2039-203A,20AC,2122,2190-2193,2212,2713,25D0",
    "--layout-features=kern,mark,mkmk,ccmp,locl,calt,tnum",
    "--no-hinting",
    "--flavor=woff2",
]
"""Latin letters of European languages, punctuation, and signs; three weights and the widths of figures."""
FILES = {
    "inter-ui@4.1.1": {"variable/InterVariable.woff2": FONT, "LICENSE.txt": "inter/LICENSE"},
    "htmx.org@4.0.1": {"dist/htmx.min.js": "htmx.min.js", "dist/ext/hx-csp.min.js": "hx-csp.min.js"},
    "sortablejs@1.15.7": {"Sortable.min.js": "sortable.min.js"},
    "pdfjs-dist@6.5.438": {
        "build/pdf.min.mjs": "pdf.min.mjs",
        "build/pdf.worker.min.mjs": "pdf.worker.min.mjs",
        "cmaps/": "cmaps/",
        "standard_fonts/FoxitDingbats.pfb": "fonts/FoxitDingbats.pfb",
        "standard_fonts/FoxitSymbol.pfb": "fonts/FoxitSymbol.pfb",
        "standard_fonts/LICENSE_FOXIT": "fonts/LICENSE_FOXIT",
        "wasm/LICENSE_JBIG2": "wasm/LICENSE_JBIG2",
        "wasm/LICENSE_OPENJPEG": "wasm/LICENSE_OPENJPEG",
        "wasm/LICENSE_PDFJS_JBIG2": "wasm/LICENSE_PDFJS_JBIG2",
        "wasm/LICENSE_PDFJS_OPENJPEG": "wasm/LICENSE_PDFJS_OPENJPEG",
        "wasm/jbig2.wasm": "wasm/jbig2.wasm",
        "wasm/openjpeg.wasm": "wasm/openjpeg.wasm",
    },
}
"""Package → its files and folders, and their names here."""


def main() -> None:
    """Copy the files and write the lock, or check the files against it."""
    if "--check" in sys.argv[1:]:
        check()
    else:
        LOCK.write_text(json.dumps({package: _copied(package) for package in FILES}, indent=2) + "\n")


def check() -> None:
    """Exit with a message unless every file is locked and unchanged."""
    if differing := vendored_differences():
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
            copied = [_copy(members, name, target) for name, target in FILES[package].items()]
    if FONT in FILES[package].values():
        _reduce(ROOT / FONT)
    names = sorted(name for some in copied for name in some)
    return {"integrity": described["integrity"], "sha256": {name: _sha256(ROOT / name) for name in names}}


def _copy(members: tarfile.TarFile, name: str, target: str) -> list[str]:
    """Copy a file, or the files of a folder, whose name ends with a slash. Return the names of the copies."""
    inside = f"package/{name}"
    found = [one for one in members if one.name == inside or (name.endswith("/") and one.name.startswith(inside))]
    if not found:
        sys.exit(f"there is no {name}")
    copied = [target + one.name.removeprefix(inside) for one in found]
    for one, path in zip(found, copied, strict=True):
        content = members.extractfile(one)
        if content is None:
            sys.exit(f"{name} isn't a file")
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_bytes(content.read())
    return copied


def _reduce(font: Path) -> None:
    """Reduce a font in place."""
    with TemporaryDirectory() as folder:
        instance = Path(folder) / "instance.ttf"
        for command in (
            ["varLib.instancer", str(font), *INSTANCE, "--output", str(instance)],
            ["subset", str(instance), *SUBSET, f"--output-file={font}"],
        ):
            subprocess.run([*FONT_TOOLS, *command], check=True)  # noqa: S603 - the commands are those above


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
