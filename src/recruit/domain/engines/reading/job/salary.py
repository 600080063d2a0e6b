"""Extraction of a salary from text.

amount = currency? number scale? currency?
number = digits, with commas, dots, spaces or apostrophes before groups of three, one or two decimals or ",-"
scale  = k, thousand, mil …, lakh or LPA (hundred thousand rupees)
range  = amount period? ("-" | "–" | "to" | "/" | …) amount; the first takes the second's scale and currency

Amounts aren't converted: $25 an hour is 25. A number is scored as a salary by its currency, its scale, the pay period,
a word such as "salary" nearby and whether it is a range; amounts of funding, revenue, bonuses or benefits score 0. In a
note of a line or two a number with a currency or in thousands is enough. The highest score wins, then the first in the
text. A single number is both bounds unless the text marks it as one of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from recruit.domain.engines.reading.job import salary_words, spelled_amounts
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

DEFAULT_CURRENCY = "USD"

_NUMBER = (
    r"\d{1,2}(?:,\d{2}){1,2},\d{3}(?!\d)|"  # lakhs and crores
    r"\d{1,3}(?:[,.’' \u00a0\u202f]\d{3}){1,3}(?:[.,]\d{1,2})?(?![\d])|"
    r"\d{1,2}[.,]\d{4}(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
)
_AMOUNT = Lazy(
    rf"(?:(?<![A-Za-z])(?P<before>{salary_words.CURRENCY})\s?)?(?<![\d.,])(?:(?<!\d[x/])|(?=\d{{2,3}}\s?(?:k(?:\b|€)|€)|\d{{1,3}}[.,’']\d{{3}}\b))(?P<number>{_NUMBER})(?:[.,][-–—]{{1,2}})?"
    rf"(?:[\s-]?(?P<scale>{salary_words.SCALE})(?:(?![a-z])|(?=(?:eur|chf|usd|gbp|sek|nok|dkk)\b)))?(?:\s?(?P<after>{salary_words.CURRENCY})(?![a-z]))?",
    re.IGNORECASE,
)
_SEPARATOR = Lazy(
    rf"(?:\+|{salary_words.PERIOD})?(?:[^\d\n.;]{{0,20}}?\b(?:rising|increasing|going up|up)(?= to\b))?\s{{0,2}}"
    rf"(?:-|–|—|~|\b(?:to|and|or|bis|und|à|a|al|hasta|y|e|até|ai|et|tot|en|t/m|tot en met)\b"
    rf"(?:\s(?:i|los|les|the|de)\b)?|"
    rf"[,;/ ]{{1,2}}\s?(?:max(?:imum|imal)?\.?|high|top):?)\s{{0,2}}",
    re.IGNORECASE,
)
_SLASH = Lazy(r"\s?/\s?")
_SHORT_GAP = Lazy(r"\s(?:\w{2,8}\s|(?:and|or)\s){1,2}", re.IGNORECASE)
_DOLLARS_ASIDE = Lazy(r"[^\n\d(]{0,24}\(([A-Z]{2}D)\)")
"""The kind of dollar after the pay period: "$31 an hour (AUD)"."""

_FAR_APART = 4
"""Maximum ratio of the high end of a range to the low end."""

LEAST_SCORE = 3
NOTE = 450
"""Maximum characters of a note, in which a number in thousands is the job's pay."""

MOST_AMOUNTS = 1_000
"""Maximum number of amounts that are read; a text with more is a table of numbers rather than a job."""

_LEAST_PAID = {"hour": 3, "day": 30, "week": 50, "month": 200, "year": 2_000}
"""Minimum amounts of pay without a currency, by pay period."""

_SMALLEST_PLAIN = 1_000
"""Minimum amount with neither currency, scale nor period, after a word for pay."""


