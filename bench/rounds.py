"""Interleaved rounds of measurements, and their ratios and medians."""

import statistics
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from bench.load import Sample
from bench.machine import Machine, stolen_share, ticks
from bench.processes import MeasurementError, processor_seconds
from bench.programs import Program, processes

Measure = Callable[[], Sample]
Samples = Mapping[str, Sequence[Sample]]
"""Name of a measure → its samples, one per round."""

MAX_STOLEN = 0.03
"""Maximum fraction of a round's busy processor time that may be stolen by the host."""

MAX_IDLE_USE = 0.03
"""Maximum use of one processor, as a fraction, by an idle program, which polls for work every few seconds."""

CHECK_SECONDS = 0.5
SETTLE_SECONDS = 900


def interleaved(
    machine: Machine,
    measures: Mapping[str, Measure],
    rounds: int,
    *,
    spare: int = 0,
    before: Callable[[], None] = lambda: None,
) -> Samples:
    """Take every measure once per round, in turns, so that a slow phase of the machine affects all of them.

    If the host of a virtual machine gives too much processor time to others, up to `spare` rounds are added, and the
    quietest rounds count. `before` is called before each measure. Raise MeasurementError.
    """
    taken: list[tuple[float, Mapping[str, Sample]]] = []
    while len(taken) < rounds + spare and sum(lost <= MAX_STOLEN for lost, _ in taken) < rounds:
        then = ticks()
        samples = {name: _measured(name, measure, before) for name, measure in measures.items()}
        taken.append((stolen_share(then), samples))
    quietest = sorted(taken, key=itemgetter(0))[:rounds]
    machine.max_stolen = max(machine.max_stolen, quietest[-1][0])
    return {name: [samples[name] for _, samples in quietest] for name in measures}


def _measured(name: str, measure: Measure, before: Callable[[], None]) -> Sample:
    try:
        before()
        return measure()
    except MeasurementError as error:
        raise MeasurementError(f"{name}: {error}") from error


def ratio(samples: Samples, ours: str, other: str, of: str) -> float:
    """Return the median, over rounds, of our value divided by the other's."""
    pairs = zip(values(samples[ours], of), values(samples[other], of), strict=True)
    return statistics.median(mine / its for mine, its in pairs)


def median(samples: Sequence[Sample], of: str) -> float:
    """Return the median of one field over rounds."""
    return statistics.median(values(samples, of))


def values(samples: Sequence[Sample], of: str) -> list[float]:
    """Return one field of each sample: `rate`, `p50`, `p95` or `p99`."""
    return [float(getattr(sample, of)) for sample in samples]


def settle(*programs: Program, quiet: float = CHECK_SECONDS) -> None:
    """Wait until the background work of programs and databases has been idle for `quiet` seconds.

    The end of a process reduces the total of processor seconds, and counts as work. Raise MeasurementError when the
    programs aren't idle within SETTLE_SECONDS.
    """
    deadline = time.monotonic() + SETTLE_SECONDS
    readings: deque[list[float]] = deque(maxlen=1 + round(quiet / CHECK_SECONDS))
    while time.monotonic() < deadline:
        readings.append([processor_seconds(processes(program)) for program in programs])
        if len(readings) == readings.maxlen and all(
            abs(now - then) <= MAX_IDLE_USE * quiet for then, now in zip(readings[0], readings[-1], strict=True)
        ):
            return
        time.sleep(CHECK_SECONDS)
    raise MeasurementError("the work behind the answers found no end")
