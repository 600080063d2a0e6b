"""Passwords and tokens."""

import asyncio
import tracemalloc
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Self

import jwt
import pytest
from argon2 import extract_parameters

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.errors import ConfigurationError, Refused, Unavailable
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.security import Passwords, Tokens

KEY = "a key of thirty-two bytes or more"
NEW = "the key of thirty-two bytes that takes its place"
OLDEST = "the key of thirty-two bytes from before it"
ACTOR = Actor(user_id=7, org_id=3, role=Role.ORG_ADMIN)


@pytest.fixture
async def passwords() -> AsyncIterator[Passwords]:
    async with kernel.PASSWORDS.open(AdapterConfig("argon2:", Path())) as found:
        yield found


@pytest.fixture
async def tokens() -> AsyncIterator[Tokens]:
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), {"RECRUIT_SECRET_KEY": KEY})) as found:
        yield found


def key_id(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:16]


def claims(**changes: object) -> dict[str, object]:
    now = datetime.now(UTC)
    valid = {"sub": "7", "org": 3, "role": "org_admin", "iat": now, "exp": now + timedelta(hours=1), "jti": "x"}
    return {name: value for name, value in (valid | changes).items() if value is not None}


async def test_a_password_is_verified_by_its_hash(passwords: Passwords) -> None:
    hashes = [await passwords.hash("påsswörd") for _ in range(2)]
    assert hashes[0] != hashes[1]
    assert await passwords.verify(hashes[0], "påsswörd")
    assert not await passwords.verify(hashes[0], "password")
    assert not await passwords.verify("not a hash", "påsswörd")
    assert not await passwords.verify(None, "påsswörd")


async def test_hash_parameters_meet_the_owasp_minimum(passwords: Passwords) -> None:
    found = extract_parameters(await passwords.hash("secret123"))
    assert found.type.name == "ID"
    assert (found.memory_cost, found.time_cost, found.parallelism) >= (19 * 1024, 2, 1)


async def test_the_event_loop_runs_while_a_password_is_hashed(passwords: Passwords) -> None:
    turns = 0
    hashing = asyncio.ensure_future(passwords.hash("secret123"))
    while not hashing.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 10


async def test_logins_beyond_the_full_queue_are_unavailable(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recruit.adapters.argon2.MOST_WAITING", 3)
    outcomes = await asyncio.gather(*(passwords.verify(None, "x") for _ in range(10)), return_exceptions=True)
    assert outcomes[:3] == [False] * 3
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes[3:])
    assert await passwords.verify(None, "x") is False


async def test_a_token_names_user_organisation_and_role_for_a_day(tokens: Tokens) -> None:
    token = tokens.issue(ACTOR)
    assert tokens.read(token) == ACTOR
    found = jwt.decode(token, KEY, algorithms=["HS256"])
    assert set(found) == {"sub", "org", "role", "iat", "exp", "jti"}
    assert (found["sub"], found["org"], found["role"]) == ("7", 3, "org_admin")
    assert found["exp"] - found["iat"] == 24 * 3600
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT", "kid": key_id(KEY)}


async def test_no_two_tokens_have_the_same_id(tokens: Tokens) -> None:
    ids = {jwt.decode(tokens.issue(ACTOR), KEY, algorithms=["HS256"])["jti"] for _ in range(10)}
    assert len(ids) == 10


async def test_a_token_with_padding_is_refused(tokens: Tokens) -> None:
    token = tokens.issue(ACTOR)
    assert tokens.read(token) == ACTOR
    with pytest.raises(Refused):
        tokens.read(f"{token}=")


