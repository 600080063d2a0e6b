"""A résumé as lines with their attributes: section, dates, bullet or heading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recruit.domain.engines.reading.resume import date_anchors, sections
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import dates, lines
from recruit.domain.engines.reading.text.dates import Span

LONGEST_DATED = 400
"""Characters of a line that are searched for dates; a longer line is a paragraph."""

LONGEST_START = 80
"""Characters on either side of a line break that are searched for a wrapped span."""

MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line. `gap` is whether an empty line precedes it."""

    number: int
    text: str
    gap: bool
    section: Section
    heading: bool
    bullet: bool
    spans: Sequence[Span]


def read(text: str) -> list[Line]:
    """Return the lines of a text."""
    found: list[Line] = []
    gap, section = True, Section.HEAD
    for raw in text.split("\n"):
        stripped = lines.unmarked(raw.strip())
        if not stripped:
            gap = True
            continue
        said = sections.heading(stripped)
        heading = said is not None and not (section is Section.EXPERIENCE and sections.is_within(stripped))
        if heading and said is not None and said is not Section.DOCUMENT:
            section = said
        spans = () if heading else _spans(stripped)
        found.append(Line(len(found), stripped, gap, section, heading, lines.is_bullet(stripped), spans))
        gap = False
        if len(found) == MOST_LINES:
            break
    return [_with_wrapped(line, below) for line, below in zip(found, [*found[1:], None], strict=False)]


def _spans(text: str) -> Sequence[Span]:
    return tuple(dates.spans(text[:LONGEST_DATED])) if any(map(str.isdigit, text)) else ()


def _with_wrapped(line: Line, below: Line | None) -> Line:
    """Return a line with the span that ends on the next line: "May 2017 –" / "June 2020"."""
    if below is None or line.spans or line.heading or not any(map(str.isdigit, line.text)):
        return line
    wrapped = _spans(f"{line.text[-LONGEST_START:]}\n{below.text[:LONGEST_START]}")
    cut = min(len(line.text), LONGEST_START)
    crossing = [span for span in wrapped if span.at < cut < span.to]
    if not crossing or not date_anchors.is_open(line.text):
        return line
    start = len(line.text) - cut
    return replace(line, spans=tuple(replace(span, at=span.at + start, to=len(line.text)) for span in crossing))
