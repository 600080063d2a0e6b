"""Times in the title of a task that its due date doesn't hold: "at 9am", "in two hours", "yesterday", "on 31 February"."""

import re

from recruit.domain.engines.language.days import split_day
from recruit.domain.engines.language.learned.kinds import NUMBERS
from recruit.domain.engines.language.lists.periods import WEEKDAYS

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember"
)
_WEEKDAYS = "|".join(WEEKDAYS)
_UNITS = "minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?|minuten?|stunden?|tagen?|wochen?|monaten?"
_PART = r"(?:(?:in\s+the|at|am|this|early|late|first\s+thing)\s+)*(?:morning|afternoon|evening|night|lunchtime|vormittag|nachmittag|abend)"
_LEADS = r"on|at|by|until|till|before|after|around|from|due|in|within|am|um|bis|gegen|vor|nach|ab"
_NEAR = "this|next|coming|diese[nrs]?|nächste[nrs]?|kommende[nrs]?"
_AMOUNT = rf"(?:an?|half\s+an?|a\s+few|a\s+couple\s+of|\d{{1,3}}|{'|'.join(NUMBERS)})\s+(?:{_UNITS})"
_TIME = (
    r"(?:half\s+past\s+|a\s+quarter\s+(?:to|past)\s+)?\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|a\.m|p\.m|uhr|h|o['’]clock)\b\.?"
    r"|\d{1,2}:\d{2}|noon|midday|midnight|mittag|mitternacht|first\s+thing"
    r"|yesterday|gestern|vorgestern|today|tonight|heute|tomorrow|morgen|übermorgen|eod|eow|cob|asap"
    rf"|(?:last|past|letzte[nrs]?|vorige[nrs]?)\s+(?:{_WEEKDAYS}|{_UNITS}|night|woche|monat|jahr)"
    rf"|(?:(?:{_NEAR})\s+)?(?:{_WEEKDAYS})s?|(?:{_NEAR})\s+(?:week|month|quarter|year|woche|monat|jahr|quartal)"
    rf"|(?:(?:this|next|the)\s+)?weekend|wochenende|(?:the\s+)?(?:end|middle|beginning|start)\s+of\s+(?:(?:the|{_NEAR})\s+)?"
    rf"(?:day|week|month|quarter|year|{_MONTHS})|(?:early|mid|late)[\s-]+(?:{_MONTHS})"
    rf"|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTHS})(?:,?\s+\d{{4}})?"
    rf"|(?:{_MONTHS})\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|the\s+\d{{1,2}}(?:st|nd|rd|th)"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?|q[1-4](?:\s+\d{4})?"
    rf"|(?:in|within)\s+{_AMOUNT}(?:['’]s?\s+time)?|{_AMOUNT}\s+(?:ago|from\s+now)"
    rf"|(?:by|until|before|in|bis|im)\s+(?:{_MONTHS})(?:\s+\d{{4}})?|(?:in\s+the|this)\s+{_PART}"
)
_ENDING = re.compile(
    rf"(?:\A|[\s,]+)(?P<time>(?:(?:{_LEADS})\s+)*(?:{_TIME})|(?:at|um|gegen)\s+(?:half\s+past\s+)?(?:\d{{1,2}}(?:[.:]\d\d)?|{'|'.join(NUMBERS)}))\Z",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"(?<![\w-])(?:(?:{_LEADS})\s+)*(?:{_TIME})(?![\w'’-])", re.IGNORECASE)
_PART_OF_DAY = re.compile(rf"[\s,]+(?P<part>{_PART})\Z", re.IGNORECASE)


def split_time(text: str) -> tuple[str, str | None]:
    """Return a text without the time at its end, and that time; None without one. A day before the time is kept."""
    part = _PART_OF_DAY.search(text)
    if part and split_day(text[: part.start()])[1] is not None:
        return text[: part.start()], part["part"]
    found = _ENDING.search(text)
    return (text, None) if found is None else (text[: found.start()].rstrip(" ,"), found["time"])


def time_inside(text: str) -> str | None:
    """Return the first time that a text names; None for none. "Monday's meeting" names a meeting."""
    found = _INSIDE.search(text)
    return None if found is None else found[0]
