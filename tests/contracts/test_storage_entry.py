"""Storage contract: users, their sessions, and invitations."""

import asyncio
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import IdentityDetails
from recruit.domain.accounts.model.sessions import Invitation, InvitationDetails, Renewed, SignIn, SignInDetails
from recruit.domain.accounts.model.users import Actor, UserDetails
from recruit.domain.shared.errors import Duplicate, NotFound, Refused
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage
from worlds import Organisation, colleague, new_email

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
UNKNOWN_IDS = [0, -1, 2**63 - 1, 10**30]


def invitation(ours: Organisation, email: str) -> InvitationDetails:
    return InvitationDetails(
        email=email,
        role=Role.RECRUITER,
        digest=b"digest",
        invited_by_user_id=ours.actor.user_id,
        created_at=NOON,
        expires_at=NOON + timedelta(days=7),
    )


async def signed_in(storage: Storage, actor: Actor, **details: Any) -> SignIn:
    async with storage.transaction(actor.org_id) as work:
        return await work.sign_ins.add(SignInDetails(**{"user_id": actor.user_id, "expires_at": NOON, **details}))


async def is_active(storage: Storage, one: SignIn) -> bool:
    try:
        async with storage.autocommit(one.org_id) as work:
            return (await work.sign_ins.user(one.id)).id == one.user_id
    except NotFound:
        return False


def identity(actor: Actor, subject: str = "1", issuer: str = "https://login.example") -> IdentityDetails:
    return IdentityDetails(user_id=actor.user_id, issuer=issuer, subject=subject, created_at=NOON)


