"""`recruit audit verify`: verifies the hash chains of the audit logs, directly on the storage."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from recruit.domain.audit.model import Head
from recruit.domain.audit.service import Verdict
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings


def verify(settings: Settings, heads: Path | None) -> bool:
    """Chain waiting entries, verify all organisations, print the results, and return whether all chains hold.

    `heads` is a file of the chains' ends. The chains are compared with it, and if all hold, their new ends are written
    to it. Raises ConfigurationError if the file has another format or can't be written.
    """
    known_heads = {} if heads is None else _read_heads(heads)
    verdicts = asyncio.run(_verdicts(settings, known_heads))
    for verdict in verdicts:
        click.echo(format_verdict(verdict))
    missing = sorted(known_heads.keys() - {verdict.org_id for verdict in verdicts})
    for org_id in missing:
        click.echo(f"organisation #{org_id}: is gone with its log")
    all_hold = not missing and all(verdict.fault is None for verdict in verdicts)
    if heads is not None and all_hold:
        _write_heads(heads, verdicts)
    return all_hold


async def _verdicts(settings: Settings, known: Mapping[int, Head]) -> list[Verdict]:
    async with assemble(settings, existing=True) as services:
        await services.auditing.all_organisations()
        organisations = await services.auditing.organisations()
        return [await services.auditing.verify(org_id, known.get(org_id)) for org_id in organisations]


def format_verdict(verdict: Verdict) -> str:
    """Return the result for an organisation as a line."""
    if verdict.fault:
        return f"organisation #{verdict.org_id}: the chain {verdict.fault}"
    details = [f"{verdict.erased} with values erased"] if verdict.erased else []
    details += [f"{verdict.waiting} more to be chained"] if verdict.waiting else []
    return f"organisation #{verdict.org_id}: {verdict.head.place} entries hold{', '.join(['', *details])}"


def _write_heads(heads: Path, verdicts: Sequence[Verdict]) -> None:
    """Replace the file of heads atomically. Raises ConfigurationError."""
    by_organisation = {
        str(verdict.org_id): [verdict.head.place, verdict.head.hash, verdict.head.entry_id] for verdict in verdicts
    }
    draft = heads.with_name(f".{heads.name}.new")
    try:
        draft.write_text(json.dumps(by_organisation, indent=0) + "\n")
        draft.replace(heads)
    except OSError as error:
        raise ConfigurationError(f"{heads} can't be written: {error.strerror}") from None


def _read_heads(heads: Path) -> dict[int, Head]:
    """Return the heads in a file by organisation, none if it doesn't exist. Raises ConfigurationError."""
    if not heads.exists():
        return {}
    try:
        found = json.loads(heads.read_text("utf-8"))
        return {int(org_id): _head(*fields) for org_id, fields in found.items()}
    except OSError as error:
        raise ConfigurationError(f"{heads} can't be read: {error.strerror}") from None
    except (ValueError, TypeError, AttributeError):
        raise ConfigurationError(f"{heads} is no file of heads: give the one that an earlier run wrote") from None


def _head(place: int, digest: str, entry_id: int | None = None) -> Head:
    """Return a head as the file has it. Earlier versions wrote no entry id."""
    return Head(int(place), str(digest), None if entry_id is None else int(entry_id))
