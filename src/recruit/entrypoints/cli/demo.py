"""`recruit demo`: an organisation with the demo data."""

import secrets

from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings


async def fill(settings: Settings) -> tuple[str, str]:
    """Create an organisation with the demo data, and return the e-mail address and password of its user."""
    email, password = f"demo-{secrets.token_hex(3)}@example.com", secrets.token_urlsafe(12)
    async with assemble(settings) as services:
        user = await services.accounts.register(email, password, "Demo Organization")
        await services.demo.load(Actor(user_id=user.id, org_id=user.org_id, role=user.role))
    return email, password
