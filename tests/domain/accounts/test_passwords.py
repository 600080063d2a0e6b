"""Rules for passwords: common passwords, normalisation and patterns."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.accounts.test_accounts import CountingPasswords
from recruit.domain.accounts.passwords import NormalisedPasswords, UncommonPasswords, check_not_email, digest, is_common
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from tools.gazetteers import passwords as table


@pytest.fixture
async def passwords() -> AsyncIterator[UncommonPasswords]:
    async with kernel.PASSWORDS.open(AdapterConfig("argon2:", Path())) as found:
        yield UncommonPasswords(found)


@pytest.mark.parametrize("password", ["password", "Password1", "12345678", "QWERTYUIOP", "iloveyou", "password123"])
async def test_common_passwords_are_refused(passwords: UncommonPasswords, password: str) -> None:
    with pytest.raises(Invalid, match="choose another"):
        await passwords.hash(password)


@pytest.mark.parametrize(
    "password",
    [
        "password ",
        " pass word",
        "pass\u200bword",
        "ｐａｓｓｗｏｒｄ",
        "𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝",
        "password\u3000",
        "i love you",
        "pa\u00adssword1",
    ],
)
async def test_variants_of_common_passwords_are_refused(passwords: UncommonPasswords, password: str) -> None:
    with pytest.raises(Invalid, match="tried first"):
        await NormalisedPasswords(passwords).hash(password)


@pytest.mark.parametrize(
    "password", ["secret123", "correct horse battery", "xxxxxxxx", "pässwörd", "\ud800 lone half", "🦊" * 8]
)
def test_uncommon_passwords_and_the_example_of_the_api_reference_are_accepted(password: str) -> None:
    assert not is_common(password)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("aaaaaaaa", "one character over and over"),
        ("AaAaAaAa", "one character over and over"),
        (" " * 8, "one character over and over"),
        ("\u3000\u00a0" * 4, "one character over and over"),
        ("abababab", "a few characters over and over"),
        ("AbaBabaBa", "a few characters over and over"),
        ("a b a b a b", "a few characters over and over"),
        ("121 121 121", "a few characters over and over"),
        ("ab\u200babａｂab", "a few characters over and over"),
        ("\u200b\u200c" * 4, "a few characters over and over"),
        ("e\u0301" * 4, "too short"),
        ("tab\tbetween", "control characters"),
        ("line\nbetween", "control characters"),
        ("a c1 control \u0085", "control characters"),
    ],
)
async def test_repetitive_short_and_unprintable_passwords_are_refused(password: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        await NormalisedPasswords(CountingPasswords()).hash(password)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("pässwörd", "pa\u0308sswo\u0308rd"),
        ("pa\u0308sswo\u0308rd", "pässwörd"),
        ("with\u00a0no-break space", "with no-break space"),
        ("with a\u3000wide space", "with a wide space"),
    ],
)
async def test_equivalent_unicode_forms_are_the_same_password(chosen: str, typed: str) -> None:
    passwords = NormalisedPasswords(CountingPasswords())
    kept = await passwords.hash(chosen)
    assert [await passwords.verify(kept, one) for one in (chosen, typed, typed.upper(), f"{typed} ")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("password", ["abcdabcd", "testtest", "ababababc", "12341234"])
async def test_a_longer_repeated_pattern_is_accepted(password: str) -> None:
    assert await NormalisedPasswords(CountingPasswords()).hash(password)


async def test_a_hash_of_a_password_that_was_not_normalised_still_verifies() -> None:
    inner = CountingPasswords()
    passwords = NormalisedPasswords(inner)
    for password in ("pa\u0308sswo\u0308rd", "with\u00a0no-break space", "tab\tbetween", "aaaaaaaa"):
        assert await passwords.verify(await inner.hash(password), password)


async def test_an_unknown_account_takes_the_same_work_as_a_wrong_password() -> None:
    for password in ("secret123", "pa\u0308sswo\u0308rd"):
        checked = []
        for kept in (None, "hash of another"):
            inner = CountingPasswords()
            assert not await NormalisedPasswords(inner).verify(kept, password)
            checked.append(inner.checked)
        assert checked[0] == checked[1]


@pytest.mark.parametrize(
    "password",
    [
        "jane.doe@example.com",
        "JANE.DOE@example.com",
        "jane.doe",
        "Jane.Doe",
        "ｊane.doe",
        "jane.doe ",
        "jane\u200b.doe",
    ],
)
def test_the_own_email_address_is_refused_as_a_password(password: str) -> None:
    with pytest.raises(Invalid, match="Your e-mail address"):
        check_not_email(password, "Jane.Doe@Example.com")
    check_not_email(f"{password}!", "jane.doe@example.com")
    check_not_email(password, "john.roe@example.com")


async def test_an_existing_common_password_still_verifies(passwords: UncommonPasswords) -> None:
    async with kernel.PASSWORDS.open(AdapterConfig("argon2:", Path())) as before:
        kept = await before.hash("password123")
    assert await passwords.verify(kept, "password123")
    assert not await passwords.verify(kept, "password124")


def test_the_table_holds_the_first_ten_thousand_passwords_that_are_long_enough() -> None:
    listed = ["baseball", "short", *(f"filler {number}" for number in range(9_998)), "too rare to count"]
    found = set(table.table(listed)["digests"].tolist())
    assert len(found) == 9_999
    assert digest("baseball") in found
    assert not {digest("short"), digest("too rare to count")} & found
