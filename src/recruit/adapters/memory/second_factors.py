"""Second factors in memory."""

from collections.abc import Collection, Sequence
from dataclasses import asdict

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.second_factors import (
    APP_EXISTS,
    PASSKEY_EXISTS,
    FactorKind,
    SecondFactor,
    SecondFactorDetails,
)
from recruit.domain.shared.errors import Duplicate
from recruit.ports.changes import Changes


class MemorySecondFactors:
    """Repository of second factors."""

    def __init__(self, rows: Rows[SecondFactor]) -> None:
        self._rows = rows

    async def add(self, details: SecondFactorDetails) -> SecondFactor:
        """Store a second factor."""
        for row in self._rows.all():
            if details.kind is row.kind is FactorKind.TOTP and row.user_id == details.user_id:
                raise Duplicate(APP_EXISTS)
            if row.credential_id is not None and row.credential_id == details.credential_id:
                raise Duplicate(PASSKEY_EXISTS)
        return self._rows.put(self._rows.new(SecondFactor, asdict(details)))

    async def of_user(self, user_id: int) -> Sequence[SecondFactor]:
        """Return a user's second factors."""
        return [row for row in self._rows.all() if row.user_id == user_id]

    async def lock_of_user(self, user_id: int) -> Sequence[SecondFactor]:
        """Return a user's second factors. They need no lock: units of work run one after the other."""
        return await self.of_user(user_id)

    async def users_with(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have a second factor."""
        return {row.user_id for row in self._rows.all()} & set(user_ids)

    async def all(self) -> Sequence[SecondFactor]:
        """Return all second factors."""
        return self._rows.all()

    async def change(self, factor_id: int, changes: Changes) -> SecondFactor:
        """Set fields."""
        return self._rows.change(factor_id, changes)

    async def remove(self, factor_id: int) -> None:
        """Remove one second factor."""
        self._rows.remove(factor_id)

    async def remove_of_user(self, user_id: int) -> None:
        """Remove a user's second factors."""
        self._rows.remove_where(lambda row: row.user_id == user_id)
