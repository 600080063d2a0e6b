"""Storage contract: the change feed, while transactions run concurrently."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from typing import Any

from recruit.adapters.clock import SystemClock
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.audit.model import AuditEntry
from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.merging import Merging
from recruit.domain.events.model import Event, event_of
from recruit.domain.events.service import EventFilter, EventService
from recruit.domain.notes.model import NoteDetails
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation

WRITERS, ROUNDS = 6, 4


def feed(storage: Storage) -> EventService:
    return EventService(storage, Auditing(storage))


async def log(ours: Organisation, **wanted: Any) -> Sequence[AuditEntry]:
    """Return all entries of the audit log, in ascending id."""
    found: list[AuditEntry] = []
    more = True
    while more:
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            page = await work.audit.page(Window(limit=100, after=found[-1].id if found else 0), AuditSearch(**wanted))
        found += page.items
        more = page.more
    return found


async def read_all(ours: Organisation, after: int = 0, limit: int = 7) -> list[Event]:
    """Return all events after a position, read by small pages."""
    found: list[Event] = []
    more = True
    while more:
        page = await feed(ours.storage).since(ours.actor.org_id, after, limit)
        found += page.items
        after, more = page.next_after, page.more
    return found


async def read_until(ours: Organisation, finished: asyncio.Event) -> list[Event]:
    """Follow the feed until the writers have finished and everything is read."""
    found: list[Event] = []
    position, last_round = 0, False
    while True:
        page = await feed(ours.storage).since(ours.actor.org_id, position, 3)
        found += page.items
        position = page.next_after
        if last_round and not page.more:
            return found
        last_round = last_round or finished.is_set()
        await asyncio.sleep(0)


async def test_events_of_one_record_come_in_the_order_of_its_changes(ours: Organisation) -> None:
    job, numbers = await ours.job(salary_max=0), count(1)

    async def change() -> None:
        for _ in range(ROUNDS):
            async with ours.storage.transaction(ours.actor.org_id) as work:
                await work.jobs.change(job.id, {"salary_max": next(numbers)})

    async def chain() -> None:
        for _ in range(ROUNDS):
            await feed(ours.storage).head(ours.actor.org_id)

    await asyncio.gather(*(change() for _ in range(WRITERS)), chain(), chain())
    entries = {entry.id: entry for entry in await log(ours, entity="job")}
    changes = [entries[event.id] for event in await read_all(ours) if event.entity == "job"]
    assert len(changes) == 1 + WRITERS * ROUNDS
    for earlier, later in pairwise(changes):
        assert later.before is not None
        assert earlier.after is not None
        assert later.before["salary_max"] == earlier.after["salary_max"]


async def test_readers_that_poll_while_others_write_see_every_event_once_and_in_the_same_order(
    ours: Organisation,
) -> None:
    merging, finished = Merging(ours.storage, SystemClock()), asyncio.Event()

    async def write() -> None:
        for _ in range(ROUNDS):
            job, one, other = await ours.job(), await ours.candidate(), await ours.candidate()
            application = await ours.application(job, other)
            async with ours.storage.transaction(ours.actor.org_id) as work:
                await work.applications.change(application.id, {"status": "interview"})
            await merging.merge(ours.actor, one.id, other.id)
            async with ours.storage.transaction(ours.actor.org_id) as work:
                await work.jobs.remove(job.id)

    async def writing() -> None:
        await asyncio.gather(*(write() for _ in range(WRITERS)))
        finished.set()

    first, second, _ = await asyncio.gather(read_until(ours, finished), read_until(ours, finished), writing())
    assert first == second == await read_all(ours)
    assert [event.sequence for event in first] == sorted({event.sequence for event in first})
    events = [entry.id for entry in await log(ours) if event_of(entry) is not None]
    assert sorted(event.id for event in first) == events
    by_application: dict[int | None, list[str]] = {}
    for event in first:
        if event.entity == "application":
            by_application.setdefault(event.entity_id, []).append(event.type.partition(".")[2])
    assert list(by_application.values()) == [["created", "stage_changed", "updated", "deleted"]] * WRITERS * ROUNDS


async def test_a_page_ends_where_the_next_one_begins_whatever_the_filter(ours: Organisation) -> None:
    job = await ours.job()
    for _ in range(10):
        await ours.candidate()
    await ours.application(job, await ours.candidate())
    everything = await read_all(ours)
    for wanted in (
        EventFilter(types=["application.created", "job.created"]),
        EventFilter(kind="job", entity_id=job.id),
        EventFilter(kind="candidate"),
    ):
        found, position, more = list[Event](), 0, True
        while more:
            page = await feed(ours.storage).since(ours.actor.org_id, position, 2, wanted)
            found += page.items
            position, more = page.next_after, page.more
        expected = [
            event
            for event in everything
            if (not wanted.types or event.type in wanted.types)
            and wanted.kind in {None, event.entity}
            and wanted.entity_id in {None, event.entity_id}
        ]
        assert found == expected
        assert position == everything[-1].sequence


async def test_events_of_a_merge_name_it_as_their_cause_and_come_after_it(ours: Organisation) -> None:
    kept, other = await ours.candidate(notes="Bakes."), await ours.candidate(notes="Cooks.")
    application = await ours.application(await ours.job(), other)
    before = await read_all(ours)
    await Merging(ours.storage, SystemClock()).merge(ours.actor, kept.id, other.id)
    merged, *caused = await read_all(ours, before[-1].sequence)
    assert (merged.type, merged.entity_id, merged.candidate_id) == ("candidate.merged", other.id, kept.id)
    assert {event.cause_id for event in caused} == {merged.id}
    assert [(event.type, event.entity_id) for event in caused if event.entity != "profile"] == [
        ("application.updated", application.id),
        ("candidate.updated", kept.id),
        ("candidate.deleted", other.id),
    ]


OF_CANDIDATES = ("application", "note", "task", "document", "candidate_tag")
"""Kinds of records that belong to candidates, and move with a merge."""


async def test_a_copy_made_from_events_alone_has_the_candidates_of_all_records_after_merges(ours: Organisation) -> None:
    one, two, three, job = *[await ours.candidate() for _ in range(3)], await ours.job()
    async with ours.storage.transaction(ours.actor.org_id) as work:
        both, other = [(await work.tags.add(TagDetails(name=name))).id for name in ("both", "other")]
        for candidate in (one, two, three):
            application = await work.applications.add(ApplicationDetails(job_id=job.id, candidate_id=candidate.id))
            note = NoteDetails(
                candidate_id=candidate.id,
                application_id=application.id,
                author_user_id=ours.actor.user_id,
                text="Bakes.",
                created_at=datetime.now(UTC),
            )
            await work.notes.add(note)
            task = TaskDetails(title="Call", candidate_id=candidate.id)
            await work.tasks.add(task, created_by_user_id=ours.actor.user_id, now=datetime.now(UTC))
            await work.tags.attach(candidate.id, both)
        await work.tags.attach(three.id, other)
    for from_id, kept_id in ((three.id, two.id), (two.id, one.id)):
        await Merging(ours.storage, SystemClock()).merge(ours.actor, kept_id, from_id)

    copy: dict[tuple[str, int | None], tuple[int | None, int | None]] = {}
    for event in await read_all(ours):
        if event.entity in OF_CANDIDATES:
            copy[event.entity, event.entity_id] = (event.candidate_id, event.tag_id)
            if event.type.endswith(".deleted"):
                del copy[event.entity, event.entity_id]
    assert sorted((kind, *of) for (kind, _), of in copy.items() if kind != "candidate_tag") == sorted(
        [("application", one.id, None), *[("note", one.id, None)] * 3, *[("task", one.id, None)] * 3]
    )
    tagged = [of for (kind, _), of in copy.items() if kind == "candidate_tag"]
    assert sorted(tagged) == [(one.id, both), (one.id, other)]


async def test_erasing_a_person_keeps_the_positions_of_their_events(ours: Organisation) -> None:
    candidate = await ours.candidate("Jane Doe")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.change(candidate.id, {"notes": "Bakes."})
    before = await read_all(ours)
    await Erasing(ours.storage, SystemClock(), lambda _: None).erase(ours.actor, candidate.id)
    after = await read_all(ours)
    assert [(event.id, event.sequence, event.type) for event in after[: len(before)]] == [
        (event.id, event.sequence, event.type) for event in before
    ]
    assert [event.fields for event in before if event.type == "candidate.updated"] == [["notes"]]
    assert not any(event.fields for event in after)
    assert "candidate.erased" in {event.type for event in after[len(before) :]}


async def test_another_organisation_has_none_of_the_events(ours: Organisation, theirs: Organisation) -> None:
    before = await read_all(theirs)
    await ours.job()
    assert await read_all(theirs) == before


async def test_the_events_of_a_period_are_read_in_batches(ours: Organisation) -> None:
    job = await ours.job()
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.jobs.change(job.id, {"salary_max": 7})
    await ours.candidate()
    *_, created, changed, other = await read_all(ours)
    second = timedelta(seconds=1)

    async def between(since: datetime, until: datetime, *types: str) -> list[Event]:
        found = feed(ours.storage).between(ours.actor.org_id, since, until, EventFilter(types=types))
        return [event async for event in found]

    assert await between(created.at, other.at, "job.created", "job.updated") == [created, changed]
    assert await between(created.at, other.at + second, "job.updated") == [changed]
    assert (await between(created.at, other.at + second))[-3:] == [created, changed, other]
    assert await between(other.at + second, other.at + 2 * second) == []
