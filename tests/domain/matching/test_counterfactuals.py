"""What matching computes for an organisation: in portions that others come between, and within a time."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from domain.matching.matching_world import matching_over
from recruit.adapters.compute.separate import SeparateCompute
from recruit.adapters.null import NullEmbedder
from recruit.domain.matching.batches import MOST_ON_EVENT_LOOP
from recruit.domain.matching.history import MatchHistory
from recruit.domain.matching.reconciler import Reconciler
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.pages import Window
from recruit.domain.shared.tenancy import TENANT, on_behalf_of
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

T = TypeVar("T")

PEOPLE, AUDITS = 6, 8


class HastyClock:
    """A clock on which so many seconds pass whenever somebody looks at it."""

    def __init__(self, seconds: float) -> None:
        self._step = timedelta(seconds=seconds)
        self._now = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        self._now += self._step
        return self._now


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig("memory:", Path())) as found:
        yield found


class CountingCompute(SeparateCompute):
    """Counts the calls of each organisation that are done."""

    def __init__(self) -> None:
        super().__init__()
        self.done = Counter[int]()

    async def in_process(self, function: Callable[..., T], *arguments: object) -> T:
        result = await super().in_process(function, *arguments)
        self.done[TENANT.get()] += 1
        return result


@pytest.fixture
async def compute() -> AsyncIterator[CountingCompute]:
    compute = CountingCompute()
    yield compute
    await compute.close()


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each record is a portion."""
    monkeypatch.setattr("recruit.domain.matching.batches.MOST_RECORDS", 1)


async def filled(storage: Storage) -> Organisation:
    ours = await new_organisation(storage)
    for number in range(PEOPLE):
        await ours.candidate(f"Person {number}", current_title="Welder", notes=f"Person {number} welds.")
    return ours


async def test_an_audit_is_of_all_candidates(storage: Storage) -> None:
    ours = await filled(storage)
    job = await ours.job("Welder")
    found = {drift.swap: drift for drift in await matching_over(storage).audit(ours.actor, job.id)}
    assert (found["names"].changed, found["names"].largest) == (PEOPLE, 0)


async def test_an_audit_that_takes_too_long_ends_with_a_sentence(storage: Storage) -> None:
    ours = await filled(storage)
    job = await ours.job("Welder")
    assert await matching_over(storage, clock=HastyClock(10)).audit(ours.actor, job.id)
    with pytest.raises(Unavailable, match=r"0 of 6 candidates.*Try again"):
        await matching_over(storage, clock=HastyClock(61)).audit(ours.actor, job.id)


async def test_audits_of_one_organisation_let_anothers_match_come_between(
    storage: Storage, compute: CountingCompute
) -> None:
    ours, theirs = await filled(storage), await filled(storage)
    matching = matching_over(storage, compute=compute)
    our_job, their_job = await ours.job("Welder"), await theirs.job("Welder")
    with on_behalf_of(ours.actor.org_id):
        audits = [asyncio.create_task(matching.audit(ours.actor, our_job.id)) for _ in range(AUDITS)]
    with on_behalf_of(theirs.actor.org_id):
        matches = await matching.candidates_for_job(theirs.actor, their_job.id)
    assert len(matches) == PEOPLE
    assert compute.done[ours.actor.org_id] <= compute.done[theirs.actor.org_id] + 2
    for task in audits:
        task.cancel()
    await asyncio.gather(*audits, return_exceptions=True)
    assert not compute.turns.waiting(ours.actor.org_id)


async def test_a_long_profile_is_explained_and_scored_again_apart(storage: Storage, compute: CountingCompute) -> None:
    ours = await new_organisation(storage)
    job = await ours.job("Welder", required_skills=("Welding",))
    short, long = (
        await ours.candidate(notes="Welds."),
        await ours.candidate(notes="He welds steel. " * MOST_ON_EVENT_LOOP),
    )
    matching, history = matching_over(storage, compute=compute), MatchHistory(storage, compute)
    await Reconciler(storage, NullEmbedder(), compute).organisation(ours.actor.org_id)
    await matching.candidates_for_job(ours.actor, job.id)
    for candidate, calls in ((short, 0), (long, 2)):
        (log,) = (await history.logs(ours.actor, Window(), candidate_id=candidate.id)).items
        before = compute.done.total()
        found = await matching.explain(ours.actor, job.id, candidate.id)
        assert [one.name for one in found.requirements] == ["Welding"]
        assert (await history.replay(ours.actor, log.id)).score == log.score == found.match.score.value
        assert compute.done.total() - before == calls
