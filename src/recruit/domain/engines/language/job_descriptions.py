"""Bounds of the description of a new job in a message."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from recruit.domain.engines.language.clauses import Clause, Opening
from recruit.domain.engines.language.courtesies import read_lead
from recruit.domain.engines.language.job_creation import read_creation
from recruit.domain.engines.language.tokens import Token

_MARKS = re.compile(r"\A\s*(?:[:,;.!?–—-]+(?=\s|$)|:)?\s*")
"""The marks between a create command and its description. The dot of ".NET developer" belongs to the description."""

_POINTERS = frozenset(["it", "that", "this", "them", "him", "her", "me", "us", "one", "that one", "this one"])
"""Words that describe nothing by themselves."""


def description(
    body: Sequence[Token], message: str, following: Iterator[Clause], is_wish: Callable[[Sequence[Token]], bool]
) -> str | None:
    """Return the job description; empty if there is none, None if the clause is no create command.

    There is none if another request follows. Once a description has begun, it contains no requests: "… for an
    engineer; list jobs" is all description.
    """
    creation = read_creation(body, message)
    if creation is None:
        return None
    own = Clause(Opening.PAUSE, creation.words)
    for clause in chain([own], following):
        lead = read_lead(clause.tokens)
        if not any(token.text.isalpha() for token in lead.body) and not lead.negated:
            continue
        if clause is own:
            described = _MARKS.sub("", message[creation.start :]).strip()
            return "" if described.lower().strip(" .!?") in _POINTERS else described
        if lead.negated or read_creation(lead.body, message) or is_wish(lead.body):
            return ""
        return message[clause.tokens[0].start :].strip()
    return ""
