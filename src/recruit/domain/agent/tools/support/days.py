"""Days as times."""

from datetime import UTC, date, datetime, time


def day_start(day: str | None) -> datetime | None:
    """Return the beginning of a day in UTC; None for None."""
    return None if day is None else datetime.combine(date.fromisoformat(day), time(tzinfo=UTC))
