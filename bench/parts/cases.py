"""The endpoints whose throughput and latency are measured, with the requests to each program."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice, product
from typing import Any

from bench.client import Request
from bench.records import candidates, jobs
from bench.scale import Scale
from bench.side_by_side import DRIVER, Side, Sides

BODIES = 2_000
"""Number of different jobs or candidates in one load. After the last, the first is sent again."""

ONCE = 12_000
"""Number of changes or applications prepared for one load, unique across loads, and more than one load can send."""

SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An endpoint: the requests to each program, and recruit's SQL statement behind it, with its values."""

    name: str
    requests: Mapping[str, Request]
    statement: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    turns: Callable[[], Iterable[Mapping[str, Any]]] = lambda: [{}]
    """Factory of the additional values of the statement, one mapping per request."""

    compare_constant: bool = False
    """Whether to compare with servers that respond with as many constant bytes."""

    slow: bool = False
    """Whether a response may take longer than a round, for which wrk would not wait."""


def reads(sides: Sides, _scale: Scale) -> Iterator[Case]:
    """Yield the cases that don't change an organisation."""
    firsts = {name: side.ids("jobs")[0] for name, side in sides.items()}
    org_id = sides[DRIVER].organisation.id
    yield Case(
        name="GET /jobs",
        requests={name: side.get("/jobs") for name, side in sides.items()},
        statement="page",
        values={"org_id": org_id, "after": 0, "limit": 50},
        compare_constant=True,
    )
    yield Case(
        name="GET /jobs/{id}",
        requests={name: side.get(f"/jobs/{firsts[name]}") for name, side in sides.items()},
        statement="found",
        values={"org_id": org_id, "key_id": firsts[DRIVER]},
        compare_constant=True,
    )
    yield Case(
        name="GET /users/me",
        requests={name: side.get("/users/me") for name, side in sides.items()},
        compare_constant=True,
    )
    yield Case(
        name="POST /matching/candidates_for_job",
        requests={name: side.match_candidates() for name, side in sides.items()},
        compare_constant=True,
        slow=True,
    )


def new_jobs(sides: Sides, _scale: Scale) -> Iterator[Case]:
    """Yield the case of creating jobs."""
    positions, ours = jobs(SEED), sides[DRIVER].organisation
    yield Case(
        name="POST /jobs",
        requests={name: side.post("/jobs", *map(asdict, islice(positions, BODIES))) for name, side in sides.items()},
        statement="job added",
        values={"org_id": ours.id, "new_created_by_user_id": ours.user_id, **_new(asdict(next(positions)))},
        compare_constant=True,
    )


def new_candidates(sides: Sides, _scale: Scale) -> Iterator[Case]:
    """Yield the case of creating candidates."""
    people = candidates(SEED)
    yield Case(
        name="POST /candidates",
        requests={name: side.create(people, BODIES) for name, side in sides.items()},
        statement="candidate added",
        values={"org_id": sides[DRIVER].organisation.id, **_new(asdict(next(people)))},
        compare_constant=True,
    )


def changes(sides: Sides, scale: Scale) -> Iterator[Case]:
    """Yield the case of changing one job after another."""
    moves = _moves(sides[DRIVER], scale)
    yield Case(
        name="PATCH /jobs/{id}",
        requests={name: _moving(side, scale) for name, side in sides.items()},
        statement="job changed",
        values={"org_id": sides[DRIVER].organisation.id},
        turns=lambda: ({"key_id": id_, "new_location": town} for id_, town in islice(moves, ONCE)),
    )


def new_applications(sides: Sides, scale: Scale) -> Iterator[Case]:
    """Yield the case of creating applications, one for each pair of a candidate and a job."""
    yield Case(name="POST /applications", requests={name: _applying(side, scale) for name, side in sides.items()})


def removals(sides: Sides, scale: Scale) -> Iterator[Case]:
    """Yield the case of removing jobs, those with the highest ids."""
    ids = _removable(sides[DRIVER], scale)
    yield Case(
        name="DELETE /jobs/{id}",
        requests={name: _removing(side, scale) for name, side in sides.items()},
        statement="job removed",
        values={"org_id": sides[DRIVER].organisation.id},
        turns=lambda: ({"key_id": id_} for id_ in islice(ids, scale.removable)),
    )


def _new(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {f"new_{name}": value for name, value in values.items()}


def _moving(side: Side, scale: Scale) -> Request:
    moves = _moves(side, scale)
    return side.send("PATCH", lambda: ((f"/jobs/{id_}", {"location": town}) for id_, town in islice(moves, ONCE)))


def _moves(side: Side, scale: Scale) -> Iterator[tuple[int, str]]:
    """Return job ids and new locations. Locations are unique, because an ORM doesn't write unchanged values."""
    return ((id_, f"Town {secrets.token_hex(4)}") for id_ in cycle(side.ids("jobs", scale.listed)))


def _applying(side: Side, scale: Scale) -> Request:
    pairs = product(side.ids("jobs", scale.listed), side.ids("candidates", scale.listed))

    def calls() -> Iterable[tuple[str, object]]:
        return (("/applications", {"job_id": job, "candidate_id": person}) for job, person in islice(pairs, ONCE))

    return side.send("POST", calls)


def _removing(side: Side, scale: Scale) -> Request:
    ids = _removable(side, scale)
    return side.send("DELETE", lambda: ((f"/jobs/{id_}", None) for id_ in islice(ids, scale.removable)))


def _removable(side: Side, scale: Scale) -> Iterator[int]:
    return iter(side.ids("jobs", scale.listed + scale.removals)[scale.listed :])
