"""Candidates from résumés.

name, headline, place   the head: the lines before the first heading
title, company          label, else the role that goes on, else the one that ended last
years                   what is stated, else the union of the roles' months
"""

from collections.abc import Iterator, Sequence
from datetime import date

from recruit.domain.model.candidate import UNKNOWN_NAME, CandidateDetails
from recruit.domain.services.extraction import (
    bounds,
    claims,
    dates,
    headline,
    lines,
    links,
    names,
    residence,
    roles,
    sections,
)
from recruit.domain.services.extraction.sections import Section

HEAD_LINES = 12
SUMMARY = 1_500
"""Characters in which somebody introduces themselves."""

_LINKS = frozenset(
    "links, profiles, online profiles, website, websites, portfolio, social, social media, web".split(", ")
)
_TITLE = frozenset("current title, current job, current position, current role, current designation".split(", "))
_COMPANY = frozenset("current company, current employer, present employer".split(", "))


def read(text: str, today: date, listed: Sequence[roles.Role] | None = None) -> CandidateDetails:
    """Return what a résumé says of a person, given its roles, if they have been found. It has no notes."""
    split = lines.split(text)
    found = names.find(split)
    name = (found and bounds.field(found[0])) or names.from_address(text) or UNKNOWN_NAME
    listed = roles.find(split) if listed is None else listed
    role = roles.current(listed)
    head = _head(split)
    employers = [each.company for each in listed if each.company]
    return CandidateDetails(
        full_name=name,
        headline=bounds.field(headline.find(split, name, found[1] if found else None)),
        location=bounds.field(residence.find(split, head, name, found[1] if found else None)),
        experience_years=_years(text, split, listed, today),
        current_title=bounds.field(_labelled(split, _TITLE) or (role.title if role else None)),
        current_company=bounds.field(_labelled(split, _COMPANY) or (role.company if role else None)),
        linkedin_url=links.linkedin(text),
        github_url=links.github(text),
        website_url=links.website("\n".join(_shown(split, head)), text, name if found else "", employers),
    )


def _head(split: Sequence[str]) -> Sequence[str]:
    """Return the lines before the first heading, or below it where nothing is above."""
    return next((body for _, body in sections.divide(split) if body), [])[:HEAD_LINES]


def _shown(split: Sequence[str], head: Sequence[str]) -> Iterator[str]:
    """Yield the lines in which people give their addresses: the head and sections of contact or links."""
    yield from head
    for section, title, body in sections.parted(split):
        if section is Section.CONTACT or lines.name(title) in _LINKS:
            yield from body[:HEAD_LINES]


def _labelled(split: Sequence[str], labels: frozenset[str]) -> str | None:
    return next(lines.labelled(split[: 4 * HEAD_LINES], labels), None)


def _years(text: str, split: Sequence[str], listed: Sequence[roles.Role], today: date) -> int | None:
    stated = claims.stated_years(text)
    if stated is None:
        stated = claims.claimed_years(_introduction(split))
    return stated if stated is not None else dates.years((role.span for role in listed if role.span), today)


def _introduction(split: Sequence[str]) -> str:
    bodies = (body for section, body in sections.divide(split) if section in {Section.HEAD, Section.SUMMARY})
    return "\n".join(line for body in bodies for line in body[: 2 * HEAD_LINES])[:SUMMARY]
