"""Mail: invitations, notices, failures, and who reads the log."""

from datetime import timedelta

import pytest

from mail_world import BASE, MailWorld, mail_world, token_in
from recruit.adapters.memory.storage import MemoryStorage
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.mail.model import LANGUAGES, MailKind, MailState, NewMail
from recruit.domain.mail.sending import RETENTION, TURN, MailRetention
from recruit.domain.mail.service import MOST_INVITATIONS
from recruit.domain.mail.texts import TEXTS, plain_name, text_of
from recruit.domain.notes.model import Visibility
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import TaskDetails
from recruit.ports.mail import MailResult
from recruit.ports.storage import ExclusiveTask
from stand_ins.receiver import Reply, receiving
from webhook_world import webhook_world
from worlds import colleague, new_email

DOWN = MailResult(error="The mail server can't be reached or used: refused")
REFUSED = MailResult(error="The mail server refused the recipient: 550 no", is_final=True)


@pytest.fixture
async def world() -> MailWorld:
    return await mail_world(MemoryStorage())


async def test_an_invitation_is_mailed_with_a_link_of_its_own(world: MailWorld) -> None:
    email = new_email()
    made, shown, is_mailed = await world.members.invite(world.admin, email, Role.VIEWER, "de")
    assert (is_mailed, world.woken) == (True, [world.user.org_id])
    (message,) = await world.send()
    mailed = token_in(message)
    assert (message.recipient, message.subject, mailed != shown) == (email, "Einladung zu Acme", True)
    assert {(await world.members.invited(token)).id for token in (shown, mailed)} == {made.id}
    user = await world.members.accept(mailed, "secret123", "Jane")
    assert user.role is Role.VIEWER
    for token in (shown, mailed):
        with pytest.raises(Invalid):
            await world.members.accept(token, "secret123", "Jane")


async def test_nothing_is_sent_of_what_is_gone(world: MailWorld) -> None:
    made, _, _ = await world.members.invite(world.admin, new_email(), Role.VIEWER)
    await world.members.revoke(world.admin, made.id)
    other = await colleague(world.storage, world.user.org_id, Role.RECRUITER)
    task = await world.tasks.create(world.admin, TaskDetails(title="Call", assignee_user_id=other.user_id))
    await world.tasks.change(world.admin, task.id, {"done": True})
    candidate = await world.organisation.candidate()
    note = await world.notes.create(world.admin, f"@[{other.user_id}] hi", candidate_id=candidate.id)
    await world.notes.remove(world.admin, note.id)
    await world.tasks.create(world.admin, TaskDetails(title="Write", assignee_user_id=other.user_id))
    await world.members.remove_user(world.admin, other.user_id)
    assert await world.send() == []
    assert {mail.state for mail in await world.stored()} == {MailState.DROPPED}
    assert len(await world.stored()) == 4


async def test_mentions_and_tasks_are_noticed_once_without_names_of_candidates(world: MailWorld) -> None:
    other = await colleague(world.storage, world.user.org_id, Role.RECRUITER)
    candidate = await world.organisation.candidate("Jane Doe")
    text = f"Jane is great, @[{other.user_id}] and @[{world.user.id}]"
    note = await world.notes.create(world.admin, text, candidate_id=candidate.id)
    await world.notes.change(world.admin, note.id, {"text": f"{text}!"})
    details = TaskDetails(title="Call Jane", assignee_user_id=other.user_id, candidate_id=candidate.id)
    task = await world.tasks.create(world.admin, details)
    await world.tasks.change(world.admin, task.id, {"title": "Call Jane Doe", "assignee_user_id": other.user_id})
    await world.tasks.create(world.admin, TaskDetails(title="Mine", assignee_user_id=world.user.id))
    mention, assigned = await world.send()
    assert mention.subject == f"{plain_name(world.user.full_name)} mentioned you in a note"
    assert f"{BASE}/candidates/{candidate.id}/notes\n" in mention.text
    assert f"{BASE}/inbox\n" in assigned.text
    assert mention.recipient == assigned.recipient
    assert "Jane" not in mention.text + assigned.text


async def test_a_note_that_the_user_may_not_read_any_more_is_not_noticed(world: MailWorld) -> None:
    other = await colleague(world.storage, world.user.org_id, Role.RECRUITER)
    candidate = await world.organisation.candidate()
    await world.notes.create(
        world.admin, f"@[{other.user_id}]", candidate_id=candidate.id, visibility=Visibility.RECRUITERS
    )
    await world.members.change_user(world.admin, other.user_id, {"role": Role.VIEWER})
    assert await world.send() == []


