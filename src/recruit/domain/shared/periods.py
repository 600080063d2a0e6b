"""Validation of periods of time."""

from datetime import UTC, datetime

from recruit.domain.shared.errors import Invalid


def check_period(since: datetime | None, until: datetime | None) -> None:
    """Raise Invalid for a period that ends before it begins, and for a time outside the years 1 to 9999 in UTC."""
    for name, moment in (("since", since), ("until", until)):
        try:
            if moment is not None:
                moment.astimezone(UTC)
        except OverflowError:
            raise Invalid(f"{name} should be within the years 1 to 9999 in UTC") from None
    if since is not None and until is not None and until < since:
        raise Invalid("until must not be before since")
