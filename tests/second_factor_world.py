"""Users with an authenticator app."""

from base64 import b32decode
from collections.abc import Sequence
from dataclasses import dataclass
from time import time

from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.one_time_passwords import STEP_SECONDS, password_of
from recruit.entrypoints.services import Services


@dataclass
class App:
    """An authenticator app on a phone, and the recovery codes that came with it."""

    secret: bytes
    step: int
    recovery_codes: Sequence[str] = ()

    @property
    def next_code(self) -> str:
        """The code after the one that has set the app up, which is accepted ahead of its time."""
        return password_of(self.secret, self.step + 1)

    @property
    def wrong_code(self) -> str:
        """A code that isn't one of this minute."""
        right = {password_of(self.secret, self.step + off) for off in range(-3, 4)}
        return next(code for code in map("{:06}".format, range(9)) if code not in right)


def app_of(secret: str) -> App:
    """Return the app into which a secret was entered."""
    return App(b32decode(secret), int(time()) // STEP_SECONDS)


async def with_app(services: Services, actor: Actor) -> App:
    """Give a user an authenticator app."""
    offer = await services.second_factors.offer_app(actor)
    app = app_of(offer.secret)
    code = password_of(app.secret, app.step)
    app.recovery_codes = await services.second_factors.add_app(actor, offer.state, code)
    return app
