"""The latency of lists and searches by the size of an organisation."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice

from bench.charts import Panel, chart
from bench.client import run_load
from bench.findings import Findings, Table, count, progress, times
from bench.machine import Machine
from bench.records import jobs
from bench.rounds import Samples, interleaved, median, ratio
from bench.scale import Scale
from bench.side_by_side import OURS, USUAL, fill, organisations, running

PAGE = 50
QUESTIONS: Mapping[str, Callable[[int], str]] = {
    "first page": lambda _: "/jobs",
    "middle page": lambda rows: f"/jobs?skip={rows // 2}",
    "last page": lambda rows: f"/jobs?skip={rows - PAGE}",
    "q that many titles have": lambda _: "/jobs?q=welder",
    "q that no title has": lambda _: "/jobs?q=astronaut",
}
"""Name of a query → its path, by the number of rows."""


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure lists. Raise Busy and MeasurementError."""
    found: dict[str, dict[int, Samples]] = {name: {} for name in QUESTIONS}
    with running() as programs:
        sides = organisations(programs)
        positions, before = jobs(), 0
        for rows in scale.listings:
            fill(sides, [], list(islice(positions, rows - before)), scale.quiet)
            before = rows
            for name, path in QUESTIONS.items():
                machine.check()
                asks = {
                    side_name: partial(
                        run_load, side.port, side.get(path(rows)), seconds=scale.seconds, timeout=scale.timeout
                    )
                    for side_name, side in sides.items()
                }
                found[name][rows] = interleaved(machine, asks, scale.rounds, spare=scale.spare)
                progress(name, count(rows), times(ratio(found[name][rows], OURS, USUAL, "p50")))
    return Findings(title="Growth", tables=[_table(found, scale)], charts=_charts(found))


def _table(found: Mapping[str, Mapping[int, Samples]], scale: Scale) -> Table:
    rows = [
        [name, *(times(ratio(by[size], OURS, USUAL, "p50")) for size in scale.listings)] for name, by in found.items()
    ]
    return Table(
        title="GET /jobs by number of jobs",
        reading=f"Time (p50) of ours divided by the usual program's: less is better. {PAGE} rows with their total.",
        header=["What is asked", *(f"{count(size)} jobs" for size in scale.listings)],
        rows=rows,
    )


def _charts(found: Mapping[str, Mapping[int, Samples]]) -> Mapping[str, str]:
    title = "GET /jobs, time – less is better (usual program, smallest organisation: 1)"
    return {"growth": chart(title, [_panel(name, by) for name, by in found.items()])}


def _panel(name: str, by: Mapping[int, Samples]) -> Panel:
    unit = median(by[min(by)][USUAL], "p50")
    lines = {
        side: [(size, median(samples[side], "p50") / unit) for size, samples in by.items()] for side in (OURS, USUAL)
    }
    return Panel(title=name, x="jobs", y="× usual program", lines=lines)
