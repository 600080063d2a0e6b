"""Passkeys: registration, and sign-ins with one instead of a password or as the second step.

Challenges aren't stored before they are used: a signed state carries each between two requests. A used one is stored
(`use_up`), so that an answer counts once.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import timedelta
from secrets import token_bytes
from typing import Any, NamedTuple

from recruit.domain.accounts.model.passkeys import Site, UserHandle
from recruit.domain.accounts.model.second_factors import FactorKind, SecondFactor, SecondFactorDetails
from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.service import Accounts
from recruit.domain.accounts.signed_states import SignedStates, use_up
from recruit.domain.audit.model import acting
from recruit.domain.shared.errors import Duplicate, Invalid, Refused
from recruit.domain.shared.single_line import check_name
from recruit.ports.clock import Clock
from recruit.ports.security import Passkeys, Tokens
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

CHALLENGE_FOR = timedelta(minutes=5)
CHALLENGE_BYTES = 32
ALGORITHMS = (-8, -7, -257)
"""EdDSA, ECDSA with SHA-256, RSA with SHA-256 (COSE)."""

MOST_PASSKEYS = 20
TOO_MANY = f"A user has at most {MOST_PASSKEYS} passkeys"
UNKNOWN = "This passkey isn't registered here"
USED = "This answer was sent before, or too late: try again"


class Ceremony(NamedTuple):
    """What a browser is asked for: WebAuthn's options as JSON, and the signed state that comes back with the answer."""

    options: str
    state: str


class PasskeyService:
    """Registers passkeys and signs in with them."""

    def __init__(self, storage: Storage, accounts: Accounts, passkeys: Passkeys, tokens: Tokens, clock: Clock) -> None:
        self._storage = storage
        self._accounts = accounts
        self._passkeys = passkeys
        self._clock = clock
        self._registrations = SignedStates(tokens, clock, "passkey registration", CHALLENGE_FOR)
        self._assertions = SignedStates(tokens, clock, "passkey sign-in", CHALLENGE_FOR)

    async def ask_registration(self, actor: Actor, site: Site) -> Ceremony:
        """Return what registers a passkey of the actor: one that is discoverable, and verifies its user."""
        actor.require_login()
        async with self._storage.reading(actor.org_id) as work:
            user = await work.users.get(actor.user_id)
            known = _passkeys(await work.second_factors.of_user(actor.user_id))
        challenge = _base64url(token_bytes(CHALLENGE_BYTES))
        options = {
            "rp": {"id": site.id, "name": "recruit"},
            "user": {
                "id": _base64url(str(UserHandle.of(actor)).encode()),
                "name": user.email,
                "displayName": user.full_name,
            },
            "challenge": challenge,
            "pubKeyCredParams": [{"type": "public-key", "alg": algorithm} for algorithm in ALGORITHMS],
            "timeout": int(CHALLENGE_FOR.total_seconds() * 1000),
            "excludeCredentials": [_descriptor(one) for one in known],
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": True,
                "userVerification": "required",
            },
            "attestation": "none",
        }
        return Ceremony(json.dumps(options), self._registrations.issue(challenge, str(UserHandle.of(actor))))

    async def register(self, actor: Actor, site: Site, state: str, name: str, response: str) -> Sequence[str]:
        """Store a passkey under a name. Return new recovery codes if it is the user's first second factor.

        Raises Refused for an answer that doesn't hold, Invalid for a name, and Duplicate for a known passkey.
        """
        actor.require_login()
        check_name(name=name)
        challenge = self._registrations.subject(state, str(UserHandle.of(actor)))
        new = await self._passkeys.registered(site, urlsafe_b64decode(f"{challenge}="), response)
        details = SecondFactorDetails(
            user_id=actor.user_id,
            kind=FactorKind.PASSKEY,
            secret=new.public_key,
            counter=new.counter,
            credential_id=new.credential_id,
            name=name,
            created_at=self._clock.now(),
        )
        with acting(actor):
            async with self._storage.transaction(actor.org_id) as work:
                if len(_passkeys(await work.second_factors.lock_of_user(actor.user_id))) >= MOST_PASSKEYS:
                    raise Invalid(TOO_MANY)
                await self._use(work, actor.user_id, challenge)
                return await self._accounts.second_factors.add(work, details)

    async def ask(self, site: Site, browser: str, actor: Actor | None = None) -> Ceremony:
        """Return what asks for a passkey: for any of the site, or as a second step for one of the actor's."""
        known: Sequence[SecondFactor] = ()
        if actor is not None:
            async with self._storage.autocommit(actor.org_id) as work:
                known = _passkeys(await work.second_factors.of_user(actor.user_id))
        challenge = _base64url(token_bytes(CHALLENGE_BYTES))
        options = {
            "rpId": site.id,
            "challenge": challenge,
            "timeout": int(CHALLENGE_FOR.total_seconds() * 1000),
            "allowCredentials": [_descriptor(one) for one in known],
            "userVerification": "required",
        }
        return Ceremony(json.dumps(options), self._assertions.issue(challenge, browser))

    async def authenticate(
        self, site: Site, state: str, browser: str, response: str, expected: Actor | None = None
    ) -> Actor:
        """Return the user of a passkey, who has to be `expected` if that is given.

        Raises Refused, also for a user who has to sign in at a provider, as a password is refused.
        """
        challenge = self._assertions.subject(state, browser)
        credential_id, handle = self._passkeys.named(response)
        asked = None if expected is None else UserHandle.of(expected)
        owner = asked if handle is None else UserHandle.parse(handle)
        if owner is None or asked not in {None, owner}:
            raise Refused(UNKNOWN)
        try:
            actor = await self._accounts.second_factors.actor_of(*owner)
        except Refused as error:  # the answer doesn't tell which users exist
            raise Refused(UNKNOWN) from error
        with acting(actor):
            async with self._storage.transaction(actor.org_id) as work:
                user = await work.users.get(actor.user_id)
                if not self._accounts.takes_password(user.org_id, user.email):
                    raise Refused(UNKNOWN)
                known = _passkeys(await work.second_factors.lock_of_user(actor.user_id))
                found = next((one for one in known if one.credential_id == credential_id), None)
                if found is None:
                    raise Refused(UNKNOWN)
                counter = await self._passkeys.verified(
                    site, urlsafe_b64decode(f"{challenge}="), response, found.secret, found.counter
                )
                await self._use(work, actor.user_id, challenge)
                await work.second_factors.change(found.id, {"counter": counter, "used_at": self._clock.now()})
        return actor

    async def _use(self, work: UnitOfWork, user_id: int, challenge: str) -> None:
        """Store that a challenge was used. Raises Refused if it was before."""
        try:
            await use_up(work, user_id, "passkey", challenge, self._clock.now())
        except Duplicate as error:
            raise Refused(USED) from error


def _passkeys(factors: Sequence[SecondFactor]) -> Sequence[SecondFactor]:
    return [one for one in factors if one.kind is FactorKind.PASSKEY]


def _descriptor(passkey: SecondFactor) -> dict[str, Any]:
    return {"type": "public-key", "id": _base64url(passkey.credential_id or b"")}


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
