"""Salaries in a text.

amount = currency? number scale? currency?
number = digits, with commas, dots, spaces or apostrophes before groups of three, and one or two decimals
scale  = k (thousand), lakh or LPA (hundred thousand rupees)
range  = amount ("-" | "–" | "to" | …) amount; the first takes the scale and currency of the second where it has none

Figures stay as paid: $25 an hour is 25. A figure counts as a salary by points for its currency, its scale, the period
it is paid for, a word such as "salary" nearby and being a range; figures of funding, revenue or bonuses never do.
In a note of a line or two a figure in thousands is enough. Among several the highest points win, then the first. A
single figure is both ends unless it is said to be a bound.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

DEFAULT_CURRENCY = "USD"

_SIGNS = {
    "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "S$": "SGD", "HK$": "HKD",
    "R$": "BRL", "MX$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "₪": "ILS", "₱": "PHP",
    "₩": "KRW", "R": "ZAR", "zł": "PLN", "dollars": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP",
    "rupees": "INR",
}  # fmt: skip
CODES = frozenset(
    "USD EUR GBP CAD AUD NZD SGD HKD CHF SEK NOK DKK PLN CZK HUF RON BGN TRY ILS AED SAR QAR EGP NGN KES GHS ZAR INR "
    "PKR BDT LKR PHP IDR MYR THB VND CNY JPY KRW TWD BRL MXN ARS CLP COP PEN UAH".split()
)
_CURRENCY = "|".join(
    # A rand's sign is a letter: only a figure of its size makes it one.
    r"R(?=\d{2,3}(?:k|[ ,.]?\d{3}))" if sign == "R" else re.escape(sign)
    for sign in [*sorted(_SIGNS, key=len, reverse=True), *sorted(CODES)]
)
_NUMBER = r"\d{1,3}(?:[,.’' \u00a0\u202f]\d{3}){1,3}(?:[.,]\d{1,2})?(?![\d])|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
_AMOUNT = re.compile(
    rf"(?:(?<![A-Za-z])(?P<before>{_CURRENCY})\s?)?(?<![\d.,])(?P<number>{_NUMBER})"
    rf"(?:\s?(?P<scale>k|lpa|lakhs?|lacs?)(?![a-z]))?(?:\s?(?P<after>{_CURRENCY})(?![a-z]))?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\+?\s{0,2}(?:-|–|—|\b(?:to|and|bis|à|a|al|hasta)\b)\s{0,2}", re.IGNORECASE)
_PERIOD = re.compile(
    r"\+?\s?(?:/\s?|(?:per|an?|each|pro|par|por|al)\s|p\.?\s?)(?:hour|hr|h|day|week|month|mo|year|yr|annum|a\b|jahr|"
    r"monat|stunde|an|mois|año|mes)|\+?\s?(?:hourly|daily|weekly|monthly|yearly|annual|brut|lpa)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:salary|salaries|pay|paid|compensation|comp|wages?|rate|base|earn|package|gehalt|rémunération|salaire|"
    r"salario|sueldo)\b[^\n\d]{0,25}$",
    re.IGNORECASE,
)
_LABEL_AFTER = re.compile(
    r"\+?\s?(?:base|salary|ote|brutto|brut|gross|plus (?:commission|tips)|\+ (?:equity|bonus|commission))",
    re.IGNORECASE,
)
_VETO_BEFORE = re.compile(
    r"\b(?:rais(?:ed?|ing)|fund(?:ed|ing)|revenues?|valuation|valued at|series [a-e]|budget|arr|profits?|savings?|"
    r"serv(?:e|ing)|bonus(?: of)?|stipend|gpa|reward|portfolio|worth|over|ote)\b[^\n\d]{0,14}$",
    re.IGNORECASE,
)
_VETO_AFTER = re.compile(
    r"\+?\s?(?:%|[mb]\b|mm\b|bn\b|mil|bil|tril|\(k\)|arr\b|round|valuation|in funding|rais|revenue|sign|bonus|stipend|"
    r"of |customers|users|employees|people|requests|engineers|skus|hours?\b|hrs?\b|days?\b|weeks?\b|months?\b|"
    r"years?\b|yrs?\b)",
    re.IGNORECASE,
)
_MOST = re.compile(r"\b(?:up to|max(?:imum)?(?: of)?|under|bis zu|jusqu'à|hasta|no more than)\s{0,2}$", re.IGNORECASE)
_LEAST = re.compile(
    r"\b(?:from|starting (?:at|from)|at least|min(?:imum)?(?: of)?|ab|à partir de|desde)\s{0,2}$", re.IGNORECASE
)
_AT_LEAST_AFTER = re.compile(r"\+")

ENOUGH = 3
NOTE = 300
"""Characters of a text so short that a figure in thousands is the job's pay."""

