"""Sentences that answer a question about one fact of a person, ahead of the whole summary."""

from collections.abc import Mapping, Sequence
from typing import Any

from recruit.domain.agent.tools.support.common import names_skill
from recruit.domain.agent.tools.support.spoken_languages import speaks
from recruit.domain.agent.wording import count, one_line
from recruit.domain.engines.reading.resume import contacts

_NAMES = {
    "phone": "phone number",
    "email": "e-mail address",
    "contact": "phone number or e-mail address",
    "location": "place",
    "company": "company",
    "experience_years": "years of experience",
    "current_title": "title",
}

_COMPARED = {"most_experience": "more", "least_experience": "less"}
"""Facts that compare several candidates."""


def fact_sentence(fact: str, candidate: Mapping[str, Any], which: str = "") -> str:
    """Return a sentence with the fact, or one that the profile lacks it. `which` names a skill or a language.

    For a fact that compares candidates, `candidate` holds all of them.
    """
    if fact in _COMPARED:
        return _of_compared(fact, candidate["candidates"])
    if which:
        return _named(fact, candidate, which)
    name, known = one_line(candidate["full_name"]), _known(fact, candidate)
    if not known:
        return f"{name}'s profile names no {_NAMES[fact]}."
    return f"{name}: {known}."


def _of_compared(fact: str, candidates: Sequence[Mapping[str, Any]]) -> str:
    """Return a sentence that names the candidates with the most or the least experience, and those with none stated."""
    known = [one for one in candidates if one["experience_years"] is not None]
    listed = [f"{one_line(one['full_name'])} ({count(one['experience_years'], 'year')})" for one in known]
    lacking = [one_line(one["full_name"]) for one in candidates if one["experience_years"] is None]
    unknown = f"No years of experience are known of {' and '.join(lacking)}." if lacking else ""
    if len(known) < 2:  # noqa: PLR2004 - one alone has neither more nor less
        return f"I can't tell: {unknown[0].lower()}{unknown[1:]}"
    years = [one["experience_years"] for one in known]
    best = max(years) if fact == "most_experience" else min(years)
    first = [text for text, value in zip(listed, years, strict=True) if value == best]
    others = [text for text, value in zip(listed, years, strict=True) if value != best]
    if not others:
        return f"They have equal experience: {', '.join(listed)}. {unknown}".rstrip()
    have = "has" if len(first) == 1 else "have"
    than = f"{_COMPARED[fact]} experience than {', '.join(others)}"
    return f"{' and '.join(first)} {have} {than}. {unknown}".rstrip()


def _known(fact: str, candidate: Mapping[str, Any]) -> str:
    if fact == "experience_years":
        years = candidate["experience_years"]
        return "" if years is None else f"{count(years, 'year')} of experience"
    if fact == "company":
        return " at ".join(
            one_line(candidate[name]) for name in ("current_title", "current_company") if candidate[name]
        )
    if fact in {"location", "current_title"}:
        return one_line(candidate[fact] or candidate["headline" if fact == "current_title" else fact] or "")
    notes = candidate["notes"] or ""
    found = contacts.find(notes, notes.splitlines())
    listed = [*(found.phones if fact != "email" else ()), *(found.emails if fact != "phone" else ())]
    return ", ".join(map(one_line, listed))


def _named(fact: str, candidate: Mapping[str, Any], which: str) -> str:
    texts = [candidate[name] for name in ("current_title", "headline", "notes") if candidate[name]]
    is_named = (speaks if fact == "language" else names_skill)(which)(*texts)
    return f"{one_line(candidate['full_name'])}'s profile {'names' if is_named else 'does not name'} {one_line(which)}."
