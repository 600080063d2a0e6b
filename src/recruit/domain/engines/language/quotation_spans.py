"""Spans of quotations in a message. A quotation is one text: no sentence, clause or order begins or ends inside it.

    quotation = opening , text , closing ;   '"…"', "'…'", "“…”", "„…“", "«…»", "»…«", "「…」" and their like
    opening   = ? a mark of `_CLOSING` at the start, or after white space or another mark, and before a text ? ;
    closing   = ? a mark that closes it, before no letter or digit: the apostrophe of "nurse's" closes nothing ? ;

An opening double mark without a closing one quotes the rest of the message.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_CLOSING = {
    '"': '"',
    "“": "”“",
    "”": "”",
    "„": "“”„",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "＂": "＂",
    "〝": "〞",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "'": "'",
    "‘": "’‘'",
    "’": "’",
    "‚": "‘’",
    "`": "`'",
}
_SINGLE = frozenset("'‘’‚`‹›")
"""Marks that may be apostrophes, or inches, and quote nothing unless another one closes them."""

_SPACED = frozenset("«‹")
"""Marks that French sets apart from the text."""

_MARK = re.compile("[" + "".join(sorted({*_CLOSING, *"".join(_CLOSING.values())})) + "]")
_ELISION = re.compile(r"(?:s|t|n|m|k|em|til|cause|tis|round|bout)\b", re.IGNORECASE)
"""Words that lose their beginning: "'s avonds", "rock 'n' roll"."""


class Quotation(NamedTuple):
    """The span of a quotation with its marks."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=64)
def quotations(message: str) -> tuple[Quotation, ...]:
    """Return the quotations of a message, in order, without those inside others."""
    return tuple(_found(message))


def quotation_at(message: str, place: int) -> Quotation | None:
    """Return the quotation that contains a position; None outside of quotations."""
    found = quotations(message)
    at = bisect_left(found, place + 1, key=lambda one: one.start) - 1
    return found[at] if at >= 0 and place < found[at].end else None


def _found(message: str) -> Iterator[Quotation]:
    marks = [found.start() for found in _MARK.finditer(message)]
    closings: dict[str, list[int]] = {}
    for place in marks:
        if _closes(message, place):
            closings.setdefault(message[place], []).append(place)
    after = 0
    for place in marks:
        mark = message[place]
        if place < after or mark not in _CLOSING or not _opens(message, place):
            continue
        ends = [_next(closings.get(one, []), place) for one in _CLOSING[mark]]
        end = min((one for one in ends if one is not None), default=None)
        if end is not None:
            yield Quotation(place, end + 1, message[place + 1 : end].strip())
            after = end + 1
        elif mark not in _SINGLE:
            yield Quotation(place, len(message), message[place + 1 :].strip())
            return


def _next(places: list[int], after: int) -> int | None:
    at = bisect_left(places, after + 1)
    return places[at] if at < len(places) else None


def _opens(message: str, place: int) -> bool:
    before, behind = message[place - 1 : place] if place else "", message[place + 1 : place + 2]
    if before.isalnum() or not behind or (behind.isspace() and message[place] not in _SPACED):
        return False
    return message[place] not in "'’" or not _ELISION.match(message, place + 1)


def _closes(message: str, place: int) -> bool:
    return place > 0 and not message[place + 1 : place + 2].isalnum()
