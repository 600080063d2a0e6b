"""Rounds of measurements, taken in turns, and what they say."""

import statistics
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from bench.load import Sample
from bench.machine import Machine, lost_share, ticks
from bench.processes import NoAnswer, processor_seconds
from bench.programs import Program, processes

Measure = Callable[[], Sample]
Samples = Mapping[str, Sequence[Sample]]
"""By name of what was measured, one a round."""

LOST = 0.03
"""The share of what a round asks of the processors that others may get."""

IDLE = 0.03
"""The share of one processor that a program at rest uses at most, which looks for work every few seconds."""

LOOK_SECONDS = 0.5
SETTLE_SECONDS = 900


def interleaved(
    machine: Machine,
    measures: Mapping[str, Measure],
    rounds: int,
    *,
    spare: int = 0,
    before: Callable[[], None] = lambda: None,
) -> Samples:
    """Take every measure once a round, in turns: what slows the machine for a while slows them all. Raises NoAnswer.

    When a virtual machine's host gives too much of the processors to others, up to `spare` rounds are added, and the
    quietest count. `before` is called before each measure.
    """
    taken: list[tuple[float, Mapping[str, Sample]]] = []
    while len(taken) < rounds + spare and sum(lost <= LOST for lost, _ in taken) < rounds:
        then = ticks()
        samples = {name: _measured(name, measure, before) for name, measure in measures.items()}
        taken.append((lost_share(then), samples))
    quietest = sorted(taken, key=itemgetter(0))[:rounds]
    machine.most_lost = max(machine.most_lost, quietest[-1][0])
    return {name: [samples[name] for _, samples in quietest] for name in measures}


def _measured(name: str, measure: Measure, before: Callable[[], None]) -> Sample:
    try:
        before()
        return measure()
    except NoAnswer as error:
        raise NoAnswer(f"{name}: {error}") from error


def ratio(samples: Samples, ours: str, other: str, of: str) -> float:
    """Return the median over rounds of ours divided by the other's."""
    pairs = zip(values(samples[ours], of), values(samples[other], of), strict=True)
    return statistics.median(mine / its for mine, its in pairs)


def median(samples: Sequence[Sample], of: str) -> float:
    """Return the median over rounds."""
    return statistics.median(values(samples, of))


def values(samples: Sequence[Sample], of: str) -> list[float]:
    """Return one field of each sample: `rate`, `p50`, `p95` or `p99`."""
    return [float(getattr(sample, of)) for sample in samples]


def settle(*programs: Program, quiet: float = LOOK_SECONDS) -> None:
    """Wait until work that goes on behind answers, the databases' included, has come to rest for `quiet` seconds.

    A process that ended takes what it used with it, and is work that has just been done. Raises NoAnswer when it finds
    no end.
    """
    deadline = time.monotonic() + SETTLE_SECONDS
    looks: deque[list[float]] = deque(maxlen=1 + round(quiet / LOOK_SECONDS))
    while time.monotonic() < deadline:
        looks.append([processor_seconds(processes(program)) for program in programs])
        if len(looks) == looks.maxlen and all(
            abs(now - then) <= IDLE * quiet for then, now in zip(looks[0], looks[-1], strict=True)
        ):
            return
        time.sleep(LOOK_SECONDS)
    raise NoAnswer("the work behind the answers found no end")
