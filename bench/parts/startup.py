"""The duration of starts and imports, and the memory of a program."""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from bench.findings import Findings, Table, progress, times
from bench.machine import Machine
from bench.parts.memory import memory_ratios
from bench.processes import ROOT, environment
from bench.programs import Program, Recruit, Usual
from bench.scale import Scale
from bench.side_by_side import OURS, USUAL
from bench.virtualenv import yardstick_python

PROGRAMS: Mapping[str, Callable[[Path], Program]] = {OURS: Recruit, USUAL: Usual}
SERVER = {
    OURS: "recruit.entrypoints.http.transport.server, recruit.entrypoints.http.app",
    USUAL: "fastapi, uvicorn, sqlalchemy.orm, psycopg, jwt",
}
"""Modules that a server imports at start, by program."""

Seconds = dict[str, list[float]]


def measure(scale: Scale, machine: Machine) -> Findings:
    """Measure starts, imports and memory. Raise Busy and MeasurementError."""
    machine.check()
    cold, warm = _starts(scale.starts)
    rows = [
        ["Cold start, with an empty data directory", times(_ratio(cold))],
        ["Warm start, with data", times(_ratio(warm))],
        [f"import {SERVER[OURS]}, against import {SERVER[USUAL]}", times(_imports(scale.starts))],
        *([what, times(ratio)] for what, ratio in memory_ratios(scale).items()),
    ]
    for row in rows:
        progress(*row)
    reading = (
        "Ours divided by the usual program's: less is better. A start lasts until the first answer and includes the "
        "database: making it, starting it, its tables. Memory that processes share counts once."
    )
    table = Table(title="Start and memory", reading=reading, header=["What", "÷ usual"], rows=rows)
    return Findings(title="Startup", tables=[table])


def _starts(rounds: int) -> tuple[Seconds, Seconds]:
    """Return the seconds of cold and of warm starts by program, measured in turns."""
    cold: Seconds = {name: [] for name in PROGRAMS}
    warm: Seconds = {name: [] for name in PROGRAMS}
    for _ in range(rounds):
        for name, make in PROGRAMS.items():
            with tempfile.TemporaryDirectory(prefix="bench-") as place:
                program = make(Path(place, "data"))
                for seconds in (cold, warm):
                    seconds[name].append(_seconds(program.start))
                    program.stop()
    return cold, warm


def _imports(rounds: int) -> float:
    """Return the ratio of the import times, without the start of the interpreter."""
    pythons = {OURS: Path(sys.executable), USUAL: yardstick_python()}
    taken: Seconds = {name: [] for name in pythons}
    for _ in range(rounds):
        for name, python in pythons.items():
            whole = _seconds(partial(_run, [python, "-c", f"import {SERVER[name]}"]))
            taken[name].append(whole - _seconds(partial(_run, [python, "-c", "pass"])))
    return _ratio(taken)


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(command, check=True, cwd=ROOT, env=environment())  # noqa: S603 - ours


def _seconds(work: Callable[[], None]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _ratio(seconds: Seconds) -> float:
    return statistics.median(ours / usual for ours, usual in zip(seconds[OURS], seconds[USUAL], strict=True))
