"""Rates and processor time of the main requests, divided by those of an earlier commit, the anchor.

Both servers run side by side on databases of the same content, filled over HTTP, and are measured in short turns.
"""

import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

from bench.client import Request, run_load
from bench.findings import Findings, Table, progress, times
from bench.machine import Machine
from bench.processes import process_tree, processor_seconds
from bench.programs import Program, Recruit
from bench.records import candidates, jobs
from bench.rounds import settle
from bench.scale import Scale
from bench.side_by_side import OURS, Side, Sides, organisations
from bench.virtualenv import ANCHOR, anchor_python

JOBS, CANDIDATES = 500, 2_000
STATUSES = ("screening", "interview", "offer", "applied")
TURNS, REQUESTS = 5, 500
"""Turns for each round of the scale, and the requests of a turn."""

HEADER = ("Endpoint", "Connections", "Rate", "Processor, server", "Processor, database")


@dataclass(frozen=True, slots=True)
class Case:
    """A request by a number of connections."""

    name: str
    request: Callable[[Side], Request]
    connections: int = 16


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn of a program measured: requests per second, and seconds of processor time."""

    rate: float
    server: float
    database: float


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure all cases. Raise Busy and MeasurementError."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place, ExitStack() as stack:
        programs: Mapping[str, Program] = {
            OURS: Recruit(Path(place, "ours")),
            ANCHOR: Recruit(Path(place, "anchor"), python=anchor_python()),
        }
        for program in programs.values():
            program.start()
            stack.callback(program.stop)
        sides = organisations(programs)
        for side in sides.values():
            _fill(side, scale)
        machine.check()
        rows = [_row(case, sides, scale) for case in CASES]
    reading = (
        f"Those of the working tree divided by those of commit {ANCHOR}, in {TURNS * scale.rounds} turns each: medians "
        f"of the rates, of which more is better, and totals of processor time, of which less is. Lists are 50 of "
        f"{JOBS} jobs and of {CANDIDATES:,} candidates."
    )
    table = Table(title=f"Requests, compared with {ANCHOR}", reading=reading, header=HEADER, rows=rows)
    return Findings(title="Anchor", tables=[table])


def _fill(side: Side, scale: Scale) -> None:
    """Add jobs, candidates, and an application of every job. Raise MeasurementError."""
    people, positions = islice(candidates(), CANDIDATES), islice(jobs(), JOBS)
    _send(side, side.post("/candidates", *map(asdict, people)), 16, CANDIDATES, scale)
    _send(side, side.post("/jobs", *map(asdict, positions)), 16, JOBS, scale)
    pairs = zip(side.ids("jobs", JOBS), side.ids("candidates", JOBS), strict=True)
    applications = [{"job_id": job, "candidate_id": person, "status": "applied"} for job, person in pairs]
    _send(side, side.post("/applications", *applications), 16, JOBS, scale)
    settle(side.program, quiet=scale.quiet)
    side.program.database.vacuum()


def _send(side: Side, request: Request, connections: int, number: int, scale: Scale) -> float:
    return run_load(side.port, request, connections=connections, most=number, timeout=scale.timeout).rate


def _row(case: Case, sides: Sides, scale: Scale) -> Sequence[str]:
    requests = {name: case.request(side) for name, side in sides.items()}
    turns = [
        [_turn(sides[name], requests[name], case.connections, scale) for name in (OURS, ANCHOR)]
        for _ in range(TURNS * scale.rounds)
    ]
    rate = statistics.median(ours.rate / anchor.rate for ours, anchor in turns)
    ours, anchor = zip(*turns, strict=True)
    # Totals: the processor time of a single turn may be a few of the system's ticks of 10 ms.
    server = sum(turn.server for turn in ours) / sum(turn.server for turn in anchor)
    database = sum(turn.database for turn in ours) / sum(turn.database for turn in anchor)
    row = [case.name, str(case.connections), *map(times, (rate, server, database))]
    progress(*row)
    return row


def _turn(side: Side, request: Request, connections: int, scale: Scale) -> Turn:
    """Send requests, and wait until the work in the background that they cause is done."""
    database = side.program.database.processes()  # of the server's tree, too
    server = set(process_tree(side.program.server.pid)) - set(database)
    before = processor_seconds(server), processor_seconds(database)
    rate = _send(side, request, connections, REQUESTS, scale)
    settle(side.program)
    return Turn(rate, processor_seconds(server) - before[0], processor_seconds(database) - before[1])


def _moves(side: Side) -> Request:
    """Return requests that give one application after another a new status."""
    ids = side.ids("applications", JOBS)
    moves = ((id_, status) for status in cycle(STATUSES) for id_ in ids)
    return side.send(
        "PATCH", lambda: ((f"/applications/{id_}", {"status": status}) for id_, status in islice(moves, REQUESTS))
    )


CASES = (
    Case("GET /jobs", lambda side: side.get("/jobs")),
    Case("GET /candidates", lambda side: side.get("/candidates")),
    Case("GET /jobs/{id}", lambda side: side.get(f"/jobs/{side.ids('jobs')[0]}")),
    Case("PATCH /applications/{id}, status", _moves, connections=8),
    Case("POST /jobs", lambda side: side.post("/jobs", *map(asdict, islice(jobs(), REQUESTS)))),
)
