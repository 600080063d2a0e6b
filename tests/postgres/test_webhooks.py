"""Deliveries over PostgreSQL: concurrent failures, and changes of the webhook meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from recruit.entrypoints import kernel
from recruit.entrypoints.worker.webhook_dispatcher import MOST_AT_ONCE
from recruit.ports.plugins import AdapterConfig
from stand_ins.receiver import Reply, receiving
from webhook_world import WebhookWorld, webhook_world


@pytest.fixture
async def world(database: str) -> AsyncIterator[WebhookWorld]:
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as storage:
        yield await webhook_world(storage)


async def test_concurrent_failures_disable_a_webhook_once_and_are_all_logged(world: WebhookWorld) -> None:
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        for _ in range(MOST_AT_ONCE):
            await world.organisation.job()
        gate = asyncio.Event()
        receiver.answer = lambda _: Reply(410, gate=gate)
        sending = asyncio.create_task(world.send())
        await receiver.until(lambda: receiver.at_once == MOST_AT_ONCE)
        gate.set()
        assert await sending == MOST_AT_ONCE
    assert not (await world.stored(webhook)).is_active
    states = [one.state.value for one in await world.log(webhook)]
    assert states.count("failed") == states.count("pending") == MOST_AT_ONCE


async def test_failures_and_requests_to_redeliver_do_not_deadlock(world: WebhookWorld) -> None:
    actor = world.organisation.actor
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        for _ in range(MOST_AT_ONCE):
            await world.organisation.job()
        gate = asyncio.Event()
        receiver.answer = lambda _: Reply(500, gate=gate)
        sending = asyncio.create_task(world.send())
        await receiver.until(lambda: receiver.at_once == MOST_AT_ONCE)
        pending = await world.log(webhook)
        gate.set()
        forward = [world.service.redeliver(actor, webhook.id, one.id) for one in pending]
        outcomes = await asyncio.gather(*forward, *(world.stored(webhook) for _ in forward), sending)
        assert len(outcomes) == 2 * MOST_AT_ONCE + 1
        receiver.answer = lambda _: Reply(204)
        for one in await world.log(webhook, state="pending"):
            await world.service.redeliver(actor, webhook.id, one.id)
        await world.send()
        assert len({one.id for one in receiver.delivered}) == MOST_AT_ONCE
