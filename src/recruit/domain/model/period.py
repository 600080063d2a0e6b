"""Periods of time that are asked for."""

from datetime import datetime

from recruit.domain.model.errors import Invalid


def check_period(since: datetime | None, until: datetime | None) -> None:
    """Raise Invalid for a period that ends before it begins: whoever asks has mixed up the two."""
    if since is not None and until is not None and until < since:
        raise Invalid("until must not be before since")
