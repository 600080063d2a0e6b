"""Users, sign-ins and invitations in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from recruit.adapters.postgres.engine.rows import Rows, new
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.statements import Statement, looked_up, told
from recruit.adapters.postgres.tables import (
    FORMER,
    MEMBER,
    api_keys,
    conversations,
    credentials,
    invitations,
    sign_ins,
    users,
)
from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.sessions import Invitation, InvitationDetails, Renewed, SignIn, SignInDetails
from recruit.domain.accounts.model.users import User, UserDetails, login_key
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes

_MEMBER, _FORMER = (literal_column(f"'{standing}'", Text) for standing in (MEMBER, FORMER))
_USER_ID = bindparam("user_id", type_=BigInteger)
_PRESENT = and_(users.c.org_id == bindparam("org_id"), users.c.id == bindparam("key_id"), users.c.standing != _FORMER)
_LOGIN = and_(credentials.c.org_id == bindparam("org_id"), credentials.c.user_id == _USER_ID)
_SIGN_IN = and_(sign_ins.c.org_id == bindparam("org_id"), sign_ins.c.id == bindparam("key_id"))
_THEIRS = and_(sign_ins.c.org_id == bindparam("org_id"), sign_ins.c.user_id == _USER_ID)

_OF_SIGN_IN = "sign_in_"

USER = looked_up(users, users.c.standing != _FORMER)
USERS_COUNTED = Statement(
    select(func.count()).where(
        users.c.org_id == bindparam("org_id"), users.c.standing == _MEMBER, users.c.role == bindparam("role")
    )
)
USER_REMOVED = Statement(update(users).where(_PRESENT).values(standing=_FORMER).returning(*told(users)), removes=True)
CREDENTIALS_ADDED = Statement(
    insert(credentials).values(
        email=bindparam("new_email"),
        org_id=bindparam("org_id"),
        user_id=bindparam("new_user_id"),
        password_hash=bindparam("new_password_hash"),
    )
)
PASSWORD_HASH = Statement(select(credentials.c.password_hash).where(_LOGIN))
PASSWORD_SET = Statement(update(credentials).where(_LOGIN).values(password_hash=bindparam("new_password_hash")))
CREDENTIALS_REMOVED = Statement(delete(credentials).where(_LOGIN))
CONVERSATIONS_REMOVED = Statement(
    delete(conversations).where(conversations.c.org_id == bindparam("org_id"), conversations.c.user_id == _USER_ID)
)
API_KEYS_REMOVED = Statement(
    delete(api_keys).where(api_keys.c.org_id == bindparam("org_id"), api_keys.c.created_by_user_id == _USER_ID)
)
SIGN_IN_ADDED = Statement(
    insert(sign_ins)
    .from_select(
        ["org_id", "user_id", "expires_at", "family", "latest", "granted"],
        select(
            users.c.org_id,
            users.c.id,
            *(
                bindparam(f"new_{name}", type_=sign_ins.c[name].type)
                for name in ("expires_at", "family", "latest", "granted")
            ),
        ).where(_PRESENT),
    )
    .returning(*told(sign_ins))
)
"""Inserts no row for a removed user."""
_WITH_USER = sign_ins.join(users, and_(users.c.org_id == sign_ins.c.org_id, users.c.id == sign_ins.c.user_id))
SIGN_IN_USER = Statement(
    select(*told(users))
    .select_from(_WITH_USER)
    .where(_SIGN_IN, users.c.standing != _FORMER, sign_ins.c.granted.is_(None))
)
SIGN_IN_WITH_USER = Statement(
    select(*told(users), *(one.label(f"{_OF_SIGN_IN}{one.name}") for one in told(sign_ins)))
    .select_from(_WITH_USER)
    .where(_SIGN_IN, users.c.standing != _FORMER)
)
GRANTS = Statement(
    select(*told(sign_ins))
    .where(
        _THEIRS,
        sign_ins.c.expires_at >= bindparam("now"),
        sign_ins.c.granted.op("@>")(literal_column("""'{"challenge": null}'::jsonb""")),
    )
    .order_by(sign_ins.c.id)
)
SIGN_IN_ENDED = Statement(delete(sign_ins).where(_SIGN_IN))
SIGN_INS_ENDED = Statement(delete(sign_ins).where(_THEIRS, sign_ins.c.id != bindparam("besides", type_=BigInteger)))
SIGN_INS_FORGOTTEN = Statement(delete(sign_ins).where(_THEIRS, sign_ins.c.expires_at < bindparam("before")))
INVITATIONS_REPLACED = Statement(
    delete(invitations).where(
        invitations.c.org_id == bindparam("org_id"), invitations.c.email_key == bindparam("email_key")
    )
)


@cache
def user_changed(names: tuple[str, ...]) -> Statement:
    """Set these columns of a user who wasn't removed, and return the user."""
    values: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
    return Statement(update(users).where(_PRESENT).values(values).returning(*told(users)))


