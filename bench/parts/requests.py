"""Throughput and latency of the main endpoints, by number of connections."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bench.api import size
from bench.charts import Panel, chart
from bench.client import Request, run_load, run_module
from bench.findings import UNKNOWN, Findings, Table, progress, times
from bench.machine import Machine
from bench.parts import cases
from bench.parts.cases import Case
from bench.processes import MeasurementError, Server, free_port, uvicorn
from bench.programs import Recruit
from bench.records import candidates, jobs
from bench.rounds import Samples, interleaved, median, ratio, settle
from bench.scale import Scale
from bench.side_by_side import DRIVER, OURS, USUAL, Sides, fill, organisations, running
from bench.wrk import generator, run_wrk
from bench.yardsticks.driver import Question

LITESTAR, BARE = "Litestar, constant bytes", "bare ASGI"
APPS = {LITESTAR: "bench.yardsticks.constant:app", BARE: "bench.yardsticks.bare:app"}
PERCENTILES = "p50", "p95", "p99"
HEADER = (
    *("Endpoint", "Connections", "Rate ÷ usual", *(f"{name} ÷ usual" for name in PERCENTILES)),
    *("Rate ÷ asyncpg", "Rate ÷ Litestar", "Rate ÷ bare ASGI", "Our p99 ÷ p50"),
)
GROUPS = cases.reads, cases.new_jobs, cases.new_candidates, cases.changes, cases.new_applications, cases.removals
"""Groups of cases. Each starts with new databases, because the program that creates faster would have more rows in
later cases."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The environment of a measurement: both programs, recruit's database without a server, and constant servers."""

    sides: Sides
    constant_servers: Mapping[str, Server]
    scale: Scale

    def settle(self) -> None:
        """Wait until all background work is done. Raise MeasurementError."""
        settle(*(side.program for side in self.sides.values()))


@contextmanager
def set_up(scale: Scale, removals: int) -> Iterator[Setup]:
    """Start everything with the same rows, and `removals` additional jobs to remove. Raise MeasurementError."""
    with running() as programs, tempfile.TemporaryDirectory(prefix="bench-") as place, ExitStack() as stack:
        alone = Recruit(Path(place, "alone"))
        alone.start()
        stack.callback(alone.stop)
        sides = organisations({**programs, DRIVER: alone})
        fill(
            sides, list(islice(candidates(), scale.listed)), list(islice(jobs(), scale.listed + removals)), scale.quiet
        )
        # Without a server, no features are computed for rows that the driver adds.
        alone.stop_server()
        constant_servers = {name: stack.enter_context(uvicorn(app, free_port())) for name, app in APPS.items()}
        yield Setup(sides, constant_servers, scale)


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure throughput and latency. Raise Busy and MeasurementError."""
    found: dict[str, dict[int, Samples]] = {}
    rows: list[Sequence[str]] = []
    for group in GROUPS:
        with set_up(scale, scale.removals if group is cases.removals else 0) as setup:
            for case in group(setup.sides, scale):
                measures = _measures(case, setup)
                for connections in scale.connections:
                    machine.check()
                    bound = {name: partial(measure, connections=connections) for name, measure in measures.items()}
                    try:
                        samples = interleaved(machine, bound, scale.rounds, spare=scale.spare, before=setup.settle)
                    except MeasurementError as error:
                        rows.append([case.name, str(connections), str(error), *[UNKNOWN] * (len(HEADER) - 3)])
                    else:
                        found.setdefault(case.name, {})[connections] = samples
                        rows.append(_row(case.name, connections, samples))
                    progress(*rows[-1])
    return Findings(title="Requests", tables=[_table(rows, scale)], charts=_charts(found))


def _measures(case: Case, setup: Setup) -> Mapping[str, "partial[Any]"]:
    """Return a measure for each contestant, a function of the number of `connections`."""
    send = partial(run_load if case.slow else run_wrk, seconds=setup.scale.seconds, timeout=setup.scale.timeout)
    measures = {name: partial(send, setup.sides[name].port, case.requests[name]) for name in (OURS, USUAL)}
    if case.compare_constant:
        path = f"/{size(setup.sides[OURS].port, case.requests[OURS])}"
        constant = Request(method="GET", calls=lambda: [(path, "")])
        measures |= {name: partial(send, server.port, constant) for name, server in setup.constant_servers.items()}
    if case.statement is not None:
        measures[DRIVER] = partial(_driver, setup.sides[DRIVER].program.database.dsn(), case, setup.scale.seconds)
    return measures


def _driver(dsn: str, case: Case, seconds: float, *, connections: int) -> Any:
    question = Question(
        dsn=dsn,
        statement=case.statement or "",
        values=dict(case.values),
        turns=list(map(dict, case.turns())),
        connections=connections,
        seconds=seconds,
    )
    return run_module("bench.yardsticks.driver", question)


def _row(name: str, connections: int, samples: Samples) -> Sequence[str]:
    rates = [ratio(samples, OURS, other, "rate") if other in samples else None for other in (DRIVER, LITESTAR, BARE)]
    return [
        name,
        str(connections),
        times(ratio(samples, OURS, USUAL, "rate")),
        *(times(ratio(samples, OURS, USUAL, percentile)) for percentile in PERCENTILES),
        *(UNKNOWN if rate is None else times(rate) for rate in rates),
        times(median(samples[OURS], "p99") / median(samples[OURS], "p50")),
    ]


def _table(rows: Sequence[Sequence[str]], scale: Scale) -> Table:
    reading = (
        f"Ours divided by the other's. Of rates – requests a second – more is better, of latencies (p50 … p99) less. "
        f"Lists are 50 of {scale.listed} rows with their total; matches rank {scale.listed} candidates and log 20. "
        f"asyncpg alone runs our SQL and nothing else, over as many connections as our pool has; the last two answer "
        f"with as many bytes as we do, and do nothing for it. Load: {generator()}; matches: our own generator. No "
        "measurement begins before what the last one left to do is done."
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
