"""Bounds on amounts in a question for a list, in seven languages: years of experience, pay, and scores.

    bound = ( "at least" | "more than" | "fewer than" | "at most" ) , number , [ unit ]
          | [ "between" ] , number , [ unit ] , ( "and" | "to" | "-" ) , number , unit
          | number , ( "+" | "or more" ) , unit | number , "years" , [ "or more" ] ;

A number without a unit has that of the other bound.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from recruit.domain.engines.language.learned.kinds import NUMBERS
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, phrases
from recruit.domain.engines.language.lists.words import EXPERIENCE, MONEY, PAYING, SCORE, YEARS

MOST_YEARS = 60
LEAST_PAY = 1_000
"""Least number without a unit that is taken for pay rather than years."""

_WORDS = {
    word: value for word, value in NUMBERS.items() if value > 1 and word not in {"beide", "beiden", "both", "pair"}
}
_N = rf"(?:\d[\d.,]*|{'|'.join(_WORDS)})"
_UNIT = rf"(?: {MONEY}| {YEARS})*"
_AMOUNT = rf"(?:(?:[€$£]|eur|usd|gbp|chf) )?{_N}{_UNIT}"
_OPERATORS = {
    "most": phrases("""
        at most | up to | max(?:imum)?(?: of)? | no more than | not more than | hochstens | maximal | bis zu | au plus
        au maximum | jusqu' a | como maximo | maximo | hasta | no maximo | ate | al massimo | fino a | maximaal
        hoogstens
    """),
    "least": phrases("""
        at least | min(?:imum)?(?: of)? | no(?:t)? less than | no fewer than | mindestens | wenigstens | au moins
        al menos
        por lo menos | como minimo | minimo | pelo menos | no minimo | a partir de | almeno | minstens | ten minste
        tenminste
    """),
    "over": phrases("""
        more than | over | above | exceeding | higher than | better than | greater than | hoher als | superieure?s? a | au (?:- )?dessus de
        superior(?:es)? a | mayor(?:es)? (?:que|de) | por encima de | maior(?:es)? (?:que|do que) | superiore? a | hoger dan | mehr als | uber | plus de | mas de | mais de | mais que | mais do que
        acima de | piu di | oltre(?: i)? | sopra(?: i)? | meer dan | boven(?: de)?
    """),
    "under": phrases("""
        less than | fewer than | under | below | lower than | inferieure?s? a | inferior(?:es)? a | inferiore? a | por debajo de | lager dan | weniger als | unter | moins de | menos de | menos que | menos do que
        abaixo de | meno di | sotto(?: i)? | minder dan | onder(?: de)?
    """),
}
_BETWEEN = phrases("between | from | zwischen | von | entre | de | du | desde | tra | fra | da | tussen | van")
_AND = phrases("and | to | or | - | – | und | bis | oder | et | a | ou | y | e | al | tot | en | ate | hasta")
_A_SCORE = f"(?: (?:an?|einem|einer|un|une|una|uma|een))? {SCORE} (?:of|von|de|di|van)"
_MORE = phrases(
    r"\+ | plus | or more | and more | or over | oder mehr | und mehr | ou plus | o mas | ou mais | o piu | of meer"
)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A lower and an upper limit, either of which may be open, and their unit: "years", "pay", "score" or ""."""

    least: int | None
    most: int | None
    unit: str


_Found: TypeAlias = tuple[tuple[int, int], _Bound]
"""A bound and the span of its words."""


def bounds(matcher: PhraseMatcher) -> Mapping[str, int]:
    """Consume the bounds of a message. Return those that it has: `min_years`, `max_pay`, `min_score` and so on."""
    scored = matcher.has(SCORE)
    found = [*_ranges(matcher), *_compared(matcher)]
    units = {bound.unit for _, bound in found} - {""}
    if not units and scored:
        units = {"score"}
    if not units:
        units = {"years"} if matcher.has(EXPERIENCE) else {"pay"} if matcher.has(PAYING) else set()
    limits: dict[str, int] = {}
    for span, bound in found:
        unit = bound.unit or (next(iter(units)) if len(units) == 1 else "")
        if not unit:
            matcher.release(*span)
        for name, value in (("min", bound.least), ("max", bound.most)):
            if unit and value is not None:
                limits[f"{name}_{unit}"] = value
    if units == {"score"} and limits:
        matcher.take(SCORE)
    return limits


def _ranges(matcher: PhraseMatcher) -> Iterator[_Found]:
    expression = rf"(?:{_BETWEEN} )?(?P<low>{_AMOUNT}) {_AND} (?P<high>{_AMOUNT})"
    for found, start, end in list(matcher.find(expression)):
        low, high = _amount(found["low"]), _amount(found["high"])
        unit = high[1] or low[1]
        if unit and low[0] is not None and high[0] is not None and low[0] < high[0]:
            matcher.consume(start, end)
            yield (start, end), _Bound(_scaled(low[0], low[1] or unit, high[0]), high[0], unit)


def _compared(matcher: PhraseMatcher) -> Iterator[_Found]:
    for name, operator in _OPERATORS.items():
        for found, start, end in list(
            matcher.find(rf"{operator}(?:{_A_SCORE})? (?P<amount>{_AMOUNT})(?: {_MORE}(?: {YEARS})?)?")
        ):
            value, unit = _amount(found["amount"])
            if value is not None:
                matcher.consume(start, end)
                step = 1 if unit != "pay" else 0
                yield (start, end), _bound(name, value, unit, step)
    for found, start, end in list(matcher.find(rf"(?P<amount>{_AMOUNT})(?: {_MORE})?{_UNIT}(?: {_MORE})?")):
        value, unit = _amount(found.group().replace("+", ""))
        if value is not None and (unit == "years" or (unit == "pay" and re.search(_MORE, found.group()))):
            matcher.consume(start, end)
            yield (start, end), _Bound(value, None, unit)


def _bound(name: str, value: int, unit: str, step: int) -> _Bound:
    if name in {"least", "over"}:
        return _Bound(value + (step if name == "over" else 0), None, unit)
    return _Bound(None, value - (step if name == "under" else 0), unit)


def _amount(text: str) -> tuple[int | None, str]:
    """Return the whole number of an amount, and its unit."""
    number = re.search(_N, text)
    if number is None:
        return None, ""
    digits = number.group().rstrip(".,")
    if digits in _WORDS:
        value = _WORDS[digits]
    elif digits.isdigit() or re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        value = int(re.sub(r"[.,]", "", digits))
    else:
        return None, ""
    words = text[: number.start()].split() + text[number.end() :].split()
    if any(re.fullmatch(YEARS, word) for word in words):
        return (value, "years") if value <= MOST_YEARS else (None, "")
    scale = 1_000 if any(word in {"k", "mil", "mille", "thousand", "tausend", "duizend"} for word in words) else 1
    paid = scale > 1 or value >= LEAST_PAY or any(re.fullmatch(MONEY, word) for word in words)
    return value * scale, "pay" if paid else ""


def _scaled(low: int, unit: str, high: int) -> int:
    """Return the lower bound of "60-80k" in the unit of the upper one."""
    return low * 1_000 if unit == "pay" and low < LEAST_PAY <= high else low
