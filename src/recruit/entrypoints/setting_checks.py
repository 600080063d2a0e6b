"""Checks of the settings that adapters refuse when they open, without a server, a connection or new files."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from typing import Any

from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.entrypoints import kernel, signing_key
from recruit.entrypoints.error_messages import sentence
from recruit.entrypoints.kernel import Socket
from recruit.entrypoints.observability.tracing import tracing
from recruit.entrypoints.settings import Settings
from recruit.ports.plugins import Plug


async def faults(settings: Settings) -> list[str]:
    """Return a message for each setting with which `recruit serve` would refuse to start, worded as there."""
    found: list[str] = []
    for socket, url in _named(settings):
        try:
            socket.find(url)
        except ConfigurationError as error:
            found.append(sentence(error))
    keys: Mapping[str, str] = {}
    signs = False
    if _is_installed(kernel.STORAGE, settings.storage):  # it decides whether a key is needed
        try:
            keys = signing_key.key_option(settings)
            signs = not signing_key.lacks_key(settings)
        except ConfigurationError as error:
            found.append(sentence(error))
    plug = Plug(settings.storage, settings.data_dir, {**settings.options, **keys})
    for socket, url in _opened(settings, signs=signs):
        if _is_installed(socket, url):
            found += await _refused(socket.open(replace(plug, url=url)))
    return list(dict.fromkeys([*found, *await _refused(tracing(settings.options))]))


def _named(settings: Settings) -> Iterator[tuple[Socket[Any], str]]:
    """Yield all adapters. Of those that start processes or write files only the name is checked."""
    yield kernel.STORAGE, settings.storage
    yield kernel.CLOCK, settings.clock
    yield kernel.PASSWORDS, settings.passwords
    yield kernel.TOKENS, settings.tokens
    yield kernel.DOCUMENTS, settings.documents
    yield kernel.EMBEDDER, settings.embedder
    yield kernel.LANGUAGE, settings.language_model
    yield kernel.COMPUTE, settings.compute
    yield kernel.ARRAY_STORE, settings.array_store


def _opened(settings: Settings, *, signs: bool) -> Iterator[tuple[Socket[Any], str]]:
    """Yield the adapters that read their settings when they open, and do nothing else.

    Tokens are among them if there are keys, and the tables of a storage whose URL says more than its name.
    """
    if settings.storage != "embedded:":
        yield kernel.SCHEMA, settings.storage
    if signs:
        yield kernel.TOKENS, settings.tokens
    yield kernel.EMBEDDER, settings.embedder
    yield kernel.LANGUAGE, settings.language_model


def _is_installed(socket: Socket[Any], url: str) -> bool:
    return url.partition(":")[0] in socket.names()


async def _refused(opening: AbstractAsyncContextManager[Any]) -> list[str]:
    """Open and close an adapter, and return the message of its ConfigurationError, if it raises one."""
    try:
        with suppress(Unavailable):  # no fault of a setting
            async with opening:
                pass
    except ConfigurationError as error:
        return [sentence(error)]
    return []
