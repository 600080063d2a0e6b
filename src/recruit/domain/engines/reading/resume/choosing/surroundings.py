"""What tells on which side of its dates a job stands: empty lines, and how near other jobs and headings are."""

from collections.abc import Collection, Iterator, Sequence

from recruit.domain.engines.reading.resume.choosing.page import Line

FARTHEST, NEAREST = 4, 3
"""Lines in which the next job or heading is looked for, and from which count they are no longer told apart."""

LONG = 90
"""Characters of a line that belongs to what is told of a job."""

HALVES = 2


def edges(page: Sequence[Line], dated: Collection[int], own: int) -> str:
    """Return how often dates begin a block, how often they end one, and how often words share their line, in halves.

    `own` is the count of dated lines that have words besides the date.
    """
    count = max(1, len(dated))
    starts = sum(_is_closed(page, dated, number, -1) for number in dated)
    ends = sum(_is_closed(page, dated, number, 1) for number in dated)
    return "edges" + "".join(str(round(HALVES * each / count)) for each in (starts, ends, own))


def beyond(page: Sequence[Line], dated: Collection[int], number: int, target: int) -> Iterator[str]:
    """Yield what follows a line on the side that a dated line isn't on, and where empty lines stand between them."""
    step = 1 if number > target else -1
    kind, reached = _next(page, dated, number, step)
    yield f"beyond:{kind}"
    yield f"beyond:{kind}:{_has_gap(page, target, number):d}{_has_gap(page, number, reached):d}"


def _next(page: Sequence[Line], dated: Collection[int], number: int, step: int) -> tuple[str, int]:
    """Return the kind and the number of the next line that ends a block."""
    for far in range(1, FARTHEST + 1):
        reached = number + far * step
        if not 0 <= reached < len(page):
            return "end", reached - step
        if page[reached].heading or reached in dated:
            return f"{'heading' if page[reached].heading else 'dated'}{min(far, NEAREST)}", reached
    return "far", reached


def _has_gap(page: Sequence[Line], one: int, other: int) -> bool:
    """Whether an empty line stands between two lines."""
    return any(page[number].gap for number in range(min(one, other) + 1, max(one, other) + 1))


def _is_closed(page: Sequence[Line], dated: Collection[int], number: int, step: int) -> bool:
    """Whether a block ends at a line, on one side of it."""
    beside = number + step
    if not 0 <= beside < len(page) or page[max(number, beside)].gap:
        return True
    line = page[beside]
    return line.heading or line.bullet or beside in dated or len(line.text) > LONG
