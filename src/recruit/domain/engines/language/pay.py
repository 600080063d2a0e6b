"""The pay that an order sets, in seven languages.

pay    = [ bound ] , amount , [ bound ] | amount , ( "to" | "-" | … ) , amount ;  (see `salary` for amounts)
bound  = "at most" | "up to" | "at least" | "over" | "or more" | "+" | … ;

An amount without a bound is both ends of the range. A bound leaves the other end open; the name of one end, such as
"maximum salary", leaves the other end as it is. A job has no pay period, so that a month or an hour stays unread.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from recruit.domain.engines.language import pay_words as words
from recruit.domain.engines.reading.job import salary
from recruit.domain.engines.reading.job.salary import Stated

_NEAR = 40
"""Characters before an amount that are searched for a bound."""

_YEARS = range(1990, 2100)


def pay(text: str, before: str = "") -> dict[str, Any]:
    """Return the salary bounds that a text names, and the currency if it names one. A percentage is no salary.

    `before` is the part of an order before the text, which tells whether its range is a change: "raise it from 60k to 70k".
    """
    text = _scaled(text)
    found = list(_amounts(text))
    if not found or words.SHARE.search(text) or any(_is_denied(text, one) for one in found) or _raised_by(text):
        return {}
    first = next((one for one in found if not _is_year(one)), found[0])
    rest = found[found.index(first) + 1 :]
    bounds = _bounds(text, first)
    if len(found) == 1 and not first.is_range and words.FROM.search(before + text[: first.start]):
        bounds = {"salary_min": bounds.get("salary_min")}
    if words.MOVED.search(before + text[: first.start]) and (target := _target(text, first, rest)):
        first, bounds = target, {"salary_min": round(target.high), "salary_max": round(target.high)}
    others = map(partial(_bounds, text), rest) if None in bounds.values() else ()
    for other in others:  # "at least 60k and at most 80k"
        if None in other.values():
            bounds = {name: other.get(name) if end is None else end for name, end in bounds.items()}
    return _ordered(bounds) | ({"currency": first.currency} if first.currency else {})


def rise(text: str) -> dict[str, int]:
    """Return the salary raise that a text asks for, as an amount or a percentage; negative for a cut, else empty."""
    sign = -1 if words.LOWERING.search(text) else 1
    if share := words.SHARE.search(text):
        found = words.BY.search(text[: share.start()])
        return {"pay_percent": sign * int(found[1])} if found else {}
    amount = _raised_by(text)
    return {"pay_by": sign * round(amount.low)} if amount and not _names_end(text) else {}


def _raised_by(text: str) -> Stated | None:
    """Return the amount by which a text raises, or cuts, pay. "From 60k to 70k" is none."""
    by = words.BY_AMOUNT.search(text)
    if by is None or any(
        bound.search(text[: by.end()]) for bound in (words.MOST, words.LEAST, words.OVER, words.UNDER)
    ):
        return None  # "sube el sueldo a un máximo de 40.000"
    behind = _scaled(text[by.end() :])
    amount = next(_amounts(behind), None)
    if amount is None or amount.is_range or _is_denied(behind, amount):
        return None
    towards = words.TOWARDS.match(behind, amount.end)
    return None if towards and behind[towards.end() :].lstrip("€$£ ")[:1].isdigit() else amount


def _names_end(text: str) -> bool:
    """Tell whether a text is about one bound of pay, which no raise changes alone."""
    return any(end.search(text) for end in (words.MOST_FIELD, words.LEAST_FIELD, words.END))


def amount_spans(text: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Yield the span of each amount, or range, and its values as a job has them."""
    for one in salary.stated(text):
        scale = 1_000_000 if words.MILLIONS.match(text, one.start) else 1
        yield one.start, one.end, frozenset({round(one.low * scale), round(one.high * scale)})


def period_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the pay periods other than a year beside the amounts of a text, and in names of its fields."""
    yield from (found.span() for found in words.PERIOD_FIELD.finditer(text))
    for one in salary.stated(text):
        if one.period_end > one.end and one.period != "year":
            yield one.end, one.period_end


def _amounts(text: str) -> Iterator[Stated]:
    """Yield the amounts of a text that aren't part of another word: "1,2,3", "5x", "1e6" and ".5k" are no amounts."""
    for one in salary.stated(text):
        before, behind = text[max(one.start - 1, 0) : one.start], text[one.end : one.end + 2]
        is_part = before.isalnum() or before in {".", ","} or behind[:1].isalnum()
        is_other = words.NO_PAY.search(text[: one.start]) or (_is_year(one) and words.DATED.search(text[: one.start]))
        if not (is_part or is_other or (behind[:1] in {".", ","} and behind[1:].isdigit())):
            yield one


def _target(text: str, first: Stated, rest: Sequence[Stated]) -> Stated | None:
    """Return the last amount of a change "from" the first: "60k to 70k", "60.000 auf 70.000"."""
    if first.is_range:
        return first
    return next((one for one in rest[:1] if words.TOWARDS.fullmatch(text, first.end, one.start)), None)


def _bounds(text: str, amount: Stated) -> dict[str, int | None]:
    """Return the bounds that an amount sets: both, or one. Of one, the other is None if open, and missing if unchanged."""
    low, high = round(amount.low), round(amount.high)
    if amount.is_range:
        return {"salary_min": low, "salary_max": high}
    if words.MOST_FIELD.search(text):
        return {"salary_max": high}
    if words.LEAST_FIELD.search(text):
        return {"salary_min": low}
    before = text[max(0, amount.start - _NEAR) : amount.start]
    most, least = words.MOST.search(before), words.LEAST.search(before)
    over, under = words.OVER.search(before), words.UNDER.search(before)
    if words.LIFTED.search(text[: amount.start]):
        most = None
    behind = text[amount.end :]
    if most or (over and over["denied"]) or (under and not under["denied"]) or words.MOST_BEHIND.match(behind):
        return {"salary_min": None, "salary_max": high}
    if least or over or under or words.LEAST_BEHIND.match(behind):
        return {"salary_min": low, "salary_max": None}
    return {"salary_min": low, "salary_max": high}


def _ordered(bounds: dict[str, int | None]) -> dict[str, int | None]:
    low, high = bounds.get("salary_min"), bounds.get("salary_max")
    return {"salary_min": high, "salary_max": low} if low is not None and high is not None and high < low else bounds


def _is_denied(text: str, amount: Stated) -> bool:
    return words.DENIED.search(text[: amount.start]) is not None


def _is_year(amount: Stated) -> bool:
    """Tell whether a number may be a year, as the second one of "70000 from 2027"."""
    return amount.is_plain and amount.low in _YEARS


def _scaled(text: str) -> str:
    """Return a text with millions, and thousands in Spanish and Portuguese, as figures with "k"."""
    text = words.MILLIONS.sub(lambda found: f"{round(float(found[1].replace(',', '.')) * 1000)}k", text)
    return words.THOUSANDS.sub("k", text)
