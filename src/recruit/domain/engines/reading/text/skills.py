"""Skills in text, by their canonical names."""

from collections.abc import Iterable, Iterator

from recruit.domain.engines.reading.job.salary_words import CODES
from recruit.domain.engines.reading.text import language_names
from recruit.domain.engines.reading.text.phrases import PhraseMatch, key
from recruit.domain.engines.skills import catalog

NOT_REQUIREMENTS = frozenset({"areas", "soft"})
"""Kinds of skills that a text may name without requiring them."""


def find(text: str) -> Iterator[PhraseMatch]:
    """Yield the skills that a text may require, in order, with repeats."""
    for mention in catalog.find(text):
        if catalog.kind(mention.skill) not in NOT_REQUIREMENTS and not _is_currency(text, mention.start, mention.end):
            yield PhraseMatch(mention.skill, mention.start, mention.end)


def canonical(name: str) -> str:
    """Return the stored name of a skill: the canonical name if it is known, else the name itself."""
    return catalog.canonical_name(name) or name


def mentioned_skills(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Return the canonical forms of those of `names` that a text mentions in any spelling."""
    words = f" {key(text)} "
    known = {mention.skill for mention in catalog.find(text)}
    return tuple(
        canonical_name
        for name in names
        if (canonical_name := canonical(name)) in known
        or any(f" {key(form)} " in words for form in (name, canonical_name))
    )


def is_concept(name: str) -> bool:
    """Whether a skill is a field of work, which a job title often names without requiring it."""
    return catalog.kind(name) in {"fields", *NOT_REQUIREMENTS}


def is_spoken_language(name: str) -> bool:
    """Whether a skill is a spoken language."""
    return catalog.kind(name) == "spoken"


def _is_currency(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation is a currency code here: CAD, AED … next to a number."""
    neighbours = text[max(0, start - 2) : start] + text[end : end + 2]
    return text[start:end] in CODES and any(map(str.isdigit, neighbours))


def is_spoken_word(word: str) -> bool:
    """Whether a word is the name of a spoken language, in one of seven languages."""
    return word.casefold() in language_names.LANGUAGES
