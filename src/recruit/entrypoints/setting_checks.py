"""Checks of the settings that adapters refuse when they open, without a server, a connection or new files."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from dataclasses import replace
from typing import Any

from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.entrypoints import kernel, signing_key
from recruit.entrypoints.error_messages import operator_message
from recruit.entrypoints.kernel import AdapterGroup
from recruit.entrypoints.observability.tracing import tracing
from recruit.entrypoints.settings import Settings
from recruit.ports.plugins import AdapterConfig


async def setting_errors(settings: Settings) -> list[str]:
    """Return a message for each setting with which `recruit serve` would refuse to start, worded as there."""
    errors: list[str] = []
    for group, url in _all_adapters(settings):
        with _collected(errors):
            group.find(url)
    keys: Mapping[str, str] = {}
    has_keys = False
    if _is_installed(kernel.STORAGE, settings.storage):  # it decides whether a key is needed
        with _collected(errors):
            keys = signing_key.key_option(settings)
            has_keys = not signing_key.lacks_key(settings)
    config = AdapterConfig(settings.storage, settings.data_dir, {**settings.options, **keys})
    for group, url in _openable_adapters(settings, has_keys=has_keys):
        if _is_installed(group, url):
            with _collected(errors):
                await _open_and_close(group.open(replace(config, url=url)))
    with _collected(errors):
        await _open_and_close(tracing(settings.options))
    return list(dict.fromkeys(errors))


@contextmanager
def _collected(errors: list[str]) -> Iterator[None]:
    """Append the message of a ConfigurationError to `errors`."""
    try:
        yield
    except ConfigurationError as error:
        errors.append(operator_message(error))


def _all_adapters(settings: Settings) -> Iterator[tuple[AdapterGroup[Any], str]]:
    """Yield all adapters. Of those that start processes or write files only the name is checked."""
    yield kernel.STORAGE, settings.storage
    yield kernel.CLOCK, settings.clock
    yield kernel.PASSWORDS, settings.passwords
    yield kernel.TOKENS, settings.tokens
    yield kernel.DOCUMENTS, settings.documents
    yield kernel.EMBEDDER, settings.embedder
    yield kernel.LANGUAGE, settings.language_model
    yield kernel.MAILER, settings.mail
    yield kernel.COMPUTE, settings.compute
    yield kernel.ARRAY_STORE, settings.array_store
    yield kernel.IDENTITY_PROVIDERS, settings.identity_providers


def _openable_adapters(settings: Settings, *, has_keys: bool) -> Iterator[tuple[AdapterGroup[Any], str]]:
    """Yield the adapters that read their settings when they open, and do nothing else."""
    if settings.storage != "embedded:":
        yield kernel.SCHEMA, settings.storage
    if has_keys:
        yield kernel.TOKENS, settings.tokens
    yield kernel.EMBEDDER, settings.embedder
    yield kernel.LANGUAGE, settings.language_model
    yield kernel.IDENTITY_PROVIDERS, settings.identity_providers
    yield kernel.MAILER, settings.mail


def _is_installed(group: AdapterGroup[Any], url: str) -> bool:
    return url.partition(":")[0] in group.names()


async def _open_and_close(opening: AbstractAsyncContextManager[Any]) -> None:
    with suppress(Unavailable):  # no fault of a setting
        async with opening:
            pass
