"""Dates in cells: ISO 8601, numbers with the day or the month first, and names of months in English or German."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from recruit.domain.candidates.model.identifiers import fold_accents

EARLIEST_YEAR = 1970
MONTHS_IN_A_YEAR = 12
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar mrz", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec dez"), 1
    )
    for name in names.split()
}
"""The first letters of a month's name, without accents → number."""

_TIME = r"(?:[T,\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]m)?)?"
_ZONE = r"\s*(?:Z|UTC|GMT|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))?"
_FORMATS = [
    re.compile(date + _TIME + _ZONE, re.IGNORECASE)
    for date in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        r"(?P<first>\d{1,2})([-/])(?P<second_number>\d{1,2})\2(?P<year>\d{4})",
        r"(?P<day>\d{1,2})[.\s-]+(?P<name>[a-z]{3,9})\.?[,\s-]+(?P<year>\d{4})",
        r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    )
]
_NUMBERS = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/]\d{4}\b")


def is_day_first(values: Iterable[str]) -> bool | None:
    """Return whether dates such as "05/01/2024" have the day first, by a number above 12. None leaves it open."""
    found = [(int(one[1]), int(one[2])) for one in map(_NUMBERS.match, values) if one]
    if any(first > MONTHS_IN_A_YEAR for first, _ in found):
        return True
    has_day = any(second > MONTHS_IN_A_YEAR for _, second in found)
    return False if has_day or all(first == second for first, second in found) else None


def read(text: str, *, day_first: bool = False) -> datetime | None:
    """Return the aware time that a cell holds, or None. Without an offset it is in UTC, and without a time midnight."""
    matches = (pattern.fullmatch(fold_accents(text.strip())) for pattern in _FORMATS)
    found = next(filter(None, matches), None)
    if found is None:
        return None
    parts = found.groupdict()
    if "first" in parts:
        names = ("day", "month") if day_first else ("month", "day")
        parts |= zip(names, (parts["first"], parts["second_number"]), strict=True)
    month = MONTHS.get(parts["name"][:3].lower(), 0) if "name" in parts else int(parts["month"])
    hour = int(parts["hour"] or 0)
    if parts["half"]:
        hour = hour % 12 + 12 * (parts["half"].lower() == "pm")
    minute, second, hours, minutes = (int(parts[name] or 0) for name in ("minute", "second", "hours", "minutes"))
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if parts["sign"] == "-" else 1)
    try:
        time = datetime(int(parts["year"]), month, int(parts["day"]), hour, minute, second, tzinfo=timezone(offset))
    except ValueError:
        return None
    return time.astimezone(UTC) if time.year > EARLIEST_YEAR else None
