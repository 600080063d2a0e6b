"""`python -m chaos`: kill parts of a server under load, then promote a replica, and say whether every promise was kept.

Exit code 1 if a promise was broken.
"""

import argparse
import asyncio
import sys

from chaos import failover, run, webhooks

SECONDS = 240
"""Default time limit of the faults. The promotion takes less than the remaining minute of five."""


def main() -> int:
    """Run both tests and print their reports."""
    parser = argparse.ArgumentParser(prog="python -m chaos", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--faults", type=int, default=20, help="how many (default: 20)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"at most, for the faults (default: {SECONDS})")
    arguments = parser.parse_args()
    broken = False
    for name, test in (
        ("Faults", run.run(faults=arguments.faults, seconds=arguments.seconds)),
        ("Webhooks", webhooks.run(faults=arguments.faults, seconds=arguments.seconds)),
        ("Promotion of a replica", failover.run(seconds=60)),
    ):
        report = asyncio.run(test)
        print(f"{name}: {report.text()}\n", flush=True)  # noqa: T201 - the result
        broken = broken or bool(report.broken)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
