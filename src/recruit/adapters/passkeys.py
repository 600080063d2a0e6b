"""Passkeys checked by py_webauthn, in a thread: its first import takes half a second, and signatures are slow."""

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import msgspec

from recruit.domain.accounts.model.passkeys import NewPasskey, Site
from recruit.domain.shared.errors import Refused
from recruit.ports.plugins import AdapterConfig
from recruit.ports.security import Passkeys

T = TypeVar("T")
NOT_ACCEPTED = "This passkey isn't accepted"


class _Assertion(msgspec.Struct, rename="camel"):
    """The part of an assertion that names its user."""

    user_handle: str | None = None


class _Credential(msgspec.Struct, rename="camel"):
    """An assertion as browsers serialise it (PublicKeyCredential.toJSON)."""

    raw_id: str
    response: _Assertion


class WebAuthnPasskeys:
    """Verifies registrations and assertions."""

    async def registered(self, site: Site, challenge: bytes, response: str) -> NewPasskey:
        """Return the passkey that a response registers. Attestation isn't asked for: any authenticator will do."""

        def verify() -> NewPasskey:
            import webauthn  # noqa: PLC0415 - see above

            found = webauthn.verify_registration_response(
                credential=response,
                expected_challenge=challenge,
                expected_rp_id=site.id,
                expected_origin=site.origin,
                require_user_verification=True,
            )
            return NewPasskey(found.credential_id, found.credential_public_key, found.sign_count)

        return await _in_thread(verify)

    def named(self, response: str) -> tuple[bytes, bytes | None]:
        """Return the credential id and the user handle of an assertion."""
        try:
            found = msgspec.json.decode(response, type=_Credential)
            handle = found.response.user_handle
            return _bytes(found.raw_id), None if handle is None else _bytes(handle)
        except (msgspec.MsgspecError, ValueError) as error:
            raise Refused(NOT_ACCEPTED) from error

    async def verified(self, site: Site, challenge: bytes, response: str, public_key: bytes, counter: int) -> int:
        """Verify an assertion."""

        def verify() -> int:
            import webauthn  # noqa: PLC0415 - see above

            return webauthn.verify_authentication_response(
                credential=response,
                expected_challenge=challenge,
                expected_rp_id=site.id,
                expected_origin=site.origin,
                credential_public_key=public_key,
                credential_current_sign_count=counter,
                require_user_verification=True,
            ).new_sign_count

        return await _in_thread(verify)


async def _in_thread(verify: Callable[[], T]) -> T:
    """Run a check of a browser's response. Raises Refused for every error of the library, which has many."""
    try:
        return await asyncio.to_thread(verify)
    except Exception as error:
        raise Refused(NOT_ACCEPTED) from error


def _bytes(text: str) -> bytes:
    """Return the bytes of unpadded base64url. Raises ValueError."""
    return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


@asynccontextmanager
async def passkeys(_config: AdapterConfig) -> AsyncIterator[Passkeys]:
    """Open the adapter."""
    yield WebAuthnPasskeys()
