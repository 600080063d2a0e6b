"""A short chaos run, and tests that its ledger and its replicas detect broken guarantees."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from chaos import __main__ as command
from chaos import cluster, failover, run, upgrade, webhooks
from chaos.api_client import Failure
from chaos.client import Client
from chaos.cluster import Injected
from chaos.followed import FollowedOrganisation
from chaos.ledger import Ledger, Sent
from chaos.replica import EventReplica, ListReplica
from database_urls import as_superuser
from later_release import NEXT, make_later_release


async def test_nothing_acknowledged_is_lost_or_half_done_and_no_event_is_missed_when_processes_are_killed() -> None:
    report = await run.run(faults=8, seconds=600)
    assert report.broken == []
    assert len(report.faults) == 8
    assert all(report.counts[kind] for kind in ("created", "changed", "read", "matched", "moved", "merged", "deleted"))
    assert all(report.counts[kind] for kind in ("events in pages", "events in streams", "pages synchronised"))


async def test_every_event_reaches_a_webhook_in_order_when_processes_are_killed() -> None:
    report = await webhooks.run(faults=3, seconds=600)
    assert report.broken == []
    assert len(report.faults) == 3
    assert report.counts["delivered"] > 0
    assert report.counts["failed by the receiver"] > 0


def test_missing_unknown_changed_and_late_messages_are_reported() -> None:
    first, second, third = [
        {"id": number, "sequence": number, "entity": "job", "entity_id": 1 + number // 3} for number in (1, 2, 3)
    ]

    def broken(*events: dict[str, Any]) -> list[str]:
        return webhooks.broken_deliveries([first, second, third], [{"data": event} for event in events])

    assert broken(third, first, second, first) == []
    assert [what.partition(" ")[2] for what in broken(first, second)] == ["3 has not arrived"]
    assert broken(second, first, third) == ["event 1 of ('job', 1) arrived late"]
    assert broken(first, second, third | {"entity": "candidate"}) == ["event 3 arrived changed"]
    assert broken(first, second, third, third | {"id": 4}) == ["event 4 arrived, which there isn't"]


async def test_nothing_acknowledged_is_lost_when_a_replica_takes_over() -> None:
    report = await failover.run(seconds=600)
    assert report.broken == []
    assert report.faults == {"replica promoted": 1}
    assert report.counts["created"] > 0


async def test_a_fault_of_a_worker_fails_no_request_of_organisations_on_the_other_one() -> None:
    try:
        report = await cluster.run(faults=4, seconds=600, seed=8)
    except cluster.LeftOut as reason:
        pytest.skip(str(reason))
    assert report.broken == []
    assert len(report.faults) == 4
    assert all(report.counts[kind] for kind in ("created", "503", "written beside a stopped worker"))


def test_a_cluster_is_left_out_and_not_passed_without_citus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["chaos", "--only", "cluster", "--programs", str(tmp_path)])
    assert command.main() == 1
    (line,) = capsys.readouterr().out.splitlines()[:1]
    assert line.startswith(f"cluster: left out: {tmp_path} has no PostgreSQL with Citus")


def test_programs_with_citus_are_those_whose_extensions_are_installed(tmp_path: Path) -> None:
    program, extensions = tmp_path / "pg_config", tmp_path / "extension"
    program.write_text(f"#!/bin/sh\necho {tmp_path}\n")
    program.chmod(0o755)
    extensions.mkdir()
    (extensions / "vector.control").touch()
    with pytest.raises(cluster.LeftOut):
        cluster.find_programs(tmp_path)
    (extensions / "citus.control").touch()
    assert cluster.find_programs(tmp_path) == tmp_path


@pytest.mark.parametrize(
    ("began", "ended", "is_explained"),
    [(0, 1, False), (1, 3, True), (5, 9, True), (14, 16, True), (15, 16, False), (25, 26, True)],
    ids=[
        "before the first fault",
        "during the first",
        "after the first",
        "since before the second",
        "after the second, of another worker",
        "after one of the coordinator",
    ],
)
def test_failures_that_no_fault_explains_are_reported(began: float, ended: float, is_explained: bool) -> None:
    faults = [Injected(2, "one"), Injected(14.5, "two"), Injected(20, "")]
    found = [*cluster.unexplained([Failure("GET /jobs", began, ended)], "one", faults)]
    assert len(found) == (not is_explained)


def test_registrations_and_concurrent_writes_may_fail_without_a_fault() -> None:
    clients = Client("alone", ""), FollowedOrganisation("followed", "")
    for client in clients:
        for request in ("POST /auth/register failed", "PATCH /jobs/1 failed", "GET /jobs failed"):
            client.fail(request, 0)
    judged = [[failure.what.split()[0] for failure in cluster.judged(client)] for client in clients]
    assert judged == [["PATCH", "GET"], ["GET"]]


async def test_an_upgrade_without_downtime_fails_no_request(empty_database: str, tmp_path: Path) -> None:
    report = await upgrade.run(upgrade.PRESENT, make_later_release(tmp_path), empty_database, seconds=600)
    assert report.broken == []
    assert {"tables upgraded", "old workers killed", "old server stopped"} <= report.faults.keys()
    assert report.counts["created"] > 0
    connection = await asyncpg.connect(as_superuser(empty_database))
    assert await connection.fetchval("SELECT version_num FROM alembic_version") == NEXT
    assert await connection.fetchval("SELECT count(*) FROM probes JOIN candidates USING (org_id)") > 0
    await connection.close()


def job(title: str, mark: str, number: int = 1) -> dict[str, Any]:
    """Return a job as the API lists it."""
    return {"id": number, "title": title, "department": mark, "description": mark}


@pytest.fixture
def ledger() -> Ledger:
    """A ledger of two jobs.

    The first was acknowledged, then changed to m2 (acknowledged) and to m3 (not acknowledged). The second, m4, was
    never acknowledged.
    """
    ledger = Ledger()
    known = ledger.rows["jobs"]["m1"] = Sent(["m1", "m2", "m3"], id=1)
    known.acknowledged("m2")
    ledger.rows["jobs"]["m4"] = Sent(["m4"])
    return ledger


@pytest.mark.parametrize(
    "found",
    [[job("m1", "m2")], [job("m1", "m3")], [job("m1", "m2"), job("m4", "m4", 2)]],
    ids=["as acknowledged", "changed by what nobody acknowledged", "with what nobody acknowledged"],
)
def test_a_consistent_state_is_accepted(ledger: Ledger, found: list[dict[str, Any]]) -> None:
    assert list(ledger.broken("jobs", found)) == []


@pytest.mark.parametrize(
    ("found", "complaint"),
    [
        ([], "is there 0 times"),
        ([job("m1", "m2"), job("m1", "m2")], "is there 2 times"),
        ([job("m1", "m2"), job("m4", "m4", 2), job("m4", "m4", 3)], "is there 2 times"),
        ([job("m1", "m1")], "where 'm2' was acknowledged"),
        ([job("m1", "m2") | {"description": "m3"}], "half changed"),
        ([job("m1", "m2", 7)], "was acknowledged as 1 and is 7"),
        ([job("m1", "m2"), job("m9", "m9", 2)], "which no client sent"),
    ],
)
def test_a_broken_guarantee_is_reported(ledger: Ledger, found: list[dict[str, Any]], complaint: str) -> None:
    (violation,) = ledger.broken("jobs", found)
    assert complaint in violation


def test_lost_duplicate_and_unknown_applications_are_reported() -> None:
    ledger = Ledger(pairs={(1, 1): 5, (1, 2): None})
    known, unknown = {"job_id": 1, "candidate_id": 1}, {"job_id": 3, "candidate_id": 3}
    assert list(ledger.broken_pairs([known])) == []
    assert [len(list(ledger.broken_pairs(found))) for found in ([], [known, known], [known, unknown])] == [1, 1, 1]


def test_lost_and_incomplete_match_logs_are_reported() -> None:
    ledger = Ledger(matches=Counter(acknowledged=1, unanswered=1))
    logs = [{"created_at": time} for time in "aabb"]
    assert list(ledger.broken_matches(logs, 2)) == []
    assert list(ledger.broken_matches(logs[:2], 2)) == []
    assert [len(list(ledger.broken_matches(found, 2))) for found in (logs[:3], [])] == [1, 1]


def event(id_: int, type_: str, entity_id: int = 7, sequence: int | None = None, **more: Any) -> dict[str, Any]:
    """Return an event as the feed has it, with its id as its sequence."""
    entity = type_.partition(".")[0]
    return {
        "id": id_,
        "sequence": id_ if sequence is None else sequence,
        "type": type_,
        "entity": entity,
        "entity_id": entity_id,
        "stage": None,
        **more,
    }


CREATED = event(1, "application.created", stage="sourced")
MOVED = event(2, "application.stage_changed", stage="hired")
DELETED = event(3, "application.deleted")


def replica_differences(events: Sequence[dict[str, Any]], *stored: dict[str, Any], entries: int = 0) -> list[str]:
    """Read events, and compare them with stored applications and the first entries of the log."""
    replica = EventReplica("the feed")
    for one in events:
        replica.add(one)
    return list(replica.differences({"application": {row["id"]: row for row in stored}}, range(1, entries + 1)))


def test_events_that_explain_the_stored_records_are_accepted() -> None:
    assert replica_differences([CREATED, MOVED], {"id": 7, "status": "hired"}, entries=2) == []
    assert replica_differences([CREATED, MOVED, DELETED], entries=3) == []


@pytest.mark.parametrize(
    ("events", "stored", "entries", "complaint"),
    [
        ([CREATED], [], 1, "has application 7, which doesn't exist"),
        ([], [{"id": 7, "status": "sourced"}], 0, "has no application 7"),
        ([CREATED], [{"id": 7, "status": "hired"}], 1, "at sourced, which is at hired"),
        ([CREATED, MOVED], [{"id": 7, "status": "hired"}], 3, "lacks event 3"),
        ([MOVED], [{"id": 7, "status": "hired"}], 0, "before the record was created"),
        ([CREATED, CREATED | {"id": 2, "sequence": 2}], [{"id": 7, "status": "sourced"}], 2, "that exists"),
        ([CREATED, MOVED | {"sequence": 1}], [{"id": 7, "status": "hired"}], 2, "after sequence 1"),
        ([CREATED, MOVED, MOVED | {"sequence": 3}], [{"id": 7, "status": "hired"}], 2, "for the second time"),
        ([CREATED, DELETED, MOVED | {"id": 4, "sequence": 4}], [{"id": 7, "status": "hired"}], 1, "was deleted"),
    ],
)
def test_events_that_are_missing_repeated_or_out_of_order_are_reported(
    events: list[dict[str, Any]], stored: list[dict[str, Any]], entries: int, complaint: str
) -> None:
    (violation,) = replica_differences(events, *stored, entries=entries)
    assert complaint in violation


def test_differences_of_a_synchronised_list_are_reported() -> None:
    replica = ListReplica()
    replica.apply("job", {"items": [job("m1", "m2"), job("m3", "m3", 2), job("m4", "m4", 3)], "deleted": []})
    replica.apply("job", {"items": [job("m1", "m5")], "deleted": [2]})
    assert list(replica.differences({"job": {1: job("m1", "m5"), 3: job("m4", "m4", 3)}})) == []
    assert len(list(replica.differences({"job": {1: job("m1", "m2"), 2: job("m3", "m3", 2)}}))) == 3
