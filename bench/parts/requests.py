"""Throughput and latency of the main endpoints, over few connections and many."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from bench.api import size
from bench.charts import Panel, chart
from bench.findings import UNKNOWN, Findings, Table, say, times
from bench.machine import Machine
from bench.people import candidates, jobs
from bench.processes import NoAnswer, Server, free_port, uvicorn
from bench.rounds import Samples, interleaved, median, ratio, settle
from bench.scale import Scale
from bench.sending import Request, asked, sample
from bench.side_by_side import OURS, USUAL, Sides, fill, organisations, running
from bench.storm import generator, stormed
from bench.yardsticks.driver import Question

DRIVER, LITESTAR, BARE = "asyncpg alone", "Litestar, constant bytes", "bare ASGI"
APPS = {LITESTAR: "bench.yardsticks.constant:app", BARE: "bench.yardsticks.bare:app"}
BODIES = 2_000
"""Candidates made for one load. Where more are created, they are the same again."""

SEED = 7
PERCENTILES = "p50", "p95", "p99"
HEADER = (
    *("Endpoint", "Connections", "Rate ÷ usual", *(f"{name} ÷ usual" for name in PERCENTILES)),
    *("Rate ÷ asyncpg", "Rate ÷ Litestar", "Rate ÷ bare ASGI"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An endpoint: what each program is asked, and which of our statements with which values is behind it."""

    name: str
    requests: Mapping[str, Request]
    statement: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    patient: bool = False
    """An answer may take longer than a round, and wrk would not wait for it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that runs while requests are measured."""

    sides: Sides
    frames: Mapping[str, Server]
    scale: Scale


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure throughput and latency. Raises Busy and NoAnswer."""
    with running() as programs, ExitStack() as stack:
        frames = {name: stack.enter_context(uvicorn(app, free_port())) for name, app in APPS.items()}
        stage = Stage(organisations(programs), frames, scale)
        fill(stage.sides, list(islice(candidates(), scale.listed)), list(islice(jobs(), scale.listed)), scale.quiet)
        found: dict[str, dict[int, Samples]] = {}
        rows: list[Sequence[str]] = []
        for case in _cases(stage.sides, organisations(programs)):
            measures = _measures(case, stage)
            for connections in scale.connections:
                settle(*programs.values())
                machine.check()
                bound = {name: partial(measure, connections=connections) for name, measure in measures.items()}
                try:
                    samples = interleaved(bound, scale.rounds)
                except NoAnswer as error:
                    rows.append([case.name, str(connections), str(error), *[UNKNOWN] * (len(HEADER) - 3)])
                else:
                    found.setdefault(case.name, {})[connections] = samples
                    rows.append(_row(case.name, connections, samples))
                say(*rows[-1])
    return Findings(title="Requests", tables=[_table(rows, scale)], charts=_charts(found))


def _cases(sides: Sides, written: Sides) -> Iterator[Case]:
    """What is created goes to organisations of its own: the program that creates faster would have more to read."""
    firsts = {name: side.ids("jobs")[0] for name, side in sides.items()}
    people = candidates(SEED)
    person = asdict(next(people))
    org_id = sides[OURS].organisation.id
    yield Case(
        name="GET /jobs",
        requests={name: side.get("/jobs") for name, side in sides.items()},
        statement="page",
        values={"org_id": org_id, "after": 0, "limit": 50},
    )
    yield Case(
        name="GET /jobs/{id}",
        requests={name: side.get(f"/jobs/{firsts[name]}") for name, side in sides.items()},
        statement="found",
        values={"org_id": org_id, "key_id": firsts[OURS]},
    )
    yield Case(
        name="POST /candidates",
        requests={name: side.create(people, BODIES) for name, side in written.items()},
        statement="added",
        values={"org_id": written[OURS].organisation.id, **{f"new_{name}": value for name, value in person.items()}},
    )
    yield Case(
        name="POST /matching/candidates_for_job",
        requests={name: side.match_candidates() for name, side in sides.items()},
        patient=True,
    )


def _measures(case: Case, stage: Stage) -> Mapping[str, "partial[Any]"]:
    """Return what measures each contestant over so many `connections`."""
    send = partial(asked if case.patient else stormed, seconds=stage.scale.seconds, patience=stage.scale.patience)
    measures = {name: partial(send, side.port, case.requests[name]) for name, side in stage.sides.items()}
    constant = Request(method="GET", path=f"/{size(stage.sides[OURS].port, case.requests[OURS])}")
    measures |= {name: partial(send, server.port, constant) for name, server in stage.frames.items()}
    if case.statement is not None:
        measures[DRIVER] = partial(_driver, stage.sides[OURS].program.database.dsn(), case, stage.scale.seconds)
    return measures


def _driver(dsn: str, case: Case, seconds: float, *, connections: int) -> Any:
    question = Question(
        dsn=dsn, statement=case.statement or "", values=dict(case.values), connections=connections, seconds=seconds
    )
    return sample("bench.yardsticks.driver", question)


def _row(name: str, connections: int, samples: Samples) -> Sequence[str]:
    rates = [ratio(samples, OURS, other, "rate") if other in samples else None for other in (DRIVER, LITESTAR, BARE)]
    return [
        name,
        str(connections),
        times(ratio(samples, OURS, USUAL, "rate")),
        *(times(ratio(samples, OURS, USUAL, percentile)) for percentile in PERCENTILES),
        *(UNKNOWN if rate is None else times(rate) for rate in rates),
    ]


def _table(rows: Sequence[Sequence[str]], scale: Scale) -> Table:
    reading = (
        f"Ours divided by the other's. Of rates – requests a second – more is better, of latencies (p50 … p99) less. "
        f"Lists are 50 of {scale.listed} rows with their total; matches rank {scale.listed} candidates and log 20. "
        f"asyncpg alone runs our SQL and nothing else, over as many connections as our pool has; the last two answer "
        f"with as many bytes as we do, and do nothing for it. Load: {generator()}; matches: our own generator."
    )
    return Table(title="Throughput and latency", reading=reading, header=HEADER, rows=rows)


def _charts(found: Mapping[str, Mapping[int, Samples]]) -> Mapping[str, str]:
    return {
        "throughput": chart(
            "Requests a second – more is better (usual program, fewest connections: 1)",
            [_panel(name, by, "rate") for name, by in found.items()],
        ),
        "latency": chart(
            "Latency, p95 – less is better (usual program, fewest connections: 1)",
            [_panel(name, by, "p95") for name, by in found.items()],
        ),
    }


def _panel(name: str, by: Mapping[int, Samples], of: str) -> Panel:
    unit = median(by[min(by)][USUAL], of)
    lines = {
        contestant: [(connections, median(samples[contestant], of) / unit) for connections, samples in by.items()]
        for contestant in by[min(by)]
    }
    return Panel(title=name, x="connections", y="× usual program", lines=lines)
