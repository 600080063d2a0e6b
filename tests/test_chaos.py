"""A short chaos run, and tests that its ledger detects broken durability guarantees."""

from collections import Counter
from typing import Any

import pytest

from chaos import failover, run, webhooks
from chaos.ledger import Ledger, Sent


async def test_nothing_acknowledged_is_lost_or_half_done_when_processes_are_killed() -> None:
    report = await run.run(faults=6, seconds=600)
    assert report.broken == []
    assert len(report.faults) == 6
    assert all(report.counts[kind] for kind in ("created", "changed", "read", "matched"))


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
    assert [what.split(" (")[0] for what in broken(second, first, third)] == ["event 1 of ('job', 1) arrived late"]
    assert broken(first, second, third | {"entity": "candidate"}) == ["event 3 arrived changed"]
    assert broken(first, second, third, third | {"id": 4}) == ["event 4 arrived, which there isn't"]


async def test_nothing_acknowledged_is_lost_when_a_replica_takes_over() -> None:
    report = await failover.run(seconds=600)
    assert report.broken == []
    assert report.faults == {"replica promoted": 1}
    assert report.counts["created"] > 0


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
        ([job("m1", "m2"), job("m9", "m9", 2)], "which nobody sent"),
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
