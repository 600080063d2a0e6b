"""Audits run in batches, within a time limit and without delaying other organisations."""

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

CANDIDATES, AUDITS = 6, 8


class AdvancingClock:
    """A clock that advances by a number of seconds at each reading."""

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
    """Counts the completed calls of each organisation."""

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
def single_record_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every record a batch of its own."""
    monkeypatch.setattr("recruit.domain.matching.batches.MOST_RECORDS", 1)


async def organisation_with_candidates(storage: Storage) -> Organisation:
    organisation = await new_organisation(storage)
    for number in range(CANDIDATES):
        await organisation.candidate(f"Person {number}", current_title="Welder", notes=f"Person {number} welds.")
    return organisation


async def test_an_audit_covers_all_candidates(storage: Storage) -> None:
    organisation = await organisation_with_candidates(storage)
    job = await organisation.job("Welder")
    found = {drift.swap: drift for drift in (await matching_over(storage).audit(organisation.actor, job.id)).drifts}
    assert (found["names"].changed, found["names"].largest) == (CANDIDATES, 0)
    sample = await matching_over(storage).audit(organisation.actor, job.id, CANDIDATES // 2)
    assert (sample.tested, sample.total, sample.drifts[0].changed) == (CANDIDATES // 2, CANDIDATES, CANDIDATES // 2)


async def test_an_audit_over_the_time_limit_fails_with_a_message(storage: Storage) -> None:
    organisation = await organisation_with_candidates(storage)
    job = await organisation.job("Welder")
    assert await matching_over(storage, clock=AdvancingClock(10)).audit(organisation.actor, job.id)
    with pytest.raises(Unavailable, match=r"0 of 6 candidates.*Try again"):
        await matching_over(storage, clock=AdvancingClock(61)).audit(organisation.actor, job.id)


async def test_audits_of_one_organisation_do_not_delay_a_match_of_another(
    storage: Storage, compute: CountingCompute
) -> None:
    organisation, other_organisation = (
        await organisation_with_candidates(storage),
        await organisation_with_candidates(storage),
    )
    matching = matching_over(storage, compute=compute)
    job, other_job = await organisation.job("Welder"), await other_organisation.job("Welder")
    with on_behalf_of(organisation.actor.org_id):
        audits = [asyncio.create_task(matching.audit(organisation.actor, job.id)) for _ in range(AUDITS)]
    with on_behalf_of(other_organisation.actor.org_id):
        matches = await matching.candidates_for_job(other_organisation.actor, other_job.id)
    assert len(matches) == CANDIDATES
    assert compute.done[organisation.actor.org_id] <= compute.done[other_organisation.actor.org_id] + 2
    for task in audits:
        task.cancel()
    await asyncio.gather(*audits, return_exceptions=True)
    assert not compute.turns.waiting(organisation.actor.org_id)


async def test_a_long_profile_is_explained_and_replayed_in_another_process(
    storage: Storage, compute: CountingCompute
) -> None:
    organisation = await new_organisation(storage)
    job = await organisation.job("Welder", required_skills=("Welding",))
    short, long = (
        await organisation.candidate(notes="Welds."),
        await organisation.candidate(notes="He welds steel. " * MOST_ON_EVENT_LOOP),
    )
    matching, history = matching_over(storage, compute=compute), MatchHistory(storage, compute)
    await Reconciler(storage, NullEmbedder(), compute).organisation(organisation.actor.org_id)
    await matching.candidates_for_job(organisation.actor, job.id)
    for candidate, calls in ((short, 0), (long, 2)):
        (log,) = (await history.logs(organisation.actor, Window(), candidate_id=candidate.id)).items
        before = compute.done.total()
        found = await matching.explain(organisation.actor, job.id, candidate.id)
        assert [one.name for one in found.requirements] == ["Welding"]
        assert (await history.replay(organisation.actor, log.id)).score == log.score == found.match.score.value
        assert compute.done.total() - before == calls
