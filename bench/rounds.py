"""Rounds of measurements, taken in turns, and what they say."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence

from bench.load import Sample
from bench.processes import NoAnswer, processor_seconds
from bench.programs import Program, processes

Measure = Callable[[], Sample]
Samples = Mapping[str, Sequence[Sample]]
"""By name of what was measured, one a round."""

IDLE = 0.03
"""The share of one processor that a program at rest uses at most."""

LOOK_SECONDS = 0.5
SETTLE_SECONDS = 900


def interleaved(measures: Mapping[str, Measure], rounds: int) -> Samples:
    """Take every measure once a round, in turns: what slows the machine for a while slows them all. Raises NoAnswer."""
    samples: dict[str, list[Sample]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            try:
                samples[name].append(measure())
            except NoAnswer as error:
                raise NoAnswer(f"{name}: {error}") from error
    return samples


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
    """Wait until work that goes on behind answers, the databases' included, has rested for `quiet` seconds.

    Raises NoAnswer when it finds no end.
    """
    deadline = time.monotonic() + SETTLE_SECONDS
    rested = 0.0
    while time.monotonic() < deadline:
        before = [processor_seconds(processes(program)) for program in programs]
        time.sleep(LOOK_SECONDS)
        after = [processor_seconds(processes(program)) for program in programs]
        rests = all(now - then <= IDLE * LOOK_SECONDS for then, now in zip(before, after, strict=True))
        rested = rested + LOOK_SECONDS if rests else 0
        if rested >= quiet:
            return
    raise NoAnswer("the work behind the answers found no end")
