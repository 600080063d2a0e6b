"""States that are signed and not stored."""

from datetime import timedelta

import pytest

from domain.accounts.test_accounts import PlainTokens
from domain.agent.agent_world import StoppedClock
from recruit.domain.accounts.signed_states import SignedStates
from recruit.domain.shared.errors import Refused

LIFETIME = timedelta(minutes=5)


def test_a_state_holds_for_its_purpose_its_browser_and_its_time() -> None:
    clock, tokens = StoppedClock(), PlainTokens()
    states = SignedStates(tokens, clock, "step", LIFETIME)
    state = states.issue("1-2", "Firefox")
    subject, expiry, signature = state.split(".")
    assert states.subject(state, "Firefox") == "1-2"
    later = f"{subject}.{int(expiry) + 1}.{signature}"
    for forged in ("", "1-2", f"1-3.{expiry}.{signature}", later, f"{subject}.{'9' * 30}.{signature}", f"{state}0"):
        with pytest.raises(Refused):
            states.subject(forged, "Firefox")
    with pytest.raises(Refused):
        states.subject(state, "Chrome")
    with pytest.raises(Refused):
        SignedStates(tokens, clock, "other", LIFETIME).subject(state, "Firefox")
    clock.passes(LIFETIME)
    with pytest.raises(Refused):
        states.subject(state, "Firefox")
