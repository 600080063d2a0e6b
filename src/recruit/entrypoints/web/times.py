"""Days and moments of forms. Browsers send them without a time zone: they are taken as UTC, which the labels say."""

from datetime import MAXYEAR, UTC, datetime, timedelta


def day(text: str | None) -> datetime | None:
    """Return the beginning of a day that is written as YYYY-MM-DD, None for another text."""
    try:
        return datetime.strptime(text or "", "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def day_after(text: str | None) -> datetime | None:
    """Return the end of a day, None for a text that isn't one."""
    found = day(text)
    return None if found is None or found.year == MAXYEAR else found + timedelta(days=1)


def moment(text: str) -> str:
    """Return the moment of a `datetime-local` field with its time zone, and any other text as it is."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC).isoformat() if text else ""
    except ValueError:
        return text
