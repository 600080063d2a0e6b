"""The socket that a server listens on."""

import errno
import socket

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.settings import Settings

IN_USE = "stop the program that uses it, or set RECRUIT_PORT"
OTHER_PLACE = "set RECRUIT_HOST and RECRUIT_PORT"
REMEDIES = {errno.EADDRINUSE: IN_USE, errno.EACCES: "set RECRUIT_PORT to 1024 or more, with a proxy in front"}
"""What to do about an error, by its number."""


def listening(settings: Settings) -> socket.socket:
    """Return a socket that listens on the host and port of the settings, preferably IPv4. Raises ConfigurationError."""
    place = f"RECRUIT_HOST={settings.host}, RECRUIT_PORT={settings.port}"
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        remedy = REMEDIES.get(error.errno or 0, OTHER_PLACE)
        raise ConfigurationError(f"{place}: can't be listened on: {reason}: {remedy}") from None
    except UnicodeError:  # a host name with an empty label, with one of more than 63 characters, and so on
        raise ConfigurationError(f"{place}: can't be listened on: that is no name of a host: {OTHER_PLACE}") from None
