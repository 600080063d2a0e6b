"""Grounding: checks a language model's answer field by field against the document.

A field that has the wrong type, or that isn't found in the document, is replaced by the value from the rules. null is a
valid answer, except for the name and the title, which every record needs. Skills that the document doesn't mention are
dropped.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.job import salary, work_arrangements
from recruit.domain.engines.reading.resume import claimed_years
from recruit.domain.engines.reading.text import dates, links, places, skills
from recruit.domain.engines.reading.text.dates import MOST_YEARS
from recruit.domain.jobs.model import JobDetails

Answer = Mapping[str, Any]

_URL_FIELDS: Mapping[str, Callable[[str], str | None]] = {
    "linkedin_url": links.linkedin,
    "github_url": links.github,
    "website_url": links.own,
}
_WORD = re.compile(r"\w+")


def ground_job(answer: Answer, document: str, rules: JobDetails) -> JobDetails:
    """Return the job from the rules, with the grounded fields of the answer."""
    source = _SourceText(document)
    low, high = _salary(answer, document, rules)
    required = _skills(answer.get("required_skills"), document, rules.required_skills)
    nice = _skills(answer.get("nice_to_have_skills"), document, rules.nice_to_have_skills)
    return replace(
        rules,
        title=source.text(answer, "title", rules.title) or rules.title,
        department=source.text(answer, "department", rules.department),
        location=_location(answer, source, rules.location),
        employment_type=_option(answer, "employment_type", document, rules.employment_type),
        remote_option=_option(answer, "remote_option", document, rules.remote_option),
        salary_min=low,
        salary_max=high,
        currency=_currency(answer, document, rules.currency),
        required_skills=required,
        nice_to_have_skills=tuple(name for name in nice if name not in required),
    )


def ground_candidate(answer: Answer, document: str, rules: CandidateDetails, today: date) -> CandidateDetails:
    """Return the candidate from the rules, with the grounded fields of the answer."""
    source = _SourceText(document)
    return replace(
        rules,
        full_name=source.text(answer, "full_name", rules.full_name) or rules.full_name,
        headline=source.text(answer, "headline", rules.headline),
        location=_location(answer, source, rules.location),
        experience_years=_years(answer, document, rules.experience_years, today),
        current_title=source.text(answer, "current_title", rules.current_title),
        current_company=source.text(answer, "current_company", rules.current_company),
        linkedin_url=_url(answer, "linkedin_url", document, rules.linkedin_url),
        github_url=_url(answer, "github_url", document, rules.github_url),
        website_url=_url(answer, "website_url", document, rules.website_url),
    )


class _SourceText:
    """A document normalised to one line of words, in which answers are looked up."""

    def __init__(self, document: str) -> None:
        self.document = document
        self._words = _normal(document)

    def has(self, value: str) -> bool:
        """Return whether the document contains these words in sequence, ignoring case, spaces and punctuation."""
        words = _normal(value).strip()
        return bool(words) and f" {words} " in self._words

    def text(self, answer: Answer, name: str, rules: str | None) -> str | None:
        value = answer.get(name, rules)
        if value is None:
            return None
        field = field_limits.field(value) if isinstance(value, str) else None
        return field if field and self.has(field) else rules


def _normal(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _location(answer: Answer, source: _SourceText, rules: str | None) -> str | None:
    """Return the location. A place in full, such as "New York, NY" for NYC, is grounded if it is the document's place.

    Other answers must be found in the document as written.
    """
    value = answer.get("location", rules)
    if isinstance(value, str) and (place := places.find(value)) and place == places.find(source.document):
        return field_limits.field(place)
    return source.text(answer, "location", rules)


def _option(answer: Answer, name: str, document: str, rules: str | None) -> str | None:
    value = answer.get(name, rules)
    if value is None or (isinstance(value, str) and work_arrangements.states(value, document)):
        return value
    return rules


def _salary(answer: Answer, document: str, rules: JobDetails) -> tuple[int | None, int | None]:
    """Return both ends of the salary range from the answer, or both from the rules, since they belong together."""
    ends = [answer.get("salary_min", rules.salary_min), answer.get("salary_max", rules.salary_max)]
    stated = salary.figures(document)
    if all(end is None or (_is_number(end) and float(end) in stated) for end in ends):
        return field_limits.salary(*ends)
    return rules.salary_min, rules.salary_max


def _currency(answer: Answer, document: str, rules: str) -> str:
    value = answer.get("currency")
    return value if isinstance(value, str) and value in salary.currencies(document) else rules


def _skills(names: Any, document: str, rules: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(names, list):
        return rules
    return field_limits.skills(skills.mentioned_skills((name for name in names if isinstance(name, str)), document))


def _years(answer: Answer, document: str, rules: int | None, today: date) -> int | None:
    """Return whole years that the document states, or that differ from the sum of its spans by one at most."""
    value = answer.get("experience_years", rules)
    if value is None:
        return None
    if not _is_number(value) or not 0 <= value <= MOST_YEARS:
        return rules
    total = dates.years(dates.spans(document), today)
    is_near = total is not None and abs(value - total) <= 1
    return int(value) if is_near or int(value) == claimed_years.stated_years(document) else rules


def _url(answer: Answer, name: str, document: str, rules: str | None) -> str | None:
    """Return a URL that the document contains, on a host that is valid for the field."""
    value = answer.get(name, rules)
    if value is None:
        return None
    found = next(links.find(value), None) if isinstance(value, str) else None
    stated = {(link.host.removeprefix("www."), link.path) for link in links.find(document)}
    if found is None or (found.host.removeprefix("www."), found.path) not in stated:
        return rules
    return _URL_FIELDS[name](found.url) or rules


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
