"""Whether a span of time is that of a job in an example's answers."""

from collections.abc import Sequence

from recruit.domain.engines.reading.text.dates import Span

MONTHS = 12


def is_job(span: Span, jobs: Sequence[tuple[int, int | None]]) -> bool:
    """Whether a span is that of a job, or of several positions in one company: from one's start to another's end."""
    starts = [first for first, _ in jobs if abs(span.first - first) <= (1 if span.exact else MONTHS - 1)]
    if span.last is None:
        return bool(starts) and any(last is None for _, last in jobs)
    near = 1 if span.exact_end else MONTHS - 1
    return bool(starts) and any(last is not None and abs(span.last - 1 - last) <= near for _, last in jobs)
