"""Tokens of the OAuth consent form, which bind a submitted form to the one that was shown.

A token contains its id and its expiry. Its seal, made with the server's key, covers the browser's session and every
parameter of the request: client, redirect URI, PKCE challenge, scope, state. Nothing is stored until a user allows the
request. Then the token's id is stored, so that a form yields one authorization code, in any worker.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe

from recruit.domain.shared.errors import Refused
from recruit.ports.clock import Clock
from recruit.ports.security import Tokens

FORM_LIFETIME = timedelta(minutes=30)
ID_BYTES = 16
PURPOSE = "consent"
"""Domain separation: a seal made for another purpose isn't valid for a form."""


class Consents:
    """Issues and checks the tokens of consent forms."""

    def __init__(self, tokens: Tokens, clock: Clock) -> None:
        self._tokens = tokens
        self._clock = clock

    def issue(self, session: str, parameters: Mapping[str, str]) -> str:
        """Return a token for a form in a browser's session. `parameters` holds the request's parameters by name."""
        form_id = token_urlsafe(ID_BYTES)
        expiry = int((self._clock.now() + FORM_LIFETIME).timestamp())
        signature = self._tokens.sign(_statement(form_id, expiry, session, parameters))
        return f"{form_id}.{expiry}.{signature}"

    def form_id(self, token: str, session: str, parameters: Mapping[str, str]) -> str:
        """Return the form id of a token. Raises Refused if it expired, or for another session or request."""
        form_id, _, rest = token.partition(".")
        expiry_text, _, signature = rest.partition(".")
        try:
            expiry = int(expiry_text)
            expires_at = datetime.fromtimestamp(expiry, self._clock.now().tzinfo)
        except (ValueError, OverflowError, OSError) as error:
            raise Refused from error
        if not self._tokens.is_signed(_statement(form_id, expiry, session, parameters), signature):
            raise Refused
        if expires_at <= self._clock.now():
            raise Refused
        return form_id


def _statement(form_id: str, expiry: int, session: str, parameters: Mapping[str, str]) -> bytes:
    return json.dumps([PURPOSE, form_id, expiry, session, sorted(parameters.items())]).encode()