@pytest.mark.parametrize("missing", ["sub", "org", "role", "iat", "exp", "jti"])
async def test_a_token_without_one_of_its_claims_is_refused(tokens: Tokens, missing: str) -> None:
    with pytest.raises(Refused):
        tokens.read(jwt.encode(claims(**{missing: None}), KEY))


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": datetime(2020, 1, 1, tzinfo=UTC)},
        {"sub": "jane"},
        {"org": "theirs"},
        {"org": [1]},
        {"role": "emperor"},
        {"nbf": datetime(2999, 1, 1, tzinfo=UTC)},
        {"iat": datetime(2999, 1, 1, tzinfo=UTC)},
    ],
)
async def test_a_token_with_invalid_claims_is_refused(tokens: Tokens, changes: dict[str, object]) -> None:
    with pytest.raises(Refused):
        tokens.read(jwt.encode(claims(**changes), KEY))


@pytest.mark.parametrize("claim", ["iat", "nbf"])
async def test_a_token_from_a_clock_slightly_ahead_is_accepted(
    tokens: Tokens, monkeypatch: pytest.MonkeyPatch, claim: str
) -> None:
    now = datetime.now(UTC)
    near, far = (jwt.encode(claims(**{claim: now + timedelta(seconds=ahead)}), KEY) for ahead in (9, 12))
    stop_the_clock(monkeypatch, now)
    assert tokens.read(near) == ACTOR
    with pytest.raises(Refused):
        tokens.read(far)


async def test_an_expired_token_has_no_leeway(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    token = jwt.encode(claims(exp=now + timedelta(seconds=1)), KEY)
    stop_the_clock(monkeypatch, now + timedelta(seconds=1))
    with pytest.raises(Refused):
        tokens.read(token)


def stop_the_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Stop the clock of the adapter and of PyJWT."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(at.timestamp(), tz)

    monkeypatch.setattr("recruit.adapters.jwt.time.time", at.timestamp)
    monkeypatch.setattr("jwt.api_jwt.datetime", Stopped)


async def test_a_cached_token_is_refused_once_expired(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    token = jwt.encode(claims(exp=now + timedelta(hours=1)), KEY)
    assert tokens.read(token) == ACTOR

    stop_the_clock(monkeypatch, now + timedelta(hours=2))
    with pytest.raises(Refused):
        tokens.read(token)


async def test_the_token_cache_is_bounded(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recruit.adapters.jwt.MOST_CACHED", 10)
    first = jwt.encode(claims(jti="first"), KEY)
    assert tokens.read(first) == ACTOR
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(1_000):
            tokens.read(jwt.encode(claims(jti=str(number)), KEY))
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 100_000
    assert tokens.read(first) == ACTOR


async def test_forged_tokens_are_refused(tokens: Tokens) -> None:
    valid = tokens.issue(ACTOR)
    head, body, signature = valid.split(".")
    for forged in (
        jwt.encode(claims(), "", algorithm="none"),
        jwt.encode(claims(), "another key of thirty-two bytes or more"),
        jwt.encode(claims(), KEY * 2, algorithm="HS512"),
        f"{head}.{body}.",
        f"{head}.{body[:-2]}AA.{signature}",
        f"{head}.{body}.{signature[:-4]}AAAA",
        "",
        "x",
        "a.b.c",
        "ünïcode.ünïcode.ünïcode",
    ):
        with pytest.raises(Refused):
            tokens.read(forged)


async def issued(**options: str) -> str:
    """Return a token of a server with these settings."""
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), options)) as tokens:
        return tokens.issue(ACTOR)


async def test_tokens_from_before_a_key_rotation_are_accepted_and_new_ones_name_the_new_key() -> None:
    old = await issued(RECRUIT_SECRET_KEY=KEY)
    oldest = jwt.encode(claims(), OLDEST)  # from a version without key ids
    options = {"RECRUIT_SECRET_KEY": NEW, "RECRUIT_OLD_SECRET_KEYS": f"{KEY}, {OLDEST}"}
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), options)) as tokens:
        assert tokens.read(old) == tokens.read(oldest) == tokens.read(new := tokens.issue(ACTOR)) == ACTOR
    assert jwt.get_unverified_header(new)["kid"] == key_id(NEW)
    assert jwt.decode(new, NEW, algorithms=["HS256"])["sub"] == "7"


