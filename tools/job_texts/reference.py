"""The reference files of the tables, pinned by hash, and their reader."""

import csv
import gzip
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path

FILES = {
    "br_cbo2002_titles_pt": "b2e5f5bdd9cabb9e28cf1fad90ce92b4708a27f331b400f2117f87e1a934b79a",
    "ca_noc2021_titles_en_fr": "0069b813418d8994995c6150c82af96d235ddd7fe7fadcd1251b51d90af90922",
    "de_kldb2010_2020_berufsbenennungen": "e3f09424126d407324957dd896e8585a4e3fd92e219e7e6f72454c6cb134b4e0",
    "esco1.0.8_occupation_labels_de": "464b718aa044ad2812e665b8a521f1d84035098562cbfca476bf03c3d1510416",
    "esco1.0.8_occupation_labels_es": "090b4eb8057e3f070b8ee2e9e8a20da29bd04a001ca1da0eb42ccd60e42d28f1",
    "esco1.0.8_occupation_labels_fr": "d34167b512b19a66a23579e7b338653a0157674fa3bce81de4f50b25885e9549",
    "esco1.0.8_occupation_labels_it": "ba010bba72a1f852fd3d62cfb8c6f4125f1eba36da0391e001476bc4fa2dce08",
    "esco1.1.0_occupation_labels_de": "4bb87aac3d2c3f0dd80d4820425103c879794ba184ea6b304b9398e9694fb187",
    "esco1.1.1_occupation_labels_nl": "7a01fd89bdbb27c5f594a30a36af91cab3295b11a0291b79928486e308758a07",
    "esco1.2.0_occupation_labels_pt": "fa8d7ef73e8461fa06bc863a3e0ac83500f7a49ccd01f34abfd4672e8e811e9c",
    "esco1.2.1_occupation_labels_en": "5e6dd151f82797cf5c922e2ade53a92b5cc585fe1d23102c61af4e4eb5837ae3",
    "fr_rome_v460_appellations": "a605d5a3aaa8476c6b67c67debfa452e74898e942dda4b164e7897ec5048925e",
    "onet30_alternate_titles": "22f08c9d9f121829ff4c8f5c95d2ba0e65bcd01e3b1b7ae405e76b1c4f42c6df",
}
"""SHA-256 by name: gzip files of tab-separated values with a header line."""


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a file. Raise SystemExit for a file with another hash."""
    packed = (folder / f"{name}.tsv.gz").read_bytes()
    if sha256(packed).hexdigest() != FILES[name]:
        sys.exit(f"{name} is not the file that was pinned")
    text = gzip.decompress(packed).decode()
    yield from csv.DictReader(StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
