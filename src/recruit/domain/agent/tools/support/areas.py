"""Tests whether a place lies in a town, a state or a country, with its name in any language.

A place is a text such as "Austin, TX", "München" or "Ghent, Belgium": a town, and the area around it.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from recruit.domain.engines.language.lists.country_names import CONTINENTS, names
from recruit.domain.engines.reading.text import gazetteer
from recruit.domain.engines.reading.text.place_names import STATES
from recruit.domain.engines.reading.text.places import nickname

SHORT = 3
"""Longest name, in letters, that must be a whole word of the place: "US" isn't in Austin."""

_PROVINCES = {
    "CA": frozenset("AB BC MB NB NL NS ON PE QC SK".split()),
    "AU": frozenset("NSW VIC QLD".split()),
}

_ARTICLE = re.compile(r"^(?:the|die|der|les?|la|los|las|els?|os?|as?|gli|il|de)\s+", re.IGNORECASE)


def lies_in(name: str) -> Callable[..., bool]:
    """Return a test whether one of some places is, or lies in, the named area, which may be a nickname such as NYC."""
    bare = _ARTICLE.sub("", name.strip())
    inner, state, town = countries(bare), _states().get(gazetteer.folded(bare)), gazetteer.identity(bare)
    largest, nicknamed = gazetteer.town(bare), (nickname(bare) or "").split(",")[0]

    def lies(place: str) -> bool:
        if _says(place, bare):
            return True
        parts = [part.strip() for part in place.split(",")]
        if nicknamed and _is_same_town(parts[0], nicknamed):  # the town of New York, not the state
            return True
        if state and state in parts[1:]:
            return True
        inside = _country_of(parts)
        if inner or state:
            return inside in inner if inner else _state_of(parts) == state
        is_same = town is not None and gazetteer.identity(parts[0]) == town
        return is_same and largest is not None and inside == largest.country

    return lambda *places: any(lies(place) for place in places if place)


def is_wide(name: str) -> bool:
    """Tell whether a place in the area may lack its name: of a country, a state, or a town with other names."""
    bare = _ARTICLE.sub("", name.strip())
    return (
        bool(countries(bare))
        or gazetteer.folded(bare) in _states()
        or gazetteer.identity(bare) is not None
        or len(bare) <= SHORT
    )


def countries(name: str) -> frozenset[str]:
    """Return the code of a country, or the codes of a continent's countries, by its name in one of seven languages."""
    code = _country(name)
    return frozenset([code]) if code else CONTINENTS.get(gazetteer.folded(name), frozenset())


def _country(name: str) -> str | None:
    return names().get(gazetteer.folded(name)) or gazetteer.country(name)


def _says(place: str, name: str) -> bool:
    if len(name) > SHORT:
        return name.casefold() in place.casefold()
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", place, re.IGNORECASE) is not None


def _is_same_town(one: str, other: str) -> bool:
    if gazetteer.folded(one) == gazetteer.folded(other):
        return True
    town = gazetteer.identity(one)
    return town is not None and town == gazetteer.identity(other)


def _country_of(parts: Sequence[str]) -> str | None:
    """Return the country code of a place, from its last part that names one, else from the town."""
    for part in reversed(parts[1:]):
        if part in _codes():
            return next((code for code, own in _PROVINCES.items() if part in own), "US")
        if code := _country(part):
            return code
    if len(parts) == 1 and (code := _country(parts[0])):
        return code
    town = gazetteer.city(parts[0])
    return town.country if town else None


def _state_of(parts: Sequence[str]) -> str | None:
    town = gazetteer.city(parts[0]) if len(parts) == 1 else None
    return town.region if town else None


@cache
def _states() -> dict[str, str]:
    pairs = (entry.strip().partition(" ") for entry in " ".join(STATES.split()).split(","))
    return {gazetteer.folded(name): code for code, _, name in pairs}


@cache
def _codes() -> frozenset[str]:
    return frozenset(_states().values())
