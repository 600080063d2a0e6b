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
    remote_policies,
    requirements,
    salary,
    work_arrangements,
)
from recruit.domain.engines.reading.text import lines, titles
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.skills import catalog
from recruit.domain.jobs.model import JobDetails

NOTE = 300
"""Maximum characters of a note: a text so short that all of its words are about the job."""

UNTITLED = "Untitled job"
_SENTENCE_END = re.compile(r"[.!?,;]\s|\s[-–|]\s")
_INTERN = re.compile(
    r"\b(?:intern(?:ship)?|praktik(?:um|ant)\w*|stage|stagiaire|stagista|tirocin\w+|estágio|estagiári[oa]|prácticas|becari[oa]|pasante|stagiair)\b",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    r"(?:\s+(?:à|in|en|em|te|at|for|bei|paid|bezahlt|payée?|pagad[oa]|pagat[oa]|betaald))+$", re.IGNORECASE
)
"""A preposition or a word for pay at the end of a title: "Tax Advisor Paid"."""

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
_OTHER_JOBS = Lazy(
    r"^[\W_]{0,6}(?:(?:similar|related|other|more) (?:jobs|vacancies|roles|openings)|people also viewed|"
    r"jobs you (?:may|might) like|ähnliche (?:jobs|stellen\w*)|weitere (?:jobs|stellen\w*)|"
    r"das könnte (?:dich|sie) auch interessieren|"
    r"(?:offres|emplois|postes) similaires|autres offres|otras ofertas|outras vagas|altre offerte|"
    r"(?:ofertas|empleos|vacantes|vagas) (?:similares|semelhantes|relacionad[ao]s)|(?:annunci|offerte|lavori) simili|"
    r"(?:vergelijkbare|andere|soortgelijke) vacatures)\b[^\n:]{0,30}(?::(?P<rest>[^\n]*)|$)",
    re.IGNORECASE | re.MULTILINE,
)
"""The heading of the other jobs on a saved page: "Similar jobs", "Das könnte dich auch interessieren"."""

READ = 12_000
"""Characters of a text that are read, about four pages: more than an advertisement has."""

LINES_READ = 300
"""Lines of a text that are read: each may be a requirement, and costs as much as a long sentence."""


def read(text: str) -> JobDetails:
    """Return the job that a text describes. The description is the text itself."""
    shown = "".join(text[:READ].splitlines(keepends=True)[:LINES_READ])
    return replace(_read(_without_other_jobs(shown)), description=text)


def _without_other_jobs(text: str) -> str:
    """Return a text without its list of other jobs: a line that names some, or all text after a separate heading."""
    heading = _OTHER_JOBS.search(text)
    if heading is None or not text[: heading.start()].strip():
        return text
    if (heading["rest"] or "").strip():
        return text[: heading.start()] + text[heading.end() :]
    return text[: heading.start()] if 2 * heading.start() > len(text) else text


def _read(text: str) -> JobDetails:
    title = job_title.find(text)
    title_name, title_offsets = (title.name, (title.start, title.end)) if title else ("", (0, 0))
    found = requirements.find(text, title_offsets)
    location = job_location.find(_NAMED_DEPARTMENT.sub("", text) if len(text) <= NOTE else text)
    place_words = _words(location or "")
    required = field_limits.skills(
        name for name in found.required if not _is_place(name, place_words) and name.casefold() != title_name.casefold()
    )
    pay = salary.find(text)
    low, high = field_limits.salary(pay.low, pay.high) if pay else (None, None)
    split = lines.split(text)
    bare_title = _TITLE_END.sub("", denied_requirements.title_before_denial(title_name))
    return JobDetails(
        title=field_limits.field(bare_title) or _first_sentence(split),
        department=field_limits.field(_department(text, split)),
        location=field_limits.field(location),
        employment_type=_employment_type(text, split, title_name),
        remote_option=_remote_option(text, split),
        salary_min=low,
        salary_max=high,
        currency=currency.currency(pay.currency, job_location.country(text), text) if pay else salary.DEFAULT_CURRENCY,
        required_skills=required,
        nice_to_have_skills=tuple(name for name in field_limits.skills(found.nice) if name not in required),
        description=text,
    )


def complete(job: JobDetails, notes: str) -> JobDetails:
    """Return the job with its missing fields filled from a recruiter's notes."""
    noted = read(notes)
    names = ["department", "location", "employment_type", "remote_option"]
    names = [name for name in names if getattr(job, name) is None]
    if job.salary_min is None and job.salary_max is None:
        names += ["salary_min", "salary_max", "currency"]
    if not job.required_skills and not job.nice_to_have_skills:
        names += ["required_skills", "nice_to_have_skills"]
    if job_title.find(job.description or "") is None and job_title.find(notes):
        names += ["title"]
    return replace(job, **{name: getattr(noted, name) for name in names})


def _is_place(name: str, place_words: frozenset[str]) -> bool:
    """Whether an apparent skill names the job's location: "Raum Osnabrück"."""
    words = _words(name)
    shared = words & place_words
    has_long_word = any(len(word) > len("bad") for word in shared)
    return bool(words) and (words == shared or (has_long_word and not catalog.canonical_name(name)))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold()))


def _first_sentence(split: Sequence[str]) -> str:
    line = split[0] if split else ""
    return field_limits.field(_SENTENCE_END.split(line, maxsplit=1)[0]) or field_limits.field(line) or UNTITLED


def _department(text: str, split: Sequence[str]) -> str | None:
    if value := next(lines.labelled(split, field_labels.DEPARTMENT), None):
        return value
    if len(text) <= NOTE and (found := _NAMED_DEPARTMENT.search(text) or _DEPARTMENT_NAMED.search(text)):
        return found["name"]
    for team in _TEAM.finditer(text):
        name = " ".join(team[1].casefold().split())
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
