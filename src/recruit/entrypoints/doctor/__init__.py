"""Checks of an installation: its files, settings and data, the database, and what it talks to. They change nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace

from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.entrypoints import kernel
from recruit.entrypoints.doctor import data_files, network, program
from recruit.entrypoints.error_messages import operator_message
from recruit.entrypoints.setting_checks import setting_errors
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.startup_checks import settings_warnings
from recruit.ports.diagnosis import Finding, Verdict
from recruit.ports.plugins import AdapterConfig

EXTERNAL_PROGRAMS = (
    (("antiword", "catdoc"), "antiword", "DOC files from before Word 97"),
    (("tesseract",), "tesseract-ocr", "scans"),
)
"""Programs of which one is needed for a kind of file, and Debian's package of the first."""


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Yield the findings as they are made, and no failure twice."""
    seen: set[str] = set()
    async for finding in _all(settings):
        if finding.verdict != Verdict.FAILED or finding.text not in seen:
            yield finding
        seen.add(finding.text)


async def _all(settings: Settings) -> AsyncIterator[Finding]:
    config = AdapterConfig(settings.storage, settings.data_dir, settings.options)
    yield program.python()
    yield await asyncio.to_thread(program.files)
    if settings.console:
        yield await asyncio.to_thread(program.console)
    for finding in (
        *data_files.findings(settings),
        *_settings(settings, await setting_errors(settings)),
        *await _database(config),
    ):
        yield finding
    yield await network.port(settings)
    for finding in await _documents(replace(config, url=settings.documents)):
        yield finding
    yield await network.mail(replace(config, url=settings.mail))
    for finding in await network.identity_providers(replace(config, url=settings.identity_providers)):
        yield finding
    yield await network.embedder(replace(config, url=settings.embedder))
    yield await network.language_model(replace(config, url=settings.language_model))


def _settings(settings: Settings, errors: Sequence[str]) -> Iterator[Finding]:
    for error in errors:
        yield Finding(Verdict.FAILED, "settings", error)
    for warning in settings_warnings(settings):
        yield Finding(Verdict.WARNING, "settings", warning)
    if not errors:
        yield Finding(Verdict.OK, "settings", "`recruit config` shows them")


async def _database(config: AdapterConfig) -> Sequence[Finding]:
    name = config.url.partition(":")[0]
    if name not in kernel.SCHEMA.names():
        return [Finding(Verdict.SKIPPED, "database", f"storage {name}: has no tables")]
    try:
        async with kernel.SCHEMA.open(config) as schema:
            return await schema.diagnose()
    except (ConfigurationError, Unavailable) as error:
        return [Finding(Verdict.FAILED, "database", operator_message(error))]


async def _documents(config: AdapterConfig) -> Sequence[Finding]:
    try:
        async with kernel.DOCUMENTS.open(config) as reader:
            programs = reader.tools
    except ConfigurationError as error:
        return [Finding(Verdict.FAILED, "documents", operator_message(error))]
    found: list[Finding] = []
    for names, package, kind in EXTERNAL_PROGRAMS:
        if path := next(filter(None, map(programs.get, names)), None):
            found.append(Finding(Verdict.OK, "documents", f"{kind} are read with {path}"))
        else:
            text = f"{kind} are refused: install {' or '.join(names)} (Debian: apt-get install {package})"
            found.append(Finding(Verdict.WARNING, "documents", text))
    return found
