"""Reports over many histories of applications: PostgreSQL's aggregates agree with memory's plain Python."""

import json
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from recruit.adapters.memory.reports import MemoryReports
from recruit.adapters.memory.rows import Rows, Sequences
from recruit.domain.audit.model import AuditEntry
from recruit.domain.pipelines.model import Stage, StageDetails, StageType
from recruit.domain.reports.model import Durations, ReportScope
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.reports import Reports
from recruit.ports.storage import Storage
from report_numbers import numbers_of
from worlds import Organisation, new_organisation

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
HISTORIES = 120
STATUSES = ["sourced", "applied", "phone", "onsite interview", "offer", "hired", "rejected", "a former stage"]
COLUMNS = (
    "org_id",
    "kind",
    "action",
    "entity",
    "entity_id",
    "candidate_id",
    "job_id",
    "stage",
    "at",
    "after",
    "cause_id",
    "undoes_id",
)


@pytest.fixture
async def storage(database: str) -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    return await new_organisation(storage)


def histories(choice: random.Random, ours: Organisation, job_ids: list[int], erasure: int) -> Iterator[dict[str, Any]]:
    """Yield the columns of entries about random applications, in the order of time.

    Those that undo the entry before have True as `undoes_id`.
    """
    found: list[dict[str, Any]] = []
    for number in range(1, HISTORIES + 1):
        at = BEGIN + timedelta(minutes=choice.randrange(500_000))
        one = {"entity_id": number, "candidate_id": 10_000 + number, "job_id": choice.choice(job_ids)}
        stage = ""
        for step in range(choice.randrange(1, 7)):
            before, stage = stage, choice.choice(STATUSES)
            values = {"source": choice.choice(["manual", "referral"])} if step == 0 else {}
            written = {"action": "update" if step else "insert", "stage": stage, "at": at}
            found.append({**one, **written, "after": values, "cause_id": None, "undoes_id": None})
            at += timedelta(minutes=choice.randrange(60_000))
            if step and choice.random() < 0.2:
                stage = before
                found.append({**found[-1], "stage": stage, "at": at, "undoes_id": True})
        if choice.random() < 0.2:
            causes = choice.choice([None, erasure, erasure])
            deletion = {"action": "delete", "stage": None, "at": at, "after": None, "cause_id": causes}
            found.append({**one, **deletion, "undoes_id": None})
            if causes:
                found = [{**entry, "after": None} if entry["entity_id"] == number else entry for entry in found]
    for entry in sorted(found, key=lambda entry: (entry["at"], entry["entity_id"])):
        yield {**entry, "org_id": ours.actor.org_id, "kind": "user", "entity": "application"}


async def stored(connection: asyncpg.Connection, entry: dict[str, Any]) -> int:
    """Store an entry of the audit log, and return its id."""
    values = [
        json.dumps(entry[name]) if name == "after" and entry[name] is not None else entry[name] for name in COLUMNS
    ]
    places = ", ".join(f"${number}" for number in range(1, len(COLUMNS) + 1))
    statement = f"INSERT INTO audit ({', '.join(COLUMNS)}) VALUES ({places}) RETURNING id"
    found: int = await connection.fetchval(statement, *values)
    return found


async def in_memory(ours: Organisation, entries: list[AuditEntry], job_ids: list[int]) -> Reports:
    """Return the reports of memory on these entries and the organisation's stages."""
    async with ours.storage.transaction(ours.actor.org_id) as work:
        pipelines = await work.stages.of_jobs(job_ids)
    stages = [stage for pipeline in pipelines.values() for stage in pipeline.stages if isinstance(stage, Stage)]
    sequences = Sequences(ours.actor.org_id, lambda _: 0)
    empty: list[Rows[Any]] = [Rows(kind, sequences, {}) for kind in ("application", "candidate", "job")]
    return MemoryReports(
        Rows("audit entry", sequences, {entry.id: entry for entry in entries}),
        Rows("stage", sequences, {stage.id: stage for stage in stages}),
        *empty,
    )


def figures(durations: Durations) -> list[float]:
    """Return the numbers of statistics, -1 for those without durations."""
    return [-1 if value is None else value for value in astuple(durations)]


@pytest.mark.parametrize("seed", range(2))
async def test_aggregates_agree_with_those_of_memory(database: str, ours: Organisation, seed: int) -> None:
    choice, org_id = random.Random(seed), ours.actor.org_id  # noqa: S311 - test data
    jobs = [await ours.job() for _ in range(3)]
    async with ours.storage.transaction(org_id) as work:
        await work.stages.lock(jobs[0].id)
        phone = StageDetails(key="phone", name="Phone", type=StageType.INTERVIEW)
        await work.stages.put(jobs[0].id, [phone, StageDetails(key="hired", name="Met", type=StageType.ARCHIVED)])
    job_ids = [job.id for job in jobs]
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    await connection.execute(f"SET app.org_id = '{org_id}'")
    blank: dict[str, Any] = dict.fromkeys(COLUMNS) | {"org_id": org_id, "kind": "user", "at": BEGIN}
    erasing = blank | {"action": "erase", "entity": "candidate"}
    entries = [_entry(await stored(connection, erasing), erasing)]
    written = histories(choice, ours, job_ids, entries[0].id)
    last: dict[int, int] = {}
    for columns in written:
        if columns["undoes_id"]:
            columns["undoes_id"] = last[columns["entity_id"]]
        last[columns["entity_id"]] = await stored(connection, columns)
        entries.append(_entry(last[columns["entity_id"]], columns))
    await connection.close()
    expected = await in_memory(ours, entries, job_ids)
    middle = BEGIN + timedelta(minutes=250_000)
    periods = [{}, {"since": middle}, {"until": middle}, {"since": middle, "until": middle + timedelta(days=60)}]
    for scope in (ReportScope(**period, job_id=job_id) for period in periods for job_id in (None, *job_ids)):
        async with ours.storage.transaction(org_id) as work:
            found = work.reports
            assert await found.funnel(scope) == await expected.funnel(scope)
            assert list(await found.sources(scope)) == list(await expected.sources(scope))
            assert figures(await found.time_to_hire(scope)) == pytest.approx(
                figures(await expected.time_to_hire(scope))
            )
            times, wanted = await found.time_in_stage(scope), await expected.time_in_stage(scope)
            assert [(one.type, one.current) for one in times] == [(one.type, one.current) for one in wanted]
            for one, other in zip(times, wanted, strict=True):
                assert figures(one.ended) == pytest.approx(figures(other.ended))
            whole = await found.all(scope)
            assert (whole.funnel, whole.sources) == (await found.funnel(scope), await found.sources(scope))
            assert figures(whole.time_to_hire) == pytest.approx(figures(await found.time_to_hire(scope)))
            assert [(one.type, one.current) for one in whole.time_in_stage] == [
                (one.type, one.current) for one in times
            ]
            for one, other in zip(whole.time_in_stage, times, strict=True):
                assert figures(one.ended) == pytest.approx(figures(other.ended))
            for number, count in numbers_of(whole).items():
                for reports in (found, expected):
                    counted = await reports.applications(scope, number, Window(limit=0))
                    assert counted.page.total + counted.erased == count, (scope, number)
    assert (await expected.funnel(ReportScope())).applications > HISTORIES * 2 / 3


def _entry(entry_id: int, columns: dict[str, Any]) -> AuditEntry:
    blank: dict[str, Any] = dict.fromkeys(("user_id", "key_id", "request_id", "address", "before"))
    return AuditEntry(id=entry_id, **blank, **columns)
