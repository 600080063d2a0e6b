"""A removed user's token is refused after a few seconds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from http_api import SECRET_KEY
from recruit.domain.accounts.login_throttle import Throttle
from recruit.domain.accounts.service import Accounts
from recruit.domain.shared.errors import Refused
from recruit.domain.shared.ttl_cache import LIFETIME
from recruit.entrypoints import kernel
from recruit.entrypoints.login_attempts import SharedLoginAttempts
from recruit.entrypoints.shared_counters import private_counters
from recruit.ports.plugins import AdapterConfig
from worlds import new_email


class SettableClock:
    """A clock that a test sets."""

    time = datetime(2026, 1, 2, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


async def test_a_removed_user_is_refused_after_five_seconds(database: str) -> None:
    config, clock, email = (
        AdapterConfig(database, Path(), {"RECRUIT_SECRET_KEY": SECRET_KEY}),
        SettableClock(),
        new_email(),
    )
    async with (
        kernel.STORAGE.open(config) as storage,
        kernel.PASSWORDS.open(AdapterConfig("argon2:", Path())) as passwords,
        kernel.TOKENS.open(AdapterConfig("jwt:", Path(), config.options)) as tokens,
    ):
        accounts = Accounts(storage, passwords, tokens, clock, Throttle(SharedLoginAttempts(private_counters()), clock))
        user = await accounts.register(email, "secret123")
        token = (await accounts.login(email, "secret123")).access_token
        assert (await accounts.actor(token)).user_id == user.id
        await _remove(database, user.org_id)
        clock.time += LIFETIME
        assert (await accounts.actor(token)).user_id == user.id
        clock.time += timedelta(microseconds=1)
        with pytest.raises(Refused):
            await accounts.actor(token)
    assert timedelta(seconds=5) == LIFETIME


async def _remove(database: str, org_id: int) -> None:
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            await connection.execute(f"SET LOCAL app.org_id = '{org_id}'")
            await connection.execute("DELETE FROM users")
    finally:
        await connection.close()
