"""`recruit user`: creates users, lists users, resets passwords and removes second factors."""

from collections.abc import Mapping

import click
from msgspec.inspect import type_info

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.accounts.service import NEEDS_PROVIDER
from recruit.entrypoints.accounts import open_accounts
from recruit.entrypoints.http.registration_form import Registration
from recruit.entrypoints.http.validation_errors import faults
from recruit.entrypoints.settings import Settings

ROW = "{:>8}  {:>12}  {:<14}  {}"


def check(given: Mapping[str, str | None]) -> None:
    """Validate values as the HTTP API does. Raises click.BadParameter."""
    for fault in faults(given, type_info(Registration), ()):
        field = str(fault.loc[0])
        which = "the password" if field == "password" else f"--{field.replace('_', '-')}"
        raise click.BadParameter(fault.msg, param_hint=which)


async def register(
    settings: Settings, email: str, password: str, org_id: int | None, org_name: str | None, role: Role
) -> User:
    """Create a user in the organisation, or the admin of a new one."""
    async with open_accounts(settings, existing=org_id is not None) as accounts:
        if org_id is None:
            return await accounts.register(email, password, org_name)
        return await accounts.add_user(org_id, email, password, role)


async def show(settings: Settings, org_id: int | None) -> None:
    """Print the users of one organisation, or of all if `org_id` is None."""
    async with open_accounts(settings, existing=True) as accounts:
        users = [user async for user in accounts.all_users(org_id)]
    click.echo(ROW.format("ID", "ORGANISATION", "ROLE", "EMAIL"))
    for user in users:
        click.echo(ROW.format(user.id, user.org_id, user.role, user.email))


async def set_password(settings: Settings, email: str, password: str) -> User:
    """Set a user's password and return the user. Warn of one that isn't accepted."""
    async with open_accounts(settings, existing=True) as accounts:
        changed = await accounts.reset_password(email, password)
        if not accounts.takes_password(changed.org_id, changed.email):
            click.echo(f"Warning: {NEEDS_PROVIDER.format(email=changed.email)}.", err=True)
        return changed


async def remove_second_factor(settings: Settings, email: str) -> Actor:
    """Remove the second factors of a user, and return the user."""
    async with open_accounts(settings, existing=True) as accounts:
        actor = await accounts.actor_by_email(email)
        await accounts.second_factors.remove_all(actor.org_id, actor.user_id)
        return actor


async def reseal(settings: Settings) -> int:
    """Encrypt the secrets of authenticator apps with the newest key, and return the number of changed ones."""
    async with open_accounts(settings, existing=True) as accounts:
        return await accounts.second_factors.reseal()


async def password_link(settings: Settings, email: str) -> str:
    """Return a link that sets a user's password, under the public URL or else the one on this machine."""
    async with open_accounts(settings, existing=True) as accounts:
        return f"{settings.public_url or settings.local_url}/password/{await accounts.password_link(email)}"
