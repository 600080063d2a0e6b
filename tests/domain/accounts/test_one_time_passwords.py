"""Time-based one-time passwords, by the test vectors of RFC 6238 (appendix B), cut to six digits."""

from datetime import UTC, datetime, timedelta

import pytest

from recruit.domain.accounts.one_time_passwords import base32, matching_step, password_of, provisioning_uri

SECRET = b"12345678901234567890"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
STEP = int(NOON.timestamp()) // 30


@pytest.mark.parametrize(
    ("seconds", "password"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_passwords_are_those_of_the_standard(seconds: int, password: str) -> None:
    assert password_of(SECRET, seconds // 30) == password


def test_a_password_holds_for_its_step_and_the_ones_beside_it() -> None:
    password = password_of(SECRET, STEP)
    found = [matching_step(SECRET, password, NOON + timedelta(seconds=30 * off)) for off in (-2, -1, 0, 1, 2)]
    assert found == [None, STEP, STEP, STEP, None]
    assert matching_step(SECRET, "", NOON) is None


def test_a_step_that_was_accepted_and_those_before_it_are_refused() -> None:
    assert matching_step(SECRET, password_of(SECRET, STEP), NOON, after=STEP) is None
    assert matching_step(SECRET, password_of(SECRET, STEP - 1), NOON, after=STEP) is None
    assert matching_step(SECRET, password_of(SECRET, STEP + 1), NOON, after=STEP) == STEP + 1


def test_an_app_reads_the_secret_and_the_account() -> None:
    uri = provisioning_uri(SECRET, "jane+x@example.com")
    assert uri == f"otpauth://totp/recruit:jane%2Bx%40example.com?secret={base32(SECRET)}&issuer=recruit"
