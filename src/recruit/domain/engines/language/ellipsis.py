"""Elliptical requests, which refer to the previous request: "same for job 3", "and the second?", "what about Jane?".

again = [ "and" ] , ( "same" | "the same" | "likewise" ) , [ ( "for" | "with" ) ] , thing
      | ( "what about" | "how about" | "and" , [ "for" ] ) , thing | ordinal , [ "one" ] ;
"""

from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.patterns import MOST_TOKENS, Found, Pattern
from recruit.domain.engines.language.requests import Again, Kind, Nth, Request, Wish
from recruit.domain.engines.language.tokens import Token

_SAME = (
    "[and] [do|now] (same|the same|same thing|the same thing|likewise|ditto|same again|same question|again)"
    " [for|with|on|but for]"
)
_AGAIN = [
    (orders, Pattern(f"({start}) {{{slot}}} [too|as well|please|then]"))
    for slot in ("job", "person")
    for start, orders in (
        (_SAME, True),
        ("and [now] [for|also]", True),
        ("now for", True),
        ("also for", True),
        ("[and] what about", False),
        ("[and] how about", False),
    )
]
_ORDINAL = Pattern("[and] [show|show me|open|i mean|i meant] [the] {ordinal} [one] [please]")
_BY_ID = frozenset(["job_id", "candidate_id", "application_id"])
_JOB, _PERSON = Pattern("[and|or] {job}"), Pattern("[and|or] {person}")


def again(tokens: Sequence[Token], message: str) -> Again | None:
    """Parse a clause that repeats the last request with another target."""
    if len(tokens) > MOST_TOKENS:
        return None
    for orders, pattern in _AGAIN:
        if (found := pattern.match(tokens)) is not None:
            return _again(found, message, orders=orders)
    found = _ORDINAL.match(tokens)
    return Again(Nth(None, mentions.ordinal(found["ordinal"])), None, shows=True) if found else None


def repeated(left: Wish, body: Sequence[Token], message: str) -> Request | None:
    """Parse the part after "and" that has no verb of its own: "summarize candidate 3 and candidate 4"."""
    if not isinstance(left, Request):
        return None
    if len(body) == 1 and body[0].id is not None and len(left.arguments) == 1:  # "summarize candidates 3 and 4"
        (argument,) = left.arguments
        return replace(left, arguments={argument: body[0].id}) if argument in _BY_ID else None
    for pattern, argument in ((_JOB, "job_id"), (_PERSON, "candidate_id")):
        found = pattern.match(body) if len(body) <= MOST_TOKENS else None
        if found is not None and argument in left.arguments:
            read = mentions.job(found["job"], message) if "job" in found else mentions.person(found["person"], message)
            return replace(left, arguments={**left.arguments, argument: read})
    return None


def _again(found: Found, message: str, *, orders: bool) -> Again:
    if "job" in found:
        return Again(mentions.job(found["job"], message), Kind.JOB, orders)
    return Again(mentions.person(found["person"], message), Kind.CANDIDATE, orders)
