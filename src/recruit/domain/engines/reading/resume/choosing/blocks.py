"""Lines that contain the dates of a résumé's jobs, and the pieces of the lines around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recruit.domain.engines.reading.resume import companies, durations
from recruit.domain.engines.reading.resume.choosing import pieces, surroundings, table_columns
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.resume.choosing.pieces import Piece
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text.dates import Span, years_alone

REACH = 5
MOST_ANCHORS, MOST_TARGETS = 24, 2
LONGEST_DATED, LONGEST_LINE = 220, 330
SAME, ABOVE, BELOW = "S", "A", "B"


@dataclass(frozen=True, slots=True)
class JobAnchor:
    """A line that contains the dates of a job."""

    line: Line
    span: Span | None


@dataclass(frozen=True, slots=True)
class NearbyPiece:
    """A piece near an anchor. `where` is the side and the distance in lines; `context` are features of its line."""

    where: str
    piece: Piece
    context: Sequence[str]
    line: int
    column: str


class Blocks:
    """The dated jobs of one page."""

    def __init__(self, page: Sequence[Line]) -> None:
        """Find the anchors of the jobs."""
        self.page = page
        self._columns = table_columns.find(page)
        self.anchors = list(_anchors(page))
        self._dated = {anchor.line.number for anchor in self.anchors}
        own = sum(bool(pieces.split(anchor.line)) for anchor in self.anchors)
        self.edges = surroundings.edges(page, self._dated, own)

    def targets(self) -> Sequence[JobAnchor]:
        """Return the anchors of the current jobs, else the one that ended last."""
        current = [anchor for anchor in self.anchors if anchor.span and anchor.span.last is None]
        if current:
            return current[:MOST_TARGETS]
        return sorted(self.anchors, key=lambda anchor: -((anchor.span and anchor.span.last) or 0))[:1]

    def around(self, target: JobAnchor) -> Iterator[NearbyPiece]:
        """Yield the pieces on an anchor's line, then of the lines above it, then of those below."""
        for side in (SAME, ABOVE, BELOW):
            for where, line, between in self._lines(target, side):
                context = [*between, *(["bullet"] if line.bullet else []), *self._context(line)]
                if side != SAME:
                    context += surroundings.beyond(self.page, self._dated, line.number, target.line.number)
                found = pieces.split(line)
                named = self._columns.get(line.number, ())
                for piece, column in zip(found, table_columns.labels_of(found, named), strict=True):
                    yield NearbyPiece(f"{where}{piece.side[0]}", piece, context, line.number, column)

    def _lines(self, target: JobAnchor, side: str) -> Iterator[tuple[str, Line, Sequence[str]]]:
        """Yield the lines on one side of an anchor, the nearest first, with features of the lines between."""
        if side == SAME:
            yield SAME, target.line, ()
            return
        between: dict[str, None] = {}
        number, step, count = target.line.number, -1 if side == ABOVE else 1, 0
        while count < REACH and 0 <= number + step < len(self.page):
            gap = self.page[number].gap if side == ABOVE else self.page[number + 1].gap
            between |= {"gap": None} if gap else {}
            number += step
            line = self.page[number]
            end = "heading" if line.heading else "crossing" if number in self._dated else None
            if end and side == BELOW:
                return
            between |= {end: None} if end else {}
            count += 1
            if not line.heading and len(line.text) <= LONGEST_LINE:
                yield f"{side}{count}", line, tuple(between)

    def _context(self, line: Line) -> Iterator[str]:
        if line.number and self.page[line.number - 1].heading:
            yield "first"
        if line.gap:
            yield "ownblock"
        if line.section is not Section.EXPERIENCE:
            yield f"in:{line.section.value}"


def _anchors(page: Sequence[Line]) -> Iterator[JobAnchor]:
    dated = [line for line in page if line.spans and not _is_duty(line) and len(line.text) <= LONGEST_DATED]
    jobs = [line for line in dated if line.section not in {Section.EDUCATION, Section.SUMMARY, Section.OTHER}]
    within = [line for line in page if line.section is Section.EXPERIENCE]
    if not jobs and (lasting := [(line, found) for line in within if (found := durations.find(line.text))]):
        # The duration stands for the span, so that lines are split there as others are at their dates.
        for line, found in lasting[:MOST_ANCHORS]:
            yield JobAnchor(replace(line, spans=(Span(0, 0, *found.span(), exact=False, exact_end=False),)), None)
        return
    if chosen := jobs or [line for line in dated if line.section is not Section.EDUCATION]:
        yield from (JobAnchor(line, line.spans[0]) for line in chosen[:MOST_ANCHORS])
        return
    within = [line for line in within if not line.heading]
    single = [(line, span) for line in within for span in [next(years_alone(line.text[:LONGEST_DATED]), None)] if span]
    if single:
        yield from (JobAnchor(line, span) for line, span in single[:MOST_ANCHORS])
    elif within:
        yield JobAnchor(within[0], None)


def _is_duty(line: Line) -> bool:
    return line.bullet and companies.describes_duties(line.text)
