"""Composition of the account service, for commands that need no other: the other services take a second to import."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from recruit.domain.accounts.login_throttle import Throttle
from recruit.domain.accounts.passwords import NormalisedPasswords, UncommonPasswords
from recruit.domain.accounts.service import Accounts
from recruit.entrypoints import kernel
from recruit.entrypoints.data_directory import require_data
from recruit.entrypoints.login_attempts import SharedLoginAttempts
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.shared_counters import FILE, SharedCounters, private_counters, shared_counters
from recruit.entrypoints.signing_key import create_key, key_options, lacks_key, mark_first_start
from recruit.ports.clock import Clock
from recruit.ports.plugins import AdapterConfig
from recruit.ports.providers import IdentityProviders
from recruit.ports.security import Passwords, Tokens
from recruit.ports.storage import Storage


@asynccontextmanager
async def open_accounts(settings: Settings, *, existing: bool) -> AsyncIterator[Accounts]:
    """Open the account service. With `existing`, the data must exist. Raises ConfigurationError and Unavailable."""
    config = adapter_config(settings, existing=existing)
    async with AsyncExitStack() as stack:
        clock = await stack.enter_async_context(kernel.CLOCK.open(replace(config, url=settings.clock)))
        passwords = await stack.enter_async_context(kernel.PASSWORDS.open(replace(config, url=settings.passwords)))
        opening_providers = kernel.IDENTITY_PROVIDERS.open(replace(config, url=settings.identity_providers))
        providers = await stack.enter_async_context(opening_providers)
        storage, tokens = await stack.enter_async_context(open_storage_and_tokens(config, settings))
        rules, counters = with_password_rules(passwords, settings), open_counters(settings)
        yield account_service(storage, rules, tokens, clock, counters, providers)


def adapter_config(settings: Settings, *, existing: bool, served: bool = False) -> AdapterConfig:
    """Return the adapters' configuration, without a URL. Raises ConfigurationError and Unavailable.

    `existing` means that the data must exist, `served` that the signing keys must exist too.
    """
    if existing:
        require_data(settings.storage, settings.data_dir)
    kernel.STORAGE.find(settings.storage)  # first: the storage decides whether a key is needed
    options = {**settings.options, **key_options(settings, served=served)}
    return AdapterConfig("", settings.data_dir, options, served or existing)


@asynccontextmanager
async def open_storage_and_tokens(config: AdapterConfig, settings: Settings) -> AsyncIterator[tuple[Storage, Tokens]]:
    """Open the storage and the tokens. A first key is created after the storage: a start that fails leaves none."""
    async with AsyncExitStack() as stack:
        opening_tokens = kernel.TOKENS.open(replace(config, url=settings.tokens))
        tokens = None if lacks_key(settings) else await stack.enter_async_context(opening_tokens)
        mark_first_start(settings)
        storage = await stack.enter_async_context(kernel.STORAGE.open(replace(config, url=settings.storage)))
        if tokens is None:
            create_key(settings)
            tokens = await stack.enter_async_context(opening_tokens)
        yield storage, tokens


def open_counters(settings: Settings) -> SharedCounters:
    """Return the counters that the installation's processes on this machine share."""
    return private_counters() if settings.is_in_memory else shared_counters(settings.data_dir / FILE)


def with_password_rules(passwords: Passwords, settings: Settings) -> Passwords:
    """Return the password adapter with the rules for new passwords."""
    return NormalisedPasswords(UncommonPasswords(passwords) if settings.refuse_common_passwords else passwords)


def account_service(
    storage: Storage,
    passwords: Passwords,
    tokens: Tokens,
    clock: Clock,
    counters: SharedCounters,
    providers: IdentityProviders | None = None,
) -> Accounts:
    """Return the account service, which counts failed logins in the shared counters."""
    return Accounts(storage, passwords, tokens, clock, Throttle(SharedLoginAttempts(counters), clock), providers)
