"""Changes to a job, in words.

changes  = { [ "but" | "and" | "with" | "," ] , change } ;
change   = [ field , [ "to" | "of" | ":" ] ] , value ;
value    = pay | "remote" | "hybrid" | "on-site" | "full-time" | … | ( "in" | "to" ) , place
         | ( "called" | "title" ) , title | "without" , skills | "with" , skills ;
"""

import re
from collections.abc import Iterator
from typing import Any

from recruit.domain.engines.language.arrangements import arrangement_named, arrangements
from recruit.domain.engines.reading.job import salary
from recruit.domain.engines.skills.catalog import known

FIELDS = {
    "salary": "salary",
    "salary range": "salary",
    "pay": "salary",
    "pay range": "salary",
    "compensation": "salary",
    "location": "location",
    "city": "location",
    "place": "location",
    "title": "title",
    "job title": "title",
    "name": "title",
    "department": "department",
    "team": "department",
    "employment type": "employment_type",
    "remote option": "remote_option",
    "work mode": "remote_option",
    "status": "status",
    "description": "description",
    "currency": "currency",
}
"""Names of a job's fields."""

_TITLE = re.compile(r"\b(?:called|titled|named|with (?:the )?title|title|as)\s*:?\s+(.+)", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:in|to|for|at|location)\s+((?:[^\W\d_][\w.'’-]*|,)(?:,?\s+(?!but\b|and\b|with\b|at\b|for\b)[^\W\d_][\w.'’-]*){0,4})",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:without|minus)\s+(.+)", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|plus|requiring)\s+(.+)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_FIGURE = re.compile(r"(\d[\d.,]*)\s*(k|m)?", re.IGNORECASE)
_SHARE = re.compile(
    r"%|\b(?:percent|per cent|prozent|pour ?cent|por ?ciento|por ?cento|per ?cento|procent)\b", re.IGNORECASE
)
_LOWERING = re.compile(
    r"\b(?:lower|reduce|cut|decrease|drop|senk|reduzier|kürz|verringer|baiss|diminu|rédui|baja|reduc|reduzca|disminu|reduz|abaix|"
    r"abbass|riduc|diminuis|verlaag|verminder)",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|um|de|del|do|di|met|en|em|con|per)\s+(?:another\s+)?(\d{1,3})(?:[.,]0+)?\s?$", re.IGNORECASE)
_BY_AMOUNT = re.compile(
    r"\b(?:by|um|met)\s+[€$£]?\s?(\d[\d.,]*)\s?(k)?\b(?!\s?(?:%|percent|prozent|procent))", re.IGNORECASE
)
_RANGED = re.compile(r"\d\s*(?:k|m)?\s*(?:[-–—/]|\b(?:and|und|et|y|e|en)\b)\s*\D{0,2}\d", re.IGNORECASE)
_NO_PLACES = frozenset(["remote", "fully remote", "hybrid", "on-site", "onsite"])
_AROUND = " .,;:!?\"'“”‘’"


def read_changes(text: str) -> dict[str, Any]:
    """Return the fields that a text changes; empty if it isn't understood."""
    found: dict[str, Any] = {}
    for name, value in _changes(text):
        found.setdefault(name, value)
    return found


def field_value(field: str, text: str) -> dict[str, Any]:
    """Return the change that sets the named field to a text; empty if the text is no value for it."""
    name = FIELDS[field]
    text = text.strip() if name == "description" else text.strip(_AROUND)
    if name == "salary":
        return pay(text)
    if name in {"employment_type", "remote_option"}:
        return arrangement_named(name, text)
    if name == "status":
        return {}
    if name == "location" and text.casefold() in _NO_PLACES:
        return arrangements(text)
    return {name: text} if text else {}


def pay(text: str) -> dict[str, Any]:
    """Return both salary bounds that a text names, and the currency if it names one. A percentage is no salary."""
    figures = [_figure(*figure) for figure in _FIGURE.findall(text)][:2]
    if not figures or _SHARE.search(text):
        return {}
    if len(figures) == 2 and figures[1] < figures[0] and not _RANGED.search(text):  # noqa: PLR2004 - two bounds
        figures = figures[:1]  # "70000 from 2027"
    low, high = min(figures), max(figures)
    if low < 1000 <= high and len(figures) == 2:  # noqa: PLR2004 - "120-150k" is 120,000 to 150,000
        low *= 1000
    found = salary.currencies(text)
    bounds = {"salary_min": low, "salary_max": high}
    return bounds | ({"currency": min(found)} if found else {})


def rise(text: str) -> dict[str, int]:
    """Return the salary raise that a text asks for, as an amount or a percentage; negative for a cut, else empty."""
    sign = -1 if _LOWERING.search(text) else 1
    if share := _SHARE.search(text):
        found = _BY.search(text[: share.start()])
        return {"pay_percent": sign * int(found[1])} if found else {}
    by = _BY_AMOUNT.search(text)
    return {"pay_by": sign * _figure(by[1], by[2] or "")} if by else {}


def skills(text: str) -> list[str]:
    """Return the skills in a text's list."""
    return [part for part in (part.strip(_AROUND) for part in _AND.split(text)) if part]


def _changes(text: str) -> Iterator[tuple[str, Any]]:
    yield from arrangements(text).items()
    if without := _WITHOUT.search(text):
        yield "drop", skills(without[1])
        return
    if (title := _TITLE.search(text)) and title[1].strip(_AROUND):
        yield "title", title[1].strip(_AROUND)
        return
    if any(letter.isdigit() for letter in text):
        yield from pay(text).items()
    with_ = _WITH.search(text)
    if with_ and (added := [one for one in skills(with_[1]) if known(one)]):
        yield "add", added
    if place := _PLACE.search(text):
        yield "location", place[1].strip(_AROUND)


def _figure(digits: str, unit: str) -> int:
    scale = {"k": 1000, "m": 1_000_000}.get(unit.lower(), 1)
    plain = digits.rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        return int(re.sub(r"[.,]", "", plain)) * scale
    return (
        int(float(plain.replace(",", ".").rpartition(".")[0] or plain) * scale)
        if plain.count(".") > 1
        else int(float(plain.replace(",", ".")) * scale)
    )
