"""Tokens of the OAuth consent form: what makes a form that is sent the one that was shown.

A token names itself and its expiry, and is sealed with the server's key over the browser's session and every parameter
of the request: client, redirect URI, PKCE challenge, scope, state. Nothing is kept until a user allows the request;
from then on storage knows the token's id, so that one form makes one authorization code whichever worker receives it.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe

from recruit.domain.shared.errors import Refused
from recruit.ports.clock import Clock
from recruit.ports.security import Tokens

FORM_LASTS = timedelta(minutes=30)
ID_BYTES = 16
PURPOSE = "consent"
"""What seals are for, so that none of another purpose passes for a form's."""


class Consents:
    """Issues and checks the tokens of consent forms."""

    def __init__(self, tokens: Tokens, clock: Clock) -> None:
        self._tokens = tokens
        self._clock = clock

    def issue(self, session: str, asked: Mapping[str, str]) -> str:
        """Return a token for a form in a browser's session. `asked` is the request's parameters by their names."""
        form_id = token_urlsafe(ID_BYTES)
        expiry = int((self._clock.now() + FORM_LASTS).timestamp())
        seal = self._tokens.seal(_statement(form_id, expiry, session, asked))
        return f"{form_id}.{expiry}.{seal}"

    def form_id(self, token: str, session: str, asked: Mapping[str, str]) -> str:
        """Return the id of the form that a token belongs to. Raises Refused for another session, request or time."""
        form_id, _, rest = token.partition(".")
        written, _, seal = rest.partition(".")
        try:
            expiry = int(written)
            expires_at = datetime.fromtimestamp(expiry, self._clock.now().tzinfo)
        except (ValueError, OverflowError, OSError) as error:
            raise Refused from error
        if not self._tokens.is_sealed(_statement(form_id, expiry, session, asked), seal):
            raise Refused
        if expires_at <= self._clock.now():
            raise Refused
        return form_id


def _statement(form_id: str, expiry: int, session: str, asked: Mapping[str, str]) -> bytes:
    return json.dumps([PURPOSE, form_id, expiry, session, sorted(asked.items())]).encode()
