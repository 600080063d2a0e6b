"""`python -m chaos`: kill parts of a server under load, promote a replica, upgrade, and say whether promises were kept.

Exit code 1 if a promise was broken, or if the only test can't run here.
"""

import argparse
import asyncio
import random
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from chaos import cluster, failover, run, upgrade, webhooks
from chaos.run import Report

NAMES = ("faults", "webhooks", "failover", "cluster", "upgrade")
SECONDS = 240
"""Default time limit of the faults. The promotion takes less than the remaining minute of five."""


def main() -> int:
    """Run all tests and print their reports."""
    parser = argparse.ArgumentParser(prog="python -m chaos", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--faults", type=int, default=20, help="how many (default: 20)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"at most, for the faults (default: {SECONDS})")
    parser.add_argument("--earlier", help="a git revision to upgrade from (default: the newest tag)")
    parser.add_argument("--programs", type=Path, help="the directory of a PostgreSQL's programs with Citus")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="of the cluster's faults")  # noqa: S311
    parser.add_argument("--only", choices=NAMES, help="one of the tests")
    arguments = parser.parse_args()
    failed = False
    tests: dict[str, Callable[[], Coroutine[Any, Any, Report]]] = {
        "faults": lambda: run.run(faults=arguments.faults, seconds=arguments.seconds),
        "webhooks": lambda: webhooks.run(faults=arguments.faults, seconds=arguments.seconds),
        "failover": lambda: failover.run(seconds=60),
        "cluster": lambda: cluster.run(
            faults=arguments.faults, seconds=arguments.seconds, seed=arguments.seed, programs=arguments.programs
        ),
        "upgrade": lambda: upgrade.run_from(arguments.earlier or upgrade.default_revision(), seconds=arguments.seconds),
    }
    for name, test in tests.items():
        if arguments.only not in {None, name}:
            continue
        try:
            report = asyncio.run(test())
        except cluster.LeftOut as reason:
            print(f"{name}: {reason}\n", flush=True)  # noqa: T201 - the result
            failed = failed or arguments.only is not None
            continue
        print(f"{name}: {report.text()}\n", flush=True)  # noqa: T201 - the result
        failed = failed or bool(report.broken)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
