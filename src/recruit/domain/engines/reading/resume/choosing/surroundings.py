"""Features of the side of its dates on which a job's text is: empty lines, and distances to other jobs and headings."""

from collections.abc import Collection, Iterator, Sequence

from recruit.domain.engines.reading.resume.choosing.page import Line

FARTHEST, NEAREST = 4, 3
"""Maximum distance in lines to the next job or heading, and the distance from which counts are merged."""

LONG = 90
"""Maximum length of a line that may head a job; a longer one describes it."""

HALVES = 2


def edges(page: Sequence[Line], dated: Collection[int], own: int) -> str:
    """Return how often dates begin a block, end one, and share their line with words, as shares rounded to halves.

    `own` is the count of dated lines that have words besides the date.
    """
    count = max(1, len(dated))
    starts = sum(_is_closed(page, dated, number, -1) for number in dated)
    ends = sum(_is_closed(page, dated, number, 1) for number in dated)
    return "edges" + "".join(str(round(HALVES * each / count)) for each in (starts, ends, own))


def beyond(page: Sequence[Line], dated: Collection[int], number: int, target: int) -> Iterator[str]:
    """Yield what follows a line on the side away from the dated line `target`, and the positions of empty lines."""
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
    """Whether an empty line is between two lines."""
    return any(page[number].gap for number in range(min(one, other) + 1, max(one, other) + 1))


def _is_closed(page: Sequence[Line], dated: Collection[int], number: int, step: int) -> bool:
    """Whether a block ends at a line, on the side given by `step`."""
    beside = number + step
    if not 0 <= beside < len(page) or page[max(number, beside)].gap:
        return True
    line = page[beside]
    return line.heading or line.bullet or beside in dated or len(line.text) > LONG
