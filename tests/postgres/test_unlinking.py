"""Identities that are unlinked at the same moment."""

import asyncio
from pathlib import Path
from typing import Any, cast

from mail_world import Configured
from recruit.adapters.clock import SystemClock
from recruit.domain.accounts.identities import IdentityService
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import NO_PASSWORD, IdentityDetails, Provider
from recruit.domain.accounts.model.users import Actor, UserDetails
from recruit.domain.accounts.service import Accounts
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.providers import IdentityProviders
from worlds import new_email, new_organisation


async def test_of_a_users_two_identities_one_stays(database: str) -> None:
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as storage:
        org_id = (await new_organisation(storage)).actor.org_id
        issuers = ["https://a.example", "https://b.example"]
        providers = Configured([Provider(name=one[8], label="", issuer=one, org_id=org_id) for one in issuers])
        ports = cast("IdentityProviders", providers)
        unused: Any = None
        accounts = Accounts(storage, unused, unused, SystemClock(), unused, ports)
        identities = IdentityService(storage, accounts, ports)
        for _ in range(5):
            async with storage.transaction(org_id) as work:
                user = UserDetails(email=new_email(), full_name="Dana", role=Role.VIEWER)
                added = await work.users.add(user, NO_PASSWORD)
                both = [
                    await work.identities.add(
                        IdentityDetails(
                            user_id=added.id, issuer=one, subject=new_email(), created_at=SystemClock().now()
                        )
                    )
                    for one in issuers
                ]
            actor = Actor(user_id=added.id, org_id=org_id, role=Role.VIEWER)
            ended = await asyncio.gather(*(identities.unlink(actor, one.id) for one in both), return_exceptions=True)
            assert sorted(type(one).__name__ for one in ended) == [Invalid.__name__, "NoneType"]
