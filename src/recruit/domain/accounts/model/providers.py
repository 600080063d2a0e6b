"""Identity providers (OpenID Connect): the accounts of their users here, and what they say of a user."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import login_key

NO_PASSWORD = "*"  # noqa: S105 - no hash has this form
"""The stored hash of a user without a password."""


class AccountRule(StrEnum):
    """The rule for a first sign-in: only users who exist, or also new ones with an address of a listed domain."""

    LINK = "link"
    CREATE = "create"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The verified statement of a provider about a user.

    `email` is one that the provider has verified, otherwise None. `values` holds all claims. `authenticated_at` is when
    the user entered a password there (`auth_time`).
    """

    issuer: str
    subject: str
    email: str | None = None
    full_name: str | None = None
    authenticated_at: datetime | None = None
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An identity provider, which signs users of one organisation in.

    `name` is its name in URLs, `label` its name for people. `domains` are those of new users. `roles` maps values of
    the claim `role_claim` to roles; `default_role` is that of users without such a value, who are refused if it is
    None. With `updates_role` each sign-in sets the role. Without `passwords` members of the organisation sign in here
    only, except those with the addresses `break_glass`.
    """

    name: str
    label: str
    issuer: str
    org_id: int
    rule: AccountRule = AccountRule.LINK
    domains: AbstractSet[str] = frozenset()
    role_claim: str | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    default_role: Role | None = None
    updates_role: bool = False
    passwords: bool = True
    break_glass: AbstractSet[str] = frozenset()

    def role_of(self, claims: Claims) -> Role | None:
        """Return the highest role of the values of the claim, or the default one."""
        found = {self.roles[value] for value in _values(claims.values, self.role_claim) if value in self.roles}
        return max(found, key=list(Role).index, default=self.default_role)

    def creates(self, email: str) -> bool:
        """Return whether a user with a verified address may get a new account."""
        return self.rule is AccountRule.CREATE and login_key(email).rpartition("@")[2] in self.domains


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDetails:
    """The identity of a user at a provider. A provider names its users by `subject`, which never changes."""

    user_id: int
    issuer: str
    subject: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(IdentityDetails):
    """A stored identity."""

    id: int
    org_id: int


def refuses_password(providers: Iterable[Provider], org_id: int, email: str) -> bool:
    """Return whether a user has to sign in at a provider, and not with a password."""
    strict = [one for one in providers if one.org_id == org_id and not one.passwords]
    return bool(strict) and not any(login_key(email) in one.break_glass for one in strict)


def _values(claims: Mapping[str, Any], name: str | None) -> list[str]:
    """Return the texts of a claim. Dots in a name lead into objects, unless a claim has the whole name."""
    found: Any = claims.get(name or "")
    if found is None:
        found = claims
        for part in (name or "").split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)]
