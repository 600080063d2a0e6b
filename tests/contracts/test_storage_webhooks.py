"""Storage contract: webhooks and deliveries."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recruit.domain.audit.model import AuditEntry
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.pages import Window
from recruit.domain.webhooks.model import (
    AttemptResult,
    Delivery,
    DeliverySearch,
    DeliveryState,
    NewDelivery,
    Webhook,
    WebhookDetails,
)
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
UNKNOWN_IDS = [0, -1, 2**63 - 1, 10**30]
EVERYTHING = DeliverySearch()
DELIVERED = AttemptResult(
    state=DeliveryState.DELIVERED,
    at=NOON,
    request_headers={"webhook-id": "7"},
    status=204,
    response_body="",
    duration_ms=12,
)
FAILED = replace(DELIVERED, state=DeliveryState.FAILED, status=500, response_body="Oops", error="Status 500")


async def stored_webhook(ours: Organisation, **changes: Any) -> Webhook:
    details = replace(
        WebhookDetails(
            url="https://example.com/webhooks",
            event_types=("job.created",),
            description="Payroll",
            is_active=True,
            created_by_user_id=ours.actor.user_id,
            created_at=NOON,
            secret="whsec_c2VjcmV0",
            cursor=5,
        ),
        **changes,
    )
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.webhooks.add(details)


def new_delivery(webhook: Webhook, sequence: int, entity_id: int = 1, **changes: Any) -> NewDelivery:
    return replace(
        NewDelivery(
            webhook_id=webhook.id,
            message_id=str(sequence),
            type="job.created",
            request_body='{"type": "job.created"}',
            due_at=NOON,
            event_id=sequence + 100,
            sequence=sequence,
            entity="job",
            entity_id=entity_id,
        ),
        **changes,
    )


async def add(ours: Organisation, *new: NewDelivery) -> list[Delivery]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.deliveries.add_many(new)
        page = await work.deliveries.page(new[0].webhook_id, Window(limit=100), EVERYTHING)
        return list(page.items)[-len(new) :]


async def due(ours: Organisation, webhook: Webhook, now: datetime = NOON, limit: int = 10) -> list[int | None]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return [one.sequence for one in await work.deliveries.due(webhook.id, now, limit)]


async def record(ours: Organisation, delivery: Delivery, attempt: AttemptResult = DELIVERED) -> bool:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return await work.deliveries.record(delivery.id, attempt)


async def found(ours: Organisation, webhook: Webhook, **criteria: Any) -> list[int | None]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        page = await work.deliveries.page(webhook.id, Window(), DeliverySearch(**criteria))
        return [one.sequence for one in page.items]


async def entries(ours: Organisation) -> list[AuditEntry]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return list((await work.audit.page(Window(), AuditSearch(entity="webhook"))).items)


async def test_a_webhook_is_returned_as_stored(ours: Organisation) -> None:
    one, other = await stored_webhook(ours), await stored_webhook(ours, event_types=(), is_active=False)
    assert (type(one), one.event_types, one.cursor, one.disabled_reason) == (Webhook, ("job.created",), 5, None)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.webhooks.get(one.id) == await work.webhooks.lock(one.id) == one
        assert list((await work.webhooks.page(Window())).items) == [one, other]
        assert list(await work.webhooks.active()) == [one]
        changed = await work.webhooks.change(other.id, {"is_active": True, "cursor": 9})
        assert changed == replace(other, is_active=True, cursor=9)
        assert list(await work.webhooks.active()) == [one, changed]
        for unknown_id in UNKNOWN_IDS:
            for question in (work.webhooks.get, work.webhooks.lock, work.webhooks.remove):
                with pytest.raises(NotFound):
                    await question(unknown_id)


async def test_a_webhook_of_an_unknown_user_is_refused(ours: Organisation) -> None:
    with pytest.raises(Refused):
        await stored_webhook(ours, created_by_user_id=ours.actor.user_id + 1_000_000)


async def test_organisations_with_an_active_webhook_are_listed(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    one = await stored_webhook(ours)
    await stored_webhook(ours)
    await stored_webhook(theirs, is_active=False)
    listed = await storage.organisations_with_webhooks()
    assert list(listed) == sorted(set(listed))
    assert (ours.actor.org_id in listed, theirs.actor.org_id in listed) == (True, False)
    async with storage.transaction(ours.actor.org_id) as work:
        for webhook in await work.webhooks.active():
            await work.webhooks.change(webhook.id, {"is_active": False})
    assert one.org_id not in await storage.organisations_with_webhooks()


async def test_the_audit_log_has_changes_of_webhooks_without_their_secrets(ours: Organisation) -> None:
    one = await stored_webhook(ours)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.webhooks.change(one.id, {"cursor": 9})
        await work.webhooks.change(one.id, {"secret": "whsec_bmV3", "previous_secret": one.secret})
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.webhooks.change(
            one.id, {"secret": "whsec_bmV3ZXI=", "previous_secret": "whsec_bmV3", "previous_secret_expires_at": LATER}
        )
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.webhooks.change(one.id, {"is_active": False, "disabled_reason": "Gone"})
        await work.webhooks.remove(one.id)
    logged = await entries(ours)
    assert {entry.entity_id for entry in logged} == {one.id}
    assert "whsec" not in str(logged)
    assert not any("cursor" in (entry.after or {}) for entry in logged)
    assert (logged[0].after or {})["url"] == "https://example.com/webhooks"
    assert any("previous_secret_expires_at" in (entry.after or {}) for entry in logged)
    assert logged[-1].action == "delete"


async def test_moving_the_cursor_leaves_no_audit_entry(ours: Organisation) -> None:
    one = await stored_webhook(ours)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.webhooks.change(one.id, {"cursor": 9})
    assert [entry.action for entry in await entries(ours)] == ["insert"]


async def test_a_delivery_is_returned_as_stored(ours: Organisation) -> None:
    webhook = await stored_webhook(ours)
    new = new_delivery(webhook, 1, candidate_id=3, attempt=2)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        stored = await work.deliveries.add(new)
        assert stored == Delivery(
            id=stored.id, org_id=webhook.org_id, **{name: getattr(new, name) for name in NewDelivery.__slots__}
        )
        assert await work.deliveries.get(webhook.id, stored.id) == stored
        assert await work.deliveries.record(stored.id, FAILED)
        assert await work.deliveries.get(webhook.id, stored.id) == replace(
            stored, **{name: getattr(FAILED, name) for name in AttemptResult.__slots__}
        )
        with pytest.raises(NotFound):
            await work.deliveries.get(webhook.id + 1, stored.id)
        for unknown_id in UNKNOWN_IDS:
            with pytest.raises(NotFound):
                await work.deliveries.get(webhook.id, unknown_id)


async def test_a_delivery_to_an_unknown_webhook_is_not_found(ours: Organisation) -> None:
    webhook = await stored_webhook(ours)
    unknown = replace(new_delivery(webhook, 1), webhook_id=webhook.id + 1_000_000)
    with pytest.raises(NotFound, match="Webhook not found"):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.deliveries.add(unknown)
    with pytest.raises(NotFound, match="Webhook not found"):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.deliveries.add_many([new_delivery(webhook, 1), unknown])
    assert await found(ours, webhook) == []


async def test_an_event_is_due_after_the_earlier_ones_of_its_entity(ours: Organisation) -> None:
    webhook = await stored_webhook(ours)
    first, *_ = await add(
        ours,
        new_delivery(webhook, 1, entity_id=1, due_at=LATER),
        new_delivery(webhook, 2, entity_id=1),
        new_delivery(webhook, 3, entity_id=2),
        new_delivery(webhook, 4, entity_id=1, entity="candidate"),
        new_delivery(webhook, 5, entity_id=2),
    )
    assert await due(ours, webhook) == [3, 4]
    assert await due(ours, webhook, limit=1) == [3]
    assert await due(ours, webhook, LATER) == [3, 4, 1]
    assert await due(ours, webhook, NOON - timedelta(seconds=1)) == []
    assert await record(ours, first)
    assert await due(ours, webhook) == [2, 3, 4]


async def test_attempts_of_one_event_are_due_one_after_the_other(ours: Organisation) -> None:
    webhook = await stored_webhook(ours)
    first, second = await add(ours, new_delivery(webhook, 1), new_delivery(webhook, 1, attempt=2))
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert [one.id for one in await work.deliveries.due(webhook.id, NOON, 10)] == [first.id]
    await record(ours, first)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert [one.id for one in await work.deliveries.due(webhook.id, NOON, 10)] == [second.id]


async def test_the_events_with_pending_attempts_are_known(ours: Organisation) -> None:
    webhook, other = await stored_webhook(ours), await stored_webhook(ours)
    first, *_ = await add(ours, new_delivery(webhook, 1), new_delivery(webhook, 2), new_delivery(webhook, 2, attempt=2))
    await add(ours, new_delivery(other, 3), replace(new_delivery(webhook, 4), sequence=None, event_id=None))
    await record(ours, first)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert set(await work.deliveries.pending_events(webhook.id)) == {102}


async def test_tests_of_a_webhook_wait_for_no_event(ours: Organisation) -> None:
    webhook = await stored_webhook(ours)
    ping = replace(new_delivery(webhook, 1), sequence=None, event_id=None, entity="", entity_id=None)
    await add(ours, new_delivery(webhook, 1, due_at=LATER), ping, ping)
    assert await due(ours, webhook) == [None, None]


async def test_the_result_of_an_attempt_is_recorded_once(ours: Organisation) -> None:
    webhook = await stored_webhook(ours)
    (one,) = await add(ours, new_delivery(webhook, 1))
    assert await record(ours, one, FAILED)
    assert not await record(ours, one, DELIVERED)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert (await work.deliveries.get(webhook.id, one.id)).state == DeliveryState.FAILED
    assert await due(ours, webhook) == []


async def test_an_attempt_that_has_begun_is_begun_by_no_other_process_before_its_time(ours: Organisation) -> None:
    webhook = await stored_webhook(ours)
    one, other, _ = await add(ours, new_delivery(webhook, 1), new_delivery(webhook, 2), new_delivery(webhook, 3, 2))
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.deliveries.begin(one, LATER)
        assert not await work.deliveries.begin(one, LATER + timedelta(hours=1))
        assert (await work.deliveries.get(webhook.id, one.id)).due_at == LATER
    assert await due(ours, webhook) == [3]
    assert await due(ours, webhook, LATER) == [3, 1]
    assert await record(ours, one)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert (await work.deliveries.get(webhook.id, one.id)).due_at == NOON
        assert not await work.deliveries.begin(one, LATER)
        assert await work.deliveries.begin(other, LATER)


async def test_the_log_is_filtered_and_paged(ours: Organisation) -> None:
    webhook, other = await stored_webhook(ours), await stored_webhook(ours)
    one, two, _ = await add(
        ours, new_delivery(webhook, 1), new_delivery(webhook, 2, type="job.updated"), new_delivery(webhook, 3)
    )
    await add(ours, new_delivery(other, 4))
    await record(ours, one, FAILED)
    await record(ours, two, replace(DELIVERED, at=LATER))
    assert await found(ours, webhook) == [1, 2, 3]
    assert await found(ours, webhook, event_id=102) == [2]
    assert await found(ours, webhook, type="job.created") == [1, 3]
    assert await found(ours, webhook, state=DeliveryState.PENDING) == [3]
    assert await found(ours, webhook, since=NOON, until=LATER) == [1]
    assert await found(ours, webhook, since=LATER) == [2]
    assert await found(ours, webhook, type="job.created", state=DeliveryState.FAILED) == [1]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        page = await work.deliveries.page(webhook.id, Window(1, 1), EVERYTHING)
        created = DeliverySearch(type="job.created")
        newest = await work.deliveries.page(webhook.id, Window(limit=1), created, newest_first=True)
    assert ([item.sequence for item in page.items], page.total, page.more) == ([2], 3, True)
    assert ([item.sequence for item in newest.items], newest.total, newest.more) == ([3], 2, True)


async def test_pending_attempts_are_counted_made_due_and_skipped(ours: Organisation) -> None:
    webhook, other = await stored_webhook(ours), await stored_webhook(ours)
    one, *_ = await add(
        ours,
        new_delivery(webhook, 1, 1),
        new_delivery(webhook, 2, 2, due_at=LATER),
        new_delivery(webhook, 3, 3, due_at=LATER),
    )
    await add(ours, new_delivery(other, 4))
    await record(ours, one)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.deliveries.pending(webhook.id) == 2
        assert await work.deliveries.make_due(webhook.id, NOON, event_id=102) == 1
    assert await due(ours, webhook) == [2]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.deliveries.make_due(webhook.id, NOON) == 2
    assert await due(ours, webhook) == [2, 3]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.deliveries.skip_pending(webhook.id, ["job.created", "job.updated"]) == 0
        assert await work.deliveries.skip_pending(webhook.id, ["x"]) == 2
        assert await work.deliveries.pending(webhook.id) == 0
        assert await work.deliveries.pending(other.id) == 1
    assert await found(ours, webhook, state=DeliveryState.SKIPPED) == [2, 3]


async def test_old_attempts_are_removed_and_pending_ones_kept(ours: Organisation) -> None:
    webhook = await stored_webhook(ours)
    one, *_ = await add(
        ours, new_delivery(webhook, 1), new_delivery(webhook, 2), new_delivery(webhook, 3, due_at=LATER)
    )
    await record(ours, one)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert await work.deliveries.remove_until(NOON) == 1
    assert await found(ours, webhook) == [2, 3]


async def test_deliveries_are_removed_with_their_webhook(ours: Organisation) -> None:
    webhook, other = await stored_webhook(ours), await stored_webhook(ours)
    (one,) = await add(ours, new_delivery(webhook, 1))
    await add(ours, new_delivery(other, 2))
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.webhooks.remove(webhook.id)
    assert await found(ours, webhook) == []
    assert await found(ours, other) == [2]
    assert not await record(ours, one)


async def test_webhooks_and_deliveries_belong_to_their_organisation(ours: Organisation, theirs: Organisation) -> None:
    webhook = await stored_webhook(ours)
    (one,) = await add(ours, new_delivery(webhook, 1))
    async with theirs.storage.transaction(theirs.actor.org_id) as work:
        assert (await work.webhooks.page(Window())).total == 0
        assert list(await work.webhooks.active()) == []
        assert (await work.deliveries.page(webhook.id, Window(), EVERYTHING)).total == 0
        assert list(await work.deliveries.due(webhook.id, NOON, 10)) == []
        assert await work.deliveries.pending(webhook.id) == 0
        assert not await work.deliveries.record(one.id, DELIVERED)
        assert not await work.deliveries.begin(one, LATER)
        assert await work.deliveries.make_due(webhook.id, NOON) == 0
        assert await work.deliveries.skip_pending(webhook.id) == 0
        await work.deliveries.remove_until(LATER)
        for question in (work.webhooks.get, work.webhooks.lock, work.webhooks.remove):
            with pytest.raises(NotFound):
                await question(webhook.id)
        with pytest.raises(NotFound):
            await work.deliveries.get(webhook.id, one.id)
    assert await due(ours, webhook) == [1]
    with pytest.raises(NotFound):
        async with theirs.storage.transaction(theirs.actor.org_id) as work:
            await work.deliveries.add(new_delivery(webhook, 2))
