"""States between two requests that aren't stored: signed, for one purpose and one browser, and valid for minutes."""

import json
from datetime import datetime, timedelta
from hashlib import sha256

from recruit.domain.idempotency.model import KeyedRequest
from recruit.domain.shared.errors import Refused
from recruit.ports.clock import Clock
from recruit.ports.security import Tokens
from recruit.ports.unit_of_work import UnitOfWork


class SignedStates:
    """Issues and reads states of one purpose. A signature for another purpose isn't valid."""

    def __init__(self, tokens: Tokens, clock: Clock, purpose: str, lifetime: timedelta) -> None:
        self._tokens = tokens
        self._clock = clock
        self._purpose = purpose
        self._lifetime = lifetime

    def issue(self, subject: str, bound_to: str) -> str:
        """Return a state with a subject without full stops. `bound_to` is, for example, the browser's User-Agent."""
        expiry = int((self._clock.now() + self._lifetime).timestamp())
        return f"{subject}.{expiry}.{self._tokens.sign(self._statement(subject, expiry, bound_to))}"

    def subject(self, state: str, bound_to: str) -> str:
        """Return the subject of a state. Raises Refused for one that has expired, is forged, or is bound elsewhere."""
        subject, _, rest = state.partition(".")
        expiry_text, _, signature = rest.partition(".")
        try:
            expiry = int(expiry_text)
            is_valid = datetime.fromtimestamp(expiry, self._clock.now().tzinfo) > self._clock.now()
        except (ValueError, OverflowError, OSError) as error:
            raise Refused from error
        if not self._tokens.is_signed(self._statement(subject, expiry, bound_to), signature) or not is_valid:
            raise Refused
        return subject

    def _statement(self, subject: str, expiry: int, bound_to: str) -> bytes:
        digest = sha256(bound_to.encode(errors="replace")).hexdigest()
        return json.dumps([self._purpose, subject, expiry, digest]).encode()


async def use_up(work: UnitOfWork, user_id: int, purpose: str, unique: str, now: datetime) -> None:
    """Store that a user has used a state, among the user's idempotency keys. `unique` is a random part of the state.

    A client's key can't contain the character U+001F. Keys are kept for a day, longer than any state is valid. Raises
    Duplicate if the state was used before.
    """
    await work.keyed_requests.add(user_id, f"{purpose}\x1f{unique}", KeyedRequest(now))
