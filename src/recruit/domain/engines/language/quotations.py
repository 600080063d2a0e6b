"""Detection of orders inside quoted text: a quotation, a mail, a pasted document.

    quoted = a message that begins with a quotation mark, a bracket or a mark of quoted lines
           | several lines, the first of which, greetings aside, orders nothing or is the head of a mail
           | an order in quotation marks that is no value of another one
           | an order after a job's new description, which has no quotation marks and may go on ;

Such an order is proposed and needs confirmation: candidates' texts can't give orders.
"""

import re
from collections.abc import Sequence
from unicodedata import category

from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.greetings import is_greeting
from recruit.domain.engines.language.quotation_spans import quotations
from recruit.domain.engines.language.requests import Again, Request, Wish
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.shared.blank_text import without_invisible

_QUOTING = frozenset(">|<\"'`＂＇❛❝")
_OPENING = frozenset({"Pi", "Pf", "Ps"})
"""Unicode categories of quotation marks and brackets, in any script."""

MOST_QUOTATIONS = 8
"""Most quotations of a message that are searched for orders."""

_LOOKED_AT = 100
"""Length of the beginning, in characters, in which invisible characters are skipped."""

_HEAD_OF_MAIL = re.compile(
    r"\s*(?:from|subject|sent|fwd?|re|von|betreff|gesendet|aw|wg|de|objet|envoyé|tr|asunto|enviado|assunto|da"
    r"|oggetto|inviato|van|onderwerp|verzonden)\s*:",
    re.IGNORECASE,
)


def is_quoted(message: str, wishes: Sequence[Wish]) -> bool:
    """Tell whether a message would write and the order for it may be quoted text."""
    if not any(map(_writes, wishes)):
        return False
    if _begins_quoted(message) or _orders_in_quotation(message, wishes) or _follows_description(message, wishes):
        return True
    lines = [line for line in _with_whole_quotations(message).splitlines() if line.strip()]
    if is_greeting(lines[0]):
        lines = lines[1:]
    return len(lines) > 1 and (_HEAD_OF_MAIL.match(message) is not None or not parse(lines[0]).wishes)


def comes_from_quotation(message: str, requests: Sequence[Request]) -> bool:
    """Tell whether the ids of a request that writes are all in a quotation that holds an order, within a sentence."""
    spans = [
        (one.start, one.end)
        for one in quotations(message)[:MOST_QUOTATIONS]
        if message[: one.start].strip() and any(_writes(wish) for wish in parse(one.text).wishes)
    ]
    return bool(spans) and any(_is_within(message, one, spans) for one in requests if _writes(one))


def _is_within(message: str, request: Request, spans: Sequence[tuple[int, int]]) -> bool:
    ids = {str(value) for name, value in request.arguments.items() if name.endswith("_id") and isinstance(value, int)}
    places = [found.start() for found in re.finditer(r"\d+", message) if found[0] in ids]
    return bool(places) and all(any(start <= place < end for start, end in spans) for place in places)


def _with_whole_quotations(message: str) -> str:
    """Return a message without the line ends inside its quotations."""
    parts, after = [], 0
    for one in quotations(message):
        parts += [message[after : one.start], " ".join(message[one.start : one.end].splitlines())]
        after = one.end
    return "".join([*parts, message[after:]])


def _orders_in_quotation(message: str, wishes: Sequence[Wish]) -> bool:
    values = {text for wish in wishes for text in _texts(wish)}
    others = (one.text for one in quotations(message)[:MOST_QUOTATIONS] if one.text not in values)
    return any(_writes(wish) for text in others for wish in parse(text).wishes)


def _follows_description(message: str, wishes: Sequence[Wish]) -> bool:
    quoted = {one.text for one in quotations(message)}
    descriptions = [place for place, wish in enumerate(wishes) for text in _descriptions(wish) if text not in quoted]
    return any(_writes(wish) for place in descriptions for wish in wishes[place + 1 :])


def _descriptions(wish: Wish) -> Sequence[str]:
    changes = wish.arguments.get("changes", {}) if isinstance(wish, Request) and wish.tool == "update_job" else {}
    return [changes["description"]] if "description" in changes else []


def _texts(wish: Wish) -> Sequence[str]:
    """Return the texts that a wish stores: those of a job's changes, a note, and the description of a new job."""
    if not isinstance(wish, Request):
        return []
    values = [*wish.arguments.values(), *wish.arguments.get("changes", {}).values()]
    return [value for value in values if isinstance(value, str)]


def _begins_quoted(message: str) -> bool:
    beginning = without_invisible(message[:_LOOKED_AT]).lstrip()
    mark = beginning[:1]
    opens = mark != "(" and bool(mark) and category(mark) in _OPENING
    return opens or mark in _QUOTING or beginning.startswith("&gt;")


def _writes(wish: Wish) -> bool:
    return wish.orders if isinstance(wish, Again) else isinstance(wish, Request) and wish.tool in WRITES
