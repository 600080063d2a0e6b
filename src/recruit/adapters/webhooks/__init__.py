"""Sender of webhook messages over HTTP."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from recruit.adapters.webhooks.addresses import AllowList, parse_url
from recruit.ports.plugins import AdapterConfig
from recruit.ports.webhooks import SendResult, WebhookSender

if TYPE_CHECKING:
    from recruit.adapters.webhooks.exchange import HttpExchange


class HttpSender:
    """Sends messages with httpcore2, which is imported with the first one: most processes send none."""

    def __init__(self, allowed: AllowList) -> None:
        self._allowed = allowed

    def check(self, url: str) -> None:
        """Raise Invalid for a URL that no message is sent to."""
        self._allowed.check_literal(parse_url(url).host)

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> SendResult:
        """Send a message, and return the answer."""
        return await self._exchange.send(url, headers, body)

    @cached_property
    def _exchange(self) -> "HttpExchange":
        from recruit.adapters.webhooks.exchange import HttpExchange  # noqa: PLC0415 - `httpcore2` takes long to import

        return HttpExchange(self._allowed)


@asynccontextmanager
async def sender(config: AdapterConfig) -> AsyncIterator[WebhookSender]:
    """Open the sender. Raises ConfigurationError for an invalid list of exceptions."""
    yield HttpSender(AllowList.parse(config.options))
