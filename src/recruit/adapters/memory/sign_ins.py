"""Sign-ins in memory."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.second_factors import SecondFactor
from recruit.domain.accounts.model.sessions import Renewed, SignIn, SignInDetails
from recruit.domain.accounts.model.users import User
from recruit.domain.shared.errors import NotFound, Refused
from recruit.ports.changes import Changes


class MemorySignIns:
    """Repository of sign-ins."""

    def __init__(self, rows: Rows[SignIn], users: Rows[User], second_factors: Rows[SecondFactor]) -> None:
        self._rows = rows
        self._users = users
        self._second_factors = second_factors

    async def add(self, details: SignInDetails) -> SignIn:
        """Store a sign-in."""
        if details.user_id not in self._users.current:
            raise Refused
        return self._rows.put(self._rows.new(SignIn, asdict(details) | {"granted": details.granted}))

    async def get(self, sign_in_id: int) -> SignIn:
        """Return one sign-in."""
        return self._rows.get(sign_in_id)

    async def user(self, sign_in_id: int) -> User:
        """Return the user of a login session."""
        found, user = await self.with_user(sign_in_id)
        if found.granted is not None:
            raise NotFound("sign-in", sign_in_id)
        return user

    async def with_user(self, sign_in_id: int) -> tuple[SignIn, User]:
        """Return one sign-in with its user."""
        found = self._rows.get(sign_in_id)
        return found, self._users.get(found.user_id)

    async def grants(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's grants."""
        return [
            row
            for row in self._rows.all()
            if row.user_id == user_id and row.expires_at >= now and row.granted and row.granted.challenge is None
        ]

    async def renew(self, sign_in_id: int, renewed: Renewed, granted: Grant | None = None) -> None:
        """Store a renewal."""
        self._rows.change(sign_in_id, asdict(renewed) | ({"granted": granted} if granted else {}))

    async def browser_sessions(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's sessions of the console."""
        rows = self._rows.all()
        return [row for row in rows if row.user_id == user_id and row.expires_at >= now and row.user_agent is not None]

    async def change(self, sign_in_id: int, changes: Changes) -> None:
        """Set fields of a session of the console."""
        self._rows.change(sign_in_id, changes)

    async def end(self, sign_in_id: int) -> None:
        """Remove a sign-in."""
        self._rows.remove_where(lambda row: row.id == sign_in_id)

    async def end_all(self, user_id: int, except_id: int | None = None) -> None:
        """Remove a user's sign-ins."""
        self._rows.remove_where(lambda row: row.user_id == user_id and row.id != except_id)

    async def end_without_second_factor(self) -> None:
        """Remove the sign-ins of users without a second factor."""
        having = {one.user_id for one in self._second_factors.all()}
        self._rows.remove_where(lambda row: row.user_id not in having)

    async def remove_expired(self, user_id: int, before: datetime) -> None:
        """Remove a user's expired sign-ins."""
        self._rows.remove_where(lambda row: row.user_id == user_id and row.expires_at < before)
