"""Whether a message is done as the grammar reads it, as it was planned, or not at all but with offers."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.guessing import names_a_stranger, names_nobody
from recruit.domain.engines.language.learned.intents import NOTHING, SEVERAL
from recruit.domain.engines.language.learned.planning import RANKING, Plan
from recruit.domain.engines.language.requests import Missing, Pointed, Reading, Request, Undescribed, Wish
from recruit.domain.engines.language.understanding import WRITES

SURELY = ((0.2, 0.3), (0.05, 0.1))
"""Chances that a message asks for nothing up to which a plan stands against a negation: one that writes, or reads; by
what stands against acting."""

UNLIKELY = 0.015
"""Chance of a tool below which the grammar's reading of it is in doubt."""

CONTRADICTING, CONTRADICTED = 0.5, 0.05
"""Chances of a tool, and of what the grammar reads instead, at which the grammar is taken to be wrong."""

STRONG = 2
"""What stands against acting and is no mere "not"."""

TALK = 0.6
"""Chance that a message asks for nothing, above which nothing is offered."""

QUESTIONED = 0.1
"""Chance of a tool below which a write that the grammar reads is in doubt where something stands against it."""

MERGED = 0.5
"""Chance that a message asks for several things above which the grammar may have taken two orders for one."""

LONG_FILTER = 3
"""Words of what a list is narrowed by, above which the grammar has read too much."""

SHORT = 6
"""Words of a message that the grammar reads whole and never wrong."""


_TARGETED = WRITES - {"create_job"}
"""Writes whose words aren't the user's own text: what a description says is no veto."""

_DESCRIBED = frozenset(["create_job"])
_OVER_ALL = frozenset(["pipeline", "list_applications"])


class Decision(Enum):
    """What is done."""

    GRAMMAR = auto()
    PLAN = auto()
    OFFERS = auto()


def decide(message: str, reading: Reading, plan: Plan, directory: Directory, *, building: bool) -> Decision:
    """Choose between a reading and a plan. `building`: what was proposed makes something new, which may be meant."""
    if building and plan.steps and any(map(_points, reading.wishes)):
        return Decision.PLAN
    if reading.wishes:
        strange = any(names_a_stranger(wish, plan, directory) for wish in reading.wishes)
        return Decision.GRAMMAR if strange else _between(message, reading, plan, directory)
    if reading.declined or reading.asked:
        return Decision.PLAN if plan.steps and plan.vetoed < STRONG and _surely_asks(plan) else Decision.GRAMMAR
    if plan.steps:
        return Decision.PLAN
    return Decision.OFFERS if plan.chances.get(NOTHING, 1) < TALK else Decision.GRAMMAR


def _surely_asks(plan: Plan) -> bool:
    """Tell a plan that may stand where the grammar hears a negation or a question: "reject Jane, she has no visa"."""
    writes = any(step.tool in WRITES or step.tool in RANKING for step in plan.steps)
    ordered, asked = SURELY[plan.vetoed]
    return plan.chances.get(NOTHING, 0) <= (ordered if writes else asked)


def _between(message: str, reading: Reading, plan: Plan, directory: Directory) -> Decision:
    read = [wish for wish in reading.wishes if isinstance(wish, Request)]
    if _has_unknown_ids(read, directory):
        known = _ids(plan.steps) and not _has_unknown_ids(plan.steps, directory)
        return Decision.PLAN if known else Decision.GRAMMAR
    if any(_lacks(wish, directory, len(message.split())) for wish in reading.wishes):
        nobody = any(names_nobody(wish, directory) for wish in reading.wishes)
        offers = Decision.OFFERS if nobody and plan.offers else Decision.GRAMMAR
        return Decision.PLAN if plan.steps else offers
    if len(read) < len(reading.wishes) and reading.unread > 0:  # "and Jane" inside of something else repeats nothing
        return Decision.PLAN if plan.steps else Decision.OFFERS
    if len(read) < len(reading.wishes) or _writes_against_veto(read, plan):
        return Decision.GRAMMAR
    if _knows_who(read, plan) or (not _writes(read) and _says_more(read, plan)):
        return Decision.PLAN
    return _of_doubted(message, reading, read, plan) if _is_doubted(message, reading, read, plan) else Decision.GRAMMAR


def _of_doubted(message: str, reading: Reading, read: Sequence[Request], plan: Plan) -> Decision:
    if Counter(wish.tool for wish in read) == Counter(step.tool for step in plan.steps):
        narrowed = reading.unread > 0 and not _writes(read)  # what wasn't read may narrow the list
        return Decision.PLAN if narrowed or any(map(_reads_too_much, read)) else Decision.GRAMMAR
    refused = _writes(read) and (_is_merged(message, read, plan) or _is_unlikely(read, plan))
    return Decision.PLAN if plan.steps else Decision.OFFERS if refused else Decision.GRAMMAR


def _ids(requests: Sequence[Request]) -> list[int]:
    named = [one.arguments.get(name) for one in requests for name in ("job_id", "candidate_id")]
    return [one for one in named if isinstance(one, int)]


