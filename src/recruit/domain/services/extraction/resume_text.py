"""Candidates from résumés.

name, headline, place   the head: the lines before the first heading
title, company          label, else the role that goes on, else the one that ended last
years                   what is stated, else the union of the roles' months
"""

import re
from collections.abc import Sequence
from datetime import date

from recruit.domain.model.candidate import CandidateDetails
from recruit.domain.services.extraction import bounds, dates, lines, links, names, places, roles, sections, titles
from recruit.domain.services.extraction.sections import Section

HEAD_LINES = 12
SHORTEST_HEADLINE, LONGEST_HEADLINE = 3, 150
LONGEST_PLACE = 80
SUMMARY = 1_500
"""Characters in which somebody introduces themselves."""

_LOCATION = frozenset("location, address, residence, city, town/city, based in, lives in, wohnort, adresse".split(", "))
_TITLE = frozenset("current title, current job, current position, current role, current designation".split(", "))
_COMPANY = frozenset("current company, current employer, present employer".split(", "))
_STRETCH = re.compile(r"\s{0,3}[|•·✉☎⌂\t]\s{0,3}|\s[–—/-]\s|\s{2,}")
_CONTACT = re.compile(
    r"@|https?://|www\.|\+?\d[\d ().-]{6,}|linkedin|github|\b(?:e-?mail|phone|tel|mobile)\b\W", re.IGNORECASE
)
_CAPITALISED = r"[A-ZÀ-Þ][\w.'’-]{1,24}(?: [A-ZÀ-Þ][\w.'’-]{1,24}){0,2}"
_CITY_REGION = re.compile(
    rf"(?:{_CAPITALISED}|\d{{4,6}})(?:, ?(?:{_CAPITALISED}(?: of [A-Z]\w{{2,20}})?|\d{{4,6}})){{1,3}}(?: \d{{4,6}})?"
)
_LETTERS_APART = re.compile(r"(?:\w ){3}")
_HOUSE = re.compile(r"\d{1,5}\w? [^,]{2,50}, ")
_ALIEN = re.compile(r"[:@]|\d{7}")
_ORGANISATION = re.compile(
    r"\b(?:university|college|school|institute|department|inc|ltd|llc|gmbh|company)\b", re.IGNORECASE
)


def read(text: str, today: date) -> CandidateDetails:
    """Return what a résumé says of a person. The notes are the text itself."""
    split = lines.split(text)
    found = names.find(split)
    name = (found and bounds.field(found[0])) or names.UNKNOWN
    listed = roles.find(split)
    role = roles.current(listed)
    head = _head(split)
    return CandidateDetails(
        full_name=name,
        headline=bounds.field(_headline(split, name, found[1] if found else None)),
        location=bounds.field(_location(split, head, found[1] if found else None)),
        experience_years=_years(text, split, listed, today),
        current_title=bounds.field(_labelled(split, _TITLE) or (role.title if role else None)),
        current_company=bounds.field(_labelled(split, _COMPANY) or (role.company if role else None)),
        linkedin_url=links.linkedin(text),
        github_url=links.github(text),
        website_url=links.website("\n".join(head), text, name if found else ""),
        notes=text,
    )


def _head(split: Sequence[str]) -> Sequence[str]:
    """Return the lines before the first heading, or below it where nothing is above."""
    return next((body for _, body in sections.divide(split) if body), [])[:HEAD_LINES]


def _labelled(split: Sequence[str], labels: frozenset[str]) -> str | None:
    return next(lines.labelled(split[: 4 * HEAD_LINES], labels), None)


def _headline(split: Sequence[str], name: str, name_line: int | None) -> str | None:
    """Return what follows the name on its line, else the line below it; without a name, a title in the first lines."""
    if name_line is None:
        return next((line for line in split[:3] if _is_short_words(line) and titles.has_head(line)), None)
    behind = names.rest(split[name_line])
    for line in [behind] * titles.has_head(behind) + list(split[name_line + 1 : name_line + 3]):
        if sections.heading(line) is not None:
            return None
        if _is_short_words(line) and name.casefold() not in line.casefold() and _is_headline(line):
            return line
    return None


def _is_short_words(line: str) -> bool:
    return (
        SHORTEST_HEADLINE <= len(line) <= LONGEST_HEADLINE
        and not line.endswith(".")
        and ":" not in line
        and not _CONTACT.search(line)
        and not _LETTERS_APART.match(line)
    )


def _is_headline(line: str) -> bool:
    """Whether a line says what somebody is: it names somebody who works, or at least no place."""
    if titles.has_head(line):
        return True
    return not lines.is_bullet(line) and places.find(line) is None and not _CITY_REGION.fullmatch(line)


def _location(split: Sequence[str], head: Sequence[str], name_line: int | None) -> str | None:
    if value := next(lines.labelled(split[:HEAD_LINES], _LOCATION), None):
        return _place(value) or bounds.cut(value, LONGEST_PLACE)
    about = [line[: 4 * LONGEST_PLACE] for number, line in enumerate(head) if number != name_line]
    with_state = (line for line in about if places.CITY_STATE.search(line))
    if line := next(with_state, None):
        return places.city(line)
    plain = [line for line in about if not titles.has_head(line)]
    stretches = [stretch for line in plain for stretch in _STRETCH.split(line) if len(stretch) <= LONGEST_PLACE]
    of_places = filter(None, map(_place, stretches))
    return next(of_places, None) or next(filter(None, map(places.country, plain)), None)


def _place(stretch: str) -> str | None:
    """Return "City, Region" as written, else a known city or country."""
    if _ALIEN.search(stretch) or _ORGANISATION.search(stretch):
        return None
    area = _HOUSE.sub("", stretch.strip(), count=1)
    return area if _CITY_REGION.fullmatch(area) else places.find(area)


def _years(text: str, split: Sequence[str], listed: Sequence[roles.Role], today: date) -> int | None:
    stated = dates.stated_years(text)
    if stated is None:
        stated = dates.claimed_years(_introduction(split))
    return stated if stated is not None else dates.years((role.span for role in listed), today)


def _introduction(split: Sequence[str]) -> str:
    bodies = (body for section, body in sections.divide(split) if section in {Section.HEAD, Section.SUMMARY})
    return "\n".join(line for body in bodies for line in body[: 2 * HEAD_LINES])[:SUMMARY]
