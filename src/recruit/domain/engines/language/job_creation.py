"""The command that creates a job, and the description of the job in it: "create a new job for a cook in Cork"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from recruit.domain.engines.language.clauses import Clause, Opening
from recruit.domain.engines.language.courtesies import read_lead
from recruit.domain.engines.language.cursor import Cursor
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.vocabulary import (
    ADVERTS,
    ARTICLES,
    BEFORE_DESCRIPTION,
    CONNECTORS,
    CREATING,
    NEWNESS,
    NO_JOBS,
    NOUNS,
    PREPOSITIONS,
    Noun,
)

MOST_MODIFIERS = 6
"""Most modifiers before the noun: "create a full-time senior backend engineer position" has five."""

_JOB = frozenset(word for word, (noun, plural) in NOUNS.items() if noun is Noun.JOB and not plural)

_MARKS = re.compile(r"\A\s*(?:[:,;.!?–—-]+(?=\s|$)|:)?\s*")
"""The marks between a create command and its description. The dot of ".NET developer" belongs to the description."""

_PRONOUNS = frozenset(["it", "that", "this", "them", "him", "her", "me", "us", "one", "that one", "this one"])
"""Words that describe nothing by themselves."""


def description(
    body: Sequence[Token], message: str, following: Iterator[Clause], is_wish: Callable[[Sequence[Token]], bool]
) -> str | None:
    """Return the job description; empty if the order has none, None if the clause isn't a create command.

    An order that another request follows has none. Once a description has begun, it contains no requests: "… for an
    engineer; list jobs" is all description.
    """
    creation = _read_creation(body, message)
    if creation is None:
        return None
    own = Clause(Opening.PAUSE, creation.words)
    for clause in chain([own], following):
        lead = read_lead(clause.tokens)
        if not any(token.text.isalpha() for token in lead.body) and not lead.negated:
            continue
        if clause is own:
            described = _MARKS.sub("", message[creation.start :]).strip()
            return "" if described.lower().strip(" .!?") in _PRONOUNS else described
        if lead.negated or _read_creation(lead.body, message) or is_wish(lead.body):
            return ""
        return message[clause.tokens[0].start :].strip()
    return ""


@dataclass(frozen=True, slots=True)
class _Creation:
    """A create command. Its description begins at or after `start` in the message.

    `words` are the words of the command's own clause that describe the job. The description extends to the end of
    the message.
    """

    start: int
    words: Sequence[Token]


def _read_creation(body: Sequence[Token], message: str) -> _Creation | None:
    """Parse a create command; return None for anything else."""
    cursor = Cursor(body)
    if not cursor.take(CREATING) or _is_about_existing_job(body, message):
        return None
    cursor.skip(ARTICLES)
    cursor.skip(NEWNESS)
    modifiers = cursor.place
    if not _take_job(cursor):
        if not _skip_modifiers(cursor) or not _take_job(cursor) or _names_another_thing(cursor, message):
            return None
        return _Creation(body[modifiers].start, body[modifiers:])
    if _names_another_thing(cursor, message):
        return None
    cursor.take_phrase(BEFORE_DESCRIPTION)
    cursor.take(CONNECTORS)
    return _Creation(body[cursor.place - 1].end, cursor.rest)


def _is_about_existing_job(body: Sequence[Token], message: str) -> bool:
    """Tell whether an order is about an existing job: "open the nurse job again", "post the nurse job on LinkedIn"."""
    first, second, last = body[0].text, body[min(1, len(body) - 1)].text, body[-1].text
    return (first, last) == ("open", "again") or (
        first in {"post", "publish", "advertise"} and second == "the" and ":" not in message
    )


def _take_job(cursor: Cursor) -> bool:
    """Parse `job-noun , { job-noun } , [ advert ]`: "job opening", "position", "job ad"."""
    if not cursor.take(_JOB):
        return False
    cursor.skip(_JOB)
    cursor.take(ADVERTS)
    return True


def _skip_modifiers(cursor: Cursor) -> bool:
    """Skip the modifiers between the article and the noun, which describe the job."""
    began = cursor.place
    while cursor.word not in _JOB:
        if not _modifies(cursor) or cursor.place - began == MOST_MODIFIERS:
            return False
        cursor.place += 1
    return True


def _modifies(cursor: Cursor) -> bool:
    """Tell whether a word may describe a job. Those of "add a candidate to job 5" don't."""
    return cursor.word.isalpha() and cursor.word not in PREPOSITIONS and cursor.word not in NOUNS


def _names_another_thing(cursor: Cursor, message: str) -> bool:
    """Tell whether the noun isn't a new job after all: "open job 5", "create a job offer"."""
    if cursor.word in NO_JOBS:
        return True
    if cursor.next is None or cursor.next.id is None:
        return False
    return ":" not in message[cursor.tokens[cursor.place - 1].end : cursor.next.start]
