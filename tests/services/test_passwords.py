"""The commonest passwords."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from recruit.domain.model.errors import Invalid
from recruit.domain.services.passwords import UncommonPasswords, common
from recruit.entrypoints import kernel
from recruit.ports.plugins import Plug
from tools.gazetteers import passwords as table


@pytest.fixture
async def passwords() -> AsyncIterator[UncommonPasswords]:
    async with kernel.PASSWORDS.open(Plug("argon2:", Path())) as found:
        yield UncommonPasswords(found)


@pytest.mark.parametrize("password", ["password", "Password1", "12345678", "QWERTYUIOP", "iloveyou", "password123"])
async def test_what_everybody_tries_first_is_refused(passwords: UncommonPasswords, password: str) -> None:
    with pytest.raises(Invalid, match="choose another"):
        await passwords.hash(password)


@pytest.mark.parametrize(
    "password", ["secret123", "correct horse battery", "xxxxxxxx", "pässwörd", "\ud800 lone half", "🦊" * 8]
)
def test_the_references_own_example_and_whatever_is_rarer_is_not(password: str) -> None:
    assert not common(password)


async def test_who_has_a_common_password_already_still_comes_in(passwords: UncommonPasswords) -> None:
    async with kernel.PASSWORDS.open(Plug("argon2:", Path())) as before:
        kept = await before.hash("password123")
    assert await passwords.verify(kept, "password123")
    assert not await passwords.verify(kept, "password124")


def test_the_table_is_made_of_the_first_ten_thousand_that_are_long_enough() -> None:
    listed = ["baseball", "short", *(f"filler {number}" for number in range(9_998)), "too rare to count"]
    found = set(table.table(listed)["digests"].tolist())
    assert len(found) == 9_999
    assert table.digest("baseball") in found
    assert not {table.digest("short"), table.digest("too rare to count")} & found
