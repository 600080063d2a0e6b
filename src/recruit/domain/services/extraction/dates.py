"""Spans of months.

point = (day sep)? month sep? year | DD/MM/YYYY | MM/YYYY | YYYY-MM (-DD)? | YYYY | month 'YY | "present"
span  = "from"? point ("-" | "–" | "to" | "until" | …)? point, "since" point, or point "–" with nothing behind it

Between points that follow one another without a mark, only months or the present make a span. A month without a year
takes that of the month behind it: "June – August 2019". A month counts from the year 0, so that December 1999 is
followed by January 2000. The words are those of seven languages.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recruit.domain.services.extraction.months import FROM, JOINING, MONTH_OF, PRESENT, SINCE

MOST_YEARS = 60
MONTHS = 12
CENTURY_TURNS = 60
"""Years in two digits: above, they are of the last century."""


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\.", r"[\s.]") for word in longest_first)


_NAME = _any(MONTH_OF)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?"
_POINT = re.compile(
    rf"(?<![\w/.])(?:(?:{_DAY}[\s./-]{{1,2}}(?:de\s|of\s)?)?(?P<name>{_NAME})(?![^\W\d_])"
    rf"(?:\.?[,/.-]?\s{{0,2}}(?:{_DAY},?\s{{1,2}})?(?:de\s|del\s|of\s)?(?:['’]?(?P<named>{_YEAR})|['’](?P<short>\d\d)(?!\d))"
    rf"|-(?P<dashed>\d\d)(?![\d-])"
    rf"|(?=\.?\s{{0,2}}(?:[-–—]|to|bis|à|a|al|tot)\s{{0,2}}(?:{_NAME})\.?,?\s{{0,2}}(?:de\s)?(?P<shared>{_YEAR})))"
    rf"|\d{{1,2}}[./-](?P<middle>\d{{1,2}})[./-](?P<full>{_YEAR})"
    rf"|(?P<month>\d{{1,2}})\s?[/.-]\s?(?P<year>{_YEAR})"
    rf"|(?P<alone>{_YEAR})(?:年(?P<kanji>\d{{1,2}})月|[/.-](?P<after>0[1-9]|1[0-2]|[1-9])(?:[/.-]\d{{1,2}})?(?![\d/]))?年?"
    rf"|(?P<present>{_any(PRESENT)}))(?![\w%])",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    rf"[).]?\s{{0,3}}(?:[-–—−~→至]{{1,3}}|/(?=\s)|\b(?:{_any(JOINING)})\b:?)?\s{{0,3}}(?:\b(?:{_any(JOINING)}|the|le)\s:?\s?)?",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"(?<!\w)(?:{_any(SINCE)})\s{{1,2}}$", re.IGNORECASE)
_LEAD = re.compile(rf"(?<!\w)(?:{_any([*SINCE, *FROM])}):?\s{{1,2}}$", re.IGNORECASE)
_OPEN = re.compile(r"\s{0,2}[-–—]\s{0,2}(?=$|[)|\n])", re.MULTILINE)
_LEAD_REACH = 12


@dataclass(frozen=True, slots=True)
class Span:
    """From a month until, but not including, another; `last` is None for what goes on. `at` and `to` are offsets.

    `exact` and `exact_end` are whether months are said, and not years alone.
    """

    first: int
    last: int | None
    at: int
    to: int
    exact: bool
    exact_end: bool

    @property
    def start(self) -> str:
        """The beginning as YYYY-MM, or as YYYY."""
        return _written(self.first, exact=self.exact)

    @property
    def end(self) -> str | None:
        """The last month as YYYY-MM, or the last year as YYYY; None for what goes on."""
        return None if self.last is None else _written(self.last - 1, exact=self.exact_end)


def spans(text: str) -> Iterator[Span]:
    """Yield the spans of a text in order."""
    waiting: re.Match[str] | None = None
    for point in _POINT.finditer(text):
        if waiting and _joined(waiting, point, text):
            if span := _span(waiting, point, text):
                yield span
            waiting = None
            continue
        if waiting and (span := _going_on(waiting, text)):
            yield span
        waiting = point
    if waiting and (span := _going_on(waiting, text)):
        yield span


def years_alone(text: str) -> Iterator[Span]:
    """Yield every single month or year of a text as a span of that length, for lists that give no more."""
    for point in _POINT.finditer(text):
        if not point["present"]:
            first, exact = _month(point), _has_month(point)
            yield Span(first, first + (1 if exact else MONTHS), point.start(), point.end(), exact, exact)


def years(found: Iterable[Span], today: date) -> int | None:
    """Return the years that spans cover together, to the nearest whole one, or None when there are none."""
    now = today.year * MONTHS + today.month
    total, reach, any_span = 0, 0, False
    for first, last in sorted((span.first, now if span.last is None else span.last) for span in found):
        any_span = True
        if min(last, now) > max(first, reach):
            total += min(last, now) - max(first, reach)
            reach = min(last, now)
    return min((total + MONTHS // 2 - 1) // MONTHS, MOST_YEARS) if any_span else None


def _written(month: int, *, exact: bool) -> str:
    return f"{month // MONTHS:04}-{month % MONTHS + 1:02}" if exact else f"{month // MONTHS:04}"


def _joined(start: re.Match[str], end: re.Match[str], text: str) -> bool:
    """Whether two points are one span. Where nothing but space is between, only months or the present make it one."""
    if start["present"] or not _SEPARATOR.fullmatch(text, start.end(), end.start()):
        return False
    said = bool(text[start.end() : end.start()].strip(" \n\t)."))
    return said or bool(end["present"]) or (_has_month(start) and _has_month(end))


def _span(start: re.Match[str], end: re.Match[str], text: str) -> Span | None:
    first, at = _month(start), _at(start, text)
    if end["present"]:
        return Span(first, None, at, end.end(), _has_month(start), exact_end=False)
    last = _month(end)
    if last < first:
        return None
    exact = _has_month(end)
    if exact:
        last += 1  # a month that is named counts as a whole
    else:
        # The middle of a year that is named alone is never wrong by more than six months.
        last = max(last + MONTHS // 2, first + MONTHS)
    return Span(first, last, at, end.end(), _has_month(start), exact)


def _going_on(point: re.Match[str], text: str) -> Span | None:
    """Return the span that a single point begins, or None where nothing says that it goes on."""
    if point["present"]:
        return None
    open_end = _OPEN.match(text, point.end())
    if open_end or _SINCE.search(text, max(0, point.start() - _LEAD_REACH), point.start()):
        end = open_end.end() if open_end else point.end()
        return Span(_month(point), None, _at(point, text), end, _has_month(point), exact_end=False)
    return None


def _at(point: re.Match[str], text: str) -> int:
    lead = _LEAD.search(text, max(0, point.start() - _LEAD_REACH), point.start())
    return lead.start() if lead else point.start()


def _first_of(point: re.Match[str], names: Sequence[str]) -> str | None:
    return next((point[name] for name in names if point[name]), None)


def _month(point: re.Match[str]) -> int:
    year = _first_of(point, ("named", "full", "year", "alone", "shared"))
    if year is None:
        short = int(point["short"] or point["dashed"])
        year = str(short + (1900 if short > CENTURY_TURNS else 2000))
    if point["name"]:
        return int(year) * MONTHS + MONTH_OF[point["name"].casefold()]
    month = int(_first_of(point, ("middle", "month", "kanji", "after")) or 1)
    return int(year) * MONTHS + (month - 1 if 1 <= month <= MONTHS else 0)


def _has_month(point: re.Match[str]) -> bool:
    return bool(_first_of(point, ("name", "middle", "month", "kanji", "after")))
