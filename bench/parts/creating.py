"""The cost of creating a candidate: the response, and the background work that later makes matching fast."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice

from bench.client import run_load
from bench.findings import Findings, Table, count, times
from bench.load import Sample
from bench.machine import Machine
from bench.processes import processor_seconds
from bench.programs import processes
from bench.records import candidates, jobs
from bench.rounds import Samples, interleaved, ratio, settle
from bench.scale import Scale
from bench.side_by_side import OURS, USUAL, Side, Sides, organisations, running
from recruit.domain.candidates.model.candidate import CandidateDetails

BODIES = 2_000
"""Number of different candidates or jobs in one load."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of server and database, up to the last response and after it."""

    during: float
    after: float


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure the creation of candidates and jobs. Raise Busy and MeasurementError."""
    people = candidates()
    with running() as programs:
        sides = organisations(programs)
        settle(*programs.values())
        machine.check()
        answers = interleaved(machine, _measures(sides, people, scale), scale.rounds, spare=scale.spare)
        settle(*programs.values())
        machine.check()
        costs = {name: _cost(side, people, scale) for name, side in sides.items()}
    return Findings(title="Creating", tables=[_table(answers, costs, scale)])


def _measures(sides: Sides, people: Iterator[CandidateDetails], scale: Scale) -> Mapping[str, "partial[Sample]"]:
    """Return measures that create candidates, and jobs of about the same length."""
    pairs = islice(zip(jobs(), people, strict=False), BODIES)
    positions = [asdict(replace(job, description=person.notes)) for job, person in pairs]
    asks = {}
    for name, side in sides.items():
        send = partial(run_load, side.port, seconds=scale.seconds, timeout=scale.timeout)
        asks[f"{name}: candidates"] = partial(send, side.create(people, BODIES))
        asks[f"{name}: jobs"] = partial(send, side.post("/jobs", *positions))
    return asks


def _cost(side: Side, people: Iterator[CandidateDetails], scale: Scale) -> Cost:
    """Create candidates, wait until the background work is done, and return the processor time."""
    before = processor_seconds(processes(side.program))
    run_load(side.port, side.create(people, scale.created), most=scale.created, timeout=scale.limit)
    answered = processor_seconds(processes(side.program))
    settle(side.program, quiet=scale.quiet)
    return Cost(answered - before, processor_seconds(processes(side.program)) - answered)


def _table(answers: Samples, costs: Mapping[str, Cost], scale: Scale) -> Table:
    whole = {name: cost.during + cost.after for name, cost in costs.items()}
    between = ratio(answers, f"{OURS}: candidates", f"{USUAL}: candidates", "p50")
    rows: Sequence[Sequence[str]] = [
        ["Answer to POST /candidates (p50), ours ÷ usual", times(between)],
        *(
            [
                f"{name}: POST /candidates ÷ POST /jobs of the same length (p50)",
                times(ratio(answers, f"{name}: candidates", f"{name}: jobs", "p50")),
            ]
            for name in costs
        ),
        [
            f"Processor time of {count(scale.created)} candidates, all work included, ours ÷ usual",
            times(whole[OURS] / whole[USUAL]),
        ],
        ["Share of ours that is spent behind the answers", f"{costs[OURS].after / whole[OURS]:.0%}"],
    ]
    reading = "Less is better. Processor time is that of server and database together, until both are at rest again."
    return Table(title="Creating candidates", reading=reading, header=["What", "Ratio"], rows=rows)
