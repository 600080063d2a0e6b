"""Validation of times and periods."""

from datetime import UTC, datetime

from recruit.domain.shared.errors import Invalid


def check_period(since: datetime | None, until: datetime | None) -> None:
    """Raise Invalid for a period that ends before it begins, and for a time outside the years 1 to 9999 in UTC."""
    in_utc("since", since)
    in_utc("until", until)
    if since is not None and until is not None and until < since:
        raise Invalid("until must not be before since")


def in_utc(name: str, moment: datetime | None) -> datetime | None:
    """Return an aware time in UTC. Raise Invalid for one outside the years 1 to 9999 in UTC."""
    try:
        return None if moment is None else moment.astimezone(UTC)
    except OverflowError:
        raise Invalid(f"{name} should be within the years 1 to 9999 in UTC") from None
