"""`recruit retention`: prints or erases records past their retention period, directly on the storage."""

import click

from recruit.domain.privacy.model import Periods
from recruit.domain.privacy.retention import MOST_SHOWN, Due
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.cli.prompts import confirm
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

UNSET = "Nothing is ever too old: set RECRUIT_RETENTION_DAYS, RECRUIT_LOG_DAYS or both to a number of days"


async def retain(settings: Settings, *, erase: bool, yes: bool) -> None:
    """Print the records that are due, and with `erase` erase them after a confirmation. Raises ConfigurationError."""
    if settings.periods == Periods():
        raise ConfigurationError(UNSET)
    async with assemble(settings, existing=True) as services:
        due = [item for item in await services.retention.due() if item.candidates or any(item.logs.values())]
        for item in due:
            click.echo(_format_due(item))
        if not due:
            click.echo("Nothing is too old.")
        elif erase:
            confirm("Erased records can't be restored.", "Erase them?", yes=yes)
            click.echo(f"Erased, candidates: {await services.retention.all_organisations()}. Their receipts remain.")
        else:
            click.echo("Nothing was erased: --erase does it.")


def _format_due(due: Due) -> str:
    more = " and more" if len(due.candidates) == MOST_SHOWN else ""
    people = f"candidates {', '.join(f'#{key}' for key in due.candidates)}{more}" if due.candidates else ""
    logs = [f"{count} {kind.replace('_', ' ')}" for kind, count in due.logs.items() if count]
    return f"organisation #{due.org_id}: {'; '.join(filter(None, [people, *logs]))}"
