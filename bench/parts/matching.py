"""The latency of a match by the size of an organisation, in both directions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from bench.charts import Panel, chart
from bench.client import Request, run_load
from bench.findings import UNKNOWN, Findings, Table, count, progress, times
from bench.load import Sample
from bench.machine import Machine
from bench.processes import MeasurementError
from bench.records import candidates, jobs
from bench.rounds import Samples, interleaved, median, ratio
from bench.scale import Scale
from bench.side_by_side import OURS, USUAL, Side, Sides, fill, organisations, restart, running

FIRST = {OURS: f"{OURS}, first match", USUAL: f"{USUAL}, first match"}
HEADER = ("Rows ranked", "p50 ÷ usual", "p95 ÷ usual", "First match ÷ usual", "Our first ÷ our later")
READING = (
    "Time of ours divided by the usual program's: less is better. One question at a time, each about another job or "
    "candidate; 20 answers, logged. A first match comes after a restart, with nothing in the program's memory yet. The "
    "usual program counts words in common; ours compares stems, phrases, skills and occupations, and logs what a "
    "replay needs."
)


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of matching, and the sizes at which it is measured."""

    name: str
    ranked: str
    sizes: Sequence[int]
    request: Callable[[Side], Request]


@dataclass(frozen=True, slots=True)
class Answers:
    """The samples at one size: of first matches after restarts, and of later ones."""

    first: Samples
    later: Samples


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure matches. Raise Busy and MeasurementError."""
    directions = [
        Direction("candidates_for_job", "candidates", scale.candidates, Side.match_candidates),
        Direction("jobs_for_candidate", "jobs", scale.jobs, Side.match_jobs),
    ]
    found: dict[str, dict[int, Answers | str]] = {direction.name: {} for direction in directions}
    with running() as programs:
        sides = organisations(programs)
        people, positions = candidates(), jobs()
        before = 0
        for size in sorted({*scale.candidates, *scale.jobs}):
            more = size - before if size in scale.jobs else 0
            fill(sides, list(islice(people, size - before)), list(islice(positions, more)), scale.quiet)
            before = size
            for direction in directions:
                if size in direction.sizes:
                    found[direction.name][size] = _answers(direction, sides, scale, machine)
                    progress(*_row(size, found[direction.name][size]))
    tables = [_table(direction, found[direction.name]) for direction in directions]
    return Findings(title="Matching", tables=tables, charts=_charts(directions, found))


def _answers(direction: Direction, sides: Sides, scale: Scale, machine: Machine) -> Answers | str:
    """Measure one size. Return an error text if a program doesn't respond in time. Raise Busy."""
    first: dict[str, list[Sample]] = {name: [] for name in sides}
    try:
        for _ in range(scale.starts):
            restart(sides)
            machine.check()
            once = {name: partial(ask, most=1) for name, ask in _measures(direction, sides, scale).items()}
            for name, samples in interleaved(machine, once, 1).items():
                first[name] += samples
        later = {name: partial(ask, seconds=scale.seconds) for name, ask in _measures(direction, sides, scale).items()}
        return Answers(first, interleaved(machine, later, scale.rounds, spare=scale.spare))
    except MeasurementError as error:
        return str(error)


def _measures(direction: Direction, sides: Sides, scale: Scale) -> Mapping[str, "partial[Sample]"]:
    return {
        name: partial(run_load, side.port, direction.request(side), timeout=scale.timeout)
        for name, side in sides.items()
    }


def _row(size: int, answers: Answers | str) -> Sequence[str]:
    if isinstance(answers, str):
        return [count(size), answers, UNKNOWN, UNKNOWN, UNKNOWN]
    return [
        count(size),
        *(times(ratio(answers.later, OURS, USUAL, of)) for of in ("p50", "p95")),
        times(ratio(answers.first, OURS, USUAL, "p50")),
        times(median(answers.first[OURS], "p50") / median(answers.later[OURS], "p50")),
    ]


def _table(direction: Direction, found: Mapping[int, Answers | str]) -> Table:
    rows = [_row(size, answers) for size, answers in found.items()]
    return Table(title=f"{direction.name}, over {direction.ranked}", reading=READING, header=HEADER, rows=rows)


def _charts(directions: Sequence[Direction], found: Mapping[str, Mapping[int, Answers | str]]) -> Mapping[str, str]:
    panels = []
    for direction in directions:
        answered = {size: answers for size, answers in found[direction.name].items() if not isinstance(answers, str)}
        if answered:
            panels.append(_panel(direction, answered))
    title = "Time of a match – less is better (usual program, smallest organisation: 1)"
    return {"matching": chart(title, panels)} if panels else {}


def _panel(direction: Direction, answered: Mapping[int, Answers]) -> Panel:
    unit = median(answered[min(answered)].later[USUAL], "p50")
    lines = {
        name: [(size, median(answers.later[name], "p50") / unit) for size, answers in answered.items()]
        for name in (OURS, USUAL)
    } | {
        first: [(size, median(answers.first[name], "p50") / unit) for size, answers in answered.items()]
        for name, first in FIRST.items()
    }
    return Panel(title=direction.name, x=direction.ranked, y="× usual program", lines=lines)
