"""Second factors: keys that are rotated and retired, and codes that are sent at the same moment."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from http_api import PASSWORD, PASSWORD_HASH
from recruit.domain.shared.errors import Refused
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from second_factor_world import with_app
from worlds import new_email, new_organisation

KEYS = "old key of thirty-two bytes or more\n"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    found = tmp_path / "keys"
    found.write_text(KEYS)
    return found


@pytest.fixture
async def services(key_file: Path, tmp_path: Path) -> AsyncIterator[Services]:
    environment = {
        "RECRUIT_STORAGE": "memory:",
        "RECRUIT_DATA_DIR": str(tmp_path),
        "RECRUIT_SECRET_KEY_FILE": str(key_file),
    }
    async with assemble(Settings.from_environment(environment)) as found:
        yield found


async def test_codes_hold_after_keys_are_rotated_resealed_and_retired(services: Services, key_file: Path) -> None:
    email, new = new_email(), "new key of thirty-two bytes or more\n"
    actor = (await new_organisation(services.storage, email, PASSWORD_HASH)).actor
    app, factors = await with_app(services, actor), services.second_factors
    key_file.write_text(new + KEYS)
    services.tokens.read_keys()
    assert (await factors.reseal(), await factors.reseal()) == (1, 0)
    key_file.write_text(new)
    services.tokens.read_keys()
    assert await services.accounts.authenticate(email, PASSWORD, "", app.next_code) == actor


async def test_with_a_key_that_was_retired_too_early_recovery_codes_still_hold(
    services: Services, key_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    email = new_email()
    actor = (await new_organisation(services.storage, email, PASSWORD_HASH)).actor
    app = await with_app(services, actor)
    key_file.write_text("new key of thirty-two bytes or more\n")
    services.tokens.read_keys()
    assert await services.second_factors.reseal() == 0
    with pytest.raises(Refused, match="Incorrect code"):
        await services.accounts.authenticate(email, PASSWORD, "", app.next_code)
    assert "can't be decrypted" in caplog.text
    assert await services.accounts.authenticate(email, PASSWORD, "", app.recovery_codes[0]) == actor


async def test_of_codes_sent_at_the_same_moment_one_is_accepted(services: Services) -> None:
    actor = (await new_organisation(services.storage)).actor
    app, factors = await with_app(services, actor), services.second_factors

    async def outcomes(code: str) -> list[object]:
        return await asyncio.gather(*(factors.use_code(actor, code, "") for _ in range(4)), return_exceptions=True)

    for code in (app.next_code, app.recovery_codes[0]):
        assert (await outcomes(code)).count(None) == 1


async def test_a_secret_of_another_user_is_of_no_use_in_an_own_row(services: Services) -> None:
    theirs, ours = [(await new_organisation(services.storage)).actor for _ in range(2)]
    app, factors = await with_app(services, theirs), services.second_factors
    await with_app(services, ours)
    async with services.storage.transaction(theirs.org_id) as work:
        (stolen, *_) = await work.second_factors.of_user(theirs.user_id)
    async with services.storage.transaction(ours.org_id) as work:
        (own, *_) = await work.second_factors.of_user(ours.user_id)
        await work.second_factors.change(own.id, {"secret": stolen.secret, "counter": 0})
    with pytest.raises(Refused):
        await factors.use_code(ours, app.next_code, "")
