"""Delivery of events to receivers that fail, are slow, or go away."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Awaitable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from itertools import count

import pytest
from prometheus_client import generate_latest

from recruit.adapters.memory.storage import MemoryStorage
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.pages import Window
from recruit.domain.webhooks import delivering
from recruit.domain.webhooks.delivering import EVENTS_READ
from recruit.domain.webhooks.model import Delivery, DeliveryState, Webhook
from recruit.domain.webhooks.retries import DELAYS
from recruit.domain.webhooks.service import ResumeFrom
from recruit.entrypoints.background_tasks import running_task
from recruit.entrypoints.worker import webhook_dispatcher
from recruit.entrypoints.worker.webhook_dispatcher import MOST_AT_ONCE
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask
from recruit.ports.unit_of_work import UnitOfWork
from stand_ins.receiver import SUCCESS, Received, Receiver, Reply, receiving
from webhook_world import WebhookWorld, webhook_world

FAILURE = Reply(500, b"Oops")


async def until_delivered(world: WebhookWorld, receiver: Receiver, count: int) -> None:
    """Send until a number of messages has arrived, with the clock ahead of the next retry."""
    for _ in range(100):
        await world.send()
        if len({one.id for one in receiver.delivered}) == count:
            return
        world.clock.ahead += timedelta(hours=27)
    raise AssertionError(f"{len(receiver.delivered)} messages of {count} have arrived")


def assert_in_order(receiver: Receiver) -> None:
    """Check the order of first deliveries for each record."""
    positions = defaultdict(list)
    seen = set()
    for one in receiver.delivered:
        if one.id not in seen:
            seen.add(one.id)
            positions[one.entity].append(one.message["data"]["sequence"])
    assert all(found == sorted(found) for found in positions.values())


async def test_an_event_arrives_signed_with_ids_and_no_personal_data() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        candidate = await world.organisation.candidate("Jane Doe", headline="Baker")
        assert await world.send() == 1
        (one,) = receiver.requests
        (event,) = (await world.events.since(webhook.org_id, webhook.cursor, 10)).items
    assert (one.method, one.path) == ("POST", "/webhooks")
    assert (one.headers["content-type"], one.headers["user-agent"]) == ("application/json", "recruit")
    assert one.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert one.id == f"{event.id}-{int(event.at.timestamp())}"
    message = one.verified_with(webhook.secret)
    assert set(message) == {"type", "timestamp", "data"}
    assert (message["type"], message["data"]["id"]) == ("candidate.created", event.id)
    assert (message["data"]["entity"], message["data"]["candidate_id"]) == ("candidate", candidate.id)
    assert message["timestamp"] == message["data"]["at"]
    assert b"Jane" not in one.body
    assert b"Baker" not in one.body


async def test_a_webhook_gets_events_of_its_types_from_its_creation_on() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        await world.organisation.job("Before")
        await world.webhook(receiver.url, "job.created", "job.deleted")
        job = await world.organisation.job()
        await world.organisation.candidate()
        async with world.storage.transaction(job.org_id) as work:
            await work.jobs.change(job.id, {"title": "Baker"})
        async with world.storage.transaction(job.org_id) as work:
            await work.jobs.remove(job.id)
        await world.send()
        assert [one.message["type"] for one in receiver.requests] == ["job.created", "job.deleted"]
        assert await world.send() == 0


async def test_a_failed_event_is_sent_again_with_the_same_id_and_body_until_it_arrives() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        receiver.answer = lambda _: FAILURE if len(receiver.requests) < 3 else SUCCESS
        await world.organisation.job()
        delays = []
        for delay in DELAYS[:2]:
            assert await world.send() == 1
            assert await world.send() == 0, "the retry isn't due yet"
            pending = (await world.log(webhook, state=DeliveryState.PENDING))[0]
            delays.append(pending.due_at - world.clock.now())
            world.clock.ahead += delay
        assert await world.send() == 1
        assert len({(one.id, one.body) for one in receiver.requests}) == 1
        assert all(one.is_signed_with(webhook.secret) for one in receiver.requests)
        logged = await world.log(webhook)
    assert [(one.attempt, one.state, one.status) for one in logged] == [
        (1, "failed", 500),
        (2, "failed", 500),
        (3, "delivered", 204),
    ]
    assert logged[0].error == "The receiver answered with status 500"
    assert logged[0].response_body == "Oops"
    assert delays == [*DELAYS[:2]]


async def test_events_of_one_record_arrive_in_order_while_others_overtake() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        await world.webhook(receiver.url)
        first, second = await world.organisation.job(), await world.organisation.job()
        async with world.storage.transaction(first.org_id) as work:
            await work.jobs.change(first.id, {"title": "Baker"})
        receiver.answer = lambda one: FAILURE if one.entity == ("job", first.id) else SUCCESS
        await world.send()
        assert [one.entity for one in receiver.delivered] == [("job", second.id)]
        assert [one.message["type"] for one in receiver.requests if one.entity == ("job", first.id)] == ["job.created"]
        receiver.answer = lambda _: SUCCESS
        world.clock.ahead += DELAYS[0]
        await world.send()
        assert [one.message["type"] for one in receiver.delivered] == ["job.created", "job.created", "job.updated"]


async def test_a_receiver_that_fails_at_random_gets_every_event_in_order() -> None:
    world = await webhook_world()
    chance = random.Random(23)  # noqa: S311 - chances needn't be secret
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        replies = [SUCCESS] * 6 + [FAILURE, Reply(raw=b""), Reply(raw=b"?")]
        receiver.answer = lambda _: chance.choice(replies)
        jobs = [await world.organisation.job() for _ in range(5)]
        for number in range(60):
            async with world.storage.transaction(webhook.org_id) as work:
                await work.jobs.change(chance.choice(jobs).id, {"title": f"Title {number}"})
        await until_delivered(world, receiver, 65)
        expected = {one.id for one in (await world.events.since(webhook.org_id, webhook.cursor, 100)).items}
        assert {int(one.id.partition("-")[0]) for one in receiver.delivered} == expected
        assert len(expected) == 65
        assert_in_order(receiver)
        assert all(one.is_signed_with(webhook.secret) for one in receiver.requests)
        assert len(receiver.requests) > len(expected)


async def test_several_messages_are_sent_at_once() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        await world.webhook(receiver.url)
        for _ in range(2 * MOST_AT_ONCE):
            await world.organisation.job()
        gate = asyncio.Event()
        receiver.answer = lambda _: Reply(gate=gate)
        async with running_task(_ignored(world.send())) as sending:
            await receiver.until(lambda: receiver.at_once == MOST_AT_ONCE)
            gate.set()
            await sending
        assert receiver.most_at_once == MOST_AT_ONCE
        assert len(receiver.delivered) == 2 * MOST_AT_ONCE


async def test_a_receiver_that_does_not_answer_holds_up_no_other_webhook() -> None:
    world = await webhook_world()
    async with receiving() as dead, receiving() as alive:
        gate = asyncio.Event()
        dead.answer = lambda _: Reply(gate=gate)
        for receiver in (dead, alive):
            await world.webhook(receiver.url)
        async with running_task(_ignored(world.dispatcher.all_organisations())):
            for number in (1, 2):
                await world.organisation.job()
                await alive.until(lambda number=number: len(alive.delivered) == number)  # type: ignore[misc]
            await dead.until(lambda: dead.requests)
            assert not dead.delivered
            gate.set()


async def test_an_organisation_whose_receivers_do_not_answer_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_dispatcher, "MOST_CONNECTIONS", 4)
    monkeypatch.setattr(webhook_dispatcher, "SHARE", 3)
    world = await webhook_world()
    other = await webhook_world(world.storage)
    async with receiving() as dead, receiving() as alive:
        gate = asyncio.Event()
        dead.answer = lambda _: Reply(gate=gate)
        for _ in range(2):
            await world.webhook(dead.url, "job.created")
        for _ in range(5):
            await world.organisation.job()
        await other.webhook(alive.url, "job.created")
        await other.organisation.job()
        async with running_task(_ignored(world.send())) as sending:
            await dead.until(lambda: dead.at_once == 3)
            assert await world.dispatcher.organisation(other.organisation.actor.org_id) == 1
            gate.set()
            await sending
        assert (dead.most_at_once, len(dead.delivered)) == (3, 10)


async def test_a_message_that_waits_too_long_for_others_is_sent_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_dispatcher, "SHARE", 1)
    monkeypatch.setattr(webhook_dispatcher, "WAIT_SECONDS", 0.01)
    world = await webhook_world()
    async with receiving() as dead, receiving() as alive:
        gate = asyncio.Event()
        dead.answer = lambda _: Reply(gate=gate)
        await world.webhook(dead.url, "job.created")
        await world.organisation.job()
        async with running_task(_ignored(world.send())) as sending:
            await dead.until(lambda: dead.at_once == 1)
            await world.webhook(alive.url, "candidate.created")
            await world.organisation.candidate()
            has_waited, due, reads = asyncio.Event(), world.delivering.due, count(1)

            async def counted(webhook: Webhook, limit: int) -> Sequence[Delivery]:
                if next(reads) == 5:
                    has_waited.set()
                return await due(webhook, limit)

            monkeypatch.setattr(world.delivering, "due", counted)
            async with running_task(_ignored(world.send())) as waiting:
                await has_waited.wait()
                assert not alive.requests
                gate.set()
                await asyncio.gather(sending, waiting)
        assert len(alive.delivered) == 1


async def test_a_receiver_that_is_gone_disables_its_webhook_at_once_with_a_notice(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        receiver.answer = lambda _: Reply(410)
        await world.organisation.job()
        await world.send()
        stored = await world.stored(webhook)
        assert (stored.is_active, stored.disabled_reason) == (False, "The receiver answered with status 410 (Gone)")
        assert stored.disabled_at is not None
        await world.organisation.job()
        world.clock.ahead += timedelta(days=1)
        assert await world.send() == 0
        assert await world.storage.organisations_with_webhooks() == []
        assert len(receiver.requests) == 1
    async with world.storage.autocommit(webhook.org_id) as work:
        entry = (await work.audit.page(Window(), AuditSearch(entity="webhook"))).items[-1]
    assert (entry.kind, (entry.after or {})["disabled_reason"]) == ("system", stored.disabled_reason)
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "a webhook was disabled"
    ]
    assert "recruit_webhooks_disabled_total 1.0" in generate_latest(world.metrics.registry).decode()


async def test_a_webhook_is_disabled_when_an_event_has_failed_for_three_days() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        receiver.answer = lambda _: FAILURE
        await world.organisation.job()
        began = world.clock.now()
        for delay in DELAYS:
            assert await world.send() == 1
            assert (await world.stored(webhook)).is_active
            world.clock.ahead += delay
        assert await world.send() == 1
        assert world.clock.now() - began >= timedelta(days=3)
        stored = await world.stored(webhook)
        assert not stored.is_active
        assert stored.disabled_reason is not None
        assert stored.disabled_reason.endswith("The last: The receiver answered with status 500")
        assert len(receiver.requests) == len(DELAYS) + 1


async def test_a_webhook_that_is_enabled_again_gets_what_it_has_missed() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        receiver.answer = lambda _: Reply(410)
        await world.organisation.job()
        await world.send()
        await world.organisation.candidate()
        receiver.answer = lambda _: SUCCESS
        enabled = await world.service.change(world.organisation.actor, webhook.id, {"is_active": True})
        assert (enabled.is_active, enabled.disabled_reason, enabled.disabled_at) == (True, None, None)
        await world.send()
        # In order for each record only.
        assert sorted(one.message["type"] for one in receiver.delivered) == ["candidate.created", "job.created"]


async def test_a_webhook_that_is_enabled_from_now_on_skips_what_it_has_missed() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        receiver.answer = lambda _: Reply(410)
        await world.organisation.job()
        await world.send()
        await world.organisation.candidate()
        receiver.answer = lambda _: SUCCESS
        await world.service.change(world.organisation.actor, webhook.id, {"is_active": True}, resume=ResumeFrom.NOW)
        assert await world.send() == 0
        await world.organisation.candidate()
        await world.send()
        assert [one.message["type"] for one in receiver.delivered] == ["candidate.created"]
        assert [one.state for one in await world.log(webhook)] == ["failed", "skipped", "delivered"]


async def test_a_dead_receiver_leaves_a_bounded_number_of_pending_events(monkeypatch: pytest.MonkeyPatch) -> None:
    most, events = EVENTS_READ, 4 * EVENTS_READ
    monkeypatch.setattr(delivering, "MOST_PENDING", most)
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        receiver.answer = lambda _: FAILURE
        job = await world.organisation.job()
        async with world.storage.outer_transaction(job.org_id):
            for number in range(events):
                async with world.storage.transaction(job.org_id) as work:
                    await work.jobs.change(job.id, {"title": f"Title {number}"})
        while (await world.events.head(job.org_id)) < events:
            pass
        await world.send()
        async with world.storage.transaction(job.org_id) as work:
            assert most <= await work.deliveries.pending(webhook.id) <= most + EVENTS_READ
        receiver.answer = lambda _: SUCCESS
        await until_delivered(world, receiver, events + 1)
        assert_in_order(receiver)


async def test_messages_of_a_removed_webhook_are_not_sent() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        gate = asyncio.Event()
        receiver.answer = lambda _: Reply(500, gate=gate)
        await world.organisation.job()
        async with running_task(_ignored(world.send())) as sending:
            await receiver.until(lambda: receiver.requests)
            await world.service.remove(world.organisation.actor, webhook.id)
            gate.set()
            await sending
        world.clock.ahead += timedelta(days=1)
        assert await world.send() == 0
        assert len(receiver.requests) == 1


async def test_one_process_dispatches_at_a_time_and_another_one_takes_over() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        await world.webhook(receiver.url)
        await world.organisation.job()
        async with world.storage.claim(ALL_ORGANISATIONS, ExclusiveTask.WEBHOOKS):
            assert await world.dispatcher.all_organisations() == 0
            assert receiver.requests == []
        async with running_task(_ignored(world.dispatcher.all_organisations())):
            await receiver.until(lambda: receiver.delivered)


class LosingStorage(MemoryStorage):
    """Storage in memory that fails as a cluster does: without the machine of `lost`, or without its coordinator."""

    lost = 0
    is_down = False

    def transaction(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        if org_id == self.lost:
            raise Unavailable
        return super().transaction(org_id)

    async def ping(self) -> None:
        if self.is_down:
            raise Unavailable


async def test_an_organisation_that_cannot_be_read_holds_up_no_other_while_storage_answers() -> None:
    storage = LosingStorage()
    lost, other = await webhook_world(storage), await webhook_world(storage)

    def answer(_: Received) -> Reply:
        storage.is_down = True
        return SUCCESS

    async with receiving() as receiver:
        receiver.answer = answer
        for world in (lost, other):
            await world.webhook(receiver.url)
            await world.organisation.job()
        storage.lost = lost.organisation.actor.org_id
        with pytest.raises(Unavailable):
            await other.dispatcher.all_organisations()
        assert len(receiver.requests) == 1


async def test_dispatching_ends_with_the_last_active_webhook() -> None:
    world = await webhook_world()
    assert await world.dispatcher.all_organisations() == 0
    async with receiving() as receiver:
        await world.webhook(receiver.url)
        receiver.answer = lambda _: Reply(410)
        await world.organisation.job()
        assert await world.dispatcher.all_organisations() == 1


async def test_attempts_are_counted_by_their_state() -> None:
    world = await webhook_world()
    async with receiving() as receiver:
        await world.webhook(receiver.url)
        receiver.answer = lambda one: FAILURE if one.entity[0] == "job" else SUCCESS
        await world.organisation.job()
        await world.organisation.candidate()
        await world.send()
    text = generate_latest(world.metrics.registry).decode()
    assert 'recruit_webhook_attempts_total{state="delivered"} 1.0' in text
    assert 'recruit_webhook_attempts_total{state="failed"} 1.0' in text


async def _ignored(work: Awaitable[int]) -> None:
    await work
