"""Background job: sends events to the webhooks of all organisations, several at a time."""

import asyncio
import logging
from collections.abc import Iterable, Sequence

from recruit.domain.accounts.model.users import as_system
from recruit.domain.shared.errors import Unavailable
from recruit.domain.webhooks.delivering import Delivering
from recruit.domain.webhooks.model import Delivery, Webhook
from recruit.entrypoints.observability.metrics import Metrics
from recruit.fair_queue import FairQueue
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask, Storage

POLL_SECONDS = 1.0
"""Interval at which new events and due retries are looked for, while an organisation has an active webhook."""

MOST_AT_ONCE = 10
"""Messages that are sent to one webhook at a time."""

MOST_CONNECTIONS, SHARE = 300, 150
"""Messages that are sent at a time in all, and to the webhooks of one organisation.

Each takes a file descriptor, of which a process has a thousand by default, for up to 15 seconds.
"""

WAIT_SECONDS = 15.0
"""Time for which a message waits for others to end, before the next poll tries again."""

ENDING_SECONDS = 3.0
"""Time for messages that are being sent when the process stops. They are sent again if their answers come later."""

log = logging.getLogger(__name__)


class WebhookDispatcher:
    """Runs a task for each webhook that has something to send, so that no receiver holds up another one.

    One process dispatches for all organisations: it claims the job for as long as there are active webhooks, and ends
    when it loses the claim. Messages that it sends at that moment are sent by no other process (`Deliveries.begin`).
    """

    def __init__(self, storage: Storage, delivering: Delivering, metrics: Metrics) -> None:
        self._storage = storage
        self._delivering = delivering
        self._metrics = metrics
        self._connections = FairQueue(MOST_CONNECTIONS, SHARE, WAIT_SECONDS, most_waiting=SHARE * MOST_AT_ONCE)

    async def all_organisations(self) -> int:
        """Send until no organisation has an active webhook, and return the number of attempts.

        Return 0 if another process does it. Raises Unavailable if storage is down.
        """
        if not await self._storage.organisations_with_webhooks():
            return 0
        async with self._storage.claim(ALL_ORGANISATIONS, ExclusiveTask.WEBHOOKS) as claimed:
            with as_system():
                return await self._dispatch() if claimed else 0

    async def organisation(self, org_id: int) -> int:
        """Send what is due to one organisation's webhooks, and return the number of attempts."""
        webhooks = await self._delivering.busy(org_id)
        return sum(await asyncio.gather(*(self._serve(webhook) for webhook in webhooks)))

    async def _dispatch(self) -> int:
        done, tasks = 0, dict[tuple[int, int], asyncio.Task[int]]()
        try:
            while organisations := await self._storage.organisations_with_webhooks():
                for org_id in organisations:
                    for webhook in await self._busy(org_id):
                        if (org_id, webhook.id) not in tasks:
                            tasks[org_id, webhook.id] = asyncio.create_task(self._serve_logged(webhook))
                await asyncio.sleep(POLL_SECONDS)
                for key in [key for key, task in tasks.items() if task.done()]:
                    done += tasks.pop(key).result()
        finally:
            await _cancel(tasks.values())
        return done

    async def _busy(self, org_id: int) -> Sequence[Webhook]:
        """Return webhooks with something to send. An error in one organisation doesn't stop the others.

        Raises Unavailable if storage is down, and not only the machine of a cluster with the organisation's rows.
        """
        try:
            return await self._delivering.busy(org_id)
        except Unavailable as error:
            await self._storage.ping()
            log.warning("webhooks of an organisation wait: %s", error, extra={"fields": {"org_id": org_id}})
            return ()
        except Exception:
            log.exception("webhooks of an organisation can't be read", extra={"fields": {"org_id": org_id}})
            return ()

    async def _serve_logged(self, webhook: Webhook) -> int:
        """Send what is due to one webhook. Errors are logged: the next poll tries again."""
        try:
            return await self._serve(webhook)
        except Unavailable as error:
            log.warning("deliveries to a webhook wait: %s", error, extra=_fields(webhook))
        except Exception:
            log.exception("deliveries to a webhook failed", extra=_fields(webhook))
        return 0

    async def _serve(self, webhook: Webhook) -> int:
        """Send what is due to one webhook, several messages at a time, and return the number of attempts."""
        done, sending = 0, dict[int, asyncio.Task[int]]()
        try:
            while current := await self._delivering.active(webhook.org_id, webhook.id):
                due = await self._delivering.due(current, MOST_AT_ONCE + len(sending))
                for delivery in due:
                    if delivery.id not in sending and len(sending) < MOST_AT_ONCE:
                        sending[delivery.id] = asyncio.create_task(self._deliver(current, delivery))
                if len(due) < MOST_AT_ONCE and await self._delivering.enqueue(current):
                    continue
                if not sending:
                    break
                await asyncio.wait(sending.values(), timeout=POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                for key in [key for key, task in sending.items() if task.done()]:
                    done += sending.pop(key).result()
            return done + sum(await asyncio.gather(*sending.values()))
        finally:
            try:
                if sending:
                    await asyncio.wait(sending.values(), timeout=ENDING_SECONDS)
            finally:
                await _cancel(sending.values())

    async def _deliver(self, webhook: Webhook, delivery: Delivery) -> int:
        """Send a message, and return the number of attempts.

        It is 0 if too many others are being sent, or if another process sends it.
        """
        try:
            await self._connections.acquire(webhook.org_id)
        except TimeoutError:
            return 0
        try:
            result = await self._delivering.deliver(webhook, delivery)
        finally:
            self._connections.release(webhook.org_id)
        if result is None:
            return 0
        state, is_disabled = result
        self._metrics.webhook_attempts(state).inc()
        self._metrics.webhooks_disabled.inc(is_disabled)
        return 1


async def _cancel(tasks: Iterable[asyncio.Task[object]]) -> None:
    """Cancel tasks, and wait for their ends."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _fields(webhook: Webhook) -> dict[str, object]:
    return {"fields": {"org_id": webhook.org_id, "webhook_id": webhook.id}}
