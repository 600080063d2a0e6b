"""Skills in a text, by their canonical names."""

import re
from collections.abc import Iterable, Iterator

from recruit.domain.services.extraction.phrases import Found, Phrases, key
from recruit.domain.services.extraction.skill_names import CONCEPTS, LANGUAGES, NOT_SKILLS, TOOLS

NEAR = 40
"""Characters around a language in which something must say that it is spoken."""

_LISTED_BEFORE = re.compile(
    r"(?:^|[,;:/(|•·&+\n*–—-]|\b(?:in|with|and|or|using|of|know|knows|write|plus))\s*$", re.IGNORECASE
)
_LISTED_AFTER = re.compile(
    r"\s*(?:$|[,;./)|&+\n]|(?:and|or|programming|developers?|engineers?|backend|services?|with)\b)", re.IGNORECASE
)
_WORKS_AFTER = re.compile(r" (?:developer|engineer|programmer|dev)s?\b", re.IGNORECASE)
_SPOKEN = re.compile(
    r"fluen|native|speak|spoken|lingual|languages?\b|written|proficien|mother tongue|business level|[ABC][12]\b",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(r"\s?\d")


def _table() -> tuple[dict[str, str], frozenset[str]]:
    """Return spelling → canonical name, and the names that count only as written."""
    spellings: dict[str, str] = {}
    exact = set()
    for line in f"{TOOLS}{CONCEPTS}{LANGUAGES}".strip().splitlines():
        name, _, others = line.partition(":")
        if name.endswith("!"):
            name = name[:-1]
            exact.add(name)
        for spelling in (name, *others.split(",")):
            if spelling.strip():
                spellings.setdefault(key(spelling), name)
    spellings.update(dict.fromkeys(map(key, NOT_SKILLS), ""))
    return spellings, frozenset(exact)


_SPELLINGS, _EXACT = _table()
_CONCEPTS = frozenset(line.partition(":")[0] for line in CONCEPTS.split("\n"))
_LANGUAGES = frozenset(line.partition(":")[0] for line in LANGUAGES.split("\n"))
_MISLEADING = frozenset({"Go", "R", "C", "Chef", "Puppet", "Epic", "Sketch", "Word"})
"""So short or so usual that they count only where a list or a preposition shows that a skill is meant."""

_PHRASES = Phrases(_SPELLINGS)


def find(text: str) -> Iterator[Found]:
    """Yield the skills of a text in order, repeats included."""
    for found in _PHRASES.find(text):
        if found.name and _meant(found, text):
            yield found


def canonical(name: str) -> str:
    """Return the name under which a skill is kept: a known one's canonical name, else the name itself."""
    return _PHRASES.get(name) or name


def mentioned(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Return those of `names`, canonical, that a text mentions by any of their spellings."""
    words = f" {key(text)} "
    known = {found.name for found in _PHRASES.find(text)}
    return tuple(name for name in map(canonical, names) if name in known or f" {key(name)} " in words)


def is_concept(name: str) -> bool:
    """Whether a skill is a field of work, which a job title often names without asking for it."""
    return name in _CONCEPTS


def _meant(found: Found, text: str) -> bool:
    written = text[found.start : found.end]
    if key(written) == key(found.name):
        misspelt = found.name in _EXACT and written not in {found.name, found.name.upper()}
        if (misspelt or found.name in _MISLEADING) and not _listed(found, text):
            return False
    if found.name in _LANGUAGES:
        return bool(_SPOKEN.search(text[max(0, found.start - NEAR) : found.end + NEAR]))
    # "PHP 35,000" is money.
    return not (written == "PHP" and _MONEY_AFTER.match(text[found.end : found.end + 2]))


def _listed(found: Found, text: str) -> bool:
    before, after = text[max(0, found.start - 12) : found.start], text[found.end : found.end + 14]
    return bool(_WORKS_AFTER.match(after) or (_LISTED_BEFORE.search(before) and _LISTED_AFTER.match(after)))
