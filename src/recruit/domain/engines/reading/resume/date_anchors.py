"""Lines of a section that contain the dates of its jobs.

anchor = a line with a span, whose end may be on the next line: "May 2017 – June" / "2020"

Long lines and bullets about duties aren't anchors.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recruit.domain.engines.reading.resume import companies, job_lines
from recruit.domain.engines.reading.text import dates, lines
from recruit.domain.engines.reading.text.dates import Span
from recruit.domain.engines.reading.text.months import MONTH_OF

LONGEST_LINE = 130
MOST_LINES = 1_000
"""Lines of a section that are searched for jobs."""

_DASH_END = re.compile(
    rf"(?:[-–—]|\b(?:to|bis|à|a|al|tot|until|até|hasta|t/m))(?:\s{{1,2}}(?:{'|'.join(MONTH_OF)})\.?)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span in a section: its line number, and the other text of the line without surrounding punctuation."""

    number: int
    span: Span
    own: str


def find(body: Sequence[str], *, years: bool) -> Iterator[Anchor]:
    """Yield the lines with a span, or, if `years` is set, with a single year or month."""
    broken = False
    for number, line in enumerate(body[:MOST_LINES]):
        if len(line) > 4 * LONGEST_LINE or broken:
            broken = False
            continue
        whole = line
        if number + 1 < len(body) and len(line) <= LONGEST_LINE and _DASH_END.search(line):
            whole = f"{line}\n{body[number + 1][:LONGEST_LINE]}"
        span = next(dates.years_alone(line) if years else dates.spans(whole), None)
        if span is None or span.at >= len(line) or (years and not job_lines.is_header(line, dated=True)):
            continue
        broken = span.to > len(line)
        shown = whole if broken else line
        own = job_lines.without_marks(f"{shown[: span.at]} \t {shown[span.to :]}")
        if len(own) <= LONGEST_LINE and not (lines.is_bullet(line) and companies.describes_duties(own)):
            yield Anchor(number, span, own)


def is_open(line: str) -> bool:
    """Whether a line ends in the middle of a span."""
    return bool(_DASH_END.search(line))


def neighbours(anchors: Sequence[Anchor], end: int) -> Iterator[tuple[int, int]]:
    """Yield, for each anchor, the lines of the previous and of the next anchor."""
    numbers = [-1, *(anchor.number for anchor in anchors), end]
    for (floor, _), (_, ceiling) in pairwise(pairwise(numbers)):
        yield floor, ceiling
