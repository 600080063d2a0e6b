"""What is said of one fact of a person, before all that is known of them."""

import re
from collections.abc import Mapping
from typing import Any

from recruit.domain.model.search import naming
from recruit.domain.services.agent.tools.common import names_of
from recruit.domain.services.agent.tools.spoken import speaks
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


def told(fact: str, candidate: Mapping[str, Any], which: str = "") -> str:
    """Return the sentence that answers, or says that the profile doesn't. Of a skill, or a language, it is `which`."""
    if which:
        return _named(fact, candidate, which)
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


def _named(fact: str, candidate: Mapping[str, Any], which: str) -> str:
    texts = [candidate[name] for name in ("current_title", "headline", "notes") if candidate[name]]
    if fact == "language":
        is_named = speaks(which)(*texts)
    else:
        is_named = any(re.search(naming(names_of(which)), text, re.IGNORECASE) for text in texts)
    return f"{one_line(candidate['full_name'])}'s profile {'names' if is_named else 'does not name'} {one_line(which)}."