class PostgresUsers:
    """Repository of users and their logins."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("user", users, user, session)

    async def add(self, details: UserDetails, password_hash: str) -> User:
        """Store a user and their login."""
        async with self._rows.atomic():
            made = await self._rows.add(asdict(details))
            await self._rows.fetch(
                CREDENTIALS_ADDED,
                new_email=login_key(made.email),
                new_user_id=made.id,
                new_password_hash=password_hash,
            )
            return made

    async def get(self, user_id: int) -> User:
        """Return one user."""
        return await self._rows.looked_up(user_id, USER)

    async def page(self, window: Window) -> Page[User]:
        """Return a page of users."""
        return await self._rows.page(window, {"standing": MEMBER})

    async def count(self, role: Role) -> int:
        """Return the number of users with a role."""
        ((found,),) = await self._rows.fetch(USERS_COUNTED, role=role)
        return int(found)

    async def change(self, user_id: int, changes: Changes) -> User:
        """Set columns."""
        if not changes:
            return await self.get(user_id)
        return await self._rows.one(user_id, user_changed(tuple(sorted(changes))), **new(changes))

    async def password_hash(self, user_id: int) -> str:
        """Return the password hash."""
        rows = await self._rows.fetch(PASSWORD_HASH, user_id=user_id)
        if not rows:
            raise NotFound("user", user_id)
        return str(rows[0]["password_hash"])

    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Set the password hash."""
        await self._rows.fetch(PASSWORD_SET, user_id=user_id, new_password_hash=password_hash)

    async def remove(self, user_id: int) -> None:
        """Mark a user as removed, and delete login, sign-ins, API keys and conversations.

        The user's row stays, as others refer to it.
        """
        async with self._rows.atomic():
            await self._rows.one(user_id, USER_REMOVED)
            await self._rows.fetch(CREDENTIALS_REMOVED, user_id=user_id)
            await self._rows.fetch(SIGN_INS_ENDED, user_id=user_id, besides=0)
            await self._rows.fetch(API_KEYS_REMOVED, user_id=user_id)
            await self._rows.fetch(CONVERSATIONS_REMOVED, user_id=user_id)


class PostgresSignIns:
    """Repository of sign-ins."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("sign-in", sign_ins, _sign_in, session)

    async def add(self, details: SignInDetails) -> SignIn:
        """Store a sign-in."""
        values = asdict(details) | {"granted": _json(details.granted)}
        rows = await self._rows.fetch(SIGN_IN_ADDED, key_id=details.user_id, **new(values))
        if not rows:
            raise Refused
        return _sign_in(**rows[0])

    async def get(self, sign_in_id: int) -> SignIn:
        """Lock one sign-in and return it."""
        return await self._rows.hold(sign_in_id)

    async def user(self, sign_in_id: int) -> User:
        """Return the user of a login session."""
        rows = await self._rows.fetch(SIGN_IN_USER, key_id=sign_in_id)
        if not rows:
            raise NotFound("sign-in", sign_in_id)
        return user(**rows[0])

    async def with_user(self, sign_in_id: int) -> tuple[SignIn, User]:
        """Return one sign-in with its user."""
        rows = await self._rows.fetch(SIGN_IN_WITH_USER, key_id=sign_in_id)
        if not rows:
            raise NotFound("sign-in", sign_in_id)
        columns = dict(rows[0])
        names = [name for name in columns if name.startswith(_OF_SIGN_IN)]
        found = _sign_in(**{name.removeprefix(_OF_SIGN_IN): columns.pop(name) for name in names})
        return found, user(**columns)

    async def grants(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's grants."""
        return [_sign_in(**row) for row in await self._rows.fetch(GRANTS, user_id=user_id, now=now)]

    async def renew(self, sign_in_id: int, renewed: Renewed, granted: Grant | None = None) -> None:
        """Store a renewal."""
        await self._rows.change(sign_in_id, asdict(renewed) | ({"granted": _json(granted)} if granted else {}))

    async def end(self, sign_in_id: int) -> None:
        """Remove a sign-in."""
        await self._rows.fetch(SIGN_IN_ENDED, key_id=sign_in_id)

    async def end_others(self, user_id: int, besides: int | None = None) -> None:
        """Remove a user's sign-ins."""
        await self._rows.fetch(SIGN_INS_ENDED, user_id=user_id, besides=besides or 0)

    async def forget(self, user_id: int, before: datetime) -> None:
        """Remove a user's expired sign-ins."""
        await self._rows.fetch(SIGN_INS_FORGOTTEN, user_id=user_id, before=before)


class PostgresInvitations:
    """Repository of invitations."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("invitation", invitations, _invitation, session)

    async def add(self, details: InvitationDetails) -> Invitation:
        """Store an invitation in place of others to the same address."""
        async with self._rows.atomic():
            key = login_key(details.email)
            await self._rows.fetch(INVITATIONS_REPLACED, email_key=key)
            return await self._rows.add({**asdict(details), "email_key": key})

    async def get(self, invitation_id: int) -> Invitation:
        """Return one invitation."""
        return await self._rows.get(invitation_id)

    async def page(self, window: Window) -> Page[Invitation]:
        """Return a page of invitations."""
        return await self._rows.page(window, {})

    async def remove(self, invitation_id: int) -> None:
        """Remove an invitation."""
        await self._rows.remove(invitation_id)


ROLES = {role.value: role for role in Role}
"""Roles by name. A look-up takes a tenth of the time of `Role(name)`."""


def user(role: str, **columns: Any) -> User:
    """Return the user of a row's columns."""
    return User(role=ROLES[role], **columns)


def _json(grant: Grant | None) -> Mapping[str, object] | None:
    if grant is None:
        return None
    return asdict(grant) | {"scopes": list(grant.scopes), "created_at": grant.created_at.isoformat()}


def _sign_in(granted: Mapping[str, Any] | None, **columns: Any) -> SignIn:
    """Return the sign-in of a row's columns."""
    if granted is None:
        return SignIn(**columns)
    values = {"scopes": tuple(granted["scopes"]), "created_at": datetime.fromisoformat(granted["created_at"])}
    return SignIn(granted=Grant(**{**granted, **values}), **columns)


def _invitation(role: str, **columns: Any) -> Invitation:
    return Invitation(role=ROLES[role], **columns)
