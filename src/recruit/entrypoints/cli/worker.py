"""`recruit worker`: runs the background jobs in a process separate from the servers."""

import asyncio
import signal
from contextlib import suppress

from recruit.entrypoints.background_tasks import running_task
from recruit.entrypoints.logs import configure
from recruit.entrypoints.observability.endpoint import serve_metrics
from recruit.entrypoints.observability.instrumentation import open_instrumentation
from recruit.entrypoints.observability.sampling import sample_repeatedly
from recruit.entrypoints.readiness import check_repeatedly
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.startup_checks import log_warnings


def work(settings: Settings) -> None:
    """Run the background jobs until a signal stops the process."""
    configure(settings.log_level, settings.log_format)
    log_warnings(settings)
    with serve_metrics(settings), suppress(KeyboardInterrupt):
        asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    async with (
        open_instrumentation(settings.options) as instrumentation,
        assemble(settings, instrumentation) as services,
    ):
        task = asyncio.ensure_future(services.background.run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        async with (
            running_task(sample_repeatedly(instrumentation, services.storage, services.background)),
            running_task(check_repeatedly(services.storage)),
        ):
            with suppress(asyncio.CancelledError):
                await task
