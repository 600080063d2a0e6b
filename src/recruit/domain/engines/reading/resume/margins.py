"""Dates in a right margin so narrow that they are broken: "02/2022 -" with "heute" below it.

The end of such a date moves up to its beginning, and so do words of the job that are broken beside it.
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


def closed(text: str) -> str:
    """Return a text in which the dates of a margin stand on one line each."""
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
    """Whether two stretches make a span together that neither of them makes alone."""
    span = next(dates.spans(f"{begun} {ended}"), None)
    return span is not None and span.at == 0 and span.to >= len(f"{begun} {ended}") and not any(dates.spans(ended))


def _stand_below(begun: re.Match[str], ended: re.Match[str]) -> bool:
    """Whether the end stands below its beginning, flush left or flush right."""
    left = abs(begun.start("date") - ended.start("date"))
    right = abs(begun.end("date") - ended.end("date"))
    return min(left, right) <= LONGEST_END // 4
