"""The grammar of commands that read."""

from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.engines.language.cursor import Cursor
from recruit.domain.engines.language.meaning import Query, meaning
from recruit.domain.engines.language.negation_words import NEGATIONS
from recruit.domain.engines.language.requests import ParsedWish
from recruit.domain.engines.language.things import Thing, read_thing
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.vocabulary import (
    APPLYING,
    BEST,
    EVERY,
    FILLERS,
    LINKS,
    LISTING,
    MATCHING,
    STATUS_LINKS,
    STATUS_WORDS,
    STATUSES,
    SUMMARIZING,
    TAILS,
    VIEWING,
    Noun,
    Verb,
)

_LISTS = {"find_jobs", "find_candidates"}
_VERBS = {Verb.MATCH: MATCHING, Verb.LIST: LISTING, Verb.SUMMARIZE: SUMMARIZING, Verb.VIEW: VIEWING}
"""Verbs by precedence. The first one that occurs is the query's verb: "find and rank candidates" ranks them."""


def read_query(body: Sequence[Token]) -> ParsedWish | None:
    """Parse a query that takes up the whole of `body`; return None for anything else."""
    cursor = Cursor(body)
    query = _read_who(cursor) or _read_subject(cursor)
    request = meaning(query) if query else None
    if query is None or request is None:
        return None
    # A list must honour every word or fail: without its filter, "list jobs in Berlin" would return the wrong jobs.
    strict = query.verb is None or request.tool in _LISTS
    if not (_is_empty(cursor) if strict else _is_harmless(cursor)):
        return None
    return ParsedWish(request, bare=query.verb is None)


def _read_subject(cursor: Cursor) -> Query | None:
    """Parse `{ verb | filler } , [ status ] , { filler } , thing , [ status ] , [ link , thing ]`."""
    verb, every = _read_verbs(cursor)
    status = _read_status(cursor)
    cursor.skip(FILLERS)
    subject = read_thing(cursor)
    if subject is None:
        return None
    if status is None and subject.id is None:  # "job 5 is closed" is a statement, "jobs that are closed" a filter
        status = _read_trailing_status(cursor)
    query = Query(subject=subject, verb=verb, status=status, every=every)
    return _read_target(cursor, query)


def _read_who(cursor: Cursor) -> Query | None:
    """Parse `"who" , link , thing`: the subject is candidates."""
    if not cursor.take({"who", "who's"}):
        return None
    asked = Query(subject=Thing(Noun.CANDIDATE, plural=True), verb=Verb.VIEW)
    query = _read_target(cursor, asked)
    if query.target and query.target.noun is Noun.CANDIDATE:
        return Query(subject=query.target, verb=Verb.VIEW, every=True)
    return None if query == asked else query


def _read_verbs(cursor: Cursor) -> tuple[Verb | None, bool]:
    """Parse verbs and fillers before the noun. A superlative such as "the best" asks for a ranking."""
    verbs: set[Verb] = set()
    every = False
    while not STATUSES.length_at(cursor.tokens, cursor.place):  # the "on" of "on hold" is no filler
        verb = next((verb for verb, phrases in _VERBS.items() if cursor.take_phrase(phrases)), None)
        filler = "" if verb else cursor.take(FILLERS)
        if filler in BEST:
            verb = Verb.MATCH
            cursor.take_number()  # the five of "top 5"
        if verb is None and not filler:
            break
        verbs.update(filter(None, [verb]))
        every = every or filler in EVERY
    return next((verb for verb in _VERBS if verb in verbs), None), every


def _read_status(cursor: Cursor) -> str | None:
    status = STATUS_WORDS.get(cursor.word)
    return status if cursor.take_phrase(STATUSES) else None


def _read_trailing_status(cursor: Cursor) -> str | None:
    """Parse the status of "jobs that are closed"."""
    began = cursor.place
    cursor.skip(STATUS_LINKS)
    status = _read_status(cursor)
    if status is None:
        cursor.place = began
    return status


def _read_target(cursor: Cursor, query: Query) -> Query:
    """Parse the thing after "for", "fit" and the like."""
    began, applying = cursor.place, False
    adjoins = query.subject.id is not None or query.subject.noun is Noun.MATCHES
    target = read_thing(cursor) if adjoins else None  # "job 5's applications", "which job matches candidate 7"
    while target is None and (link := cursor.take(LINKS | APPLYING)):
        applying = applying or link in APPLYING
        target = read_thing(cursor) if cursor.word not in LINKS else None
    if target is None:
        cursor.place = began
        return query
    if target.noun is Noun.APPLICATIONS and query.subject == Thing(Noun.CANDIDATE, plural=True):
        return _read_target(cursor, replace(query, subject=target))  # "candidates in the pipeline for job 5"
    return replace(query, target=target, applying=applying)


def _is_empty(cursor: Cursor) -> bool:
    """Tell whether the rest of the clause adds nothing to the request."""
    return all(token.text in TAILS for token in cursor.rest)


def _is_harmless(cursor: Cursor) -> bool:
    """Tell whether the rest neither retracts the request nor names another thing by its id."""
    while cursor.next:
        if cursor.take_phrase(NEGATIONS):
            return False
        thing = read_thing(cursor)
        if thing is None:
            cursor.place += 1
        elif thing.id is not None:
            return False
    return True
