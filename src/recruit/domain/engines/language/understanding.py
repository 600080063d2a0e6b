"""Reading of one clause, or of several that belong together: its wish, and whether it is an order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from recruit.domain.engines.language.clauses import Clause, Opening
from recruit.domain.engines.language.courtesies import read_lead
from recruit.domain.engines.language.cursor import Cursor
from recruit.domain.engines.language.filters import read_filtered
from recruit.domain.engines.language.negation_words import RETRACTIONS
from recruit.domain.engines.language.patterns import MOST_TOKENS
from recruit.domain.engines.language.queries import read_query
from recruit.domain.engines.language.quotation_spans import quotation_at
from recruit.domain.engines.language.requests import (
    Bulk,
    Named,
    ParsedWish,
    Pointed,
    Request,
    Target,
    Undescribed,
    Wish,
)
from recruit.domain.engines.language.rules.bulk import read_bulk
from recruit.domain.engines.language.rules.collaboration import COLLABORATING, REPORTING
from recruit.domain.engines.language.rules.matching import MATCHING
from recruit.domain.engines.language.rules.reading import READING
from recruit.domain.engines.language.rules.writing import WRITING
from recruit.domain.engines.language.things import read_thing
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.vocabulary import CONDITIONS, SENTENCE_ENDS, Noun

PROSE = 25
"""Number of words outside any wish above which a message is no order: it is probably pasted text."""

CLONING = frozenset("clone copy duplicate replicate make create".split())
_JUDGING = frozenset(["move_application", "reject_application", "close_job", "create_application"])
_TARGETS = frozenset(["job_id", "candidate_id"])

WRITES = WRITING.tools | COLLABORATING.tools | {"create_job", "create_candidate", "add_note", "create_task"}
"""Tools that write. The last four have readers of their own, in `job_creation`, `notes` and `tasks`."""


def understand(body: Sequence[Token], message: str, *, may_write: bool, alone: bool) -> ParsedWish | None:
    """Return the wish of a clause; None for anything else.

    Only a clause that stands `alone` may have meaningless words after its wish.
    """
    if not body or len(body) > MOST_TOKENS:
        return read_query(body) if alone else None
    for read in (
        *((read_bulk, COLLABORATING.read, WRITING.read) if may_write else ()),
        REPORTING.read,
        MATCHING.read,
        READING.read,
    ):
        if (wish := read(body, message)) is not None:
            return ParsedWish(wish)
    filtered = None if any(token.text == "," for token in body) else read_filtered(body, message)
    if filtered is not None:
        return ParsedWish(filtered)
    return read_query(body) if alone else None


def with_commas(body: Sequence[Token], message: str) -> Sequence[Token]:
    """Return tokens with the commas between them in the message: "Jane Doe, John and Ann" names three."""
    found = list(body[:1])
    for before, token in pairwise(body):
        between = message[before.end : token.start]
        if between.strip() == ",":
            place = before.end + between.index(",")
            found.append(Token(",", place, place + 1))
        found.append(token)
    return found


def writes(wish: Wish) -> bool:
    """Tell whether a wish would change data."""
    return isinstance(wish, Bulk | Undescribed) or (isinstance(wish, Request) and wish.tool in WRITES)


def asked_about(body: Sequence[Token]) -> Sequence[str]:
    """Return the tools that a question is about: close_job for "should I close job 1?"."""
    for start in range(min(len(body), 6)):
        rest = body[start:]
        for table in (COLLABORATING, WRITING):
            if (request := table.read(rest, "")) is not None:
                return [request.tool]
    return []


def targets_of(body: Sequence[Token], message: str) -> dict[str, int | Target]:
    """Return the job and the candidate that a clause names, by argument name."""
    found = understand(body, message, may_write=True, alone=True)
    if found and isinstance(found.wish, Request):
        named = found.wish.arguments.items()
        return {name: value for name, value in named if name in _TARGETS and isinstance(value, int | Named)}
    cursor = Cursor(body)
    targets: dict[str, int | Target] = {}
    while cursor.next:
        thing = read_thing(cursor)
        if thing is None:
            cursor.place += 1
        elif thing.id is not None and thing.noun in {Noun.JOB, Noun.CANDIDATE}:
            targets[f"{thing.noun.value}_id"] = thing.id
    return targets


def with_targets(wish: Wish, targets: Mapping[str, int | Target]) -> Wish:
    """Return a wish in which the targets replace pronouns such as "it" and "her"."""
    if not isinstance(wish, Request):
        return wish
    pointed = [name for name, value in wish.arguments.items() if isinstance(value, Pointed)]
    return replace(wish, arguments={**wish.arguments, **{name: targets[name] for name in pointed if name in targets}})


def is_condition(body: Sequence[Token]) -> bool:
    """Tell whether a clause sets a condition, or a time, for the following clauses."""
    return CONDITIONS.length_at(body, 0) > 0


def is_retraction(tokens: Sequence[Token]) -> bool:
    """Tell whether a clause retracts the previous text: "never mind"."""
    lead = read_lead(tokens)
    return RETRACTIONS.length_at(tokens, 0) > 0 and not lead.body


def asks_opinion(clause: Clause, wish: Wish) -> bool:
    """Tell whether a clause asks for an opinion: "would you reject Jane?". "Would you show me Jane?" is a request."""
    words = [token.text for token in clause.tokens]
    judges = isinstance(wish, Request) and wish.tool in _JUDGING
    return judges and words[:2] == ["would", "you"] and "please" not in words


def is_question(clauses: Sequence[Clause], place: int, message: str) -> bool:
    """Tell whether the sentence of a clause ends in a question mark and isn't a polite request."""
    first = place
    while first > 0 and clauses[first].opening is not Opening.SENTENCE:
        first -= 1
    if read_lead(clauses[first].tokens).polite or read_lead(clauses[place].tokens).polite:
        return False
    last = place
    while last + 1 < len(clauses) and clauses[last + 1].opening is not Opening.SENTENCE:
        last += 1
    return _mark_behind(clauses, last, message) == "?"


def _mark_behind(clauses: Sequence[Clause], place: int, message: str) -> str:
    """Return the mark that ends a sentence after a clause. Words that a translation left out may precede it."""
    start = max(token.end for token in clauses[place].tokens)
    following = clauses[place + 1].tokens if place + 1 < len(clauses) else ()
    end = min((token.start for token in following), default=len(message))
    marks = (mark for at, mark in enumerate(message[start:end], start) if quotation_at(message, at) is None)
    return next((mark for mark in marks if mark in SENTENCE_ENDS or mark == "."), "")
