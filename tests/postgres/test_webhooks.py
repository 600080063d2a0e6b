"""Webhooks over PostgreSQL: concurrent failures and requests, and changes of the webhook meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.events import service as events_service
from recruit.domain.events.model import Event
from recruit.domain.shared.errors import Invalid, Unavailable
from recruit.domain.shared.pages import Window
from recruit.domain.team import service as team_service
from recruit.domain.team.model import TeamRole
from recruit.domain.webhooks import service
from recruit.entrypoints import kernel
from recruit.entrypoints.background_tasks import running_task
from recruit.entrypoints.worker.webhook_dispatcher import MOST_AT_ONCE, WebhookDispatcher
from recruit.ports.plugins import AdapterConfig
from stand_ins.receiver import Reply, receiving
from webhook_world import WebhookWorld, webhook_world
from worlds import colleague


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


async def test_requests_at_once_do_not_exceed_the_number_of_webhooks(
    world: WebhookWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_WEBHOOKS", 1)
    creating = (world.webhook("https://receiver.invalid/") for _ in range(8))
    outcomes = await asyncio.gather(*creating, return_exceptions=True)
    assert sum(isinstance(one, Invalid) for one in outcomes) == 7
    assert (await world.service.page(world.organisation.actor, Window())).total == 1


async def test_requests_at_once_do_not_exceed_the_size_of_a_team(
    world: WebhookWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team_service, "MOST_MEMBERS", 1)
    organisation, job = world.organisation, await world.organisation.job()
    people = [await colleague(world.storage, organisation.actor.org_id, Role.RECRUITER) for _ in range(8)]
    teams = team_service.TeamService(world.storage)
    adding = (teams.put(organisation.actor, job.id, one.user_id, TeamRole.RECRUITER) for one in people)
    outcomes = await asyncio.gather(*adding, return_exceptions=True)
    assert sum(isinstance(one, Invalid) for one in outcomes) == 7


async def test_the_events_of_a_long_period_are_read_without_the_webhooks_lock(
    world: WebhookWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events_service, "PERIOD_BATCH", 1)
    actor, since = world.organisation.actor, datetime.now(UTC)
    async with receiving() as receiver:
        webhook = await world.webhook(receiver.url)
        for _ in range(3):
            await world.organisation.job()
        await world.send()
        between, is_changed = world.events.between, asyncio.Event()

        async def changed_meanwhile(*arguments: Any) -> AsyncIterator[Event]:
            async for event in between(*arguments):
                if not is_changed.is_set():
                    await world.service.change(actor, webhook.id, {"description": "Payroll"})
                    is_changed.set()
                yield event

        monkeypatch.setattr(world.events, "between", changed_meanwhile)
        assert await world.service.redeliver_period(actor, webhook.id, since, datetime.now(UTC)) == 3
        assert is_changed.is_set()


async def test_each_message_is_sent_once_when_the_dispatcher_loses_its_claim(upgraded_database: str) -> None:
    config = AdapterConfig(upgraded_database, Path())
    async with (
        kernel.STORAGE.open(config) as storage,
        kernel.STORAGE.open(config) as elsewhere,
        receiving() as receiver,
    ):
        first, second = await webhook_world(storage), await webhook_world(elsewhere)
        webhook = await first.webhook(receiver.url)
        for _ in range(2 * MOST_AT_ONCE):
            await first.organisation.job()
        gate = asyncio.Event()
        receiver.answer = lambda _: Reply(gate=gate)
        losing = asyncio.create_task(first.dispatcher.all_organisations())
        await receiver.until(lambda: receiver.at_once == MOST_AT_ONCE)
        await _end_claim(upgraded_database)
        async with running_task(_repeated(second.dispatcher)):
            await receiver.until(lambda: receiver.at_once == 2 * MOST_AT_ONCE)
            gate.set()
            with pytest.raises(Unavailable):
                await losing
            await receiver.until(lambda: len(receiver.delivered) == 2 * MOST_AT_ONCE)
        assert len({one.id for one in receiver.requests}) == len(receiver.requests)
        assert [one.state for one in await first.log(webhook)] == ["delivered"] * 2 * MOST_AT_ONCE


async def _repeated(dispatcher: WebhookDispatcher) -> None:
    while True:
        await dispatcher.all_organisations()


async def _end_claim(url: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        assert await connection.fetchval(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    finally:
        await connection.close()
