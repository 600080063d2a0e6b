"""An organisation in memory with webhooks, and a dispatcher that sends to real receivers on this machine."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from recruit.adapters.memory.storage import MemoryStorage
from recruit.adapters.webhooks import HttpSender
from recruit.adapters.webhooks.addresses import ALLOW, AllowList
from recruit.domain.audit.service import Auditing
from recruit.domain.events.service import EventService
from recruit.domain.mail.service import MailQueue
from recruit.domain.shared.pages import Window
from recruit.domain.webhooks.delivering import Delivering
from recruit.domain.webhooks.model import Delivery, DeliverySearch, Webhook
from recruit.domain.webhooks.service import WebhookService
from recruit.entrypoints.observability.metrics import Metrics
from recruit.entrypoints.worker.webhook_dispatcher import WebhookDispatcher
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation, no_mail

LOCAL = AllowList.parse({ALLOW: "127.0.0.0/8,::1"})


@dataclass
class ShiftedClock:
    """The time at which the test began, plus a difference that it sets.

    A slow machine makes no retry due. Receivers compare timestamps with the system's time.
    """

    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """Return the time."""
        return self.began + self.ahead


@dataclass
class WebhookWorld:
    """An organisation, and the services around its webhooks."""

    organisation: Organisation
    clock: ShiftedClock
    events: EventService
    delivering: Delivering
    service: WebhookService
    dispatcher: WebhookDispatcher
    metrics: Metrics = field(default_factory=Metrics)

    @property
    def storage(self) -> Storage:
        """The storage."""
        return self.organisation.storage

    async def webhook(self, url: str, *event_types: str, **options: Any) -> Webhook:
        """Create a webhook."""
        active = {"is_active": True, **options}
        return await self.service.create(self.organisation.actor, url, event_types, None, **active)

    async def send(self) -> int:
        """Send what is due, and return the number of attempts."""
        return await self.dispatcher.organisation(self.organisation.actor.org_id)

    async def stored(self, webhook: Webhook) -> Webhook:
        """Return a webhook as it is stored."""
        return await self.service.get(self.organisation.actor, webhook.id)

    async def log(self, webhook: Webhook, **criteria: Any) -> list[Delivery]:
        """Return the attempts of a webhook."""
        found = await self.service.deliveries(
            self.organisation.actor, webhook.id, Window(limit=10_000), DeliverySearch(**criteria)
        )
        return list(found.items)


async def webhook_world(storage: Storage | None = None, mail: MailQueue | None = None) -> WebhookWorld:
    """Return a new organisation. Retries have no jitter."""
    storage = storage or MemoryStorage()
    organisation, clock, sender = await new_organisation(storage), ShiftedClock(), HttpSender(LOCAL)
    events = EventService(storage, Auditing(storage))
    delivering = Delivering(storage, events, sender, clock, mail or no_mail(clock), lambda: 0.0)
    metrics = Metrics()
    return WebhookWorld(
        organisation,
        clock,
        events,
        delivering,
        WebhookService(storage, events, sender, delivering, clock),
        WebhookDispatcher(storage, delivering, metrics),
        metrics,
    )
