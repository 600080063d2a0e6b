"""`recruit user create`: a user who registers on the command line."""

from collections.abc import Mapping

import click
from msgspec.inspect import type_info

from recruit.domain.model.accounts import User
from recruit.entrypoints.http.faults import faults
from recruit.entrypoints.http.schemas import Registration
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings


def check(given: Mapping[str, str | None]) -> None:
    """Refuse what the API would refuse. Raises click.BadParameter."""
    for fault in faults(given, type_info(Registration), ()):
        raise click.BadParameter(fault.msg, param_hint=f"--{str(fault.loc[0]).replace('_', '-')}")


async def register(settings: Settings, email: str, password: str, org_id: int | None, org_name: str | None) -> User:
    """Create a user in the organisation, or in a new one."""
    async with assemble(settings) as services:
        if org_id is None:
            return await services.accounts.register(email, password, org_name)
        return await services.accounts.add_user(org_id, email, password)