async def test_a_retired_keys_tokens_are_refused() -> None:
    retired = await issued(RECRUIT_SECRET_KEY=KEY), jwt.encode(claims(), KEY)
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), {"RECRUIT_SECRET_KEY": NEW})) as tokens:
        for token in retired:
            with pytest.raises(Refused):
                tokens.read(token)


async def test_sealed_texts_survive_a_rotation_and_are_bound_to_key_and_context() -> None:
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), {"RECRUIT_SECRET_KEY": KEY})) as tokens:
        sealed = tokens.seal(b"secret", b"user 1")
        assert sealed != tokens.seal(b"secret", b"user 1")
        assert (tokens.unseal(sealed, b"user 1"), tokens.is_newest_seal(sealed)) == (b"secret", True)
    options = {"RECRUIT_SECRET_KEY": NEW, "RECRUIT_OLD_SECRET_KEYS": KEY}
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), options)) as tokens:
        assert (tokens.unseal(sealed, b"user 1"), tokens.is_newest_seal(sealed)) == (b"secret", False)
        id_and_dot = sealed.index(b".") + 1
        for altered, context in (
            (sealed, b"user 2"),
            (sealed[:-1] + bytes([sealed[-1] ^ 1]), b"user 1"),
            (key_id(NEW).encode() + b"." + sealed[id_and_dot:], b"user 1"),
            (sealed[:id_and_dot], b"user 1"),
            (b"", b"user 1"),
        ):
            with pytest.raises(Refused):
                tokens.unseal(altered, context)
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), {"RECRUIT_SECRET_KEY": NEW})) as tokens:
        with pytest.raises(Refused):
            tokens.unseal(sealed, b"user 1")


async def test_a_token_is_verified_only_with_the_key_that_it_names() -> None:
    options = {"RECRUIT_SECRET_KEY": NEW, "RECRUIT_OLD_SECRET_KEYS": KEY}
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), options)) as tokens:
        for forged in (
            jwt.encode(claims(), KEY, headers={"kid": key_id(NEW)}),
            jwt.encode(claims(), NEW, headers={"kid": key_id(KEY)}),
            jwt.encode(claims(), NEW, headers={"kid": key_id(OLDEST)}),
            jwt.encode(claims(), NEW, headers={"kid": ""}),
            jwt.encode(claims(), "", algorithm="none", headers={"kid": key_id(NEW)}),
            jwt.encode(claims(), NEW * 2, algorithm="HS512", headers={"kid": key_id(NEW)}),
        ):
            with pytest.raises(Refused):
                tokens.read(forged)


async def test_a_token_signed_with_a_key_added_to_the_file_is_accepted(tmp_path: Path) -> None:
    (file := tmp_path / "keys").write_text(f"{KEY}\n")
    options = {"RECRUIT_SECRET_KEY_FILE": str(file)}
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), options)) as tokens:
        before = tokens.issue(ACTOR)
        (following := tmp_path / "following").write_text(f"{NEW}\n{KEY}\n")
        following.rename(file)
        assert tokens.read(await issued(**options)) == tokens.read(before) == ACTOR
        file.unlink()
        with pytest.raises(Refused):
            tokens.read(await issued(RECRUIT_SECRET_KEY=OLDEST))
        assert tokens.read(tokens.issue(ACTOR)) == ACTOR


