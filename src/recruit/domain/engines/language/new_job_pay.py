"""The pay of a new job in an order: bounds that job texts don't have, and pay that a job can't store.

A job's pay is a range of whole amounts without a period. An order for "12,50 € an hour" creates a job without pay, and
the amount and its period are named as unused. A month's pay is kept, and its period is named.
"""

import re
from collections.abc import Iterator
from typing import Any

from recruit.domain.engines.language.pay import pay, period_spans
from recruit.domain.engines.reading.job import job_location, salary
from recruit.domain.engines.reading.job.currency import currency
from recruit.domain.engines.reading.job.salary import Salary, Stated
from recruit.domain.engines.reading.job.salary_words import LABEL

LONGEST = 400
"""Longest order, in characters. A longer prompt is a pasted advert, and its pay is read as in any job text."""

_THOUSANDS = range(10, 500)
"""Bare amounts that are pay in thousands: "between 30 and 35"."""

_BETWEEN = re.compile(
    r"\b(?:between|zwischen|entre|tra|fra|tussen)\s(?P<low>\d{2,3})\s(?:and|und|et|y|e|en)\s(?P<high>\d{2,3})"
    r"(?=\s*(?:[.,;!)]|$)(?!\d))",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:age\w*|alter|âge|edad|idade|età|leeftijd|years|jahre|ans|años|anos|anni|jaar)\b", re.IGNORECASE
)
_LEAST_LABELLED = 1_000
"""Least amount without a currency that follows a word for pay."""


def order_pay(prompt: str) -> dict[str, Any]:
    """Return the pay bounds of an order that differ from those of a job text with the same words; empty if none differ."""
    if len(prompt) > LONGEST:
        return {}
    found = salary.find(prompt)
    if found is None:
        bounds = _in_thousands(prompt) or _labelled(prompt)
        return {**bounds, "currency": currency(None, job_location.country(prompt), prompt)} if bounds else {}
    if not _is_whole(found):
        return {"salary_min": None, "salary_max": None}
    stated = next((one for one in salary.stated(prompt) if _states(one, found)), None)
    bounds = _bounds(prompt, stated) if stated and found.low == found.high else {}
    return bounds if None in bounds.values() else {}


def unstorable_pay_spans(prompt: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of pay that a job can't store: periods other than a year, and amounts that aren't whole."""
    found = salary.find(prompt)
    if found is None:
        return
    if found.period not in {None, "year"}:
        yield from period_spans(prompt)
    if not _is_whole(found) and len(prompt) <= LONGEST:
        yield from ((one.start, one.period_end) for one in salary.stated(prompt) if _states(one, found))


def _is_whole(found: Salary) -> bool:
    return all(end is None or float(end).is_integer() for end in (found.low, found.high))


def _states(one: Stated, found: Salary) -> bool:
    return {one.low, one.high} >= {end for end in (found.low, found.high) if end is not None}


def _bounds(prompt: str, stated: Stated) -> dict[str, Any]:
    """Return the bounds that the clause of an amount sets. The other parts of a description may hold other numbers."""
    begin = max(prompt.rfind(mark, 0, stated.start) for mark in ",;:\n") + 1
    bounds = pay(prompt[begin:])
    return {name: bounds.get(name) for name in ("salary_min", "salary_max")} if bounds else {}


def _in_thousands(prompt: str) -> dict[str, Any]:
    """Return the range of two bare numbers, as in "zwischen 30 und 35"."""
    found = _BETWEEN.search(prompt)
    if found is None or _AGED.search(prompt):
        return {}
    low, high = int(found["low"]), int(found["high"])
    return {"salary_min": low * 1000, "salary_max": high * 1000} if low < high and low in _THOUSANDS else {}


def _labelled(prompt: str) -> dict[str, Any]:
    """Return the bounds of an amount without a currency that follows a word for pay: "sueldo hasta 25.000"."""
    stated = (one for one in salary.stated(prompt) if one.low >= _LEAST_LABELLED and LABEL.search(prompt[: one.start]))
    return next((_bounds(prompt, one) for one in stated), {})