@pytest.mark.parametrize(
    ("is_delivering", "choice", "is_noticed"),
    [(True, None, True), (True, False, False), (False, None, False), (False, True, True)],
)
async def test_users_choose_notices_and_their_language(
    is_delivering: bool, choice: bool | None, is_noticed: bool
) -> None:
    world = await mail_world(MemoryStorage(), is_delivering=is_delivering)
    other = await colleague(world.storage, world.user.org_id, Role.RECRUITER)
    if choice is not None:
        await world.members.change_user(other, other.user_id, {"mail_notices": choice, "mail_language": "de"})
    await world.tasks.create(world.admin, TaskDetails(title="Call", assignee_user_id=other.user_id))
    sent = await world.send()
    assert [one.language for one in sent] == (["de" if choice else "en"] if is_noticed else [])
    with pytest.raises(Forbidden):
        await world.members.change_user(other, world.user.id, {"mail_notices": False})


async def test_those_who_manage_webhooks_hear_that_one_was_disabled() -> None:
    world = await mail_world(MemoryStorage())
    hooks = await webhook_world(world.storage, world.queue)
    await colleague(world.storage, hooks.organisation.actor.org_id, Role.RECRUITER)
    async with receiving() as receiver:
        webhook = await hooks.webhook(receiver.url)
        receiver.answer = lambda _: Reply(410)
        await hooks.organisation.job()
        await hooks.send()
    await world.sending.organisation(webhook.org_id)
    (message,) = world.mailer.sent
    async with world.storage.autocommit(webhook.org_id) as work:
        assert message.recipient == (await work.users.get(webhook.created_by_user_id)).email
    assert f"{BASE}/settings/webhooks/{webhook.id}\n" in message.text


async def test_without_an_address_for_links_nothing_is_queued() -> None:
    world = await mail_world(MemoryStorage(), is_on=False)
    _, _, is_mailed = await world.members.invite(world.admin, new_email(), Role.VIEWER)
    await world.forget(world.user.email)
    other = await colleague(world.storage, world.user.org_id, Role.RECRUITER)
    await world.tasks.create(world.admin, TaskDetails(title="Call", assignee_user_id=other.user_id))
    assert (is_mailed, await world.stored()) == (False, [])


async def test_what_is_rolled_back_is_not_sent(world: MailWorld) -> None:
    with pytest.raises(ZeroDivisionError):
        async with world.storage.transaction(world.user.org_id) as work:
            await world.queue.password_link(work, world.user, "en")
            raise ZeroDivisionError
    assert await world.stored() == []


async def test_a_failure_is_tried_again_later_and_ends_the_turn(
    world: MailWorld, caplog: pytest.LogCaptureFixture
) -> None:
    for email in ("jane@example.com", new_email()):
        await world.members.invite(world.admin, email, Role.VIEWER)
    world.mailer.results.append(MailResult(error=f"{DOWN.error} by <jane@example.com>"))
    assert await world.send() == []  # the other one isn't tried while the server may be down
    first, second = await world.stored()
    assert (first.state, first.attempts) == (MailState.PENDING, 1)
    assert first.error == f"{DOWN.error} by <jane@example.com>"
    assert "refused by <…>" in repr(vars(caplog.records[-1]))
    assert "jane@" not in repr([vars(one) for one in caplog.records])
    assert (second.state, second.attempts) == (MailState.PENDING, 0)
    assert [one.id for one in await world.send()] == [second.id]
    world.clock.passes(first.due_at - world.clock.now())
    assert [one.id for one in await world.send()] == [first.id]
    assert [(one.state, one.error) for one in await world.stored()] == [(MailState.SENT, None)] * 2


async def test_a_message_is_given_up_after_two_days_and_a_refused_one_at_once(world: MailWorld) -> None:
    for _ in range(2):
        await world.members.invite(world.admin, new_email(), Role.VIEWER)
    world.mailer.results.extend([REFUSED, *[DOWN] * 100])
    refused, _ = await world.stored()
    for _ in range(60):
        await world.send()
        world.clock.passes(timedelta(hours=1))
    states = [(one.state, one.error) for one in await world.stored()]
    assert states == [(MailState.FAILED, REFUSED.error), (MailState.FAILED, DOWN.error)]
    attempts = [one.attempts for one in await world.stored()]
    assert (attempts[0], 5 < attempts[1] < 20) == (1, True)
    assert refused.id


