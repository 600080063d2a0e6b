"""What is said of one fact of a person, before all that is known of them."""

from collections.abc import Mapping
from typing import Any

from recruit.domain.services.agent.wording import count, one_line
from recruit.domain.services.extraction import contacts

_NAMES = {
    "phone": "phone number",
    "email": "e-mail address",
    "contact": "phone number or e-mail address",
    "location": "place",
    "company": "company",
    "experience_years": "years of experience",
    "current_title": "title",
}


def told(fact: str, candidate: Mapping[str, Any]) -> str:
    """Return the sentence that answers, or says that the profile doesn't."""
    name, known = one_line(candidate["full_name"]), _known(fact, candidate)
    if not known:
        return f"{name}'s profile names no {_NAMES[fact]}."
    return f"{name}: {known}."


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
