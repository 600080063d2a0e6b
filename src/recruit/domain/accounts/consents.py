"""Tokens of the OAuth consent form, which bind a submitted form to the one that was shown.

A token contains its id and its expiry. Its signature (`SignedStates`) covers the browser's session and every
parameter of the request: client, redirect URI, PKCE challenge, scope, state. Nothing is stored until a user allows the
request. Then the token's id is stored, so that a form yields one authorization code, in any worker.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from secrets import token_urlsafe

from recruit.domain.accounts.signed_states import SignedStates
from recruit.ports.clock import Clock
from recruit.ports.security import Tokens

FORM_LIFETIME = timedelta(minutes=30)
ID_BYTES = 16


class Consents:
    """Issues and checks the tokens of consent forms."""

    def __init__(self, tokens: Tokens, clock: Clock) -> None:
        self._forms = SignedStates(tokens, clock, "consent", FORM_LIFETIME)

    def issue(self, session: str, parameters: Mapping[str, str]) -> str:
        """Return a token for a form in a browser's session. `parameters` holds the request's parameters by name."""
        return self._forms.issue(token_urlsafe(ID_BYTES), _bound_to(session, parameters))

    def form_id(self, token: str, session: str, parameters: Mapping[str, str]) -> str:
        """Return the form id of a token. Raises Refused if it expired, or for another session or request."""
        return self._forms.subject(token, _bound_to(session, parameters))


def _bound_to(session: str, parameters: Mapping[str, str]) -> str:
    return json.dumps([session, sorted(parameters.items())])
