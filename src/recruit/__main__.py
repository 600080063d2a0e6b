"""`recruit`, or `python -m recruit`."""

import signal
import sys


def run() -> None:
    """Run the command line. A server heeds SIGHUP once it serves, and isn't ended by it while all is imported."""
    if sys.argv[1:2] == ["serve"]:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    from recruit.entrypoints.cli import main  # noqa: PLC0415 - after that

    main(prog_name="recruit")


if __name__ == "__main__":
    run()
