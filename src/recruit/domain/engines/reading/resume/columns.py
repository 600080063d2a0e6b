"""Two-column text, as extracted from a page with a side column.

gutter = a column position before which two spaces or a bar occur in nearly all lines of a range, with section headings
         on both sides of it: three together, or one on top of each column; or with contact details on one side and the
         dates of jobs on the other

Tables, and jobs with dates on their left, also have a gutter, but headings on one side of it at most; they aren't
changed. Text above and below the columns keeps its position; the left column comes before the right one.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import dates

LEFTMOST, RIGHTMOST = 12, 110
FEWEST_LINES, MOST_LINES = 6, 400
FEWEST_HEADINGS = 3
FEWEST_JOBS = 2
MOST_GUTTERS = 8
"""Number of gutter positions that are tried, those at which most lines continue first."""

MOST_CROSSING = 8
"""At most one line in this many may cross the gutter."""

LONGEST_HEAD = 3
"""Maximum number of full-width lines above the columns."""

INDENT = 3
"""Maximum indentation of the right column's first line after the gutter; centred text above it has a larger one."""

OVERHANG = 14
"""Characters by which a long word of the left column may extend into the right one."""


def separate_columns(text: str) -> str:
    """Return a text with the left column before the right one; text in one column is returned unchanged."""
    if "   " not in text and "|" not in text:
        return text
    page = [line.expandtabs(8).rstrip() for line in text.split("\n")[:MOST_LINES]]
    bare = _without_bars(page)
    for gutter in _gutters(bare):
        first, last = _column_lines(bare, gutter)
        within = [line for line in bare[first:last] if line]
        crossing = sum(not _is_clear(line, gutter) for line in within)
        if len(within) < FEWEST_LINES or crossing * MOST_CROSSING > len(within):
            continue
        pairs = [_split_at(line, gutter) for line in bare[first:last]]
        left, right = [one for one, _ in pairs], [other for _, other in pairs]
        if _have_headings(left, right) or _is_contact_beside_jobs(left, right) or _is_contact_beside_jobs(right, left):
            rest = text.split("\n")
            return "\n".join([*rest[:first], *left, "", *right, "", *rest[last:]])
    return text


def _column_lines(page: Sequence[str], gutter: int) -> tuple[int, int]:
    """Return the first line of two columns and the line after the last one; the left column may be longer."""
    rows = [number for number, line in enumerate(page) if line[gutter:].strip() and _is_clear(line, gutter)]
    begins = (row for row in rows if page[row][:gutter].strip() or page[row][gutter : gutter + INDENT].strip())
    first = _first_line(page, next(begins, len(page)), gutter)
    last = rows[-1] + 1 if rows else first
    while last < len(page) and len(page[last]) < gutter and (page[last] or page[last - 1]):
        last += 1
    return first, last


def _first_line(page: Sequence[str], first: int, gutter: int) -> int:
    """Return the first line of the columns, below a block without headings: the name and the text beside it."""
    blank = next((number for number in range(first, len(page)) if not page[number]), len(page))
    below = next((number for number in range(blank, len(page)) if page[number]), len(page))
    if below < len(page) and blank - first <= LONGEST_HEAD and _headings(_split_at(page[below], gutter)):
        above = [cell for line in page[first:blank] for cell in _split_at(line, gutter)]
        return first if _headings(above) else below
    return first


def _have_headings(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both columns have section headings."""
    counts = [_headings(left), _headings(right)]
    tops = [next(filter(None, column), "") for column in (left, right)]
    fewest = FEWEST_HEADINGS - 1 if _headings(tops) == len(tops) else FEWEST_HEADINGS
    return min(counts) > 0 and sum(counts) >= fewest


def _is_contact_beside_jobs(contact: Sequence[str], jobs: Sequence[str]) -> bool:
    """Whether one column has an e-mail address and no dates, and the other one the dates of several jobs."""
    dated = sum(any(dates.spans(line.strip())) for line in jobs)
    if dated < FEWEST_JOBS or sum(map(bool, contact)) < FEWEST_LINES:
        return False
    return any("@" in line for line in contact) and not any(any(dates.spans(line)) for line in contact)


def _without_bars(page: Sequence[str]) -> list[str]:
    """Return the lines with spaces in place of bars that occur at one position in many lines."""
    places = Counter(place for line in page for place, sign in enumerate(line) if sign in "|│")
    common = [place for place, count in places.items() if count >= FEWEST_LINES]
    drawn = {place + shift for place in common for shift in (-1, 0, 1)}
    if not drawn:
        return list(page)
    return [
        "".join(" " if sign in "|│" and place in drawn else sign for place, sign in enumerate(line)).rstrip()
        for line in page
    ]


def _gutters(page: Sequence[str]) -> Sequence[int]:
    """Return the positions at which lines continue after a gap, the most common first."""
    places: Counter[int] = Counter()
    for line in page:
        place = 0
        for blank, run in groupby(line, key=str.isspace):
            size = sum(1 for _ in run)
            if blank and size > 1 and LEFTMOST <= place + size <= RIGHTMOST:
                places[place + size] += 1
            place += size
    return [place for place, count in places.most_common(MOST_GUTTERS) if count >= FEWEST_LINES // 2]


def _is_clear(line: str, gutter: int) -> bool:
    return not line[gutter - 2 : gutter].strip()


def _split_at(line: str, gutter: int) -> tuple[str, str]:
    """Return the text on either side of the gutter."""
    if _is_clear(line, gutter):
        return line[:gutter].strip(), line[gutter:].rstrip()
    gap = line.find("  ", gutter - 1, gutter + OVERHANG)
    return (line[:gap].strip(), line[gap:].strip()) if gap >= 0 else (line.strip(), "")


def _headings(column: Sequence[str]) -> int:
    found = (sections.heading(line.strip()) for line in column if line.strip())
    return sum(section not in {None, Section.DOCUMENT} for section in found)
