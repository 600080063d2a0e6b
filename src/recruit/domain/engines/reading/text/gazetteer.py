"""Lookup of the world's cities and countries by name, in the table `places` that `tools.gazetteers.places` makes.

Names are compared without case, accents and hyphens. If several cities share a name, the largest is returned; in the
USA, Canada and Australia the others are found by name and region. A name that is also a common word (Reading, Nice,
Bath) is marked as such, because alone it may not mean the city.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays, lines
from recruit.data.sorted_lines import SortedLines

SIZE_STEPS = 20
"""Steps of a stored size per power of ten of the population."""

LONGEST_NAME = 60
NAMES_KEPT = 10_000

CITY_PEOPLE = 15_000
"""Minimum population of a city; smaller places are towns."""

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_MARKS = str.maketrans("-'.", "   ")


@dataclass(frozen=True, slots=True)
class City:
    """A city. `country` is its ISO 3166 code; `region` is the state or province code in countries that use them."""

    country: str
    region: str | None
    people: int
    is_word: bool


@dataclass(frozen=True, slots=True)
class _Table:
    rows: SortedLines
    codes: list[str]  # "US-TX" or "DE"
    places: NDArray[np.uint16]  # (C,): the code of each city
    sizes: NDArray[np.uint8]  # (C,)
    words: NDArray[np.uint8]  # (C,)
    countries: dict[str, str]  # names, folded, and codes in capitals → codes
    aliases: NDArray[np.uint32]  # (A,): rows of alternative names of a city, ascending
    usual: NDArray[np.uint32]  # (A,): the row of its usual name


def folded(name: str) -> str:
    """Return the normal form of a name for comparison."""
    if name.isascii():
        return " ".join(name.casefold().translate(_MARKS).split())
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    letters = (" " if mark in "-’'." else mark for mark in plain if not unicodedata.combining(mark))
    return " ".join("".join(letters).split())


def city(name: str) -> City | None:
    """Return the largest city of that name, with a population of at least 15,000."""
    known = town(name)
    return known if known and known.people >= CITY_PEOPLE else None


@lru_cache(maxsize=NAMES_KEPT)
def town(name: str, region: str | None = None) -> City | None:
    """Return the largest town or city of that name, in `region` if given, with a population of at least 1,000."""
    if not name or len(name) > LONGEST_NAME:
        return None
    key = folded(name)
    largest = _town(key)
    if region is None or (largest and largest.region == region):
        return largest
    other = _town(f"{key}|{region.casefold()}")
    return other if other and other.region == region else None


def identity(name: str) -> int | None:
    """Return an identifier shared by all names of the largest town of that name, such as Munich and München."""
    table = _table()
    row = table.rows.find(folded(name)) if name and len(name) <= LONGEST_NAME else None
    if row is None:
        return None
    place = int(np.searchsorted(table.aliases, row))
    is_alias = place < len(table.aliases) and table.aliases[place] == row
    return int(table.usual[place]) if is_alias else row


def begins_name(word: str) -> bool:
    """Whether the name of a town begins with a word."""
    key = folded(word)
    return bool(key) and _table().rows.begins(key)


def _town(key: str) -> City | None:
    table = _table()
    row = table.rows.find(key)
    if row is None:
        return None
    country, _, region = table.codes[table.places[row]].partition("-")
    return City(country, region or None, round(10 ** (table.sizes[row] / SIZE_STEPS)), bool(table.words[row]))


def country(name: str) -> str | None:
    """Return the code of a country by its English name, or by its code in capitals."""
    countries = _table().countries
    return countries.get(name) or countries.get(folded(name)) if len(name) <= LONGEST_NAME else None


@cache
def _table() -> _Table:
    table = arrays("places")
    rows = (line.split(" ", 1) for line in lines(table["countries"]))
    countries = {form: code for code, name in rows for form in (code, folded(name))}
    return _Table(
        SortedLines(table["names"]),
        lines(table["codes"]),
        table["places"],
        table["sizes"],
        table["words"],
        countries,
        table["aliases"],
        table["usual"],
    )
