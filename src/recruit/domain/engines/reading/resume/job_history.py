"""Extraction of the jobs in a résumé.

role = a span of months, with a title and a company on its line or on the lines around it

    Title | Firm | span        Title, Firm span         Firm — Title — span       span Title, Firm
    Title span / Firm • City   Firm City / Title span   Title / Firm, City / span span Firm / Title
    Firm / years / Title / span / Title / span          Company: Firm / Designation: Title / Duration: span
    Worked with Firm as Title from span

If a section's first span has lines above it, its roles are read from above, else from below. Lines between two spans
belong to the later one, starting after the last line of duties. A role without a company has that of the previous role.
If no noun identifies a title, the company is the line next to the span and the title the one beyond. Lists without
spans are read by single years, and lists without any dates by their first line. An undated job above the first dated
one is the current job, unless another is ongoing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from recruit.domain.engines.reading.resume import companies, date_anchors, job_lines, line_parts, sections
from recruit.domain.engines.reading.resume.company_words import CAREER_BREAK
from recruit.domain.engines.reading.resume.date_anchors import Anchor
from recruit.domain.engines.reading.resume.education import has_degree
from recruit.domain.engines.reading.resume.job_lines import LineReading
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import lines, titles
from recruit.domain.engines.reading.text.dates import Span

LINES_ABOVE, LINES_BELOW = 3, 2
MOST_ROLES = 80
MOST_SECTIONS = 40
"""Sections of a text that are searched for jobs: side columns and page breaks split a list into several."""


@dataclass(frozen=True, slots=True)
class Role:
    """A job. `span.last` is None for an ongoing job; `span` is None if the text gives no dates for it."""

    span: Span | None
    title: str | None
    company: str | None


def find(split: Sequence[str]) -> list[Role]:
    """Return the roles in order, from sections of experience, or from the text without education if there are none."""
    divided = list(sections.divide(split))
    bodies = [body for section, body in divided if section is Section.EXPERIENCE]
    if found := list(_in_all(bodies)):
        return found
    if found := list(_in_all(bodies, years=True)):
        return found
    if found := [role for body in bodies[:MOST_SECTIONS] for role in _undated(body)]:
        return found
    skipped = {Section.EDUCATION, Section.EXPERIENCE, Section.SUMMARY}
    others = (body for section, body in divided if section not in skipped)
    return [role for role in _in_all(others) if role.title and titles.has_head(role.title)]


def current_role(roles: Sequence[Role]) -> Role | None:
    """Return the first ongoing role, else the first role if it is undated, else the one that ended last, or None."""
    current = next((role for role in roles if role.span and role.span.last is None), None)
    if current is None and roles and roles[0].span is None:
        return roles[0]
    return current or max(roles, key=lambda role: (role.span and role.span.last) or 0, default=None)


def _in_all(bodies: Iterable[Sequence[str]], *, years: bool = False) -> Iterator[Role]:
    read = islice(filter(None, bodies), MOST_SECTIONS)
    return islice((role for body in read for role in _in_section(body, years=years)), MOST_ROLES)


def _in_section(body: Sequence[str], *, years: bool = False) -> Iterator[Role]:
    dated = list(islice(date_anchors.find(body, years=years), MOST_ROLES))
    if not dated:
        return
    headers = _headers(body, dated[0].number - 1, -1)
    above = len(headers)
    if not years:
        yield from _undated(body[: min([*headers, dated[0].number])], both=True)
    company: str | None = None
    for anchor, following, (floor, ceiling) in zip(
        dated, [*dated[1:], None], date_anchors.neighbours(dated, len(body)), strict=True
    ):
        upper = [body[number] for number in _headers(body, anchor.number - 1, floor)] if above else []
        lower = [] if above and ceiling - anchor.number - 1 <= above else _below(body, anchor.number, ceiling)
        role = _role(anchor, upper, lower)
        if any(map(CAREER_BREAK.search, [anchor.own, *upper[:1]])) or _is_education(role, [anchor.own, *upper]):
            continue
        if _is_group_header(anchor, following):
            company = role.company
            continue
        if role.company is None and role.title and not lower:
            role = replace(role, company=company)
        if role.title or role.company or not anchor.own:
            company = role.company
            yield role


def _is_education(role: Role, around: Sequence[str]) -> bool:
    return not role.title and any(map(has_degree, around))


def _is_group_header(anchor: Anchor, following: Anchor | None) -> bool:
    """Whether a line with a company and a total period heads the positions below it, each with its own period."""
    if following is None or following.number != anchor.number + 1 or following.span.first < anchor.span.first:
        return False
    one, other = job_lines.read(anchor.own), job_lines.read(following.own)
    return bool(one.company and not one.title and other.title and not other.company)


def _headers(body: Sequence[str], start: int, floor: int) -> list[int]:
    """Return the numbers of the header lines from `start` upwards, until they include a title and a company.

    Asides such as places are skipped.
    """
    found: list[int] = []
    has_title = has_company = False
    for number in range(start, max(floor, start - LINES_ABOVE - 2), -1):
        line = body[number]
        if line_parts.is_aside(line):
            continue
        if len(found) == LINES_ABOVE or (has_title and has_company) or not job_lines.is_header(line):
            break
        reading = job_lines.read(line)
        has_title, has_company = has_title or bool(reading.title), has_company or bool(reading.company)
        found.append(number)
    return found


def _below(body: Sequence[str], number: int, ceiling: int) -> list[str]:
    found: list[str] = []
    for line in body[number + 1 : min(ceiling, number + 2 + LINES_BELOW)]:
        if line_parts.is_aside(line):
            continue
        if len(found) == LINES_BELOW or not job_lines.is_header(line):
            break
        found.append(lines.without_bullet(line))
    return found


def _role(anchor: Anchor, above: Sequence[str], below: Sequence[str]) -> Role:
    """Read a role from its own line, then from the lines above, then from those below, the nearest first."""
    own = job_lines.read(anchor.own)
    upper, lower = [job_lines.read(line) for line in above], [job_lines.read(line) for line in below]
    if own.title:
        company = own.company or job_lines.best_company(upper) or job_lines.best_company(lower)
        return Role(anchor.span, own.title, company)
    if own.company:
        title = job_lines.best_title(upper) or job_lines.best_title(lower)
        return Role(anchor.span, title, own.company) if title else _role_without_title_noun(anchor, own, above, below)
    if len(above) > 1 and not job_lines.best_title(upper):
        # No noun identifies the title: by convention it is on top, with the company beneath it.
        return Role(anchor.span, upper[1].whole, upper[0].company or upper[0].whole)
    title = job_lines.best_title(upper) or job_lines.best_title(lower)
    return Role(anchor.span, title, job_lines.best_company(upper) or job_lines.best_company(lower))


def _role_without_title_noun(anchor: Anchor, own: LineReading, above: Sequence[str], below: Sequence[str]) -> Role:
    """Read a line without an occupation noun: with other text around it, it is the company, else possibly both."""
    if len(own.others) > 1:
        return Role(anchor.span, own.others[0], own.others[1])
    near = [line for line in [*below[:1], *above[:1]] if not companies.is_company(line)]
    if near and not companies.describes_duties(near[0]):
        return Role(anchor.span, companies.tidy(job_lines.read(near[0]).whole), own.company)
    return Role(anchor.span, None, own.company)


def _undated(body: Sequence[str], *, both: bool = False) -> Iterator[Role]:
    """Yield the first job in lines without dates; if `both` is set, only one with a title and a company."""
    for line, following in pairwise([*body[: 2 * LINES_ABOVE], ""]):
        found = job_lines.read(line) if job_lines.is_header(line) else None
        if found and found.title and found.points >= line_parts.SURE:
            company = found.company or (job_lines.read(following).company if job_lines.is_header(following) else None)
            if company or not both:
                yield Role(None, found.title, company)
            return
