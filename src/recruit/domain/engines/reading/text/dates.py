"""Date ranges in text, in months.

point = (day sep)? month sep? year | DD/MM/YYYY | MM/YYYY | YYYY-MM (-DD)? | YYYY | month 'YY | Q1 YYYY | "present"
loose = month YY | MM.YY | MM/YY | DD.MM.YY, a point only where the other end is loose as well, or the present
span  = "from"? point ("-" | "–" | "to" | "until" | …)? point, "between" point "and" point, "since" point,
        point "–" with nothing behind it, point "onwards", YYYY–YY, or two points with a label each
        ("Started: … Ended: …")

Two points without a separator between them form a span only if both name a month or the second means "present". A month
without a year takes the year of the next month: "June – August 2019". Months are counted from year 0, so December 1999
is followed by January 2000. The vocabulary covers ten languages.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from recruit.domain.engines.reading.text import months
from recruit.domain.engines.reading.text.lazy_patterns import Lazy, alternatives

MOST_YEARS = 60
MONTHS = 12
CENTURY_TURNS = 60
"""Two-digit years above this belong to the twentieth century."""


def _any(words: Iterable[str]) -> str:
    return alternatives(words).replace(r"\.", r"[\s.]")


_NAME = _any(months.MONTH_OF)
_YEAR = r"(?:19|20)\d\d"
_SHORT = r"(?:[0-2]\d|[6-9]\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|ª|°|\.)?"
_OF = r"(?:de\s|del\s|of\s|do\s)?"
_JOINT = rf"(?:[-‑–—]|{_any(months.JOINING)})"
_POINT = Lazy(
    rf"(?<![\w/.])(?:(?:{_DAY}[\s./-]{{0,2}}{_OF})?(?P<name>{_NAME})(?![^\W\d_])"
    rf"(?:\.?[,/.-]?\s{{0,2}}(?:{_DAY},?\s{{1,2}})?{_OF}(?:['’]?(?P<named>{_YEAR})|['’](?P<short>\d\d)(?!\d))"
    rf"|[-/](?P<dashed>{_SHORT})(?![\d/-])"
    rf"|\.?\s(?P<loose>{_SHORT})(?!\d|[.,]\d|:)"
    rf"|(?=\.?\s{{0,2}}{_JOINT}\s{{0,2}}(?:{_NAME})\.?,?\s{{0,2}}(?:de\s)?(?P<shared>{_YEAR})))"
    rf"|\d{{1,2}}[./-](?P<middle>\d{{1,2}})[./-](?P<full>{_YEAR})"
    rf"|(?P<month>\d{{1,2}})\s?[/.-]\s?(?P<year>{_YEAR})"
    rf"|[QT](?P<quarter>[1-4])[\s/-]{{0,2}}(?P<quartered>{_YEAR})"
    rf"|(?P<alone>{_YEAR})(?:年(?P<kanji>\d{{1,2}})月|(?P<until>[–—](?:0\d|[1-9]\d)|-(?:1[3-9]|[2-9]\d))(?![\w./-]\d)"
    rf"|[/.-](?P<after>0[1-9]|1[0-2]|[1-9])(?:[/.-]\d{{1,2}})?(?![\d/]))?年?"
    rf"|(?:\d{{1,2}}[./-])?(?P<number>0?[1-9]|1[0-2])[./](?P<cut>{_SHORT})(?![./]\d)(?!-\d(?!\d?[./]\d))"
    rf"|['’](?P<bare>{_SHORT})"
    rf"|(?P<present>{_any(months.PRESENT)}))(?![\w%])",
    re.IGNORECASE,
)
_SEPARATOR = Lazy(
    rf"[).]?\s{{0,14}}(?:[-‑–—−~→»>至]{{1,3}}|/(?=\s)|\b(?:{_any(months.JOINING)})(?!\w):?)?\s{{0,3}}"
    rf"(?:\b(?:{_any(months.JOINING)}|the|le|{_any(months.HALVES)})(?!\w)[-\s]?:?\s?)?"
    rf"|[\s|,;·]{{1,16}}(?:{_any(months.ENDED)})\s?:\s{{0,4}}",
    re.IGNORECASE,
)
_BESIDE = r"(?:\s?(?:\.{2,20}\s?)?:?\s{1,4}|(?<=['’]))$"
"""Text between a keyword and its date: space, a colon, dot leaders or an apostrophe."""

_SINCE = Lazy(rf"(?<!\w)(?:{_any(months.SINCE)}){_BESIDE}", re.IGNORECASE)
_BETWEEN = Lazy(rf"(?<!\w)(?:{_any(months.BETWEEN)})\s{{1,4}}(?:le\s|il\s|dem\s|el\s|o\s|a\s)?$", re.IGNORECASE)
_AND = Lazy(rf"\.?,?\s{{1,3}}(?:{_any(months.AND)})\s{{1,3}}(?:le\s|il\s|dem\s|el\s|o\s|a\s)?", re.IGNORECASE)
_ONWARDS = Lazy(r"\s(?:onwards?|and onwards?)\b", re.IGNORECASE)
_LEAD = Lazy(rf"(?<!\w)(?:{_any([*months.SINCE, *months.FROM])}){_BESIDE}", re.IGNORECASE)
_OPEN = Lazy(r"\s{0,2}(?:[-–—/]\s{0,2}(?:…|\.{3}|\?|$|(?=[)|\n\t])|(?<=[–—-])\s{2,})|…)", re.MULTILINE)
_FIGURES = Lazy(r"\d\d")
"""Two digits, which every span contains; a quick test that excludes most lines."""

_LEAD_REACH = 24
LONGEST_KEPT, LINES_KEPT = 200, 512
"""Bounds of the cache of spans by line: characters of a line, and lines. Several readers need the same spans."""


@dataclass(frozen=True, slots=True)
class Span:
    """The months from `first` up to, excluding, `last`, or None for an ongoing span. `at` and `to` are offsets.

    `exact` and `exact_end` are whether the start and the end name a month rather than a year alone.
    """

    first: int
    last: int | None
    at: int
    to: int
    exact: bool
    exact_end: bool

    @property
    def start(self) -> str:
        """The start as YYYY-MM, or as YYYY."""
        return _written(self.first, exact=self.exact)

    @property
    def end(self) -> str | None:
        """The last month as YYYY-MM, or the last year as YYYY; None for an ongoing span."""
        return None if self.last is None else _written(self.last - 1, exact=self.exact_end)


def spans(text: str) -> Iterator[Span]:
    """Yield the spans of a text in order."""
    if _FIGURES.search(text) is not None:
        yield from _cached_spans(text) if len(text) <= LONGEST_KEPT else _spans(text)


@lru_cache(LINES_KEPT)
def _cached_spans(text: str) -> Sequence[Span]:
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    start: re.Match[str] | None = None
    for point in _POINT.finditer(text):
        if start and _form_span(start, point, text):
            if span := _span(start, point, text):
                yield span
            start = None
            continue
        if point["present"]:
            continue  # "Start date: 05/2019, end date: 03/2021" has a "date" between its points
        if start and (span := _ongoing(start, text)):
            yield span
        start = point
        if point["until"]:
            yield _span_of_years(point, text)
            start = None
    if start and (span := _ongoing(start, text)):
        yield span


def years_alone(text: str) -> Iterator[Span]:
    """Yield each month or year of a text as a span of that length, for lists that give single dates."""
    if _FIGURES.search(text) is None:
        return
    for point in _POINT.finditer(text):
        if not point["present"] and not _is_loose(point):
            first, exact = _month(point), _has_month(point)
            yield Span(first, first + (1 if exact else MONTHS), point.start(), point.end(), exact, exact)


def years(found: Iterable[Span], today: date) -> int | None:
    """Return the total of the spans in years, overlaps counted once, rounded, or None when there are no spans."""
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


def _form_span(start: re.Match[str], end: re.Match[str], text: str) -> bool:
    """Whether two points form one span. With only space between them, both name a month or the second is "present"."""
    if start["present"]:
        return False
    if _AND.fullmatch(text, start.end(), end.start()):
        return bool(_BETWEEN.search(text, max(0, start.start() - _LEAD_REACH), start.start()))
    if not _SEPARATOR.fullmatch(text, start.end(), end.start()):
        return False
    if _is_loose(start) != _is_loose(end) and not end["present"] and not (start["bare"] or end["bare"]):
        return False
    has_words = bool(text[start.end() : end.start()].strip(" \n\t)."))
    return has_words or bool(end["present"]) or (_has_month(start) and _has_month(end))


def _span(start: re.Match[str], end: re.Match[str], text: str) -> Span | None:
    first, at = _month(start), _at(start, text)
    if end["present"]:
        return Span(first, None, at, end.end(), _has_month(start), exact_end=False)
    last = _month(end)
    if last < first and end["name"] and last % MONTHS == 0:
        last += MONTHS - 1  # "Fall 2022 – Winter 2022"
    if last < first:
        return None
    exact = _has_month(end)
    if exact:
        last += 1  # a named month counts in full
    else:
        # Placing the end of a year without a month in its middle limits the error to six months.
        last = max(last + MONTHS // 2, first + MONTHS)
    return Span(first, last, at, end.end(), _has_month(start), exact)


def _span_of_years(point: re.Match[str], text: str) -> Span:
    """Return the span of "2014–16"."""
    first = int(point["alone"])
    last = first - first % 100 + int(point["until"][1:])
    last += 100 if last < first else 0
    middle = max(last * MONTHS + MONTHS // 2, (first + 1) * MONTHS)
    return Span(first * MONTHS, middle, _at(point, text), point.end(), exact=False, exact_end=False)


def _ongoing(point: re.Match[str], text: str) -> Span | None:
    """Return the ongoing span that a single point starts, or None if the text doesn't mark it as ongoing."""
    since = _SINCE.search(text, max(0, point.start() - _LEAD_REACH), point.start())
    if point["present"] or (_is_loose(point) and not (since and point["cut"])):
        return None
    open_end = _OPEN.match(text, point.end()) or _ONWARDS.match(text, point.end())
    if open_end or since:
        end = open_end.end() if open_end else point.end()
        return Span(_month(point), None, _at(point, text), end, _has_month(point), exact_end=False)
    return None


