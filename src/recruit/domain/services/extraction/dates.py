"""Spans of months, and years of experience.

point = month? year | MM/YYYY | MM.YYYY | YYYY-MM | YYYY/MM | "present"
span  = point ("-" | "–" | "to" | "until" | …)? point, or ("since" | "seit" | …) point

A month counts from the year 0, so that December 1999 is followed by January 2000.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MOST_YEARS = 60

_MONTHS = (
    ("jan", "ene", "janv"), ("feb", "fév", "fev"), ("mar", "mär", "mrz"), ("apr", "avr", "abr"), ("may", "mai", "mayo"),
    ("jun", "juin"), ("jul", "juil"), ("aug", "aoû", "ago"), ("sep", "set"), ("oct", "okt", "out"), ("nov",),
    ("dec", "dez", "déc", "dic"),
)  # fmt: skip
_MONTH_OF = {start: month for month, starts in enumerate(_MONTHS) for start in starts}
_SEASONS = {"spring": 3, "summer": 5, "fall": 8, "autumn": 8, "winter": 0}
_NAME = "|".join(sorted({*_MONTH_OF, *_SEASONS}, key=len, reverse=True))
_PRESENT = (
    r"present|current(?:ly)?|now|today|date|ongoing|heute|aktuell|aujourd['’]hui|présent|actualidad|actualmente|"
    r"actual|presente|prezent"
)
_POINT = re.compile(
    rf"(?<![\w/.])(?:(?:(?P<name>{_NAME})[a-zéû]{{0,7}}[.,]?['’]?\s{{0,2}}|(?P<month>\d{{1,2}})\s?[/.-]\s?)?(?P<year>(?:19|20)\d\d)"
    rf"(?:[/.-](?P<after>0[1-9]|1[0-2]|[1-9])(?![\d/]))?|(?P<present>{_PRESENT}))(?![\w%])",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\)?\s{0,3}(?:[-–—~]{1,2}|\b(?:to|until|till|through|bis|à|au|a|al|hasta)\b)?\s{0,3}(?:\btill\s|\bto\s)?",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|seit|depuis|desde)\s{1,2}$", re.IGNORECASE)

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_COUNT = rf"(?<![\w.,$€£-])(?P<count>\d{{1,2}}(?:\.\d{{1,2}})?|{'|'.join(_NUMBER_WORDS)})"
_STATED = re.compile(
    rf"{_COUNT}\s?\+?\s{{0,2}}(?:plus\s)?(?:years?|yrs?)\b['’]?(?:\s[^\s.;]{{1,24}}){{0,7}}?\s{{1,2}}(?:experience|expertise|leadership)\b",
    re.IGNORECASE,
)
_STATED_AFTER = re.compile(
    r"\b(?:years of|total(?: work)?|overall) experience\s?(?:\(years\)|\(in years\))?\s?(?:of|:|-|–)\s{0,2}"
    rf"(?:over |more than |about )?{_COUNT}(?![\w.])",
    re.IGNORECASE | re.MULTILINE,
)
_CLAIMED = re.compile(rf"{_COUNT}\s?\+?\s?(?:years?|yrs?)\b(?!\s(?:old|ago|degree|program|warranty))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """From a month until, but not including, another; `last` is None for what goes on. `at` and `to` are offsets."""

    first: int
    last: int | None
    at: int
    to: int


def spans(text: str) -> Iterator[Span]:
    """Yield the spans of a text in order."""
    waiting: re.Match[str] | None = None
    for point in _POINT.finditer(text):
        if waiting and _joined(waiting, point, text):
            if span := _span(waiting, point):
                yield span
            waiting = None
            continue
        if point["year"] and _SINCE.search(text, max(0, point.start() - 12), point.start()):
            yield Span(_month(point), None, point.start(), point.end())
            continue
        waiting = point


def years(found: Iterable[Span], today: date) -> int | None:
    """Return the whole years that spans cover together, or None when there are none."""
    now = today.year * 12 + today.month
    total, reach, any_span = 0, 0, False
    for first, last in sorted((span.first, now if span.last is None else span.last) for span in found):
        any_span = True
        if min(last, now) > max(first, reach):
            total += min(last, now) - max(first, reach)
            reach = min(last, now)
    return min(total // 12, MOST_YEARS) if any_span else None


def stated_years(text: str) -> int | None:
    """Return the first number of years of experience that a text claims, rounded down."""
    found = _STATED.search(text)
    other = _STATED_AFTER.search(text)
    if other and (found is None or other.start() < found.start()):
        found = other
    return _count(found)


def claimed_years(summary: str) -> int | None:
    """Return the first number of years in a text that introduces a person, where experience goes without saying."""
    return _count(_CLAIMED.search(summary))


def _joined(start: re.Match[str], end: re.Match[str], text: str) -> bool:
    """Whether two points are one span. Where nothing but space is between, only months or the present make it one."""
    if start["present"] or not _SEPARATOR.fullmatch(text, start.end(), end.start()):
        return False
    said = bool(text[start.end() : end.start()].strip())
    return said or bool(end["present"]) or (_has_month(start) and _has_month(end))


def _count(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    word = found["count"].lower()
    value = _NUMBER_WORDS.index(word) + 1 if word in _NUMBER_WORDS else int(float(word))
    return value if value <= MOST_YEARS else None


def _span(start: re.Match[str], end: re.Match[str]) -> Span | None:
    first = _month(start)
    if end["present"]:
        return Span(first, None, start.start(), end.end())
    last = _month(end)
    if last < first:
        return None
    if _has_month(end):
        last += 1  # a month that is named counts as a whole
    else:
        # The middle of a year that is named alone is never wrong by more than six months.
        last = max(last + 6, first + 12)
    return Span(first, last, start.start(), end.end())


def _month(point: re.Match[str]) -> int:
    year = int(point["year"])
    if point["name"]:
        name = point["name"].lower()
        return year * 12 + _MONTH_OF.get(name, _SEASONS.get(name, 0))
    month = int(point["month"] or point["after"] or 1)
    return year * 12 + (month - 1 if 1 <= month <= len(_MONTHS) else 0)


def _has_month(point: re.Match[str]) -> bool:
    return bool(point["name"] or point["month"] or point["after"])
