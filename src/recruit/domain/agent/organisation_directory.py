"""Reads from storage the names that a message may mention: all of a small organisation, some of a large one."""

from collections.abc import Sequence

from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.common_words import COMMON
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.words import Word, words
from recruit.domain.search.model import CandidateSearch, CandidateSummary
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window

SMALL = 300
"""Most candidates of an organisation whose names are all read."""

MOST_JOBS = 500
MOST_NUMBERS = 6
MOST_NAMES = 8
FOUND_PER_NAME = 20
SHORTEST_NAME = 3


async def load_directory(searching: Searching, actor: Actor, message: str) -> Directory:
    """Return the directory for a message."""
    tokens = words(message)
    people = await searching.candidate_summaries(actor, SMALL + 1)
    numbers = list(dict.fromkeys(word.number for word in tokens if word.number is not None))[:MOST_NUMBERS]
    if len(people) > SMALL:
        people = await _named(searching, actor, message, tokens)
        numbered = await searching.by_ids(actor, "candidate", numbers) if numbers else {}
        found = {person.id for person in people}
        people = [*people, *(CandidateSummary(one, "") for one in numbered if one not in found)]
    return Directory(
        people=people,
        jobs=await searching.job_summaries(actor, MOST_JOBS),
        applications=frozenset([one for one in numbers if await _is_application(searching, actor, one)]),
    )


async def _named(
    searching: Searching, actor: Actor, message: str, tokens: Sequence[Word]
) -> Sequence[CandidateSummary]:
    """Return candidates with a name from the message; if no name matches, search by its first letters."""
    found: dict[int, CandidateSummary] = {}
    for word in [one for one in tokens if _may_be_a_name(one)][:MOST_NAMES]:
        written = message[word.start : word.end].removesuffix("'s").removesuffix("’s")
        for part in (written, written[:SHORTEST_NAME]):
            wanted = CandidateSearch(query=part)
            page = await searching.candidates(actor, Window(limit=FOUND_PER_NAME), wanted)
            found |= {one.id: _summary(one) for one in page.items}
            if page.items:
                break
    return list(found.values())


def _summary(one: Candidate) -> CandidateSummary:
    return CandidateSummary(one.id, one.full_name, one.current_company, one.location, one.current_title)


def _may_be_a_name(word: Word) -> bool:
    return word.key.isalpha() and len(word.key) >= SHORTEST_NAME and (word.capital or word.key not in COMMON)


async def _is_application(searching: Searching, actor: Actor, id: int) -> bool:
    try:
        await searching.application(actor, id)
    except NotFound:
        return False
    return True
