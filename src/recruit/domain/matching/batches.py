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

MOST_ON_EVENT_LOOP = 10_000
"""Characters up to which a pair is computed on the event loop, for some hundredths of a second."""

T = TypeVar("T")


def in_batches(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """Split records into batches, in order."""
    start = characters = 0
    for index, record in enumerate(records):
        length = _length(record)
        if index > start and (index - start == MOST_RECORDS or characters + length > MOST_CHARACTERS):
            yield records[start:index]
            start, characters = index, 0
        characters += length
    if records:
        yield records[start:]


async def features(compute: Compute, side: Side[Record, Any], records: Sequence[Record]) -> Sequence[Features]:
    """Compute the features of records. Raises Unavailable."""
    return [one for batch in in_batches(records) for one in await compute.in_process(side.features, batch)]


async def compute_pair(
    compute: Compute, function: Callable[..., T], job: Job, candidate: Candidate, *others: object
) -> T:
    """Return `function(job, candidate, *others)`, from another process for long texts. Raises Unavailable."""
    if _length(job) + _length(candidate) <= MOST_ON_EVENT_LOOP:
        return function(job, candidate, *others)
    return await compute.in_process(function, job, candidate, *others)


async def compute_for_all(
    compute: Compute, function: Callable[[Job, Candidate], T], job: Job, candidates: Sequence[Candidate]
) -> Sequence[T]:
    """Return `function(job, candidate)` for candidates, from another process for long texts. Raises Unavailable."""
    if _length(job) + sum(map(_length, candidates)) <= MOST_ON_EVENT_LOOP:
        return _for_all(function, job, candidates)
    batches = in_batches(candidates)
    return [one for batch in batches for one in await compute.in_process(_for_all, function, job, batch)]


def _for_all(function: Callable[[Job, Candidate], T], job: Job, candidates: Sequence[Candidate]) -> list[T]:
    return [function(job, candidate) for candidate in candidates]


def _length(record: Job | Candidate) -> int:
    return len((record.notes if isinstance(record, Candidate) else record.description) or "")
