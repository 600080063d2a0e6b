"""Durations of jobs in texts without dates: "6 yrs 2 mos", "3 Jahre, 4 Monate", "two years".

length = number years (("," | "and" …)? number months)? | number months
"""

import re
from collections.abc import Iterable

from recruit.domain.engines.reading.text.lazy_patterns import alternatives
from recruit.domain.engines.reading.text.number_words import VALUE_OF

MONTHS = 12
LONGEST_LINE = 220
MOST_YEARS = 50

_NUMBER = rf"(?:\d{{1,2}}(?:[.,]\d)?|{alternatives(VALUE_OF)})"
_YEARS = r"(?:years?|yrs?\.?|jahren?|ans|années?|años?|anni|anno|anos?|jaar)"
_MONTHS = r"(?:months?|mos?\.?|monaten?|monate?|mois|mes(?:es)?|mes[ei]|maanden|maand)"
_LENGTH = re.compile(
    rf"(?<![\w.,-])(?P<years>{_NUMBER})\s?\+?\s?{_YEARS}(?!\w)(?:[\s,]{{1,3}}(?:(?:and|und|et|y|e|en)\s)?"
    rf"(?P<more>{_NUMBER})\s?{_MONTHS}(?!\w))?|(?<![\w.,-])(?P<months>{_NUMBER})\s?{_MONTHS}(?!\w)",
    re.IGNORECASE,
)


def find(line: str) -> re.Match[str] | None:
    """Return the match of the first duration in a line, or None."""
    return _LENGTH.search(line) if len(line) <= LONGEST_LINE else None


def years(lines: Iterable[str]) -> int | None:
    """Return the sum of the durations in years, rounded, or None if there are none or the sum is too large."""
    months = [_months(found) for found in map(find, lines) if found]
    total = round(sum(months) / MONTHS)
    return total if months and total <= MOST_YEARS else None


def _months(found: re.Match[str]) -> float:
    whole = _value(found["years"]) * MONTHS if found["years"] else 0.0
    rest = found["more"] or found["months"]
    return whole + (_value(rest) if rest else 0.0)


def _value(number: str) -> float:
    return float(VALUE_OF.get(number.casefold(), 0) or number.replace(",", "."))
