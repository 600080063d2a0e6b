"""`python -m bench [PART …]`: measure recruit beside a program in the usual style, and beside parts of its stack.

Servers, databases and load generators are started here, and end with it. Exit codes: 1 when a part could not be
measured, 3 when something else used the machine, 130 when interrupted.
"""

import argparse
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from bench.findings import Findings, progress
from bench.machine import Busy, Machine, environment_facts
from bench.parts import anchor, company, console, creating, growth, matching, requests, startup
from bench.processes import MeasurementError
from bench.report import page, write
from bench.scale import FULL, QUICK, Scale
from bench.virtualenv import CACHE, HERE, pinned, yardstick_python
from recruit.adapters.postgres.embedded.cluster import find_programs

PARTS: Mapping[str, Callable[[Scale, Machine], Findings]] = {
    "requests": requests.measure,
    "matching": matching.measure,
    "creating": creating.measure,
    "growth": growth.measure,
    "company": company.measure,
    "console": console.measure,
    "startup": startup.measure,
    "anchor": anchor.measure,
}
UNASKED = [name for name in PARTS if name != "anchor"]  # an earlier commit is there in a clone alone
NOT_MEASURED, BUSY, INTERRUPTED = 1, 3, 130


class TimeLimitExceeded(Exception):
    """A part exceeded its time limit."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeLimitExceeded in the block when it exceeds the limit."""

    def on_alarm(*_: object) -> NoReturn:
        raise TimeLimitExceeded(f"it took longer than the {seconds // 60} minutes that a part may take")

    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def main() -> int:
    """Measure, print and write the results. Only a full run of all parts replaces the stored results."""
    arguments = _arguments()
    scale = QUICK if arguments.quick else FULL
    chosen = arguments.part or UNASKED
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if set(chosen) & set(UNASKED):
        yardstick_python()
    machine = Machine(tolerant=arguments.busy)
    findings, failures, busy = {}, {}, False
    for name in chosen:
        progress(f"Measuring {name} …")
        try:
            with time_limit(scale.limit):
                findings[name] = PARTS[name](scale, machine)
            print(*(table.text() for table in findings[name].tables), sep="\n", flush=True)  # noqa: T201 - the result
        except (MeasurementError, TimeLimitExceeded, Busy) as error:
            failures[name] = str(error)
            busy |= isinstance(error, Busy)
    whole = not arguments.quick and set(chosen) == set(UNASKED)
    text = page(environment_facts(_postgres(), pinned()), machine, findings, failures)
    progress(f"Written to {write(HERE if whole else CACHE / 'last', text, findings)}", *failures.values())
    return BUSY if busy else NOT_MEASURED if failures else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").partition("\n\n")[2])
    parser.add_argument("part", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; by default all but anchor")
    parser.add_argument("--quick", action="store_true", help="small sizes and few rounds, for a first look")
    parser.add_argument("--busy", action="store_true", help="measure on a busy machine too, and mark the results")
    arguments = parser.parse_args()
    if unknown := set(arguments.part) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}: the parts are {', '.join(PARTS)}")
    return arguments


def _postgres() -> str:
    command: list[str | Path] = [find_programs() / "postgres", "--version"]
    version = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - no shell
    return re.sub(r"^\D*", "", version).strip()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        progress("Stopped.")
        sys.exit(INTERRUPTED)