def _knows_who(read: Sequence[Request], plan: Plan) -> bool:
    """Tell a plan that names what the reading only points at: "Zoë did well, so move her to offer"."""
    return [one.tool for one in read] == [one.tool for one in plan.steps] and any(
        isinstance(wish.arguments.get("candidate_id"), Pointed)
        and (isinstance(step.arguments.get("candidate_id"), int) or _knows_application(wish, step))
        for wish, step in zip(read, plan.steps, strict=True)
    )


def _knows_application(wish: Request, step: Request) -> bool:
    same = wish.arguments.get("status") == step.arguments.get("status")
    return same and isinstance(step.arguments.get("application_id"), int)


def _writes(requests: Sequence[Request]) -> bool:
    return any(one.tool in WRITES for one in requests)


def _writes_against_veto(read: Sequence[Request], plan: Plan) -> bool:
    """Tell a plan that writes what the grammar hears denied: "don't move her, show me the others"."""
    tools, planned = Counter(wish.tool for wish in read), Counter(step.tool for step in plan.steps)
    return plan.vetoed > 0 and any(tool in WRITES and planned[tool] > tools[tool] for tool in planned)


def _is_doubted(message: str, reading: Reading, read: Sequence[Request], plan: Plan) -> bool:
    """Tell a reading that may be wrong. A short message is in doubt only where part of it wasn't read."""
    if any(map(_reads_too_much, read)) or reading.unread or _is_contradicted(read, plan):
        return True
    if len(plan.steps) > len(read) and plan.chances.get(SEVERAL, 0) >= MERGED:
        return True
    return len(message.split()) > SHORT and (_is_merged(message, read, plan) or _is_unlikely(read, plan))


def _is_unlikely(read: Sequence[Request], plan: Plan) -> bool:
    doubtful = _TARGETED if plan.vetoed else _DESCRIBED
    least = {wish.tool: QUESTIONED if wish.tool in doubtful else UNLIKELY for wish in read}
    return any(plan.chances.get(tool, 1) < chance for tool, chance in least.items())


def _is_contradicted(read: Sequence[Request], plan: Plan) -> bool:
    """Tell a reading of which the model is sure that it is wrong."""
    clear = max((chance for tool, chance in plan.chances.items() if tool != SEVERAL), default=0)
    return clear >= CONTRADICTING and all(plan.chances.get(one.tool, 1) < CONTRADICTED for one in read)


def _is_merged(message: str, read: Sequence[Request], plan: Plan) -> bool:
    """Tell two orders that the grammar took for one.

    What stands behind the colon of a note is the note, unless it is another note.
    """
    if len(read) > 1 or read[0].tool not in WRITES or (plan.chances.get(SEVERAL, 0) < MERGED and len(plan.steps) < 2):  # noqa: PLR2004 - two orders
        return False
    if read[0].tool == "add_note" and f": {read[0].arguments['note']}" in message:
        return len(plan.steps) > 1 and all(step.tool == "add_note" for step in plan.steps)
    # What a description says is data, unless it is another order.
    return read[0].tool != "create_job" or plan.vetoed == 0


def _says_more(read: Sequence[Request], plan: Plan) -> bool:
    """Tell a plan that has all of a reading and how many are wanted, which the reading left out."""
    return [one.tool for one in read] == [one.tool for one in plan.steps] and any(
        set(step.arguments) - set(wish.arguments) in ({"limit"}, {"job_id"})
        and (wish.tool in _OVER_ALL or "limit" in step.arguments)
        and all(step.arguments[name] == value for name, value in wish.arguments.items() if isinstance(value, int))
        for wish, step in zip(read, plan.steps, strict=True)
    )


def _lacks(wish: Wish, directory: Directory, words: int) -> bool:
    """Tell a reading without what it is about, or with a name that the organisation doesn't have."""
    if isinstance(wish, Undescribed):
        return words > SHORT
    values = wish.arguments.values() if isinstance(wish, Request) else ()
    return any(isinstance(value, Missing) for value in values) or names_nobody(wish, directory)


def _has_unknown_ids(requests: Sequence[Request], directory: Directory) -> bool:
    """Tell requests about a job or a candidate that the organisation doesn't have: its number was another's."""
    jobs = [one.arguments.get("job_id") for one in requests]
    people = [one.arguments.get("candidate_id") for one in requests]
    return any(isinstance(one, int) and one not in directory.job_ids for one in jobs) or any(
        isinstance(one, int) and one not in directory.person_ids for one in people
    )


def _points(wish: Wish) -> bool:
    return isinstance(wish, Request) and any(isinstance(value, Pointed) for value in wish.arguments.values())


def _reads_too_much(wish: Request) -> bool:
    """Tell a filter that has swallowed the rest of the sentence, and a text that holds another order."""
    if wish.tool not in {"find_candidates", "find_jobs"}:
        return False
    values = [value for value in wish.arguments.values() if isinstance(value, str)]
    return any("," in value or len(value.split()) > LONG_FILTER for value in values)
