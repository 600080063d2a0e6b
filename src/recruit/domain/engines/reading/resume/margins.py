"""Dates wrapped in a narrow right margin: "02/2022 -" with "heute" below it.

The end of such a date is moved up to its start, together with wrapped words of the job beside it.
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.text import dates

MOST_LINES = 1_000
LONGEST_END = 24

_START = re.compile(
    r"(?P<own>\S.*?)(?P<gap>\s{2,})(?P<date>\S[^\n]{2,24}\s?(?:[-–—]|to|bis|à|a|al|tot|t/m|hasta|até))\s*"
)
_END = re.compile(r"(?P<own>\S.*?)?\s{4,}(?P<date>\S(?:\S|\s(?!\s)){1,24})\s*")


def rejoin_margins(text: str) -> str:
    """Return a text in which each date of a margin is on one line."""
    page = text.split("\n")
    if len(page) > MOST_LINES or "    " not in text:
        return text
    return "\n".join(_rejoined(page))


def _rejoined(page: Sequence[str]) -> Iterator[str]:
    number = 0
    while number < len(page):
        line, below = page[number], page[number + 1] if number + 1 < len(page) else ""
        start, end = _START.fullmatch(line), _END.fullmatch(below)
        if start and end and _form_span(start["date"], end["date"]) and _is_below(start, end):
            own = f"{start['own']} {end['own'] or ''}".strip()
            yield f"{line[: len(line) - len(line.lstrip())]}{own}{start['gap']}{start['date']} {end['date']}"
            number += 2
        else:
            yield line
            number += 1


def _form_span(start: str, end: str) -> bool:
    """Whether two pieces form a span together but not separately."""
    span = next(dates.spans(f"{start} {end}"), None)
    return span is not None and span.at == 0 and span.to >= len(f"{start} {end}") and not any(dates.spans(end))


def _is_below(start: re.Match[str], end: re.Match[str]) -> bool:
    """Whether the end is directly below its start, aligned left or right."""
    left = abs(start.start("date") - end.start("date"))
    right = abs(start.end("date") - end.end("date"))
    return min(left, right) <= LONGEST_END // 4
