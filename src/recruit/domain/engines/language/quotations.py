"""Detection of orders inside quoted text: a quotation, a mail, a pasted document.

    quoted = a message that begins with a quotation mark, a bracket or a mark of quoted lines
           | several lines, the first of which, greetings aside, orders nothing or is the head of a mail ;

Such an order is proposed and needs confirmation: candidates' texts can't give orders.
"""

import re
from collections.abc import Sequence
from unicodedata import category

from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.greetings import is_greeting
from recruit.domain.engines.language.requests import Again, Request, Wish
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.shared.blank_text import seen

_QUOTING = frozenset(">|<\"'`＂＇❛❝")
_OPENING = frozenset({"Pi", "Pf", "Ps"})
"""Unicode categories of quotation marks and brackets, in any script."""

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
    if _begins_quoted(message):
        return True
    lines = [line for line in message.splitlines() if line.strip()]
    if is_greeting(lines[0]):
        lines = lines[1:]
    return len(lines) > 1 and (_HEAD_OF_MAIL.match(message) is not None or not parse(lines[0]).wishes)


def _begins_quoted(message: str) -> bool:
    beginning = seen(message[:_LOOKED_AT]).lstrip()
    mark = beginning[:1]
    opens = mark != "(" and bool(mark) and category(mark) in _OPENING
    return opens or mark in _QUOTING or beginning.startswith("&gt;")


def _writes(wish: Wish) -> bool:
    return wish.orders if isinstance(wish, Again) else isinstance(wish, Request) and wish.tool in WRITES
