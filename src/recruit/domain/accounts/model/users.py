"""Organisations, users, credentials and actors."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import Self
from unicodedata import normalize

from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, TABLE, Permission, Role
from recruit.domain.shared.errors import Forbidden


class RegistrationMode(StrEnum):
    """Registration mode: open to all clients, for the first organisation only, or closed."""

    OPEN = "open"
    FIRST = "first"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A tenant. Every other record belongs to exactly one."""

    id: int
    name: str
    requires_second_factor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDetails:
    """A user before storage assigns an id."""

    email: str
    full_name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class User(UserDetails):
    """A person who works with the organisation's data.

    `mail_notices` is whether the user wants notices by mail, and `mail_language` the language of mail; each is None
    until the user chooses.
    """

    id: int
    org_id: int
    mail_notices: bool | None = None
    mail_language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """The stored credentials of a user. `password_hash` is a PHC string."""

    user_id: int
    org_id: int
    password_hash: str


_REQUIRED: ContextVar[set[Permission] | None] = ContextVar("needed", default=None)


@contextmanager
def recording_permissions() -> Iterator[AbstractSet[Permission]]:
    """Yield the set of permissions that actors need in the block. It grows as they are checked."""
    required: set[Permission] = set()
    before = _REQUIRED.set(required)
    try:
        yield required
    finally:
        _REQUIRED.reset(before)


class ActorKind(StrEnum):
    """The kind of an actor: a person, a program with an API key, or the agent on behalf of either."""

    USER = "user"
    KEY = "key"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The authenticated caller. `scopes`, if not None, narrow the permissions of the role, and never extend them.

    `sign_in_id` is the session of the caller's access token, `api_key_id` the caller's API key. Each is None if the
    caller has none.
    """

    user_id: int
    org_id: int
    role: Role
    kind: ActorKind = ActorKind.USER
    scopes: AbstractSet[Permission] | None = None
    sign_in_id: int | None = None
    api_key_id: int | None = None

    def has_permission(self, permission: Permission) -> bool:
        """Return whether the actor has a permission, and make the actor the one of this task (`ACTOR`)."""
        ACTOR.set(self)
        return permission in PERMISSIONS_OF[self.role] and (self.scopes is None or permission in self.scopes)

    def require(self, permission: Permission) -> None:
        """Raise Forbidden, with a message that names the missing permission or scope, unless the actor has it."""
        if not self.has_permission(permission):
            raise Forbidden(self._denial(permission), permission)
        if (required := _REQUIRED.get()) is not None:
            required.add(permission)

    def require_login(self) -> None:
        """Raise Forbidden for an API key, in operations on a user's own sessions and password."""
        if self.api_key_id is not None:
            raise Forbidden("A key can't do this: it takes a user who has logged in")

    def by_agent(self) -> Self:
        """Return the agent acting for this actor, with the same permissions."""
        return replace(self, kind=ActorKind.AGENT)

    def _denial(self, permission: Permission) -> str:
        if self.scopes is not None and permission not in self.scopes:
            return f"This key lacks the scope {permission}"
        whose = f"Your role {self.role}" if self.api_key_id is None else f"The role {self.role} of this key's maker"
        return f"{whose} lacks the permission {permission}: it needs the role {TABLE[permission].lowest_role}"


class SystemActor(Enum):
    """The actor of background work, which no user has requested. It sees all jobs of an organisation."""

    SYSTEM = "system"


ACTOR: ContextVar[Actor | SystemActor | None] = ContextVar("actor", default=None)
"""The actor of this task. Set by authentication, and by every check of a permission: each use case makes one, so that
a storage can be restricted by the actor without a parameter that could be forgotten."""


@contextmanager
def as_system() -> Iterator[None]:
    """Make the system the actor of the block's work. A check of a user's permission makes that user the actor."""
    before = ACTOR.set(SystemActor.SYSTEM)
    try:
        yield
    finally:
        ACTOR.reset(before)


def login_key(email: str) -> str:
    """Return the normalised form in which e-mail addresses are compared, so that an address has one account.

    Ignored differences are case, compatible characters such as full-width ones (NFKC, UAX 15), the dots between labels
    (RFC 3490, 3.1), and the ASCII form of a domain's labels (Punycode, RFC 3492).
    """
    if email.isascii() and "xn--" not in (lower := email.lower()):
        return lower
    local, at, domain = email.rpartition("@")
    labels = _nfkc_lower(domain).replace("\u3002", ".").split(".")
    return f"{_nfkc_lower(local)}{at}{'.'.join(map(_unicode_label, labels))}"


def login_keys(email: str) -> tuple[str, ...]:
    """Return the keys by which a login is looked up, in order. Older logins may have the address in lower case."""
    return tuple(dict.fromkeys((email.lower(), login_key(email))))


def _nfkc_lower(text: str) -> str:
    return normalize("NFKC", normalize("NFKC", text).lower())


def _unicode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        found = _nfkc_lower(label.removeprefix("xn--").encode("ascii").decode("punycode"))
        found.encode()  # fails for lone surrogates, which no storage accepts
    except UnicodeError:
        return label
    return found
