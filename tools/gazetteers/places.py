"""The table `places`: names of cities, each with its country, region and size, and whether it is an ordinary word.

A name counts as an ordinary word if descriptions of occupations and skills have it in lower case, except for the
largest cities. Of towns with the same name, the largest is kept; in the USA, Canada and Australia the others as well,
by name and region ("portland|me"). Large cities are included by their names in other languages, too, and so are the
names of countries.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.text.gazetteer import SIZE_STEPS, folded
from tools.gazetteers.sources import Settlement
from tools.gazetteers.text import joined

LARGEST = 2_000_000
"""Minimum population of a city whose capitalised name never counts as an ordinary word."""

OTHER_WORDS = frozenset(
    "nice orange essen enterprise corona victoria florence jordan jackson santa vista centro centre downtown".split()
)
"""Ordinary words and names of people that the descriptions don't contain."""

FAMOUS = 150_000
"""Minimum population of a city that is included by its names in other languages."""

FAR_LARGER = 20
"""Minimum ratio of a city's population to that of a town whose name is another name of the city: Londres."""

_OTHER_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{3,}(?:[ -][A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]{2,}){0,2}")
"""Pattern of names in western European languages."""

_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_REGIONS = {
    "CA": dict(
        zip(
            "01 02 03 04 05 07 08 09 10 11 12 13 14".split(),
            "AB BC MB NB NL NS ON PE QC SK YT NT NU".split(),
            strict=True,
        )
    ),
    "AU": dict(zip("01 02 03 04 05 06 07 08".split(), "ACT NSW NT QLD SA TAS VIC WA".split(), strict=True)),
}
"""GeoNames' numeric codes of regions → usual codes. The states of the USA have their usual codes in GeoNames."""


def table(
    settlements: Iterable[Settlement], countries: Mapping[str, str], texts: Sequence[str]
) -> dict[str, NDArray[Any]]:
    """Return the arrays that `recruit.domain.engines.reading.text.gazetteer` reads. `countries`: names by code."""
    small = OTHER_WORDS.union(word for text in texts for word in _SMALL_WORD.findall(text))
    found = _by_name(sorted(settlements, key=lambda each: (-each.people, each.name)), small)
    names = sorted(found, key=str.encode)
    codes = sorted({_code(settlement) for settlement in found.values()})
    places = {code: place for place, code in enumerate(codes)}
    return {
        "names": joined(names),
        "codes": joined(codes),
        "places": np.array([places[_code(found[name])] for name in names], np.uint16),
        "sizes": np.array([round(SIZE_STEPS * log10(found[name].people)) for name in names], np.uint8),
        "words": np.array([name in small and found[name].people < LARGEST for name in names], np.uint8),
        "countries": joined(f"{code} {name}" for code, name in sorted(countries.items())),
        **_aliases(found, names),
    }


def _aliases(found: Mapping[str, Settlement], names: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return the rows of alternative names of towns, ascending, and the row of each town's usual name."""
    rows = {name: row for row, name in enumerate(names)}
    pairs = [
        (row, rows[usual])
        for name, row in rows.items()
        if "|" not in name and (usual := folded(found[name].name)) != name and found.get(usual) is found[name]
    ]
    return {
        "aliases": np.array([row for row, _ in pairs], np.uint32),
        "usual": np.array([row for _, row in pairs], np.uint32),
    }


def _by_name(settlements: Sequence[Settlement], small: frozenset[str]) -> dict[str, Settlement]:
    """Return settlements by their names, as normalised by `gazetteer.folded`. The input is in descending size."""
    found: dict[str, Settlement] = {}
    for settlement in settlements:
        found.setdefault(folded(settlement.name), settlement)
    for settlement in settlements:
        _, _, region = _code(settlement).partition("-")
        name = folded(settlement.name)
        if region and found[name] is not settlement:
            found.setdefault(f"{name}|{region.casefold()}", settlement)
    for settlement in settlements:
        if settlement.people >= FAMOUS:
            for other in settlement.others:
                name = folded(other)
                known = name in found and found[name].people * FAR_LARGER > settlement.people
                if _OTHER_NAME.fullmatch(other) and name not in small and not known:
                    found[name] = settlement
    return found


def _code(settlement: Settlement) -> str:
    region = settlement.region if settlement.country == "US" else None
    region = _REGIONS.get(settlement.country, {}).get(settlement.region, region)
    return f"{settlement.country}-{region}" if region else settlement.country
