"""Records in portions that are computed in a second at most: nobody else is computed for meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.matching.direction import Record, Side
from recruit.domain.matching.model import Features
from recruit.ports.compute import Compute

MOST_RECORDS, MOST_CHARACTERS = 200, 400_000
"""Of notes or descriptions: their features take a second at most. One record is a portion however long it is."""

AT_ONCE = 10_000
"""Characters that are read on the event loop: some hundredths of a second even for a job with a hundred skills."""

T = TypeVar("T")


def portions(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """Part records, in their order."""
    start = characters = 0
    for place, record in enumerate(records):
        length = _length(record)
        if place > start and (place - start == MOST_RECORDS or characters + length > MOST_CHARACTERS):
            yield records[start:place]
            start, characters = place, 0
        characters += length
    if records:
        yield records[start:]


async def features(compute: Compute, side: Side[Record, Any], records: Sequence[Record]) -> Sequence[Features]:
    """Compute the features of records. Raises Unavailable."""
    return [one for portion in portions(records) for one in await compute.apart(side.features, portion)]


async def read(compute: Compute, function: Callable[..., T], job: Job, candidate: Candidate, *others: object) -> T:
    """Return `function(job, candidate, *others)`, computed apart where they are long. Raises Unavailable."""
    if _length(job) + _length(candidate) <= AT_ONCE:
        return function(job, candidate, *others)
    return await compute.apart(function, job, candidate, *others)


def _length(record: Job | Candidate) -> int:
    return len((record.notes if isinstance(record, Candidate) else record.description) or "")
