"""The jobs that a résumé lists.

role = a span of months, with a title and a company on its line or on the lines around it

    Title | Company | span        Title, Company span           Company — Title — span        span Title, Company
    Title span / Company • City   Company City / Title span     Title / Company, City / span  span Company / Title

The words of a line are parted by bars, dots, dashes, commas, tabs and "at". A part with a noun for somebody who works
is the title; the first other part that isn't a place is the company. Where no line has such a noun and the span stands
alone, the line above is the company and the one above that the title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recruit.domain.services.extraction import dates, lines, places, sections, titles
from recruit.domain.services.extraction.dates import Span
from recruit.domain.services.extraction.sections import Section

LINES_ABOVE, LINES_BELOW = 2, 1
LONGEST_LINE = 130
LONGEST_PART = 110

_PART_END = re.compile(r"\s{0,3}[|•·\t]\s{0,3}|\s[–—-]{1,2}(?:\s|$)|\s{3,}|\s@\s")
_AT = re.compile(r"\s(?:at|bei|chez)\s(?=[A-ZÀ-Þ0-9])")
_COMMA = re.compile(r",\s")
_EDGE = " \t,;:|•·–—-()/→"
_ADDRESS = re.compile(r"https?://|www\.|@")
_ASIDE = re.compile(r"\s?\([^)]{0,60}\)?$")
_LEGAL_FORM = re.compile(
    r"(?:inc|ltd|llc|llp|corp|co|plc|gmbh|ag|s\.?a\.?|pvt|pty|limited|lp|b\.?v\.?|n\.?v\.?)\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Role:
    """One job. `span.last` is None where it goes on."""

    span: Span
    title: str | None
    company: str | None


def find(split: Sequence[str]) -> list[Role]:
    """Return the roles in order. Where no section is called experience, the whole text but its education is read."""
    divided = list(sections.divide(split))
    chosen = [body for section, body in divided if section is Section.EXPERIENCE]
    found = [role for body in chosen for role in _in_section(body)]
    if found:
        return found
    others = (body for section, body in divided if section not in {Section.EDUCATION, Section.EXPERIENCE})
    return [role for body in others for role in _in_section(body) if role.title or role.company]


def current(roles: Sequence[Role]) -> Role | None:
    """Return the role that goes on, the first of several, else the one that ended last."""
    going_on = next((role for role in roles if role.span.last is None), None)
    return going_on or max(roles, key=lambda role: role.span.last or 0, default=None)


def _in_section(body: Sequence[str]) -> Iterator[Role]:
    for number, line in enumerate(body):
        if len(line) > 4 * LONGEST_LINE:
            continue
        span = next(dates.spans(line), None)
        if span is None and number + 1 < len(body) and len(line) <= LONGEST_LINE:
            span = _broken(line, body[number + 1])
        if span is None or (lines.is_bullet(line) and len(line) > LONGEST_LINE):
            continue
        own = f"{line[: span.at]} \t {line[span.to :]}".strip(_EDGE)
        if len(own) <= LONGEST_LINE:
            yield _role(span, own, _above(body, number), _below(body, number))


def _broken(line: str, following: str) -> Span | None:
    """Return a span that a line break cuts in two, as if it were on its first line."""
    span = next(dates.spans(f"{line} {following}"), None)
    return Span(span.first, span.last, span.at, len(line)) if span and span.at < len(line) < span.to else None


def _above(body: Sequence[str], number: int) -> list[str]:
    """Return the lines above that may belong to a role, the nearest first."""
    found: list[str] = []
    for line in reversed(body[max(0, number - LINES_ABOVE) : number]):
        if not _is_header(line):
            break
        found.append(line)
    return found


def _below(body: Sequence[str], number: int) -> list[str]:
    found: list[str] = []
    for line in body[number + 1 : number + 1 + LINES_BELOW]:
        if not _is_header(line):
            break
        found.append(lines.without_bullet(line))
    return found


def _is_header(line: str) -> bool:
    """Whether a line is short words and no sentence, bullet, address or other role."""
    return (
        len(line) <= LONGEST_LINE
        and (not lines.is_bullet(line) or line.startswith("--"))
        and not (line.endswith((".", ";", ":")) and not _is_firm(line))
        and not _ADDRESS.match(line)
        and next(dates.spans(line), None) is None
        and (line[:1].isupper() or line[:1].isdigit() or titles.has_head(line) or line.startswith("-"))
    )


def _role(span: Span, own: str, above: Sequence[str], below: Sequence[str]) -> Role:
    title, company = _read(own)
    if title and company:
        return Role(span, title, company)
    if not title and not company:
        return _stacked(span, above, below)
    if title:
        company = _first_company([*below, *above[:1]]) if below else _first_company(above[:1])
    else:
        title = _first_title([*below, *above[:1]])
    return Role(span, title, company)


def _stacked(span: Span, above: Sequence[str], below: Sequence[str]) -> Role:
    """Read a span that stands alone: from the lines above, else from the lines below."""
    near = list(above) or list(below)
    if not near:
        return Role(span, None, None)
    title, company = _read(near[0])
    if title and company:
        return Role(span, title, company)
    if len(near) == 1:
        if title and above and below:
            company = _first_company(below)
        return Role(span, title, company)
    if title and not titles.has_head(near[1]):
        return Role(span, title, _first_company(near[1:]))
    return Role(span, _whole(near[1]), company or _whole(near[0]))


def _read(line: str) -> tuple[str | None, str | None]:
    """Return the title and the company of one line, as far as it has them."""
    line = lines.without_bullet(line).strip(_EDGE)
    parts = [part for piece in _PART_END.split(line) for part in _AT.split(piece) if part.strip(_EDGE)]
    if len(parts) == 1 and not places.is_place(parts[0]):
        parts = _by_comma(parts[0])
    title = next((part for part in parts if titles.has_head(part) and not _is_firm(part)), None)
    company = next((part for part in parts if part is not title and _may_be_company(part)), None)
    return _tidy(title), _tidy(_without_place(_ASIDE.sub("", company))) if company else None


def _without_place(company: str) -> str:
    """Drop the city behind "Company, City"."""
    name, comma, place = company.partition(", ")
    return name if comma and places.is_place(place.strip(_EDGE)) else company


def _by_comma(words: str) -> list[str]:
    """Return parts of "Title, Company, City": a title with commas of its own keeps them while nouns follow."""
    pieces = _COMMA.split(words)
    parts = [pieces[0]]
    for piece in pieces[1:]:
        if _LEGAL_FORM.fullmatch(piece.strip()) or (titles.has_head(parts[-1]) and titles.has_head(piece)):
            parts[-1] = f"{parts[-1]}, {piece}"
        else:
            parts.append(piece)
    return parts


def _first_company(near: Sequence[str]) -> str | None:
    for line in near:
        _, company = _read(line)
        if company:
            return company
    return None


def _first_title(near: Sequence[str]) -> str | None:
    return next((_tidy(line) for line in near if titles.has_head(line)), None)


def _whole(line: str) -> str | None:
    """Return a line without the place behind it."""
    parts = [part for part in _PART_END.split(line) if part.strip(_EDGE)]
    return _tidy(parts[0]) if parts else None


def _may_be_company(part: str) -> bool:
    bare = part.strip(_EDGE)
    return (
        1 < len(bare) <= LONGEST_PART
        and not places.is_place(bare)
        and not _ADDRESS.match(bare)
        and any(letter.isalpha() for letter in bare)
        and (bare[0].isupper() or bare[0].isdigit() or "." in bare)
    )


def _is_firm(part: str) -> bool:
    return bool(_LEGAL_FORM.fullmatch(part.strip(_EDGE).rpartition(" ")[2]))


def _tidy(part: str | None) -> str | None:
    words = " ".join((part or "").split()).strip(_EDGE.replace("(", "").replace(")", ""))
    return words if len(words) <= LONGEST_PART and words else None
