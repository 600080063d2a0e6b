"""Errors of a database that can't be connected to: what is wrong, and what an operator can do. None has a password."""

import os
import re
import ssl
from collections.abc import Iterator, Mapping, Sequence
from socket import gaierror
from urllib.parse import parse_qs

import asyncpg

from recruit.adapters.postgres.engine.errors import TEMPORARY_ERRORS
from recruit.adapters.postgres.engine.hosts import HOSTS, hosts
from recruit.domain.shared.errors import ConfigurationError, RecruitError, Unavailable

UNUSABLE = "RECRUIT_STORAGE can't be used as it is"
BAD_URL = (
    f"{UNUSABLE}: give postgresql://USER:PASSWORD@HOST/DATABASE, "
    "with special characters in the password as %XX, such as %40 for @"
)
FILES = ("passfile", "sslrootcert", "sslcert", "sslkey", "sslcrl")
"""Parameters of a URL that name files."""

PARAMETER_ERRORS = (
    asyncpg.ClientConfigurationError,
    asyncpg.UndefinedObjectError,
    asyncpg.InvalidParameterValueError,
    asyncpg.CantChangeRuntimeParamError,
    asyncpg.PostgresSyntaxError,
)
LOGIN_ERROR = asyncpg.InvalidAuthorizationSpecificationError

REMEDIES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
    (
        asyncpg.InvalidPasswordError,
        "",
        "correct role and password in the URL or its passfile, with special characters in the URL as %XX: %40 for @",
    ),
    (
        asyncpg.InvalidCatalogNameError,
        "",
        "create it by `createdb --owner ROLE --encoding UTF8 --template template0 DATABASE`, or correct its name",
    ),
    (LOGIN_ERROR, "^role .* does not exist", "create it by `createuser --pwprompt ROLE`, or correct its name"),
    (LOGIN_ERROR, "^role .* is not permitted", "allow it by `ALTER ROLE … LOGIN`, or name another role"),
    (
        LOGIN_ERROR,
        "no encryption|SSL off",
        "add sslmode=require to the URL if the server demands TLS; otherwise allow the connection in its pg_hba.conf",
    ),
    (
        LOGIN_ERROR,
        "SSL encryption|SSL on",
        "set sslmode=disable in the URL if the server refuses TLS; otherwise allow the connection in its pg_hba.conf",
    ),
    (
        LOGIN_ERROR,
        "",
        "name a role that the server's pg_hba.conf allows to log in so, with its password if it asks for one",
    ),
    (asyncpg.InsufficientPrivilegeError, "", "allow it by `GRANT CONNECT ON DATABASE … TO …`, or name another role"),
    (
        ConnectionError,
        "rejected SSL upgrade",
        "turn TLS on there (ssl = on) if it is PostgreSQL; in a network that you trust, sslmode=disable does without",
    ),
    (
        ssl.SSLCertVerificationError,
        "",
        "name the file of the certificate's authority as sslrootcert in the URL, and the host as the certificate does",
    ),
    (ssl.SSLError, "", "check the files of certificates that the URL names, and the server's TLS"),
    (PARAMETER_ERRORS, "^root certificate", "name the file of the certificate's authority as sslrootcert in the URL"),
    (PARAMETER_ERRORS, "", "correct it in the URL"),
)
"""What to do about errors that last until a setting is changed, by class and a pattern of the message."""

TEMPORARY_REMEDIES: tuple[tuple[type[Exception], str], ...] = (
    (gaierror, "correct the host in RECRUIT_STORAGE, or look why this machine doesn't find it"),
    (TimeoutError, "check that it runs and that no firewall is between, or correct the host in RECRUIT_STORAGE"),
    (asyncpg.CannotConnectNowError, "wait, and try again"),
    (asyncpg.DiskFullError, "free some space on the disk of the database"),
    (asyncpg.TooManyConnectionsError, "raise its max_connections, or end other connections"),
    (asyncpg.TargetServerAttributeNotMatched, "wait for a failover to end, or correct target_session_attrs"),
    (Exception, "start PostgreSQL there, or correct host and port in RECRUIT_STORAGE"),
)

CONNECTION_ERRORS = (
    *TEMPORARY_ERRORS,
    *PARAMETER_ERRORS,
    asyncpg.InsufficientPrivilegeError,
    asyncpg.InvalidCatalogNameError,
    ValueError,
)
"""Errors of connecting that `connection_error` explains."""


def connection_error(dsn: str, error: Exception) -> RecruitError:
    """Return the error to raise: Unavailable for one that may pass without a change of settings."""
    rest = HOSTS.sub("", dsn, count=1).partition("://")[2]
    if fault := next(_unreadable_files(parse_qs(rest.partition("?")[2])), None):
        return ConfigurationError(f"{UNUSABLE}: {fault}")
    is_invalid = isinstance(error, ValueError) and not isinstance(error, OSError | asyncpg.InterfaceError)
    # In such a URL, what is taken for the host or the database may be a password.
    if is_invalid or "@" in rest.partition("?")[0] or "#" in rest:
        return ConfigurationError(BAD_URL)
    reason = _reason(error)
    for kinds, pattern, remedy in REMEDIES:
        if isinstance(error, kinds) and re.search(pattern, reason):
            return ConfigurationError(f"{UNUSABLE}: {reason}: {remedy}")
    remedy = next(remedy for kind, remedy in TEMPORARY_REMEDIES if isinstance(error, kind))
    place = "" if "@" in rest else _place(dsn)
    return Unavailable(f"The database{place} can't be reached: {reason}: {remedy}")


def _unreadable_files(query: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a sentence for each file of a parameter that can't be used: asyncpg ignores some, and names no other."""
    for name in FILES:
        for file in query.get(name, ()):
            if not os.access(file, os.R_OK) or os.path.isdir(file):  # noqa: PTH112 - a Path raises where it may not look
                yield f"{name}={file} can't be read: correct the path, or let this user read the file"
            elif name == "passfile" and os.stat(file).st_mode & 0o077:  # noqa: PTH116 - as above
                yield f"{name}={file} can be read by other users, and isn't used: chmod 600 {file}"


def _reason(error: Exception) -> str:
    """Return what is wrong on one line, without the addresses of a host, which the place names."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message.rstrip(".")
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if numbers := re.findall(r"\[Errno (\d+)\]", str(error)):
        return ", ".join(dict.fromkeys(os.strerror(int(number)) for number in numbers))
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).partition("\n")[0]


def _place(dsn: str) -> str:
    """Return where the hosts of the URL are."""
    named = [f"{one['host']}:{one['port']}" if "port" in one else one["host"] for one in hosts(dsn)]
    return f" at {', '.join(named)}" if any(named) else " on this machine"
