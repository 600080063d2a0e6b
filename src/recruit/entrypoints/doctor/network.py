"""Checks of the port, and of the models that recruit is set to use."""

import asyncio
import errno
import json
import os
import re
from collections.abc import Awaitable, Callable
from contextlib import closing
from typing import Any

from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.entrypoints import kernel
from recruit.entrypoints.error_messages import operator_message
from recruit.entrypoints.http.transport.listening import IN_USE, bound
from recruit.entrypoints.kernel import AdapterGroup
from recruit.entrypoints.settings import ANY_ADDRESS, Settings
from recruit.entrypoints.version import this_version
from recruit.ports.diagnosis import Finding, Verdict
from recruit.ports.language import ChatMessage, MessageRole
from recruit.ports.plugins import AdapterConfig, Port

MODEL_SECONDS = 5.0
SERVER_SECONDS = 5.0
MOST_BYTES = 10_000
REQUEST = b"GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
VERSION = re.compile(r"[\w.+-]{1,40}")


async def port(settings: Settings) -> Finding:
    """Check that the port is free, or that recruit serves on it."""
    place = settings.local_url.removeprefix("http://")
    try:
        with bound(settings):
            return Finding(Verdict.OK, "port", f"{place} is free")
    except ConfigurationError as error:
        reason = str(error)
    if os.strerror(errno.EADDRINUSE) not in reason:
        return Finding(Verdict.FAILED, "port", reason)
    found = await _version(settings)
    if found is None:
        text = f"{reason.removesuffix(IN_USE)}wait if recruit is starting; otherwise {IN_USE}"
        return Finding(Verdict.FAILED, "port", text)
    ours = (await this_version(settings.storage)).version
    if found != ours:
        text = f"recruit {found} serves on {place}, and this is {ours}: restart it"
        return Finding(Verdict.WARNING, "port", text)
    return Finding(Verdict.OK, "port", f"recruit {ours} serves on {place}")


async def _version(settings: Settings) -> str | None:
    """Return the version of the recruit that serves on the port, None for another program."""
    try:
        async with asyncio.timeout(SERVER_SECONDS):
            host = ANY_ADDRESS.get(settings.host, settings.host)
            reader, writer = await asyncio.open_connection(host, settings.port)
            with closing(writer):
                writer.write(REQUEST)
                response = await _whole(reader)
        found = json.loads(response.partition(b"\r\n\r\n")[2])
    except (OSError, ValueError, RecursionError):  # a timeout is an OSError
        return None
    if not isinstance(found, dict) or found.get("name") != "recruit":
        return None
    version = str(found.get("version"))
    return version if VERSION.fullmatch(version) else None


async def _whole(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readexactly(MOST_BYTES)
    except asyncio.IncompleteReadError as error:
        return error.partial


async def embedder(config: AdapterConfig) -> Finding:
    """Check that the embedder answers, with one word."""
    return await _answer("embedder", kernel.EMBEDDER, config, lambda model: model.embed(["recruit"]))


async def language_model(config: AdapterConfig) -> Finding:
    """Check that the language model answers, with one message."""
    hello = ChatMessage(MessageRole.USER, "Reply with OK.")
    ask: Callable[[Any], Awaitable[object]] = lambda model: model.chat([hello], (), MODEL_SECONDS)  # noqa: E731
    return await _answer("language model", kernel.LANGUAGE, config, ask)


async def mail(config: AdapterConfig) -> Finding:
    """Check that the mail server takes a connection and the login."""
    try:
        async with kernel.MAILER.open(config) as mailer:
            if not mailer.is_delivering:
                return Finding(Verdict.SKIPPED, "mail", "no server is set: messages stay on this machine")
            error = (await mailer.check()).error
    except ConfigurationError as refusal:
        return Finding(Verdict.FAILED, "mail", operator_message(refusal))
    if error is not None:
        return Finding(Verdict.FAILED, "mail", f"{error}: check RECRUIT_MAIL; messages are tried again for two days")
    return Finding(Verdict.OK, "mail", "the server answers")


async def identity_providers(config: AdapterConfig) -> list[Finding]:
    """Check that the identity providers answer with their metadata."""
    found: list[Finding] = []
    try:
        async with kernel.IDENTITY_PROVIDERS.open(config) as providers:
            for name in [one.name for one in providers.all]:
                try:
                    await providers.sign_out_url(name, "")
                    found.append(Finding(Verdict.OK, "sign-in", f"{name} answers"))
                except Unavailable as error:
                    text = f"{name}: {error.__cause__ or error}: check its issuer, and that this machine can reach it"
                    found.append(Finding(Verdict.FAILED, "sign-in", text))
    except ConfigurationError as refusal:
        return [Finding(Verdict.FAILED, "sign-in", operator_message(refusal))]
    return found or [Finding(Verdict.SKIPPED, "sign-in", "no identity provider is set, and none is needed")]


async def _answer(
    subject: str, group: AdapterGroup[Port], config: AdapterConfig, ask: Callable[[Port], Awaitable[object]]
) -> Finding:
    if config.url == "none:":
        return Finding(Verdict.SKIPPED, subject, "none is set, and none is needed")
    try:
        async with group.open(config) as model, asyncio.timeout(MODEL_SECONDS):
            await ask(model)
    except ConfigurationError as error:
        return Finding(Verdict.FAILED, subject, operator_message(error))
    except (Unavailable, TimeoutError) as error:
        reason = operator_message(error) if isinstance(error, Unavailable) else f"no answer in {MODEL_SECONDS:g} s"
        text = f"{reason}: check {group.setting} and what it needs; meanwhile rules and bundled models stand in"
        return Finding(Verdict.FAILED, subject, text)
    return Finding(Verdict.OK, subject, f"{config.url.partition(':')[0]} answers")
