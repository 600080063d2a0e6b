"""Candidates for times in a job among a résumé's spans, with features."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recruit.domain.engines.reading.resume import companies, job_history, line_parts
from recruit.domain.engines.reading.resume.choosing import title_vocabulary
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.resume.company_words import CAREER_BREAK
from recruit.domain.engines.reading.resume.education import has_degree, is_school
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text.dates import Span, years_alone

MOST = 60
LONG = 160
SINGLE_REACH = 60
LONGEST_MARK = 4
"""Maximum characters around a span that carry no meaning: bullets and brackets."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span and its features."""

    span: Span
    features: Sequence[str]


def find(page: Sequence[Line], roles: Sequence[job_history.Role]) -> list[Period]:
    """Return the spans of a page, and single years in sections of jobs."""
    ruled = {(role.span.first, role.span.last) for role in roles if role.span}
    education = [line.number for line in page if line.section is Section.EDUCATION]
    found: list[Period] = []
    seen: set[tuple[int, int | None]] = set()
    for line in page:
        if line.spans and CAREER_BREAK.search(line.text[:LONG]):
            continue
        spans = list(line.spans)
        single = False
        if not spans and line.section is Section.EXPERIENCE and len(line.text) <= LONG:
            spans = list(years_alone(line.text[:SINGLE_REACH]))[:1]
            single = bool(spans)
        for index, span in enumerate(spans[:3]):
            features = list(_features(line, page, span))
            features += [*(["single"] if single else []), *([f"index{index}"] if index else [])]
            features.append("ruled" if (span.first, span.last) in ruled else "unruled")
            features.append(f"noted{(span.first, span.last) in seen}")
            seen.add((span.first, span.last))
            if education and line.number < education[0]:
                features.append("beforeschool")
            found.append(Period(span, features))
    return found[:MOST]


def _features(line: Line, page: Sequence[Line], span: Span) -> Iterator[str]:
    yield f"in:{line.section.value}"
    around = page[max(0, line.number - 1) : line.number + 2]
    here, near = line.text[:LONG], " \n ".join(each.text[:LONG] for each in around if not each.heading)
    for feature, is_true in (
        ("long", len(line.text) > LONG),
        ("bullet", line.bullet),
        ("duties", companies.describes_duties(line.text[:LONG])),
        ("going", span.last is None),
        ("exact", span.exact),
        ("school", is_school(here)),
        ("degree", has_degree(here)),
        ("schoolnear", is_school(near)),
        ("degreenear", has_degree(near)),
        ("gap", line.gap),
        ("alone", span.to - span.at > len(line.text) - LONGEST_MARK),
        ("front", span.at < LONGEST_MARK),
        ("bracket", line.text[max(0, span.at - 1) : span.at] == "("),
    ):
        if is_true:
            yield feature
            yield f"{feature}|{line.section.value}"
    yield f"points{max((line_parts.title_points(each.text[:LONG]) for each in around if not each.heading), default=0)}"
    yield f"known{title_vocabulary.share(here) > 0}"
    yield f"firm{companies.is_company(here)}"
    length = (span.last or span.first) - span.first
    yield f"length{'going' if span.last is None else min(length // 12, 6)}"