async def test_an_identity_has_one_user_and_a_user_one_identity_at_a_provider(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    async with storage.transaction(ours.actor.org_id) as work:
        stored = await work.identities.add(identity(ours.actor))
        elsewhere = await work.identities.add(identity(ours.actor, issuer="https://other.example"))
    assert (stored.user_id, stored.subject, stored.created_at) == (ours.actor.user_id, "1", NOON)
    for taken in (identity(other), identity(ours.actor, "2")):
        with pytest.raises(Duplicate):
            async with storage.transaction(ours.actor.org_id) as work:
                await work.identities.add(taken)
    async with storage.transaction(theirs.actor.org_id) as work:
        assert await work.identities.user(stored.issuer, stored.subject) is None
        assert list(await work.identities.of_user(ours.actor.user_id)) == []
        await work.identities.add(identity(theirs.actor))
    async with storage.reading(ours.actor.org_id) as work:
        found = await work.identities.user(stored.issuer, stored.subject)
        assert found is not None
        assert found.id == ours.actor.user_id
        assert await work.identities.user(stored.issuer, "2") is None
        assert list(await work.identities.of_user(ours.actor.user_id)) == [stored, elsewhere]


async def test_identities_are_removed_one_by_one_and_with_all_of_their_user(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    ids = [ours.actor.user_id, other.user_id, 2**70]
    async with storage.transaction(ours.actor.org_id) as work:
        first, second, third = [
            await work.identities.add(identity(actor, subject, issuer))
            for actor, subject, issuer in (
                (ours.actor, "1", "https://a.example"),
                (ours.actor, "1", "https://b.example"),
                (other, "2", "https://a.example"),
            )
        ]
        assert set(await work.identities.users_with(ids)) == {ours.actor.user_id, other.user_id}
    async with storage.transaction(theirs.actor.org_id) as work:
        assert not await work.identities.users_with(ids)
        await work.identities.remove_of_user(other.user_id)
        with pytest.raises(NotFound):
            await work.identities.remove(first.id + 10_000)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.identities.remove(first.id)
        assert list(await work.identities.of_user(ours.actor.user_id)) == [second]
        await work.identities.remove_of_user(ours.actor.user_id)
        assert list(await work.identities.of_user(other.user_id)) == [third]
        assert set(await work.identities.users_with(ids)) == {other.user_id}


async def test_the_identities_of_a_removed_user_are_removed(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.identities.add(identity(other))
        await work.users.remove(other.user_id)
        assert await work.identities.user("https://login.example", "1") is None
    async with storage.transaction(ours.actor.org_id) as work:
        await work.identities.add(identity(ours.actor))
    with pytest.raises(Refused):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.identities.add(identity(other, "2"))


async def test_users_are_listed_counted_and_changed(storage: Storage, ours: Organisation) -> None:
    recruiter = await colleague(storage, ours.actor.org_id, Role.RECRUITER)
    async with storage.transaction(ours.actor.org_id) as work:
        changed = await work.users.change(recruiter.user_id, {"full_name": "Jo", "role": Role.ORG_ADMIN})
        page = await work.users.page(Window(limit=1))
        assert (page.total, page.more, page.items[0].id) == (2, True, ours.actor.user_id)
        assert list((await work.users.page(Window())).items)[1] == changed == await work.users.get(recruiter.user_id)
        assert (changed.full_name, changed.role, changed.role is Role.ORG_ADMIN) == ("Jo", "org_admin", True)
        assert await work.users.change(recruiter.user_id, {}) == changed
        assert [await work.users.count(role) for role in Role] == [0, 0, 0, 2]
        for unknown_id in UNKNOWN_IDS:
            with pytest.raises(NotFound):
                await work.users.change(unknown_id, {"full_name": "x"})


async def test_removing_a_user_removes_their_login_and_keeps_their_records(
    storage: Storage, ours: Organisation
) -> None:
    email = new_email()
    async with storage.transaction(ours.actor.org_id) as work:
        user = await work.users.add(UserDetails(email=email, full_name="Jo", role=Role.ORG_ADMIN), "hash")
    job, one = (
        await replace(ours, actor=replace(ours.actor, user_id=user.id)).job(),
        await signed_in(storage, replace(ours.actor, user_id=user.id)),
    )
    async with storage.transaction(user.org_id) as work:
        conversation = await work.conversations.add(user.id, NOON)
        await work.users.remove(user.id)
    async with storage.transaction(user.org_id) as work:
        assert [found.id for found in (await work.users.page(Window())).items] == [ours.actor.user_id]
        assert await work.users.count(Role.ORG_ADMIN) == 1
        assert await work.jobs.get(job.id) == job
        for question in (work.users.get(user.id), work.users.remove(user.id), work.users.password_hash(user.id)):
            with pytest.raises(NotFound):
                await question
        with pytest.raises(NotFound):
            await work.conversations.get(user.id, conversation.id)
    assert await storage.credentials(email) is None
    assert not await is_active(storage, one)
    with pytest.raises(Refused):
        await signed_in(storage, replace(ours.actor, user_id=user.id))
    async with storage.transaction(user.org_id) as work:
        again = await work.users.add(UserDetails(email=email.upper(), full_name="Jo", role=Role.VIEWER), "hash")
    assert again.id != user.id


SPELLINGS = [
    ("rené@example.com", "rene\u0301@example.com"),
    ("RENÉ@EXAMPLE.COM", "rené@example.com"),
    ("jane@example.com", "jane@ｅｘａｍｐｌｅ．ｃｏｍ"),
    ("jane@example.com", "ｊａｎｅ@example。com"),
    ("jane@bücher.example", "jane@xn--bcher-kva.example"),
    ("jane@bücher.example", "Jane@XN--BCHER-KVA.example"),
]


async def test_equivalent_spellings_of_an_address_share_one_login(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    for one, other in SPELLINGS:
        mark = new_email().partition("@")[0]
        written, otherwise = mark + one, mark + other
        async with storage.transaction(ours.actor.org_id) as work:
            user = await work.users.add(UserDetails(email=written, full_name="Jo", role=Role.VIEWER), "hash")
        for spelling in (written, otherwise):
            found = await storage.credentials(spelling)
            assert found is not None, spelling
            assert found.user_id == user.id
        with pytest.raises(Duplicate):
            async with storage.transaction(theirs.actor.org_id) as work:
                await work.users.add(UserDetails(email=otherwise, full_name="Jo", role=Role.VIEWER), "hash")
        async with storage.transaction(ours.actor.org_id) as work:
            await work.users.set_password(user.id, "another")
            await work.users.remove(user.id)
        assert await storage.credentials(otherwise) is None, otherwise


async def test_a_password_is_set(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.set_password(ours.actor.user_id, "another")
        assert await work.users.password_hash(ours.actor.user_id) == "another"


async def test_a_sign_in_is_returned_as_stored_and_renewed(storage: Storage, ours: Organisation) -> None:
    one = await signed_in(storage, ours.actor, family=b"family", latest=b"first")
    assert await is_active(storage, one)
    async with storage.transaction(one.org_id) as work:
        assert await work.sign_ins.get(one.id) == one
        renewed = Renewed(latest=b"second", salt=b"salt", renewed_at=NOON, expires_at=NOON + timedelta(days=1))
        await work.sign_ins.renew(one.id, renewed)
    async with storage.transaction(one.org_id) as work:
        assert await work.sign_ins.get(one.id) == replace(one, **asdict(renewed))
        for unknown_id in UNKNOWN_IDS:
            with pytest.raises(NotFound):
                await work.sign_ins.get(unknown_id)


async def test_sign_ins_end_singly_and_all_at_once(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    own, theirs = [await signed_in(storage, ours.actor) for _ in range(4)], await signed_in(storage, other)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.sign_ins.end(own[0].id)
        await work.sign_ins.end(own[0].id)
        await work.sign_ins.end_all(ours.actor.user_id, own[1].id)
    assert [await is_active(storage, one) for one in (*own, theirs)] == [False, True, False, False, True]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.sign_ins.end_all(ours.actor.user_id)
    assert [await is_active(storage, one) for one in (own[1], theirs)] == [False, True]


async def test_a_grant_is_no_login_and_is_listed_after_its_code_was_exchanged(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    grant = Grant(
        client="0a",
        client_name="Claude",
        redirect_uri="https://app.example.com/callback",
        resource="https://hr.example.com/mcp",
        scopes=("mcp:read", "mcp:write"),
        challenge="challenge",
        created_at=NOON,
    )
    later, exchanged = NOON + timedelta(days=1), replace(grant, challenge=None)
    renewed = Renewed(latest=b"third", salt=b"salt", renewed_at=NOON, expires_at=later)
    login = await signed_in(storage, ours.actor)
    one, other = [
        await signed_in(storage, ours.actor, family=b"family", latest=b"first", granted=grant) for _ in range(2)
    ]
    assert [await is_active(storage, found) for found in (login, one)] == [True, False]
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.sign_ins.get(one.id) == one
        found, user = await work.sign_ins.with_user(one.id)
        assert (found, user.id) == (one, ours.actor.user_id)
        assert await work.sign_ins.with_user(login.id) == (login, user)
        assert list(await work.sign_ins.grants(ours.actor.user_id, NOON)) == []
        await work.sign_ins.renew(one.id, replace(renewed, latest=b"second"), exchanged)
        await work.sign_ins.renew(one.id, renewed)
    async with storage.transaction(ours.actor.org_id) as work:
        (listed,) = await work.sign_ins.grants(ours.actor.user_id, later)
        assert listed == replace(one, **asdict(renewed), granted=exchanged)
        assert list(await work.sign_ins.grants(ours.actor.user_id, later + timedelta(seconds=1))) == []
        assert list(await work.sign_ins.grants(theirs.actor.user_id, NOON)) == []
        await work.sign_ins.end_all(ours.actor.user_id, other.id)
        assert list(await work.sign_ins.grants(ours.actor.user_id, NOON)) == []
        for unknown_id in (one.id, *UNKNOWN_IDS):
            with pytest.raises(NotFound):
                await work.sign_ins.with_user(unknown_id)
    async with storage.transaction(theirs.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.sign_ins.with_user(other.id)


async def test_expired_sign_ins_of_a_user_are_removed(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    old, new, theirs = [
        await signed_in(storage, actor, expires_at=NOON + timedelta(hours=hours))
        for actor, hours in ((ours.actor, 0), (ours.actor, 2), (other, 0))
    ]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.sign_ins.remove_expired(ours.actor.user_id, NOON + timedelta(hours=1))
    assert [await is_active(storage, one) for one in (old, new, theirs)] == [False, True, True]


async def test_an_invitation_replaces_earlier_ones_to_its_address(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        first = await work.invitations.add(invitation(ours, "jane@example.com"))
        john = await work.invitations.add(invitation(ours, "john@example.com"))
        second = await work.invitations.add(invitation(ours, "Jane@Example.com"))
        assert type(second) is Invitation
        assert list((await work.invitations.page(Window())).items) == [john, second]
        assert await work.invitations.get(second.id) == second
        for gone in (first.id, *UNKNOWN_IDS):
            with pytest.raises(NotFound):
                await work.invitations.get(gone)


async def test_one_of_concurrent_removals_of_an_invitation_succeeds(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        made = await work.invitations.add(invitation(ours, new_email()))

    async def remove() -> None:
        async with storage.transaction(ours.actor.org_id) as work:
            await work.invitations.get(made.id)
            await work.invitations.remove(made.id)

    outcomes = await asyncio.gather(*(remove() for _ in range(8)), return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, NotFound) for outcome in outcomes) == 7


async def test_sign_ins_and_invitations_belong_to_their_organisation(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    one = await signed_in(storage, ours.actor)
    async with storage.transaction(ours.actor.org_id) as work:
        made = await work.invitations.add(invitation(ours, new_email()))
    async with storage.transaction(theirs.actor.org_id) as work:
        assert (await work.invitations.page(Window())).total == 0
        await work.sign_ins.end(one.id)
        for question in (work.invitations.get(made.id), work.invitations.remove(made.id), work.sign_ins.get(one.id)):
            with pytest.raises(NotFound):
                await question
    assert await is_active(storage, one)