async def test_keys_are_reloaded_and_an_invalid_file_keeps_the_old_ones(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(KEY)
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), {"RECRUIT_SECRET_KEY_FILE": str(file)})) as found:
        before = found.issue(ACTOR)
        assert found.read(before) == ACTOR
        file.write_text("short")
        with pytest.raises(ConfigurationError):
            found.read_keys()
        assert found.read(before) == ACTOR
        file.write_text(NEW)
        found.read_keys()
        with pytest.raises(Refused):
            found.read(before)
        assert jwt.get_unverified_header(found.issue(ACTOR))["kid"] == key_id(NEW)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"RECRUIT_SECRET_KEY": "x" * 31}, "RECRUIT_SECRET_KEY must have at least 32 bytes"),
        ({"RECRUIT_SECRET_KEY": f"\ufeff{KEY}"}, "RECRUIT_SECRET_KEY must have no byte order mark"),
        (
            {"RECRUIT_SECRET_KEY": KEY, "RECRUIT_OLD_SECRET_KEYS": f"{NEW},"},
            "Each of RECRUIT_OLD_SECRET_KEYS must have at least 32 bytes",
        ),
    ],
)
async def test_a_short_key_is_refused(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence):
        await issued(**options)


@pytest.mark.parametrize("text", [b"\n", NEW.encode() + b"\nshort\n", NEW.encode() + b"\n\n"])
async def test_a_file_with_a_short_key_is_refused(tmp_path: Path, text: bytes) -> None:
    (file := tmp_path / "keys").write_bytes(text)
    with pytest.raises(ConfigurationError, match=f"Each line of {file}, a key, must have at least 32 bytes"):
        await issued(RECRUIT_SECRET_KEY_FILE=str(file))


async def test_a_file_of_keys_with_a_byte_order_mark_is_refused(tmp_path: Path) -> None:
    (file := tmp_path / "keys").write_text(f"{NEW}\n", "utf-8-sig")
    with pytest.raises(ConfigurationError, match=f"Each line of {file}, a key, must have no byte order mark"):
        await issued(RECRUIT_SECRET_KEY_FILE=str(file))


async def test_an_empty_file_of_keys_is_refused(tmp_path: Path) -> None:
    (file := tmp_path / "keys").touch()
    with pytest.raises(ConfigurationError, match=f"{file} is empty: put its keys back, or make a new one"):
        await issued(RECRUIT_SECRET_KEY_FILE=str(file))


async def test_an_unreadable_file_of_keys_is_refused(tmp_path: Path) -> None:
    for file, reason in ((tmp_path / "keys", "No such file or directory"), (tmp_path, "Is a directory")):
        words = f"RECRUIT_SECRET_KEY_FILE can't be used: {reason}: {file}: give a file that this user can read, such as"
        with pytest.raises(ConfigurationError, match=words):
            await issued(RECRUIT_SECRET_KEY_FILE=str(file))
    (file := tmp_path / "binary").write_bytes(b"\xff" * 32)
    with pytest.raises(ConfigurationError, match=f"RECRUIT_SECRET_KEY_FILE can't be used: {file} is no text"):
        await issued(RECRUIT_SECRET_KEY_FILE=str(file))


async def test_the_lifetime_of_tokens_is_a_setting() -> None:
    options = {"RECRUIT_SECRET_KEY": KEY, "RECRUIT_TOKEN_HOURS": "0.5"}
    async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), options)) as tokens:
        found = jwt.decode(tokens.issue(ACTOR), KEY, algorithms=["HS256"])
    assert found["exp"] - found["iat"] == 1800


async def test_a_signature_is_valid_for_its_statement_while_its_key_is_accepted(tokens: Tokens) -> None:
    signature = tokens.sign(b"statement")
    assert tokens.is_signed(b"statement", signature)
    assert not tokens.is_signed(b"another", signature)
    for forged in (
        "",
        ".",
        "seal",
        f"{signature}0",
        f"{key_id(KEY)}.",
        f"{key_id(NEW)}.{signature.rpartition('.')[2]}",
    ):
        assert not tokens.is_signed(b"statement", forged)
    for options, is_accepted in (({"RECRUIT_OLD_SECRET_KEYS": KEY}, True), ({}, False)):
        async with kernel.TOKENS.open(AdapterConfig("jwt:", Path(), {"RECRUIT_SECRET_KEY": NEW, **options})) as rotated:
            assert rotated.is_signed(b"statement", signature) is is_accepted
