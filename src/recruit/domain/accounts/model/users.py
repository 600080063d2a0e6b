"""Organisations, their users, and who is asking."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from unicodedata import normalize

from recruit.domain.accounts.model.permissions import GRANTED, TABLE, Permission, Role
from recruit.domain.shared.errors import Forbidden


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


_NEEDED: ContextVar[set[Permission] | None] = ContextVar("needed", default=None)


@contextmanager
def noting_needs() -> Iterator[AbstractSet[Permission]]:
    """Yield the permissions that whoever acts in the block turns out to need."""
    needed: set[Permission] = set()
    before = _NEEDED.set(needed)
    try:
        yield needed
    finally:
        _NEEDED.reset(before)


class ActorKind(StrEnum):
    """What acts: a person, a program with a key of its own, or the agent on behalf of either."""

    USER = "user"
    KEY = "key"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is asking. Where there are `scopes` they narrow what the role may do, and never widen it.

    `sign_in_id` is the sign-in that their token names, `api_key_id` the key that they came with: None for whoever came
    without one.
    """

    user_id: int
    org_id: int
    role: Role
    kind: ActorKind = ActorKind.USER
    scopes: AbstractSet[Permission] | None = None
    sign_in_id: int | None = None
    api_key_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """Tell whether they may do something."""
        return permission in GRANTED[self.role] and (self.scopes is None or permission in self.scopes)

    def need(self, permission: Permission) -> None:
        """Raise Forbidden, with a sentence that names what is lacking, unless they may do something."""
        if not self.may(permission):
            raise Forbidden(self._lacking(permission))
        if (needed := _NEEDED.get()) is not None:
            needed.add(permission)

    def need_login(self) -> None:
        """Raise Forbidden for a key, in what is about a user's own coming in."""
        if self.api_key_id is not None:
            raise Forbidden("A key can't do this: it takes a user who has logged in")

    def by_agent(self) -> Self:
        """Return the agent that acts for them, with the same rights."""
        return replace(self, kind=ActorKind.AGENT)

    def _lacking(self, permission: Permission) -> str:
        if self.scopes is not None and permission not in self.scopes:
            return f"This key lacks the scope {permission}"
        whose = f"Your role {self.role}" if self.api_key_id is None else f"The role {self.role} of this key's maker"
        return f"{whose} lacks the permission {permission}: it needs the role {TABLE[permission].least}"


def login_key(email: str) -> str:
    """Return the form in which e-mail addresses are compared: one address, one account, however it is written.

    Case makes no difference, nor do compatible characters such as full-width ones (NFKC, UAX 15), the dots between
    labels (RFC 3490, 3.1), and whether a label of the domain is written in ASCII (RFC 3492).
    """
    if email.isascii() and "xn--" not in (lower := email.lower()):
        return lower
    local, at, domain = email.rpartition("@")
    labels = _folded(domain).replace("\u3002", ".").split(".")
    return f"{_folded(local)}{at}{'.'.join(map(_unicode_label, labels))}"


def login_keys(email: str) -> tuple[str, ...]:
    """Return the forms by which a login is looked for, in this order: whoever came first keeps the older one."""
    return tuple(dict.fromkeys((email.lower(), login_key(email))))


def _folded(text: str) -> str:
    return normalize("NFKC", normalize("NFKC", text).lower())


def _unicode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        found = _folded(label.removeprefix("xn--").encode("ascii").decode("punycode"))
        found.encode()  # halves of surrogate pairs, which no storage takes
    except UnicodeError:
        return label
    return found