async def test_a_message_that_cannot_be_written_is_a_failure(world: MailWorld) -> None:
    made, _, _ = await world.members.invite(world.admin, new_email(), Role.VIEWER)
    now, of_old = world.clock.now(), "jane@example.com,eve@example.com@x"  # as a version that took any text stored it
    async with world.storage.transaction(world.user.org_id) as work:
        await work.outgoing_mail.add(
            NewMail(
                kind=MailKind.INVITATION,
                recipient=of_old,
                subject_id=made.id,
                language="en",
                created_at=now,
                due_at=now,
            )
        )
    await world.send()
    _, mail = await world.stored()
    assert (mail.state, mail.error) == (MailState.FAILED, "recipient should be one e-mail address")


async def test_one_process_sends_at_a_time_and_organisations_take_turns(world: MailWorld) -> None:
    for _ in range(TURN + 1):
        await world.members.invite(world.admin, new_email(), Role.VIEWER)
    async with world.storage.claim(world.user.org_id, ExclusiveTask.MAIL):
        assert await world.send() == []
    assert (len(await world.send()), len(await world.send())) == (TURN, 1)


async def test_an_organisation_sends_only_so_many_invitations_a_day(world: MailWorld) -> None:
    mailed = [
        (await world.members.invite(world.admin, new_email(), Role.VIEWER))[2] for _ in range(MOST_INVITATIONS + 1)
    ]
    assert mailed == [True] * MOST_INVITATIONS + [False]
    world.clock.passes(timedelta(days=1, seconds=1))
    assert (await world.members.invite(world.admin, new_email(), Role.VIEWER))[2]


async def test_the_log_is_for_administrators_of_the_same_organisation_without_password_links() -> None:
    world = await mail_world(MemoryStorage(), is_delivering=False)
    token = await world.link()
    await world.members.invite(world.admin, new_email(), Role.VIEWER)
    (invitation,) = await world.send()
    reset, invited = await world.stored()
    _, kept = await world.log.message(world.admin, reset.id)
    assert kept is not None
    assert token.split("_", 3)[3] not in kept.text
    assert f"{BASE}/password/…\n" in kept.text
    _, kept = await world.log.message(world.admin, invited.id)
    assert kept is not None
    assert kept.text == invitation.text
    recruiter = await colleague(world.storage, world.user.org_id, Role.RECRUITER)
    with pytest.raises(Forbidden):
        await world.log.page(recruiter, Window())
    with pytest.raises(Forbidden):
        await world.log.message(recruiter, reset.id)
    stranger = Actor(user_id=1, org_id=world.user.org_id + 1000, role=Role.ORG_ADMIN)
    with pytest.raises(NotFound):
        await world.log.message(stranger, reset.id)


async def test_old_messages_leave_the_log(world: MailWorld) -> None:
    await world.members.invite(world.admin, new_email(), Role.VIEWER)
    await world.send()
    retention = MailRetention(world.storage, world.clock)
    assert await retention.all_organisations() == 0
    world.clock.passes(RETENTION)
    assert (await retention.all_organisations(), await world.stored()) == (1, [])


def test_every_message_exists_in_every_language() -> None:
    assert set(TEXTS) == set(LANGUAGES)
    values = {name: name for name in ("organisation", "recipient", "link", "settings", "author")}
    for language in LANGUAGES:
        for kind in MailKind:
            text = text_of(kind, language, **values)
            assert "{" not in text.subject + text.body
            assert "\nlink\n" in text.body


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Müller & Co. KG", "Müller & Co. KG"),
        ("evil.example", "evil example"),
        ("See https://evil.example/x now", "See https evil example x now"),
        ("Jane\r\nBcc: eve@evil.example", "Jane Bcc: eve evil example"),
        ("x" * 200, "x" * 80),
    ],
)
def test_names_cannot_look_like_links_or_add_headers(name: str, shown: str) -> None:
    assert plain_name(name) == shown
    text = text_of(MailKind.INVITATION, "en", organisation=name, author=name, recipient="j@x.org", link="https://a/b")
    assert "evil.example" not in text.subject + text.body
