"""Dates wrapped in a narrow right margin: "02/2022 -" with "heute" below it.

The end of such a date is moved up to its start, together with wrapped words of the job beside it.
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.text import dates

MOST_LINES = 1_000
LONGEST_END = 24

_BEGUN = re.compile(
    r"(?P<own>\S.*?)(?P<gap>\s{2,})(?P<date>\S[^\n]{2,24}\s?(?:[-–—]|to|bis|à|a|al|tot|t/m|hasta|até))\s*"
)
_ENDED = re.compile(r"(?P<own>\S.*?)?\s{4,}(?P<date>\S(?:\S|\s(?!\s)){1,24})\s*")


def rejoin_margins(text: str) -> str:
    """Return a text in which each date of a margin is on one line."""
    page = text.split("\n")
    if len(page) > MOST_LINES or "    " not in text:
        return text
    return "\n".join(_closed(page))


def _closed(page: Sequence[str]) -> Iterator[str]:
    number = 0
    while number < len(page):
        line, below = page[number], page[number + 1] if number + 1 < len(page) else ""
        begun, ended = _BEGUN.fullmatch(line), _ENDED.fullmatch(below)
        if begun and ended and _are_one(begun["date"], ended["date"]) and _stand_below(begun, ended):
            own = f"{begun['own']} {ended['own'] or ''}".strip()
            yield f"{line[: len(line) - len(line.lstrip())]}{own}{begun['gap']}{begun['date']} {ended['date']}"
            number += 2
        else:
            yield line
            number += 1


def _are_one(begun: str, ended: str) -> bool:
    """Whether two pieces form a span together but not separately."""
    span = next(dates.spans(f"{begun} {ended}"), None)
    return span is not None and span.at == 0 and span.to >= len(f"{begun} {ended}") and not any(dates.spans(ended))


def _stand_below(begun: re.Match[str], ended: re.Match[str]) -> bool:
    """Whether the end is directly below its start, aligned left or right."""
    left = abs(begun.start("date") - ended.start("date"))
    right = abs(begun.end("date") - ended.end("date"))
    return min(left, right) <= LONGEST_END // 4
