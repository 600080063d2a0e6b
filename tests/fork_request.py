"""A request to the fork server. Run as a program, it replaces `recruit` for clients that start processes themselves.

Its first argument is the address of the fork server, the others are the arguments of `recruit`.
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
    """Request a fork with these standard streams. Return the connection that reports the process's id and exit code."""
    server = socket.socket(socket.AF_UNIX)
    server.connect(address)
    request = {"arguments": arguments, "environment": dict(environment), "directory": os.getcwd()}  # noqa: PTH109 - imports less
    data = json.dumps(request).encode() + b"\n"
    sent = socket.send_fds(server, [data], streams)
    server.sendall(data[sent:])
    return server


def main() -> None:
    """Request a fork with this process's streams, forward signals to it, and exit with its exit code."""
    with requested(sys.argv[1], sys.argv[2:], os.environ, (0, 1, 2)).makefile() as reports:
        pid = int(reports.readline())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _: os.kill(pid, number))
        sys.exit(int(reports.readline()))


if __name__ == "__main__":
    main()
