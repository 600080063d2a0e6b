"""The one error tree of the core. Each edge has one table that turns it into its own terms."""


class RecruitError(Exception):
    """Anything the core refuses or can't do. `str(error)` is a sentence for the caller."""


class Invalid(RecruitError):
    """A rule between fields, or a document that can't be used."""


class Duplicate(RecruitError):
    """The thing is there already."""


class NotFound(RecruitError):
    """The thing isn't there, or belongs to another organisation: callers can't tell which.

    `merged_into` is the id of the one of the same kind that has all of it now, where it was merged.
    """

    def __init__(self, kind: str, id: int, merged_into: int | None = None) -> None:  # noqa: A002 - the field's own word
        merged = "" if merged_into is None else f": {kind} {id} was merged into {kind} {merged_into}"
        super().__init__(f"{kind.capitalize()} not found{merged}")
        self.kind = kind
        self.id = id
        self.merged_into = merged_into


class Stale(RecruitError):
    """The thing has changed since the caller saw it."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The {kind} has changed since: get it again, and send its new ETag in If-Match")


class Unanswered(RecruitError):
    """A request that came before with the same key and has no answer."""


class AnswerErased(RecruitError):
    """A request that came before with the same key was carried out; its answer was erased with a person."""


class Refused(RecruitError):
    """Credentials or a token that don't hold, or a token that has outlived its user."""

    def __init__(self, sentence: str = "Could not validate credentials") -> None:
        super().__init__(sentence)


class Throttled(RecruitError):
    """Passwords were wrong too often; the next attempt counts in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many wrong passwords; try again in {seconds} second{'s' if seconds > 1 else ''}")
        self.seconds = seconds


class Forbidden(RecruitError):
    """Something that the caller's role doesn't allow."""


class TooLarge(RecruitError):
    """More bytes than are accepted."""


class Unavailable(RecruitError):
    """A resource that the answer needs is down or saturated; the same request may succeed later."""


class ConfigurationError(RecruitError):
    """A setting that can't work. The sentence names the setting and what would work."""
