"""`recruit`, or `python -m recruit`."""

import os
import signal
import sys
from typing import NoReturn


def run() -> None:
    """Run the command line. A server heeds SIGHUP once it serves, and isn't ended by it while all is imported."""
    _open_closed_streams()
    if sys.argv[1:2] == ["serve"]:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    from recruit.entrypoints.cli.commands import main  # noqa: PLC0415 - after that

    try:
        main(prog_name="recruit")
    except OSError as error:
        if error.errno is None:  # a mere timeout of ours has none
            raise
        _end(error)


def _end(error: OSError) -> NoReturn:
    """End with a sentence where the system refuses something that no command expects: output onto a full disk.

    What is left of the output would be written again at the exit, and refused with a traceback.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    what = f"{error.filename}:" if error.filename else "The output can't be written:"
    sys.exit(f"Error: {what} {error.strerror}")


def _open_closed_streams() -> None:
    """Open the null device in place of standard streams that the caller has closed, as some supervisors do.

    Without it logging has no stream, and the next file that is opened becomes standard error of every child process.
    """
    for number, (name, mode) in enumerate({"stdin": "r", "stdout": "w", "stderr": "w"}.items()):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 - positional only; the lowest free number
            setattr(sys, name, os.fdopen(number, mode, closefd=False))


if __name__ == "__main__":
    run()
