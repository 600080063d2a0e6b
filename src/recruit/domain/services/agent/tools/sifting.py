"""Filters that storage doesn't have: years of experience, and regions by the towns that lie in them.

Candidates are read in pages and sifted here, the first MOST_SIFTED of those that fit everything else.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from recruit.domain.model.accounts import Actor
from recruit.domain.model.candidate import Candidate
from recruit.domain.model.page import Page, Window
from recruit.domain.model.search import CandidateSearch
from recruit.domain.services.extraction import gazetteer
from recruit.domain.services.extraction.place_names import STATES
from recruit.domain.services.searching import Searching

MOST_SIFTED = 2_000
PAGE = 200


async def sifted(
    searching: Searching, actor: Actor, wanted: CandidateSearch, limit: int, min_years: int | None
) -> Page[Candidate]:
    """Return the candidates who fit, and how many they are among those that were read."""
    area = _area(wanted.location or "")
    if area is None and min_years is None:
        return await searching.candidates(actor, Window(limit=limit), wanted)
    searched = replace(wanted, location=None) if area else wanted
    found: list[Candidate] = []
    after = 0
    for _ in range(MOST_SIFTED // PAGE):
        page = await searching.candidates(actor, Window(limit=PAGE, after=after), searched)
        found += [one for one in page.items if _has_years(one, min_years) and (area is None or area(one))]
        if len(page.items) < PAGE:
            break
        after = page.items[-1].id
    return Page(found[:limit], len(found))


def _has_years(candidate: Candidate, least: int | None) -> bool:
    return least is None or (candidate.experience_years is not None and candidate.experience_years >= least)


def _area(name: str) -> Callable[[Candidate], bool] | None:
    """Return what tells who lives in a state or a country; None for the name of anything else."""
    state, country = _states().get(gazetteer.folded(name)), gazetteer.country(name)
    if not name or (state is None and country is None):
        return None

    def lies_in(candidate: Candidate) -> bool:
        place = candidate.location or ""
        if name.casefold() in place.casefold():
            return True
        town = gazetteer.city(place.split(",")[0].strip())
        if state and any(part.strip() == state for part in place.split(",")[1:]):
            return True
        return town is not None and (town.region == state if state else town.country == country) and "," not in place

    return lies_in


@cache
def _states() -> dict[str, str]:
    pairs = (entry.strip().partition(" ") for entry in " ".join(STATES.split()).split(","))
    return {gazetteer.folded(name): code for code, _, name in pairs}
