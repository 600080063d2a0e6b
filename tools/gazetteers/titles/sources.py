"""Readers of the classifications, as titles with codes.

The files are those named in NOTICE: tab-separated, compressed by gzip, with a header line. ESCO's and O*NET's
occupations are the base, in terms of which all other codes are expressed.
"""

import csv
import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LANGUAGES = "en de fr es pt it nl".split()
ESCO_LABELS = [
    "esco1.2.1_occupation_labels_en",
    *(f"esco1.0.8_occupation_labels_{language}" for language in LANGUAGES),
    "esco1.1.0_occupation_labels_de",
    "esco1.2.0_occupation_labels_pt",
    "esco1.1.1_occupation_labels_nl",
    "esco1.2.1api_occupation_labels_fr",
]
ONET_TITLES = {
    "onet30_alternate_titles": ("Alternate Title", "Short Title"),
    "onet29.3_reported_titles": ("Reported Job Title",),
    "onet29.3_alternate_titles_not_in_30": ("Alternate Title", "Short Title"),
}
PREFIX = "http://data.europa.eu/esco/"
CATCH_ALL = re.compile(r"}+")
_BOTH_SEXES = re.compile(r"(?<=\w{3})\s?/\s?(?=\w{4})")
_IN_BRACKETS = re.compile(r"^(.*?) \(([^()]+)\)$")


@dataclass(slots=True)
class Occupation:
    """An occupation of the base: its name, description, ISCO-08 group, and skills with their weights."""

    name: str
    text: str
    isco: str = ""
    skills: dict[str, float] = field(default_factory=dict)
    like: list[str] = field(default_factory=list)  # keys of equivalent occupations in the crosswalk


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the key of its occupation or code, and its ISCO-08 group, if the source gives one for each title."""

    text: str
    code: str
    isco: str = ""


def occupations(folder: Path) -> dict[str, Occupation]:
    """Return the base occupations by key: the path of the URI in ESCO, the code in O*NET."""
    found: dict[str, Occupation] = {}
    for row in rows(folder, "esco1.2.1_occupation_descriptions_en"):
        key = row["conceptUri"].removeprefix(PREFIX)
        found.setdefault(key, Occupation(row["preferredLabel"], row["description"], row["iscoGroup"]))
    for key, kind, _, skill in table(folder, "esco1.1.1_occupation_skill_relations"):
        if key in found:
            found[key].skills[skill] = 1.0 if kind == "essential" else 0.5
    for row in rows(folder, "onet30_occupation_data"):
        found[row["O*NET-SOC Code"]] = Occupation(row["Title"], row["Description"])
    for row in rows(folder, "esco1.1_onet_soc2019_crosswalk"):
        key = row["escoOrIscoUri"].removeprefix(PREFIX)
        if row["onetCode"] in found and key in found:
            found[row["onetCode"]].like.append(key)
    return found


def base_titles(folder: Path) -> Iterator[Title]:
    """Yield the titles of the base's occupations."""
    for name in ESCO_LABELS:
        for row in rows(folder, name):
            yield from _both(row["label"], row["conceptUri"].removeprefix(PREFIX))
    for row in rows(folder, "onet30_occupation_data"):
        yield from _aliases(row["Title"], row["O*NET-SOC Code"])
    for name, columns in ONET_TITLES.items():
        for row in rows(folder, name):
            for column in columns:
                if row[column] != "n/a":
                    yield from _aliases(row[column], row["O*NET-SOC Code"])
    for row in rows(folder, "us_soc2018_direct_match_titles"):
        yield Title(row["2018 SOC Direct Match Title"], f"{row['2018 SOC Code']}.00")


def other_titles(folder: Path) -> Iterator[Title]:
    """Yield the titles of the other classifications."""
    for row in rows(folder, "uk_soc2020_coding_index_v12"):
        if not CATCH_ALL.fullmatch(row["SOC_2020"]):
            text = " ".join(filter(None, (row["INDEXOCC_-_natural_word_order"], _bare(row["ADD"]))))
            isco = row["ISCO-08 code based on SOC2020"]
            yield Title(text, f"uk {row['SOC_2020_ext']} {isco}", isco)
    for row in rows(folder, "ca_noc2021_titles_en_fr"):
        if row["kind"] != "category":
            yield from _both(row["title"], f"noc {row['noc2021']}")
    for row in rows(folder, "fr_rome_v460_appellations"):
        yield from _both(row["libelle_appellation_court"], f"rome {row['code_rome']}")
    for row in rows(folder, "de_kldb2010_2020_berufsbenennungen"):
        yield Title(row["Berufsbenennung"], f"kldb {row['KldB2010_5Steller']}")
    for row in rows(folder, "br_cbo2002_titles_pt"):
        yield Title(row["titulo"], f"cbo {row['cbo2002']}")


def modern_titles(path: Path) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the titles of each line of the hand-written list, and the names of their occupations."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, titles = line.split(":", 1)
            yield [one.strip() for one in titles.split(",")], [one.strip() for one in names.split("+")]


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a file, each as values by column."""
    with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def table(folder: Path, name: str) -> Iterator[list[str]]:
    """Yield the rows of a file, without the header line."""
    with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        yield from reader


def _both(text: str, code: str) -> Iterator[Title]:
    """Yield the forms of a title that gives both sexes, "directeur technique/directrice technique"."""
    for form in _BOTH_SEXES.split(text):
        yield Title(form, code)


def _aliases(text: str, code: str) -> Iterator[Title]:
    """Yield a title and its alias in brackets, "Business Development Executive (BD Executive)"."""
    aside = _IN_BRACKETS.match(text)
    for form in aside.groups() if aside else (text,):
        yield Title(form, code)


def _bare(text: str) -> str:
    return "" if text.endswith((":", "&")) else text
