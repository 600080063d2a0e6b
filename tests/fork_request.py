"""A request to the fork server. Run as a program, it is `recruit` for whatever starts processes of its own.

Its first argument is the address of the fork server, the others are those of `recruit`.
"""

import json
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence


def requested(
    address: str, arguments: Sequence[str], environment: Mapping[str, str], streams: Sequence[int]
) -> socket.socket:
    """Have a process forked with these standard streams. Return the connection that tells of it."""
    server = socket.socket(socket.AF_UNIX)
    server.connect(address)
    request = {"arguments": arguments, "environment": dict(environment), "directory": os.getcwd()}  # noqa: PTH109 - imports less
    data = json.dumps(request).encode() + b"\n"
    sent = socket.send_fds(server, [data], streams)
    server.sendall(data[sent:])
    return server


def main() -> None:
    """Have a process forked with the streams of this one, pass signals on to it, and end with its exit code."""
    with requested(sys.argv[1], sys.argv[2:], os.environ, (0, 1, 2)).makefile() as told:
        pid = int(told.readline())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _: os.kill(pid, number))
        sys.exit(int(told.readline()))


if __name__ == "__main__":
    main()
