"""Fields of a registration. The command line, which imports no web framework, validates users by them too."""

from msgspec import Struct

from recruit.entrypoints.http.field_types import Email, Name, Password


class Registration(Struct):
    """A new organisation and its first user."""

    email: Email
    password: Password
    org_name: Name | None = None
