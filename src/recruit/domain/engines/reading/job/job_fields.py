"""Extraction of jobs from text: requisitions with labels, postings with a heading, and informal notes in sentences.

Each field is the value of its label, else is found by its vocabulary, else is None.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.job import (
    currency,
    denied_requirements,
    field_labels,
    job_location,
    job_title,
    other_jobs,
    remote_policies,
    requirements,
    salary,
    work_arrangements,
)
from recruit.domain.engines.reading.text import lines, skills, titles
from recruit.domain.jobs.model import JobDetails

NOTE = 300
"""Maximum characters of a note: a text so short that all of its words are about the job."""

UNTITLED = "Untitled job"
_SENTENCE_END = re.compile(r"[.!?,;]\s|\s[-–|]\s")
_INTERN = re.compile(
    r"\b(?:intern(?:ship)?|praktik(?:um|ant)\w*|stage|stagiaire|stagista|tirocin\w+|estágio|estagiári[oa]|prácticas|becari[oa]|pasante|stagiair)\b",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\b(?:to|for|join|on|in) (?:the|our) ([a-z&][a-z& ]{1,24}?) (?:team|department|dept)\b", re.IGNORECASE
)
_NAMED_DEPARTMENT = re.compile(
    r"\b(?:(?i:department|dept|abteilung|d[ée]partement|departamento|dipartimento|reparto|afdeling)\b\.?|service\b):?\s+"
    r"(?P<name>[A-ZÀ-Þ][\w&/-]*(?: (?:(?:and|und|et|y|e|en|of|de|&) )?[A-ZÀ-Þ][\w&/-]*){0,3})"
)
"""A capitalised name behind the noun, in a note: "reparto Manutenzione". The English "Service Desk" is written large."""

_DEPARTMENT_NAMED = re.compile(r"(?P<name>[A-Z][\w&/-]*(?: (?:and |& )?[A-Z][\w&/-]*){0,2}) (?:department|dept)\b")
"""A capitalised name before the English noun: "Care department"."""

_DEPARTMENTS = frozenset(
    "engineering, marketing, sales, finance, operations, product, design, hr, human resources, people, legal, "
    "support, customer support, customer success, data, data science, security, it, platform, payments, growth, "
    "infrastructure, accounting, procurement, logistics, research, analytics, business development".split(", ")
)


READ = 30_000
"""Characters of a text that are read, about ten pages."""


def read(text: str) -> JobDetails:
    """Return the job that a text describes. The description is the text itself."""
    return replace(_read(other_jobs.cut(text[:READ])), description=text)


def _read(text: str) -> JobDetails:
    title = job_title.find(text)
    wanted = requirements.find(text, (title.start, title.end) if title else (0, 0))
    location = job_location.find(_NAMED_DEPARTMENT.sub("", text) if len(text) <= NOTE else text)
    place = _words(location or "")
    named = title.name.casefold() if title else ""
    required = field_limits.skills(
        name for name in wanted.required if not _is_place(name, place) and name.casefold() != named
    )
    pay = salary.find(text)
    low, high = field_limits.salary(pay.low, pay.high) if pay else (None, None)
    split = lines.split(text)
    return JobDetails(
        title=(title and field_limits.field(_trimmed(denied_requirements.undenied_title(title.name))))
        or _beginning(split),
        department=field_limits.field(_department(text, split)),
        location=field_limits.field(location),
        employment_type=_employment_type(text, split, title.name if title else ""),
        remote_option=_remote_option(text, split),
        salary_min=low,
        salary_max=high,
        currency=_currency(text, pay) if pay else salary.DEFAULT_CURRENCY,
        required_skills=required,
        nice_to_have_skills=tuple(name for name in field_limits.skills(wanted.nice) if name not in required),
        description=text,
    )


def _currency(text: str, pay: salary.Salary) -> str:
    """Return the currency written in the text, else that of the job's country, else of the text's language."""
    return currency.currency(pay.currency, job_location.country(text), text)


def complete(job: JobDetails, notes: str) -> JobDetails:
    """Return the job with its missing fields filled from a recruiter's notes."""
    said = read(notes)
    names = ["department", "location", "employment_type", "remote_option"]
    names = [name for name in names if getattr(job, name) is None]
    if job.salary_min is None and job.salary_max is None:
        names += ["salary_min", "salary_max", "currency"]
    if not job.required_skills and not job.nice_to_have_skills:
        names += ["required_skills", "nice_to_have_skills"]
    if job_title.find(job.description or "") is None and job_title.find(notes):
        names += ["title"]
    return replace(job, **{name: getattr(said, name) for name in names})


def _is_place(name: str, place: frozenset[str]) -> bool:
    """Whether an apparent skill names the job's location: "Raum Osnabrück"."""
    words = _words(name)
    return bool(words) and (words <= place or (not skills.known_exactly(name) and any(map(_is_long, words & place))))


def _is_long(word: str) -> bool:
    return len(word) > len("bad")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold()))


def _trimmed(title: str) -> str:
    """Return a title without a preposition or a word for pay at its end: "Tax Advisor Paid"."""
    return _TITLE_END.sub("", title)


_TITLE_END = re.compile(
    r"(?:\s+(?:à|in|en|em|te|at|for|bei|paid|bezahlt|payée?|pagad[oa]|pagat[oa]|betaald))+$", re.IGNORECASE
)


def _beginning(split: Sequence[str]) -> str:
    """Return the title of a text that names none: its first sentence."""
    line = split[0] if split else ""
    return field_limits.field(_SENTENCE_END.split(line, maxsplit=1)[0]) or field_limits.field(line) or UNTITLED


def _department(text: str, split: Sequence[str]) -> str | None:
    if value := next(lines.labelled(split, field_labels.DEPARTMENT), None):
        return value
    if len(text) <= NOTE and (named := _NAMED_DEPARTMENT.search(text) or _DEPARTMENT_NAMED.search(text)):
        return named["name"]
    for found in _TEAM.finditer(text):
        name = " ".join(found[1].casefold().split())
        if name in _DEPARTMENTS:
            return titles.tidy(name)
    return None


def _employment_type(text: str, split: Sequence[str], title: str) -> str | None:
    for value in lines.labelled(split, field_labels.EMPLOYMENT):
        if option := work_arrangements.employment_type(value, free=True):
            return option
    return work_arrangements.INTERNSHIP if _INTERN.search(title) else work_arrangements.employment_type(text)


def _remote_option(text: str, split: Sequence[str]) -> str | None:
    for value in lines.labelled(split, field_labels.HOME):
        # "yes" and "2 days a week" are meaningful only after a label such as "home office".
        if option := work_arrangements.remote_option(value, free=True) or work_arrangements.remote_option(
            f"remote: {value}"
        ):
            return option
    for value in lines.labelled(split, field_labels.REMOTE):
        if option := work_arrangements.remote_option(value, free=True):
            return option
    plain = work_arrangements.remote_option(text, free=len(text) <= NOTE)
    return plain or remote_policies.implied(text[: work_arrangements.READ])
