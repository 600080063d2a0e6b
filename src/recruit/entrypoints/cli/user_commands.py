"""Commands for users: `recruit user`."""

import asyncio

import click

from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.cli.database_commands import refuse_memory
from recruit.entrypoints.cli.prompts import new_password
from recruit.entrypoints.settings import Settings


@click.group()
def user() -> None:
    """Manage users."""


@user.command()
@click.option("--email", required=True, help="The address that the user logs in with.")
@click.option("--password", help="Other users of this machine may see it: without it, it is asked for or read.")
@click.option("--org-id", type=click.IntRange(min=1), help="An organisation that exists.")
@click.option("--org-name", help="A new organisation, when --org-id isn't given.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="What the user may do: has to be given with --org-id; in a new organisation, everything.",
)
@click.pass_obj
def create(
    settings: Settings, email: str, password: str | None, org_id: int | None, org_name: str | None, role: str | None
) -> None:
    """Create a user in the organisation that --org-id names, and without it in a new one.

    The password is asked for, or where there is no terminal read as a line of standard input.
    """
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    if org_id is None and role not in {None, Role.ORG_ADMIN}:
        raise click.UsageError(f"The first user of a new organisation is its {Role.ORG_ADMIN}: give --org-id as well.")
    if org_id is not None and org_name is not None:
        raise click.UsageError("--org-id names an organisation that exists and --org-name a new one: give one of them.")
    if org_id is not None and role is None:
        raise click.UsageError(f"In an organisation that exists, give the user's --role: {', '.join(Role)}.")
    refuse_memory(settings)
    password = new_password() if password is None else password
    users.check({"email": email, "password": password, "org_name": org_name})
    made = asyncio.run(users.register(settings, email, password, org_id, org_name, Role(role or Role.ORG_ADMIN)))
    which = "the new organisation" if org_id is None else "organisation"
    click.echo(f"Created user #{made.id} ({made.email}) as {made.role} of {which} #{made.org_id}.")


@user.command("list")
@click.option("--org-id", type=click.IntRange(min=1), help="The users of one organisation alone.")
@click.pass_obj
def list_users(settings: Settings, org_id: int | None) -> None:
    """List the users who can log in, of all organisations or of one. Those who were removed aren't among them."""
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    refuse_memory(settings)
    asyncio.run(users.show(settings, org_id))


@user.command("set-password")
@click.option("--email", required=True, help="The address that the user logs in with.")
@click.pass_obj
def set_password(settings: Settings, email: str) -> None:
    """Set a user's password, and log them out everywhere.

    It is asked for, or where there is no terminal read as a line of standard input.
    """
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    refuse_memory(settings)
    password = new_password()
    users.check({"email": email, "password": password})
    changed = asyncio.run(users.set_password(settings, email, password))
    click.echo(f"User #{changed.id} ({changed.email}) has a new password and is logged out everywhere.")


@user.group("second-factor")
def second_factor() -> None:
    """Manage second factors of users."""


@second_factor.command()
@click.argument("email")
@click.pass_obj
def remove(settings: Settings, email: str) -> None:
    """Remove the second factor that a user has lost, and log them out everywhere. The password stays."""
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    refuse_memory(settings)
    changed = asyncio.run(users.remove_second_factor(settings, email))
    click.echo(f"User #{changed.user_id} ({email}) has no second factor any more and is logged out everywhere.")


@user.command()
@click.argument("email")
@click.pass_obj
def reset(settings: Settings, email: str) -> None:
    """Print a link on which a user chooses a new password, once, within an hour. Earlier links of the user end.

    Send it where only this user reads it.
    """
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    refuse_memory(settings)
    click.echo(asyncio.run(users.password_link(settings, email)))
