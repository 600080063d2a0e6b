"""The socket that a server listens on."""

import errno
import logging
import socket
import time
from typing import Any

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.settings import Settings

IN_USE = "stop the program that uses it, or set RECRUIT_PORT"
OTHER_PLACE = "set RECRUIT_HOST and RECRUIT_PORT"
REMEDIES = {errno.EADDRINUSE: IN_USE, errno.EACCES: "set RECRUIT_PORT to 1024 or more, with a proxy in front"}
"""What to do about an error, by its number."""


IN_USE_SECONDS = 5.0
"""Time in which workers whose supervisor was killed close their socket. They notice its end at once."""

PAUSE_SECONDS = 0.1

log = logging.getLogger(__name__)


def bound(settings: Settings, wait_seconds: float = 0) -> socket.socket:
    """Return a socket for the host and port of the settings, preferably IPv4. Raises ConfigurationError.

    It refuses connections until a server that can answer them listens on it. A port in use is waited for.
    Two servers that start at the same moment may both have it: the second that listens fails.
    """
    place = f"RECRUIT_HOST={settings.host}, RECRUIT_PORT={settings.port}"
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
        return _bound(family, address, place, wait_seconds)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        remedy = REMEDIES.get(error.errno or 0, OTHER_PLACE)
        raise ConfigurationError(f"{place}: can't be listened on: {reason}: {remedy}") from None
    except UnicodeError:  # a host name with an empty label, with one of more than 63 characters, and so on
        raise ConfigurationError(f"{place}: can't be listened on: that is no name of a host: {OTHER_PLACE}") from None


def _bound(family: int, address: tuple[Any, ...], place: str, wait_seconds: float) -> socket.socket:
    """Return a socket that is bound to an address. Raises OSError."""
    deadline, is_waiting = time.monotonic() + wait_seconds, False
    while True:
        found = socket.socket(family)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            found.bind(address)
        except OSError as error:
            found.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise
        else:
            return found
        if not is_waiting:
            log.warning("%s: in use: waiting %g s for it, in case a server is just ending", place, wait_seconds)
            is_waiting = True
        time.sleep(PAUSE_SECONDS)
