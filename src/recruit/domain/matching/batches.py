"""Batches of records that take a second at most to compute, since other computations wait meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.matching.direction import Record, Side
from recruit.domain.matching.model import Features
from recruit.ports.compute import Compute

MOST_RECORDS, MOST_CHARACTERS = 200, 400_000
"""Limits of a batch: records, and characters of notes or descriptions. Their features take a second at most.

A record that exceeds the limit alone is a batch by itself.
"""

AT_ONCE = 10_000
"""Characters up to which a pair is computed on the event loop.

That takes some hundredths of a second, even for a job with a hundred skills.
"""

T = TypeVar("T")


def in_batches(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """Split records into batches, in order."""
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
    return [one for portion in in_batches(records) for one in await compute.in_process(side.features, portion)]


async def read(compute: Compute, function: Callable[..., T], job: Job, candidate: Candidate, *others: object) -> T:
    """Return `function(job, candidate, *others)`, computed in another process if the texts are long.

    Raises Unavailable.
    """
    if _length(job) + _length(candidate) <= AT_ONCE:
        return function(job, candidate, *others)
    return await compute.in_process(function, job, candidate, *others)


def _length(record: Job | Candidate) -> int:
    return len((record.notes if isinstance(record, Candidate) else record.description) or "")
