"""Disambiguation of skill names by context: "Go, Rust and C" names the skill Go, "go for it" doesn't."""

import re

from recruit.domain.engines.skills.table import Name, NameContext

NEAR = 40
"""Maximum distance, in characters, of a word that marks a language as spoken."""

BEFORE, AFTER = 14, 40
"""Characters before and after a name that are read to decide whether it is part of a list."""

_LISTED_BEFORE = re.compile(
    r"(?:^|[,;:/(|•·&+\n*–—]|(?:^|\s)-|\b(?:in|with|and|or|using|of|know|knows|write|plus|as|like|including))\s*$",
    re.IGNORECASE,
)
_WISH = r"(?:is|are) (?:an? (?:\w+ )?(?:plus|bonus|must|asset|advantage)|required|preferred|needed|desirable)"
_LISTED_AFTER = re.compile(
    r"\s*(?:$|[,;:./()|&+\n•·]|(?:and|or|programming|developers?|engineers?|backend|services?|with|experience|knowledge|"
    rf"skills?|preferred|required|{_WISH})\b)",
    re.IGNORECASE,
)
_WORKS_AFTER = re.compile(r" (?:developer|engineer|programmer|dev)s?\b", re.IGNORECASE)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:\n•·*–-])\s*$")
_LANGUAGE_AROUND = re.compile(
    r"fluen|native|speak|spoken|lingual|languages?\b|written|proficien|mother tongue|business level|[ABC][12]\b",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(r"\s?(?:\d{3}|\d{1,2}[,.]\d{3}|\d{1,3}k)", re.IGNORECASE)
_CURRENCIES = frozenset({"PHP", "CAD"})


def is_skill(name: Name, text: str, start: int, end: int) -> bool:
    """Return whether `name` means its skill in a text, at text[start:end]."""
    if name.context is NameContext.WHOLE or not name.skill:
        return False
    written = text[start:end]
    if text.startswith("://", end):  # an address
        return False
    if written in _CURRENCIES and _MONEY_AFTER.match(text, end):
        return False
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    if name.context is NameContext.ALWAYS or _is_listed(before, after):
        return True
    return name.context is NameContext.AS_WRITTEN and _has_own_case(name.written, written, before)


def is_language(text: str, start: int, end: int) -> bool:
    """Return whether the name at text[start:end] means a spoken language, not a market or a cuisine."""
    return len(text) == end - start or bool(_LANGUAGE_AROUND.search(text, max(0, start - NEAR), end + NEAR))


def _is_listed(before: str, after: str) -> bool:
    return bool(_WORKS_AFTER.match(after) or (_LISTED_BEFORE.search(before) and _LISTED_AFTER.match(after)))


def _has_own_case(name: str, written: str, before: str) -> bool:
    """Return whether a name has its own case, and not only because a sentence begins with it."""
    if written not in {name, name.upper()}:
        return False
    return not (written.istitle() and _SENTENCE_BEFORE.search(before))
