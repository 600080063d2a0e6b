"""Days on which something is due: "tomorrow", "on Friday", "in 3 days", "by 15 January"."""

import re
from datetime import date, timedelta

from recruit.domain.engines.language.learned.kinds import NUMBERS
from recruit.domain.engines.language.learned.words import folded
from recruit.domain.engines.language.lists.periods import MONTHS, WEEKDAYS

_TOMORROW = "tomorrow|morgen|demain|mañana|amanhã|domani"
_TODAY = "today|tonight|heute|aujourd['’]hui|hoy|hoje|oggi|vandaag"
_UNIT = "(?P<unit>days?|weeks?|fortnights?|months?)(?:['’]s?\\s+time|\\s+from\\s+(?:now|today))?"
_WEEKDAY = "(?P<weekday>[^\\W\\d_]+)"
_MONTH = "(?P<month>[^\\W\\d_]{3,})\\.?"
_LEAD = r"(?:(?:on|by|until|due|am|bis|zum|le|el|il|op|na|no)\s+)*(?:(?P<before>before|vor)\s+(?:dem\s+)?)?"
_EXPRESSIONS = [
    rf"(?P<tomorrow>{_TOMORROW})",
    rf"(?P<today>{_TODAY})",
    r"(?P<overmorrow>the day after tomorrow|übermorgen|overmorgen)",
    rf"in\s+(?P<number>\d{{1,3}}|an?|{'|'.join(NUMBERS)})\s+{_UNIT}",
    r"(?P<next>next (?:week|month))",
    r"(?:at\s+)?(?:the\s+)?(?P<end>end of (?:(?:the|this|next) )?(?:day|week|month|year))",
    r"the\s+(?P<nth>\d{1,2})(?:st|nd|rd|th)",
    r"(?P<iso>\d{4}-\d{2}-\d{2})",
    rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH}(?:\s+(?P<year>20\d\d))?",
    rf"{_MONTH.replace('month', 'month2')}\s+(?:the\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year2>20\d\d))?",
    r"(?P<day3>\d{1,2})\.(?P<month3>\d{1,2})\.(?P<year3>20\d\d)?",
    rf"(?:(?:this|next|kommenden|nächsten|prochain)\s+)?{_WEEKDAY}(?:\s+(?:prochain|próximo))?",
]
_DAY = re.compile(rf"\s*{_LEAD}(?:{'|'.join(_EXPRESSIONS)})\s*", re.IGNORECASE)
_TRAILING_WORDS = 6
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
FRIDAY = 4
_YEARS_TO_LEAP_DAY = 8
"""Most years from one 29 February to the next."""


def day_of(words: str, today: date) -> date | None:
    """Return the day that words name, seen from `today`; None if they name none. "Before Friday" names Thursday."""
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    given = {name.rstrip("23"): value.lower() for name, value in found.groupdict().items() if value is not None}
    earlier = timedelta(days=1 if given.pop("before", None) and "end" not in given else 0)
    day = _day(given, today)
    return None if day is None else day - earlier


def _day(given: dict[str, str], today: date) -> date | None:
    """Return the day of an expression by its named groups."""
    if "weekday" in given:
        return _weekday(folded(given["weekday"]), today)
    if "iso" in given:
        return _date(*map(int, given["iso"].split("-")))
    if month := given.get("month"):
        number = int(month) if month.isdigit() else MONTHS.get(folded(month), 12) + 1
        return _of_month(number, int(given["day"]), given.get("year"), today)
    if "nth" in given:
        days = (_of_month(month, int(given["nth"]), None, today) for month in range(1, 13))
        return min((one for one in days if one is not None), default=None)
    if "number" in given:
        number = int(given["number"]) if given["number"].isdigit() else NUMBERS.get(given["number"], 1)
        return today + timedelta(days=number * _LENGTHS[given["unit"].rstrip("s")])
    return _relative(given, today)


def split_day(text: str) -> tuple[str, str | None]:
    """Return a text without the day at its end, and the day as it was written; None without one."""
    words = text.rstrip(" .!").split(" ")
    for length in range(min(_TRAILING_WORDS, len(words) - 1), 0, -1):
        last = " ".join(words[-length:])
        if names_day(last):
            return " ".join(words[:-length]).rstrip(" ,"), last
    return text.rstrip(" .!"), None


def names_day(words: str) -> bool:
    """Tell whether words name a day."""
    return day_of(words, date(2024, 1, 1)) is not None


def _weekday(name: str, today: date) -> date | None:
    """Return the next day with a name, which isn't today."""
    if name not in WEEKDAYS:
        return None
    return today + timedelta(days=(WEEKDAYS[name] - today.weekday() - 1) % 7 + 1)


def _of_month(month: int, day: int, year: str | None, today: date) -> date | None:
    """Return the day of a month: without a year, the next one that isn't past, such as 29 February of a leap year."""
    years = [int(year)] if year else range(today.year, today.year + _YEARS_TO_LEAP_DAY + 1)
    found = (_date(one, month, day) for one in years)
    return next((one for one in found if one is not None and (year or one >= today)), None)


def _relative(given: dict[str, str], today: date) -> date:
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    days = {
        "tomorrow": today + timedelta(days=1),
        "overmorrow": today + timedelta(days=2),
        "next week": monday + timedelta(days=7),
        "next month": following,
        "end of week": today + timedelta(days=(FRIDAY - today.weekday()) % 7),
        "end of next week": monday + timedelta(days=7 + FRIDAY),
        "end of month": following - timedelta(days=1),
        "end of next month": (following + timedelta(days=31)).replace(day=1) - timedelta(days=1),
        "end of year": date(today.year, 12, 31),
        "end of next year": date(today.year + 1, 12, 31),
        "end of next day": today + timedelta(days=1),
    }
    named = given.get("next") or re.sub(r"\b(?:the|this) ", "", given.get("end", "")) or next(iter(given))
    return days.get(named, today)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
