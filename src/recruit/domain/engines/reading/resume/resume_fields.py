"""Extraction of candidates from résumés.

name, headline, place   chosen among candidates from the head and from the rules
title, company          label, else chosen among candidates around the current job, else around the latest
years                   as stated, else the union of the jobs' months
links                   rules only

A value with low confidence is left out and becomes a suggestion: a wrong value costs more than a missing one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, CandidateDetails
from recruit.domain.candidates.model.profile import ReadField
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.log_linear import load_models
from recruit.domain.engines.reading.resume import (
    claimed_years,
    durations,
    headline,
    job_history,
    missing_skills,
    names,
    residence,
    sections,
)
from recruit.domain.engines.reading.resume.choosing import career_chain, confidence
from recruit.domain.engines.reading.resume.choosing.fields import PARTS, Choice, Chooser, RuleValues
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import dates, lines, links
from recruit.domain.engines.reading.text.dates import Span

HEAD_LINES = 12
MOST_LINES = 300
MOST_MORE = 2
"""Maximum excess of the jobs' years over a number in the introduction; beyond it, that number means something else."""

SUMMARY = 1_500
"""Characters of the introduction that are read."""

_LINKS = frozenset(
    "links, profiles, online profiles, website, websites, portfolio, social, social media, web".split(", ")
)
_TITLE = frozenset(
    "current title, current job, current position, current role, current designation, derzeitige stellung, derzeitige "
    "position, derzeitige tätigkeit, aktuelle stellung, aktuelle position, aktuelle tätigkeit, poste actuel, fonction "
    "actuelle, emploi actuel, puesto actual, cargo actual, cargo atual, função atual, mansione attuale, ruolo attuale, "
    "posizione attuale, huidige functie, huidige rol".split(", ")
)
_COMPANY = frozenset(
    "current company, current employer, present employer, derzeitiger arbeitgeber, aktueller arbeitgeber, aktuelles "
    "unternehmen, aktuelle firma, employeur actuel, entreprise actuelle, société actuelle, empresa actual, empresa "
    "atual, empregador atual, azienda attuale, datore di lavoro attuale, huidige werkgever, huidig bedrijf".split(", ")
)


def extract(text: str, today: date, roles: Sequence[job_history.Role] | None = None) -> CandidateDetails:
    """Return the candidate that a résumé describes, without notes; `roles` are its roles, if already found."""
    return extract_with_confidence(text, today, roles)[0]


def extract_with_confidence(
    text: str, today: date, roles: Sequence[job_history.Role] | None = None
) -> tuple[CandidateDetails, tuple[ReadField, ...]]:
    """Return the candidate that a résumé describes, and the confidence of each field."""
    split = lines.split(text)
    roles = job_history.find(split) if roles is None else roles
    chooser = Chooser(text, rule_values(text, split, roles), {}).using(
        load_models("resume_fields"), career_chain.load_chain()
    )
    choices = {field: _without_denied(field, choice, text) for field, choice in chooser.choices().items()}
    read_fields = {field: confidence.judged(field, choice) for field, choice in choices.items()}
    for field, labels in (("current_title", _TITLE), ("current_company", _COMPANY)):
        if labelled := field_limits.field(_labelled_value(split, labels)):
            read_fields[field] = ReadField(field, labelled, confidence.LABELLED)
    years, how = experience_years(text, split, chooser.spans(), roles, today)
    employers = [each.company for each in roles if each.company]
    name = read_fields["full_name"].value
    details = CandidateDetails(
        full_name=name or UNKNOWN_NAME,
        headline=read_fields["headline"].value,
        location=read_fields["location"].value,
        experience_years=years,
        current_title=read_fields["current_title"].value,
        current_company=read_fields["current_company"].value,
        linkedin_url=links.linkedin(text),
        github_url=links.github(text),
        website_url=links.website("\n".join(_address_lines(split, head_of(split))), text, name or "", employers),
    )
    addresses = (details.linkedin_url, details.github_url, details.website_url)
    return details, (*read_fields.values(), *confidence.of_years(years, how), *confidence.of_links(*addresses))


def _without_denied(field: str, choice: Choice, text: str) -> Choice:
    """Return a choice without jobs that the text only denies: "no experience with Java" names no company."""
    if field not in PARTS:
        return choice
    value = None if choice.value and missing_skills.names_missing_skill(choice.value, text) else choice.value
    return replace(
        choice, value=value, others=[one for one in choice.others if not missing_skills.names_missing_skill(one, text)]
    )


def rule_values(text: str, split: Sequence[str], roles: Sequence[job_history.Role]) -> RuleValues:
    """Return the values found by the rules."""
    found = names.find(split)
    name = (found and field_limits.field(found[0])) or names.from_address(text)
    number = found[1] if found else None
    return RuleValues(
        name,
        field_limits.field(headline.find(split, name or UNKNOWN_NAME, number)),
        field_limits.field(residence.find(split, head_of(split), name or UNKNOWN_NAME, number)),
        roles,
    )


def head_of(split: Sequence[str]) -> Sequence[str]:
    """Return the lines before the first heading, or below it if there are none."""
    return next((body for _, body in sections.divide(split) if body), [])[:HEAD_LINES]


def _address_lines(split: Sequence[str], head: Sequence[str]) -> Iterator[str]:
    """Yield the lines that usually contain addresses: the head and sections of contact or links."""
    yield from head
    for section, title, body in sections.titled_sections(split):
        if section is Section.CONTACT or lines.name(title) in _LINKS:
            yield from body[:HEAD_LINES]


def _labelled_value(split: Sequence[str], labels: frozenset[str]) -> str | None:
    return next(lines.labelled(split[: 4 * HEAD_LINES], labels), None)


def experience_years(
    text: str, split: Sequence[str], spans: Sequence[Span], roles: Sequence[job_history.Role], today: date
) -> tuple[int | None, str]:
    """Return the years of experience and their source: a statement, an introduction or the jobs' months."""
    if (stated := claimed_years.stated_years(text)) is not None:
        return stated, "stated"
    rule_years = dates.years((role.span for role in roles if role.span), today)
    worked = dates.years(spans, today)
    worked = rule_years if worked is None else worked
    claimed = claimed_years.claimed_years(_introduction(split))
    if claimed is not None and (worked is None or worked <= claimed + MOST_MORE):
        return claimed, "claimed"
    if worked is None:
        bodies = sections.bodies(split, Section.EXPERIENCE)
        lasted = durations.years(line for body in bodies for line in body[:MOST_LINES])
        return (None, "none") if lasted is None else (lasted, "worked")
    return worked, "agreed" if rule_years is not None and abs(rule_years - worked) <= 1 else "worked"


def _introduction(split: Sequence[str]) -> str:
    bodies = sections.bodies(split, Section.HEAD, Section.SUMMARY)
    return "\n".join(line for body in bodies for line in body[: 2 * HEAD_LINES])[:SUMMARY]
