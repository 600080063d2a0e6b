"""Exceptions of the domain. Each entry point has one table that maps them, for example to HTTP statuses."""


class RecruitError(Exception):
    """Base class of all exceptions of the domain. `str(error)` is a sentence for the caller."""


class Invalid(RecruitError):
    """A value that breaks a rule, or a document that can't be used."""


class Duplicate(RecruitError):
    """The record exists already."""


class NotFound(RecruitError):
    """The record doesn't exist, or belongs to another organisation. Callers can't tell which.

    `merged_into` is the id of the record of the same kind that it was merged into, if it was merged.
    """

    def __init__(self, kind: str, id: int, merged_into: int | None = None) -> None:
        merged = "" if merged_into is None else f": {kind} {id} was merged into {kind} {merged_into}"
        super().__init__(f"{kind.capitalize()} not found{merged}")
        self.kind = kind
        self.id = id
        self.merged_into = merged_into


class Stale(RecruitError):
    """The record has changed since the caller read it."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The {kind} has changed since: get it again, and send its new ETag in If-Match")


class KeyReused(Invalid):
    """The idempotency key came with another request before."""


class RequestInProgress(RecruitError):
    """An earlier request with the same idempotency key has no response yet, or was interrupted."""


class ResponseErased(RecruitError):
    """An earlier request with the same idempotency key was executed; its response was erased with a person."""


class HistoryExpired(RecruitError):
    """The position is of a history that isn't kept any more: a backup was restored since."""

    def __init__(self) -> None:
        super().__init__("The history since then is gone: read everything anew, and go on from there")


class Refused(RecruitError):
    """Invalid credentials, an invalid token, or a token whose user was removed."""

    def __init__(self, sentence: str = "Could not validate credentials") -> None:
        super().__init__(sentence)


class Throttled(RecruitError):
    """Too many wrong passwords or codes, or other attempts. The next one is accepted after `seconds`."""

    def __init__(self, seconds: int, attempts: str = "wrong passwords") -> None:
        super().__init__(f"Too many {attempts}; try again in {seconds} second{'s' if seconds > 1 else ''}")
        self.seconds = seconds


class Forbidden(RecruitError):
    """The caller isn't allowed to perform the action. `permission` is the missing one, if it is for want of one."""

    def __init__(self, sentence: str, permission: str | None = None) -> None:
        super().__init__(sentence)
        self.permission = permission


class TooLarge(RecruitError):
    """The content exceeds a limit in bytes."""


class Unavailable(RecruitError):
    """A required resource is down or saturated. The same request may succeed later."""


class ConfigurationError(RecruitError):
    """An invalid setting. The sentence names the setting and a value that works."""
