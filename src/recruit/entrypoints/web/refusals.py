"""Reasons for which the console refuses a request before its handler runs."""

from recruit.domain.shared.errors import Forbidden, RecruitError, Refused


class SessionEnded(Refused):
    """The browser has no valid session."""

    def __init__(self) -> None:
        super().__init__("Your session has ended")


class CrossSite(Forbidden):
    """A page of another site has sent the request."""

    def __init__(self) -> None:
        super().__init__("This request came from another site, so it was refused")


class StaleForm(Forbidden):
    """The form lacks the session's token: it was opened before the user signed in anew, or forged."""

    def __init__(self) -> None:
        super().__init__("This form was opened before you signed in. Check what you entered and send it again")


class MovedMeanwhile(RecruitError):
    """The application isn't in the stage in which the reader saw it. The message says who has moved it, and where."""


class PasswordNeeded(Forbidden):
    """The operation takes the password again. The form is shown with a field for it: see `confirmation`."""

    def __init__(self, refused: str | None = None) -> None:
        """`refused` says why a password that was sent isn't accepted."""
        super().__init__(refused or "Enter your password again to do this")
        self.refused = refused