def _at(point: re.Match[str], text: str) -> int:
    lead = _LEAD.search(text, max(0, point.start() - _LEAD_REACH), point.start())
    return lead.start() if lead else point.start()


def _first_group(point: re.Match[str], names: Sequence[str]) -> str | None:
    return next((point[name] for name in names if point[name]), None)


def _is_loose(point: re.Match[str]) -> bool:
    """Whether a point's year has two digits, which may also be a day or another number."""
    return bool(_first_group(point, ("loose", "cut", "bare")))


def _month(point: re.Match[str]) -> int:
    year = _first_group(point, ("named", "full", "year", "alone", "quartered", "shared"))
    if year is None:
        short = int(_first_group(point, ("short", "dashed", "loose", "cut", "bare")) or 0)
        year = str(short + (1900 if short > CENTURY_TURNS else 2000))
    if point["name"]:
        return int(year) * MONTHS + months.MONTH_OF[point["name"].casefold()]
    if point["quarter"]:
        return int(year) * MONTHS + (int(point["quarter"]) - 1) * 3
    month = int(_first_group(point, ("middle", "month", "kanji", "after", "number")) or 1)
    return int(year) * MONTHS + (month - 1 if 1 <= month <= MONTHS else 0)


def _has_month(point: re.Match[str]) -> bool:
    return bool(_first_group(point, ("name", "middle", "month", "kanji", "after", "number", "quarter")))
