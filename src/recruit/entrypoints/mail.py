"""Composition of outgoing mail."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from recruit.domain.mail.sending import MailSending
from recruit.domain.mail.service import MailLog, MailQueue
from recruit.entrypoints import kernel
from recruit.entrypoints.observability.metrics import Metrics
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.worker.scheduler import Scheduler
from recruit.ports.clock import Clock
from recruit.ports.mail import Mailer
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage

SWEEP_SECONDS = 10
"""Interval at which a process looks for messages that other processes have queued, or that are due again."""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """The mailer, the queue in front of it, and the scheduler that the queue wakes."""

    mailer: Mailer
    queue: MailQueue
    scheduler: Scheduler
    base: str

    def sending(self, storage: Storage, clock: Clock) -> MailSending:
        """Return the background job that empties the queue."""
        return MailSending(storage, self.mailer, clock, self.base)

    def log(self, storage: Storage) -> MailLog:
        """Return the log of messages."""
        return MailLog(storage, self.mailer)


@asynccontextmanager
async def open_mail(
    config: AdapterConfig, settings: Settings, clock: Clock, metrics: Metrics
) -> AsyncIterator[OutgoingMail]:
    """Open the mailer that the settings name. Raises ConfigurationError.

    Links begin with the public URL, and without one, in messages that stay on this machine, with the local URL. They
    never begin with the host that a request names, since its sender chooses it.
    """
    with ExitStack() as stack:
        if settings.is_in_memory:  # another server's messages would be of organisations with the same ids
            config = replace(config, data_dir=Path(stack.enter_context(TemporaryDirectory(prefix="recruit-mail-"))))
        async with kernel.MAILER.open(replace(config, url=settings.mail)) as mailer:
            base = settings.public_url or ("" if mailer.is_delivering else settings.local_url)
            scheduler = Scheduler("mail sent", SWEEP_SECONDS, metrics)
            notices = mailer.is_delivering
            queue = MailQueue(clock, scheduler.enqueue, is_on=bool(base), notices_by_default=notices)
            yield OutgoingMail(mailer, queue, scheduler, base)
