"""Storage contract: outgoing mail, and links for new passwords."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.sessions import InvitationDetails, PasswordLink
from recruit.domain.mail.model import Mail, MailKind, MailState, NewMail
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
NEW = NewMail(kind=MailKind.TASK, recipient="jane@example.com", language="en", created_at=NOON, due_at=NOON)


async def stored(ours: Organisation, new: NewMail = NEW) -> Mail:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return await work.outgoing_mail.add(new)


async def test_messages_are_due_by_time_and_listed_newest_first(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    org_id, user_id = ours.actor.org_id, ours.actor.user_id
    late = await stored(ours, replace(NEW, due_at=LATER, user_id=user_id, subject_id=7))
    early = await stored(ours)
    await stored(theirs)
    assert (late.kind, late.user_id, late.subject_id, late.state) == (MailKind.TASK, user_id, 7, MailState.PENDING)
    assert early == Mail(
        id=early.id,
        org_id=org_id,
        kind=MailKind.TASK,
        recipient="jane@example.com",
        language="en",
        created_at=NOON,
        due_at=NOON,
    )
    async with storage.transaction(org_id) as work:
        mail = work.outgoing_mail
        assert [one.id for one in await mail.due(NOON - timedelta(seconds=1), 5)] == []
        assert [one.id for one in await mail.due(NOON, 5)] == [early.id]
        assert [one.id for one in await mail.due(LATER, 5)] == [early.id, late.id]
        assert [one.id for one in await mail.due(LATER, 1)] == [early.id]
        page = await mail.page(Window(limit=1))
        assert ([one.id for one in page.items], page.total) == ([early.id], 2)
        assert await mail.count_since(MailKind.TASK, NOON) == 2
        assert await mail.count_since(MailKind.TASK, NOON + timedelta(seconds=1)) == 0
        assert await mail.count_since(MailKind.MENTION, NOON) == 0
    failed = replace(early, state=MailState.FAILED, attempts=3, at=LATER, error="550 No")
    changes = {"state": MailState.FAILED, "attempts": 3, "at": LATER, "error": "550 No"}
    async with storage.transaction(org_id) as work:
        assert await work.outgoing_mail.change(early.id, changes) == failed
        assert await work.outgoing_mail.get(early.id) == failed
        assert [one.id for one in await work.outgoing_mail.due(LATER, 5)] == [late.id]
        assert await work.outgoing_mail.remove_until(NOON - timedelta(seconds=1)) == 0
        assert await work.outgoing_mail.remove_until(NOON) == 1
        await work.outgoing_mail.change(late.id, {"state": MailState.SENT})
        assert await work.outgoing_mail.due(LATER, 5) == []
    async with storage.transaction(theirs.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.outgoing_mail.get(late.id)
        with pytest.raises(NotFound):
            await work.outgoing_mail.change(late.id, changes)


async def test_a_message_goes_to_a_user_who_exists(ours: Organisation) -> None:
    with pytest.raises(NotFound):
        await stored(ours, replace(NEW, user_id=999_999_999))


async def test_a_user_has_one_password_link_which_ends_with_their_password_and_with_them(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    org_id, user = ours.actor.org_id, await colleague(storage, ours.actor.org_id, Role.VIEWER)
    async with storage.transaction(org_id) as work:
        first = await work.password_links.add(user.user_id, b"one", NOON)
        second = await work.password_links.add(user.user_id, b"two", LATER)
        assert second == PasswordLink(id=first.id, org_id=org_id, user_id=user.user_id, digest=b"two", expires_at=LATER)
        own = await work.password_links.add(ours.actor.user_id, b"own", NOON)
        await work.users.set_password(user.user_id, "another hash")
        with pytest.raises(NotFound):
            await work.password_links.get(first.id)
        assert await work.password_links.get(own.id) == own
    async with storage.transaction(theirs.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.password_links.get(own.id)
        with pytest.raises(NotFound):
            await work.password_links.remove(own.id)
    async with storage.transaction(org_id) as work:
        again = await work.password_links.add(user.user_id, b"three", NOON)
    async with storage.transaction(org_id) as work:
        await work.users.remove(user.user_id)
        with pytest.raises(NotFound):
            await work.password_links.get(again.id)
        await work.password_links.remove(own.id)
        with pytest.raises(NotFound):
            await work.password_links.remove(own.id)
    async with storage.autocommit(org_id) as work:
        entries = (await work.audit.page(Window(), AuditSearch(entity="password_link", entity_id=again.id))).items
    assert [(one.action, set(one.before or one.after or {})) for one in entries] == [
        ("insert", {"user_id", "expires_at"}),
        ("delete", {"user_id", "expires_at"}),
    ]
    with pytest.raises(NotFound):
        async with storage.transaction(org_id) as work:
            await work.password_links.add(999_999_999, b"x", NOON)


async def test_how_a_user_gets_mail_is_stored_and_not_audited(storage: Storage, ours: Organisation) -> None:
    org_id, user_id = ours.actor.org_id, ours.actor.user_id
    async with storage.transaction(org_id) as work:
        user = await work.users.get(user_id)
        assert (user.mail_notices, user.mail_language) == (None, None)
        await work.users.change(user_id, {"mail_notices": False, "mail_language": "de"})
    async with storage.transaction(org_id) as work:
        user = await work.users.get(user_id)
        assert (user.mail_notices, user.mail_language) == (False, "de")
    async with storage.autocommit(org_id) as work:
        (entry,) = (await work.audit.page(Window(), AuditSearch(entity="user"))).items
    assert {"mail_notices", "mail_language"}.isdisjoint(entry.after or {})


async def test_an_invitation_has_a_second_secret_by_mail_which_is_not_audited(
    storage: Storage, ours: Organisation
) -> None:
    details = InvitationDetails(
        email="jane@example.com",
        role=Role.VIEWER,
        digest=b"shown",
        invited_by_user_id=ours.actor.user_id,
        created_at=NOON,
        expires_at=LATER,
    )
    async with storage.transaction(ours.actor.org_id) as work:
        made = await work.invitations.add(details)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.invitations.set_mailed_digest(made.id, b"mailed")
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.invitations.get(made.id) == replace(made, mailed_digest=b"mailed")
        with pytest.raises(NotFound):
            await work.invitations.set_mailed_digest(999_999_999, b"x")
    async with storage.autocommit(ours.actor.org_id) as work:
        (entry,) = (await work.audit.page(Window(), AuditSearch(entity="invitation"))).items
    assert {"digest", "mailed_digest"}.isdisjoint(entry.after or {})
