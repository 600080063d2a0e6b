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
from recruit.domain.engines.language.pay import pay
from recruit.domain.engines.language.words import JOB_FIELDS
from recruit.domain.engines.skills.catalog import canonical_name

_TITLE = re.compile(
    r"\b(?:called|titled|named|(?:re)?(?:name|title|call) it(?: (?:to|as))?|with (?:the )?title|title|as)\s*:?\s+(.+)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:location(?:\s+(?:to|as|is))?|in|to|for|at)\s+((?:[^\W\d_][\w.'’-]*|,)(?:,?\s+(?!but\b|and\b|with\b|at\b|for\b)[^\W\d_][\w.'’-]*){0,4})",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:without|minus)\s+(.+)", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|plus|requiring)\s+(.+)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_NO_PLACES = frozenset(["remote", "fully remote", "hybrid", "on-site", "onsite"])
_AROUND = " .,;:!?\"'“”‘’"


def read_changes(text: str) -> dict[str, Any]:
    """Return the fields that a text changes; empty if it isn't understood."""
    found: dict[str, Any] = {}
    for name, value in _changes(text):
        found.setdefault(name, value)
    return found


def field_value(field: str, text: str, before: str = "") -> dict[str, Any]:
    """Return the change that sets the named field to a text; empty if the text is no value for it.

    `before` is the part of the order before the text.
    """
    name = JOB_FIELDS[field]
    if name == "salary":
        return pay(text, before)
    text = text.strip() if name == "description" else text.strip(_AROUND)
    if name in {"employment_type", "remote_option"}:
        return arrangement_named(name, text)
    if name == "status":
        return {}
    if name == "location" and text.casefold() in _NO_PLACES:
        return arrangements(text)
    return {name: text} if text else {}


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
    if with_ and (added := [one for one in skills(with_[1]) if canonical_name(one)]):
        yield "add", added
    if place := _PLACE.search(text):
        yield "location", place[1].strip(_AROUND)
