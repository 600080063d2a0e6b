"""Organisations, their users, and who is asking."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user may do in the organisation, from least to most."""

    VIEWER = "viewer"
    HIRING_MANAGER = "hiring_manager"
    RECRUITER = "recruiter"
    ORG_ADMIN = "org_admin"

    def reaches(self, least: "Role") -> bool:
        """Tell whether this role may do what asks for `least`."""
        roles = list(Role)
        return roles.index(self) >= roles.index(least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A tenant: everything else belongs to exactly one."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDetails:
    """What is known of a user before storage gives an id."""

    email: str
    full_name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class User(UserDetails):
    """A person who works with the organisation's data."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a login is checked against. `password_hash` is a PHC string."""

    user_id: int
    org_id: int
    password_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is asking, as their token says."""

    user_id: int
    org_id: int
    role: Role


def login_key(email: str) -> str:
    """Return the form in which e-mail addresses are compared: one address, one account, whatever its case."""
    return email.lower()