@dataclass(frozen=True, slots=True)
class Salary:
    """A salary in `currency`, possibly with decimals; an unstated bound or currency is None.

    `period` is hour, day, week, month or year, or None if the text doesn't state it.
    """

    low: float | None
    high: float | None
    currency: str | None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount, or a range of two, from `start` to before `end`; its pay period ends at `period_end`.

    A range is in the order of the text, so that `low` may be above `high`. `is_plain` tells that it is a single number
    without a scale or a currency.
    """

    low: float
    high: float
    currency: str | None
    period: str | None
    start: int
    end: int
    period_end: int
    is_range: bool
    is_plain: bool


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    scale: int
    currency: str | None
    start: int
    end: int
    is_retirement_plan: bool


def find(text: str) -> Salary | None:
    """Return the highest-scored salary of a text, or None."""
    text = spelled_amounts.in_figures(text)
    best, best_score = None, LEAST_SCORE - 1
    for low, high in _pairs(text):
        score = _score(text, low, high)
        last = high or low
        score += 2 * (score > 0 and len(text) <= NOTE and (last.scale > 1 or bool(last.currency)))
        if score > best_score:
            best, best_score = (low, high), score
    return _salary(text, *best) if best else None


def stated(text: str) -> Iterator[Stated]:
    """Yield each amount, and each range of amounts, of a text that is about pay, in order."""
    for low, high in _pairs(text):
        last = high or low
        periods = (
            (name, found.end()) for name, one in salary_words.PERIODS.items() if (found := one.match(text, last.end))
        )
        period, period_end = next(periods, (None, last.end))
        first = _scaled(low, high)
        plain = not high and low.scale == 1 and not low.currency
        currency = _salary(text, low, high).currency
        yield Stated(
            first, last.value * last.scale, currency, period, low.start, last.end, period_end, bool(high), plain
        )


def figures(text: str) -> frozenset[float]:
    """Return every amount in a text, with scales applied, to check amounts extracted by another reader."""
    values = set()
    for low, high in _pairs(text):
        first = _scaled(low, high)
        values |= {low.value, low.value * low.scale, first}
        if high:
            values |= {high.value, high.value * high.scale}
    return frozenset(values)


def currencies(text: str) -> frozenset[str]:
    """Return the currencies written beside amounts in a text."""
    return frozenset(amount.currency for amount in _amounts(text) if amount.currency)


def _amounts(text: str) -> Iterator[_Amount]:
    for found in islice(_AMOUNT.finditer(text), MOST_AMOUNTS):
        scale = (found["scale"] or "").lower().rstrip(".")
        before, after = _code(found["before"]), _code(found["after"])
        # A code overrides a sign that several currencies share: "$80,000 CAD".
        currency = after if before == DEFAULT_CURRENCY and found["after"] else before or after
        yield _Amount(
            value=_value(found["number"]),
            scale=salary_words.SCALES.get(scale.partition(" ")[0], 1),
            currency=currency or ("INR" if scale.startswith("l") else None),
            start=found.start(),
            end=found.end(),
            is_retirement_plan=found["number"] == "401",
        )


def _pairs(text: str) -> Iterator[tuple[_Amount, _Amount | None]]:
    """Yield ranges as two amounts, and single amounts with None."""
    waiting: _Amount | None = None
    for amount in _amounts(text):
        if waiting is None:
            waiting = amount
        elif _is_range(text, waiting, amount):
            yield waiting, amount
            waiting = None
        else:
            yield waiting, None
            waiting = amount
    if waiting is not None:
        yield waiting, None


def _is_range(text: str, low: _Amount, high: _Amount) -> bool:
    if high.value * high.scale * _FAR_APART < low.value * low.scale and high.scale >= low.scale:
        return False  # "27.500 € en 14 pagas"
    if _SEPARATOR.fullmatch(text, low.end, high.start):
        return True
    currencies_agree = bool(high.currency) and low.currency in {None, high.currency}
    alike = currencies_agree and low.value < high.value < _FAR_APART * low.value
    if low.currency is None:
        scaled = high.scale > 1 and low.value < high.value < _FAR_APART * low.value  # "55/65k"
        return (alike or scaled) and bool(_SLASH.fullmatch(text, low.end, high.start))
    return alike and bool(
        _SLASH.fullmatch(text, low.end, high.start) or _SHORT_GAP.fullmatch(text, low.end, high.start)
    )


def _score(text: str, low: _Amount, high: _Amount | None) -> int:
    last = high or low
    line = text.rfind("\n", 0, low.start) + 1
    before, after = text[max(line, low.start - 60) : low.start], text[last.end : last.end + 32]
    if low.is_retirement_plan or salary_words.VETO_BEFORE.search(before) or salary_words.VETO_AFTER.match(after):
        return 0
    currency, scaled = bool(low.currency or last.currency), last.scale > 1
    taxed = bool(salary_words.LABEL_AFTER.match(after))
    labelled = taxed or bool(salary_words.LABEL.search(before))
    period = _period(text, low, last)
    if not (currency or scaled):
        value, plain = last.value, bool(salary_words.PLAIN_LABEL.search(before))
        broken = plain and not value.is_integer() and value > _LEAST_PAID["hour"]  # "Pay: 17.25"
        least = _LEAST_PAID[period] if period else _SMALLEST_PLAIN
        if not broken and (value < least or not (labelled or period)):
            return 0
        labelled = labelled or plain
        labelled = labelled or period in {"hour", "month", "year"}
        return 2 * labelled + 2 * bool(period) + 2 * bool(high) + 2 * taxed + plain
    bound = bool(salary_words.MOST.search(before) or salary_words.LEAST.search(before))
    return 2 * currency + scaled + bound + 2 * labelled + 2 * bool(period) + 2 * bool(high)


def _period(text: str, low: _Amount, last: _Amount) -> str | None:
    """Return the pay period from the words after the amounts, else from the label before them, or None."""
    for end in (last.end, low.end):
        for period, pattern in salary_words.PERIODS.items():
            if pattern.match(text, end):
                return period
    line = text.rfind("\n", 0, low.start) + 1
    before = text[max(line, low.start - 40) : low.start]
    if last.scale == salary_words.SCALES["lpa"]:
        return "year"
    return next((period for period, pattern in salary_words.PERIOD_LABELS.items() if pattern.search(before)), None)


def _salary(text: str, low: _Amount, high: _Amount | None) -> Salary:
    currency = low.currency or (high.currency if high else None)
    if high and high.currency and currency == DEFAULT_CURRENCY:
        currency = high.currency  # "$18,000 to $22,000 MXN"
    if currency == DEFAULT_CURRENCY and (aside := _DOLLARS_ASIDE.match(text, (high or low).end)):
        currency = aside[1]
    least, period = _scaled(low, high), _period(text, low, high or low)
    if high:
        return Salary(least, high.value * high.scale, currency, period)
    before = text[max(0, low.start - 24) : low.start]
    if salary_words.MOST.search(before):
        return Salary(None, least, currency, period)
    if salary_words.LEAST.search(before) or salary_words.LEAST_AFTER.match(text, low.end):
        return Salary(least, None, currency, period)
    return Salary(least, least, currency, period)


def _scaled(low: _Amount, high: _Amount | None) -> float:
    """Return the scaled low end, with the scale of the high end if it has none: "40-55k" means 40k."""
    borrowed = high.scale if high and low.scale == 1 and low.value < high.value * high.scale / 10 else low.scale
    return low.value * borrowed


def _value(number: str) -> float:
    whole, decimals = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}|(?<=\d[.,])\d{4}))?", number, re.DOTALL).groups()  # type: ignore[union-attr]
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits}.{decimals or 0}")


def _code(currency: str | None) -> str | None:
    if currency is None:
        return None
    sign = currency.removesuffix("$").strip()
    if sign.upper() in salary_words.CODES:
        return sign.upper()
    spellings = (currency, currency.lower(), currency.upper(), currency.capitalize())
    return next((salary_words.SIGNS[each] for each in spellings if each in salary_words.SIGNS), None)
