"""Webhook service: permissions, secrets, tests and repeated deliveries."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.events import service as events_service
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.webhooks import service
from recruit.domain.webhooks.log_retention import DeliveryLogRetention
from recruit.domain.webhooks.messages import delivery_of
from recruit.domain.webhooks.model import DeliverySearch
from recruit.domain.webhooks.retries import DELAYS, JITTER, delay_after
from recruit.domain.webhooks.service import MOST_WEBHOOKS, OVERLAP, ResumeFrom
from recruit.ports.audit import AuditSearch
from stand_ins.receiver import Reply, receiving
from webhook_world import WebhookWorld, webhook_world

URL = "https://receiver.invalid/webhooks"
READING = frozenset({Permission.READ_JOBS, Permission.READ_CANDIDATES})


def key_of(actor: Actor, *scopes: Permission) -> Actor:
    """Return an API key of a user."""
    return replace(actor, scopes=frozenset({Permission.MANAGE_WEBHOOKS, *scopes}), api_key_id=1)


async def entries(world: WebhookWorld) -> list[str]:
    async with world.storage.autocommit(world.organisation.actor.org_id) as work:
        found = await work.audit.page(Window(), AuditSearch(entity="webhook"))
        return [str((entry.action, entry.before, entry.after)) for entry in found.items]


def test_retries_take_a_little_more_than_three_days() -> None:
    assert timedelta(days=3) <= sum(DELAYS, timedelta()) <= timedelta(days=3.5)
    assert list(DELAYS) == sorted(DELAYS)


def test_delays_vary_by_a_tenth_and_end() -> None:
    assert delay_after(1, 0.0) == DELAYS[0]
    assert delay_after(len(DELAYS), 1.0) == DELAYS[-1] * (1 + JITTER)
    assert delay_after(len(DELAYS) + 1, 0.0) is None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ORG_ADMIN}))
async def test_webhooks_are_for_administrators(role: Role) -> None:
    world = await webhook_world()
    webhook = await world.webhook(URL)
    actor, service = replace(world.organisation.actor, role=role), world.service
    now = world.clock.now()
    for refused in (
        service.create(actor, URL, (), None, is_active=True),
        service.page(actor, Window()),
        service.get(actor, webhook.id),
        service.change(actor, webhook.id, {"description": "x"}),
        service.remove(actor, webhook.id),
        service.rotate_secret(actor, webhook.id),
        service.test(actor, webhook.id),
        service.deliveries(actor, webhook.id, Window(), DeliverySearch()),
        service.delivery(actor, webhook.id, 1),
        service.redeliver(actor, webhook.id, 1),
        service.redeliver_period(actor, webhook.id, now, now),
    ):
        with pytest.raises(Forbidden, match="webhooks:manage"):
            await refused


async def test_a_key_can_subscribe_to_the_events_that_it_may_read_only() -> None:
    world = await webhook_world()
    narrow = key_of(world.organisation.actor, Permission.READ_JOBS)
    made = await world.service.create(narrow, URL, ["job.created"], None, is_active=True)
    for types in (["job.created", "candidate.created"], []):
        with pytest.raises(Forbidden, match="lacks the scope"):
            await world.service.create(narrow, URL, types, None, is_active=True)
        with pytest.raises(Forbidden, match="lacks the scope"):
            await world.service.change(narrow, made.id, {"event_types": tuple(types)})
    wide = await world.webhook(URL)
    for changes in ({"url": "https://other.invalid/"}, {"event_types": ("job.created",)}):
        with pytest.raises(Forbidden, match="lacks the scope"):
            await world.service.change(narrow, wide.id, changes)
    with pytest.raises(Forbidden, match="lacks the scope"):
        await world.service.deliveries(narrow, wide.id, Window(), DeliverySearch())
    for refused in (world.service.rotate_secret(narrow, wide.id), world.service.remove(narrow, wide.id)):
        with pytest.raises(Forbidden, match="lacks the scope"):
            await refused


async def test_events_of_notes_go_to_webhooks_of_those_who_read_restricted_notes() -> None:
    world = await webhook_world()
    every = frozenset(Permission) - {Permission.READ_RESTRICTED_NOTES}
    for types in (["note.created"], []):
        with pytest.raises(Forbidden, match="notes"):
            await world.service.create(key_of(world.organisation.actor, *every), URL, types, None, is_active=True)


async def test_events_of_types_that_were_removed_are_not_sent_and_shown_only_to_readers() -> None:
    world = await webhook_world()
    actor = world.organisation.actor
    narrow = key_of(actor, Permission.READ_JOBS)
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        await world.organisation.candidate()
        await world.send()
        receiver.answer = lambda _: Reply(500)
        await world.organisation.candidate()
        await world.send()
        await world.service.change(actor, webhook.id, {"event_types": ("job.created",)})
    sent, failed, skipped = await world.log(webhook)
    assert (sent.state, failed.state, skipped.state) == ("delivered", "failed", "skipped")
    (shown, *_) = (await world.service.deliveries(narrow, webhook.id, Window(), DeliverySearch())).items
    assert (shown.id, shown.request_body, shown.request_headers) == (sent.id, "", None)
    assert await world.service.delivery(narrow, webhook.id, sent.id) == shown
    assert await world.service.delivery(actor, webhook.id, sent.id) == sent
    with pytest.raises(Forbidden, match="lacks the scope"):
        await world.service.redeliver(narrow, webhook.id, sent.id)


async def test_a_second_rotation_within_a_day_ends_the_replaced_secrets_or_is_refused() -> None:
    world = await webhook_world()
    actor, webhook = world.organisation.actor, await world.webhook(URL)
    await world.service.rotate_secret(actor, webhook.id)
    with pytest.raises(Invalid, match="immediately=true"):
        await world.service.rotate_secret(actor, webhook.id)
    ended = await world.service.rotate_secret(actor, webhook.id, immediately=True)
    assert (ended.previous_secret, ended.previous_secret_expires_at) == (None, None)
    assert (await world.service.rotate_secret(actor, webhook.id)).previous_secret == ended.secret


async def test_an_answer_about_a_person_who_is_gone_is_not_stored() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        receiver.answer = lambda _: Reply(200, b"Jane Doe")
        webhook = await world.webhook(receiver.url)
        candidate = await world.organisation.candidate()
        await world.send()
        async with world.storage.transaction(world.organisation.actor.org_id) as work:
            await work.candidates.remove(candidate.id)
        await world.send()
    created, removed = await world.log(webhook)
    assert (created.response_body, removed.response_body, removed.status) == ("Jane Doe", None, 200)


async def test_events_with_the_same_id_have_different_message_ids_after_a_restore() -> None:
    world = await webhook_world()
    webhook = await world.webhook(URL)
    await world.organisation.job()
    (event,) = (await world.events.since(webhook.org_id, webhook.cursor, 10)).items
    later = replace(event, at=event.at + timedelta(minutes=1))
    one, same, other = (delivery_of(webhook, each, world.clock.now()).message_id for each in (event, event, later))
    assert one == same != other


async def test_unknown_types_and_addresses_that_are_not_public_are_refused() -> None:
    world = await webhook_world()
    webhook = await world.webhook(URL)
    with pytest.raises(Invalid, match=r"job\.painted. The types are .*job\.created"):
        await world.webhook(URL, "job.created", "job.painted")
    with pytest.raises(Invalid, match=r"job\.painted"):
        await world.service.change(world.organisation.actor, webhook.id, {"event_types": ("job.painted",)})
    for url in ("https://10.0.0.1/", "ftp://example.com/"):
        with pytest.raises(Invalid):
            await world.webhook(url)
        with pytest.raises(Invalid):
            await world.service.change(world.organisation.actor, webhook.id, {"url": url})
    assert await world.stored(webhook) == webhook


async def test_a_webhook_can_be_disabled_though_its_address_is_not_allowed_any_more() -> None:
    world = await webhook_world()
    webhook = await world.webhook(URL)
    async with world.storage.autocommit(webhook.org_id) as work:
        await work.webhooks.change(webhook.id, {"url": "https://10.0.0.1/"})
    changed = await world.service.change(world.organisation.actor, webhook.id, {"is_active": False})
    assert not changed.is_active
    with pytest.raises(Invalid):
        await world.service.change(world.organisation.actor, webhook.id, {"is_active": True, "description": "x"})


async def test_an_organisation_has_fifty_webhooks_at_most() -> None:
    world = await webhook_world()
    for _ in range(MOST_WEBHOOKS):
        await world.webhook(URL)
    with pytest.raises(Invalid, match="can have 50 webhooks"):
        await world.webhook(URL)


async def test_a_replaced_secret_signs_for_a_day_beside_the_new_one() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        rotated = await world.service.rotate_secret(world.organisation.actor, webhook.id)
        assert rotated.secret != webhook.secret
        await world.organisation.job()
        await world.send()
        for secret in (webhook.secret, rotated.secret):
            receiver.requests[0].verified_with(secret)
        assert len(receiver.requests[0].headers["webhook-signature"].split(" ")) == 2
        world.clock.ahead += OVERLAP
        await world.organisation.job()
        await world.send()
        assert receiver.requests[1].is_signed_with(rotated.secret)
        assert not receiver.requests[1].is_signed_with(webhook.secret)
    logged = await entries(world)
    assert len(logged) == 2
    assert not any(secret in str(logged) for secret in (webhook.secret, rotated.secret, "whsec_"))


async def test_a_test_is_sent_at_once_and_logged_even_if_the_webhook_is_not_active() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url, is_active=False)
        receiver.answer = lambda _: Reply(500, b"Not yet")
        tested = await world.service.test(world.organisation.actor, webhook.id)
        message = receiver.requests[0].verified_with(webhook.secret)
        assert (message["type"], message["data"]) == ("webhook.ping", {"webhook_id": webhook.id})
        assert (tested.type, tested.state, tested.status) == ("webhook.ping", "failed", 500)
        assert (tested.response_body, tested.event_id) == ("Not yet", None)
        assert await world.log(webhook) == [tested]
        receiver.answer = lambda _: Reply(200)
        again = await world.service.test(world.organisation.actor, webhook.id)
        assert (again.state, again.error) == ("delivered", None)
        assert again.message_id != tested.message_id
        assert await world.send() == 0, "a test isn't repeated"


async def test_an_event_is_sent_again_on_request() -> None:
    world = await webhook_world()
    actor = world.organisation.actor
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        await world.organisation.job()
        await world.send()
        (first,) = await world.log(webhook)
        again = await world.service.redeliver(actor, webhook.id, first.id)
        assert (again.state, again.attempt, again.event_id) == ("pending", 1, first.event_id)
        assert await world.service.redeliver(actor, webhook.id, first.id) == again
        await world.send()
        assert len(receiver.requests) == 2
        assert receiver.requests[0].id == receiver.requests[1].id
        assert receiver.requests[0].body == receiver.requests[1].body


async def test_a_retry_is_brought_forward_on_request() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        receiver.answer = lambda _: Reply(503)
        await world.organisation.job()
        await world.send()
        failed, pending = await world.log(webhook)
        assert await world.send() == 0
        forward = await world.service.redeliver(world.organisation.actor, webhook.id, failed.id)
        assert (forward.id, forward.attempt) == (pending.id, 2)
        assert await world.send() == 1


async def test_tests_and_events_of_webhooks_that_are_not_active_are_not_sent_again() -> None:
    world = await webhook_world()
    actor = world.organisation.actor
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        await world.organisation.job()
        await world.send()
        (first,) = await world.log(webhook)
        tested = await world.service.test(actor, webhook.id)
        with pytest.raises(Invalid, match="This was a test"):
            await world.service.redeliver(actor, webhook.id, tested.id)
        with pytest.raises(NotFound):
            await world.service.redeliver(actor, webhook.id, tested.id + 1)
        await world.service.change(actor, webhook.id, {"is_active": False})
        with pytest.raises(Invalid, match="isn't active"):
            await world.service.redeliver(actor, webhook.id, first.id)
        with pytest.raises(Invalid, match="isn't active"):
            await world.service.redeliver_period(actor, webhook.id, world.clock.now(), world.clock.now())


async def test_the_events_of_a_period_are_sent_again() -> None:
    world = await webhook_world()
    actor = world.organisation.actor
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url, "job.created")
        for _ in range(2):
            await world.organisation.job()
            await world.organisation.candidate()
        since = datetime.now(UTC)
        await world.organisation.job()
        await world.send()
        until = datetime.now(UTC)
        await world.organisation.job()
        assert await world.service.redeliver_period(actor, webhook.id, since, until + timedelta(hours=1)) == 1
        await world.send()
        sequences = [one.message["data"]["sequence"] for one in receiver.requests]
        assert len(sequences) == 5, "the fourth event comes for the first time"
        assert sequences.count(sequences[2]) == 2
        with pytest.raises(Invalid, match="until must not be before since"):
            await world.service.redeliver_period(actor, webhook.id, until, since)


async def test_a_long_period_is_read_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events_service, "PERIOD_BATCH", 2)
    monkeypatch.setattr(service, "MOST_REPEATED", 5)
    world = await webhook_world()
    actor, since = world.organisation.actor, datetime.now(UTC)
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        for _ in range(5):
            await world.organisation.job()
        await world.send()
        assert await world.service.redeliver_period(actor, webhook.id, since, datetime.now(UTC)) == 5
        await world.send()
        ids = [one.id for one in receiver.requests]
        assert sorted(ids[:5]) == sorted(ids[5:])
        await world.organisation.job()
        await world.send()
        with pytest.raises(Invalid, match="choose a shorter one"):
            await world.service.redeliver_period(actor, webhook.id, since, datetime.now(UTC))


async def test_events_of_a_period_that_are_pending_are_not_sent_twice() -> None:
    world = await webhook_world()
    actor, since = world.organisation.actor, datetime.now(UTC)
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        await world.organisation.job()
        await world.send()
        receiver.answer = lambda _: Reply(503)
        await world.organisation.job()
        await world.send()
        until = datetime.now(UTC)
        assert [await world.service.redeliver_period(actor, webhook.id, since, until) for _ in range(2)] == [1, 0]
        assert len(await world.log(webhook, state="pending")) == 2


async def test_resume_goes_with_enabling() -> None:
    world = await webhook_world()
    webhook = await world.webhook(URL)
    for changes in ({"is_active": False}, {"description": "x"}):
        with pytest.raises(Invalid, match="resume goes with"):
            await world.service.change(world.organisation.actor, webhook.id, changes, resume=ResumeFrom.NOW)


async def test_the_log_is_kept_for_thirty_days() -> None:
    world = await webhook_world()
    retention = DeliveryLogRetention(world.storage, world.clock)
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        await world.organisation.job()
        await world.send()
        world.clock.ahead += timedelta(days=29)
        assert await retention.all_organisations() == 0
        world.clock.ahead += timedelta(days=2)
        assert await retention.all_organisations() == 1
        assert await world.log(webhook) == []