MOST_AMOUNTS = 5_000
"""A text with more is a table of figures, not a job."""

_SCALES = {"k": 1_000, "l": 100_000}


@dataclass(frozen=True, slots=True)
class Salary:
    """What is paid, in whole or broken units of `currency`; a bound that isn't said is None, as is the currency."""

    low: float | None
    high: float | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    scale: int
    currency: str | None
    start: int
    end: int
    is_retirement_plan: bool


def find(text: str) -> Salary | None:
    """Return the best salary of a text."""
    best, most = None, ENOUGH - 1
    for low, high in _pairs(text):
        points = _points(text, low, high)
        points += 2 * (points > 0 and (high or low).scale > 1 and len(text) <= NOTE)
        if points > most:
            best, most = (low, high), points
    return _salary(text, *best) if best else None


def figures(text: str) -> frozenset[float]:
    """Return every amount in a text, scaled, so that a figure somebody else read can be checked."""
    values = set()
    for low, high in _pairs(text):
        first = _scaled(low, high)
        values |= {low.value, low.value * low.scale, first}
        if high:
            values |= {high.value, high.value * high.scale}
    return frozenset(values)


def currencies(text: str) -> frozenset[str]:
    """Return the currencies that a text writes beside amounts."""
    return frozenset(amount.currency for amount in _amounts(text) if amount.currency)


def _amounts(text: str) -> Iterator[_Amount]:
    for found in islice(_AMOUNT.finditer(text), MOST_AMOUNTS):
        scale = (found["scale"] or "").lower()
        currency = _code(found["before"]) or _code(found["after"])
        yield _Amount(
            value=_value(found["number"]),
            scale=_SCALES.get(scale[:1], 1),
            currency=currency or ("INR" if scale.startswith("l") else None),
            start=found.start(),
            end=found.end(),
            is_retirement_plan=found["number"] == "401",
        )


def _pairs(text: str) -> Iterator[tuple[_Amount, _Amount | None]]:
    """Yield ranges as two amounts and single figures as one."""
    waiting: _Amount | None = None
    for amount in _amounts(text):
        if waiting is None:
            waiting = amount
        elif _SEPARATOR.fullmatch(text, waiting.end, amount.start):
            yield waiting, amount
            waiting = None
        else:
            yield waiting, None
            waiting = amount
    if waiting is not None:
        yield waiting, None


def _points(text: str, low: _Amount, high: _Amount | None) -> int:
    last = high or low
    before, after = text[max(0, low.start - 40) : low.start], text[last.end : last.end + 24]
    if low.is_retirement_plan or _VETO_BEFORE.search(before) or _VETO_AFTER.match(after):
        return 0
    currency = bool(low.currency or last.currency)
    scaled = last.scale > 1
    labelled = bool(_LABEL.search(before) or _LABEL_AFTER.match(after))
    if not (currency or scaled or labelled):
        return 0
    return 2 * currency + scaled + 2 * labelled + 2 * bool(_PERIOD.match(after)) + 2 * bool(high)


def _salary(text: str, low: _Amount, high: _Amount | None) -> Salary:
    currency = low.currency or (high.currency if high else None)
    least = _scaled(low, high)
    if high:
        return Salary(least, high.value * high.scale, currency)
    before = text[max(0, low.start - 20) : low.start]
    if _MOST.search(before):
        return Salary(None, least, currency)
    if _LEAST.search(before) or _AT_LEAST_AFTER.match(text, low.end):
        return Salary(least, None, currency)
    return Salary(least, least, currency)


def _scaled(low: _Amount, high: _Amount | None) -> float:
    """Return the low end: "40-55k" means 40k."""
    borrowed = high.scale if high and low.scale == 1 and low.value < high.value * high.scale / 10 else low.scale
    return low.value * borrowed


def _value(number: str) -> float:
    whole, decimals = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", number, re.DOTALL).groups()  # type: ignore[union-attr]
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits}.{decimals or 0}")


def _code(currency: str | None) -> str | None:
    if currency is None:
        return None
    return _SIGNS.get(currency) or _SIGNS.get(currency.lower()) or _SIGNS.get(currency.upper()) or currency.upper()
