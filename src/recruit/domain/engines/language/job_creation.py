"""The command that creates a job: the end of "create a new job for" and the start of the job's description."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.cursor import Cursor
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.vocabulary import (
    ADVERTS,
    ARTICLES,
    CONNECTORS,
    CREATING,
    FOR_WHOM,
    NEWNESS,
    NO_JOBS,
    NOUNS,
    PREPOSITIONS,
    Noun,
)

MOST_MODIFIERS = 6
"""Most modifiers before the noun: "create a full-time senior backend engineer position" has five."""

_JOB = frozenset(word for word, (noun, plural) in NOUNS.items() if noun is Noun.JOB and not plural)


@dataclass(frozen=True, slots=True)
class Creation:
    """A create command. Its description begins at or after `start` in the message.

    `words` are the words of the command's own clause that describe the job. The description extends to the end of
    the message.
    """

    start: int
    words: Sequence[Token]


def read_creation(body: Sequence[Token], message: str) -> Creation | None:
    """Parse a create command; return None for anything else."""
    cursor = Cursor(body)
    if not cursor.take(CREATING) or _is_about_one_there_is(body, message):
        return None
    cursor.skip(ARTICLES)
    cursor.skip(NEWNESS)
    modifiers = cursor.place
    if not _take_job(cursor):
        if not _skip_modifiers(cursor) or not _take_job(cursor) or _names_another_thing(cursor, message):
            return None
        return Creation(body[modifiers].start, body[modifiers:])
    if _names_another_thing(cursor, message):
        return None
    cursor.take_phrase(FOR_WHOM)
    cursor.take(CONNECTORS)
    return Creation(body[cursor.place - 1].end, cursor.rest)


def _is_about_one_there_is(body: Sequence[Token], message: str) -> bool:
    """Tell "open the nurse job again" and "post the nurse job on LinkedIn" from orders for new jobs."""
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
    """Tell whether a word may describe a job: "add a candidate to job 5" creates none."""
    return cursor.word.isalpha() and cursor.word not in PREPOSITIONS and cursor.word not in NOUNS


def _names_another_thing(cursor: Cursor, message: str) -> bool:
    """Tell "open job 5" and "create a job offer" from orders to create a job."""
    if cursor.word in NO_JOBS:
        return True
    if cursor.next is None or cursor.next.id is None:
        return False
    return ":" not in message[cursor.tokens[cursor.place - 1].end : cursor.next.start]
