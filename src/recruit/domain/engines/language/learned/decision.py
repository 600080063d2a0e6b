"""Choice between the grammar's reading of a message, the learned plan, and offers without any action."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.intents import NOTHING, SEVERAL
from recruit.domain.engines.language.learned.planning import RANKING_TOOLS, Plan
from recruit.domain.engines.language.learned.unknown_names import is_vocabulary
from recruit.domain.engines.language.quotation_spans import quotations
from recruit.domain.engines.language.requests import (
    Again,
    Kind,
    Missing,
    Named,
    Pointed,
    Reading,
    Request,
    Undescribed,
    Wish,
)
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.engines.skills.catalog import canonical_name

OVERRIDE_AT = ((0.2, 0.3), (0.05, 0.1))
"""Highest probabilities of "no request" at which a plan overrides a negation that the grammar reads.

Each pair is for a plan that writes and one that reads. The index is the result of `vetoes`.
"""

UNLIKELY = 0.015
"""Probability of a tool below which the grammar's reading of it is in doubt."""

CONTRADICTING, CONTRADICTED = 0.5, 0.05
"""Thresholds for rejecting the grammar's reading: the best tool's probability is at least, the grammar's below."""

STRONG_VETO = 2
"""Result of `vetoes` for objections stronger than a mere "not"."""

SMALL_TALK_AT = 0.6
"""Probability of "no request" from which no requests are offered."""

QUESTIONED = 0.1
"""Probability of a write below which the grammar's reading of it is in doubt, if the message has a veto."""

MERGED_AT = 0.5
"""Probability of several requests from which the grammar may have merged two orders."""

LONGEST_FILTER = 3
"""Most words of a filter's value; with more, the grammar has read too much."""

LONGEST_SAFE = 6
"""Longest message, in words, for which a complete reading by the grammar isn't doubted."""


_TARGETED = WRITES - {"create_job"}
"""Writes whose words aren't free text. Words of a description are no veto."""

_DESCRIBED = frozenset(["create_job"])
_OVER_ALL = frozenset(["pipeline", "list_applications"])


class Decision(Enum):
    """The reading to act on."""

    GRAMMAR = auto()
    PLAN = auto()
    OFFERS = auto()


def decide(message: str, reading: Reading, plan: Plan, directory: Directory, *, building: bool) -> Decision:
    """Choose between a reading and a plan. `building`: the proposed new row may be the target."""
    if building and plan.steps and any(map(_has_reference, reading.wishes)):
        return Decision.PLAN
    if reading.wishes:
        guessed = any(_has_guessed_name(wish, plan, directory) for wish in reading.wishes)
        return Decision.GRAMMAR if guessed else _compared(message, reading, plan, directory)
    if reading.declined or reading.asked:
        overrides = plan.steps and plan.vetoed < STRONG_VETO and _overrides_grammar(plan)
        return Decision.PLAN if overrides else Decision.GRAMMAR
    if plan.steps:
        return Decision.PLAN
    return Decision.OFFERS if plan.probabilities.get(NOTHING, 1) < SMALL_TALK_AT else Decision.GRAMMAR


def _overrides_grammar(plan: Plan) -> bool:
    """Tell whether a plan may override a negation or question of the grammar: "reject Jane, she has no visa"."""
    writes = any(step.tool in WRITES or step.tool in RANKING_TOOLS for step in plan.steps)
    ordered, asked = OVERRIDE_AT[plan.vetoed]
    return plan.probabilities.get(NOTHING, 0) <= (ordered if writes else asked)


def _compared(message: str, reading: Reading, plan: Plan, directory: Directory) -> Decision:
    read = [wish for wish in reading.wishes if isinstance(wish, Request)]
    if _has_unknown_ids(read, directory):
        known = _ids(plan.steps) and not _has_unknown_ids(plan.steps, directory)
        return Decision.PLAN if known else Decision.GRAMMAR
    length = len(message.split())
    if any(_lacks_target(wish, directory, length) or _repeats_a_skill(wish, plan) for wish in reading.wishes):
        is_unknown = any(_has_unknown_name(wish, directory) for wish in reading.wishes)
        offers = Decision.OFFERS if is_unknown and plan.offers else Decision.GRAMMAR
        return Decision.PLAN if plan.steps else offers
    if (
        len(read) < len(reading.wishes) and reading.unread_words > 0
    ):  # "and Jane" inside another sentence repeats nothing
        return Decision.PLAN if plan.steps else Decision.OFFERS
    if len(read) < len(reading.wishes) or _writes_against_veto(read, plan):
        return Decision.GRAMMAR
    if _names_target(read, plan) or (not _writes(read) and _adds_limit_or_job(read, plan)):
        return Decision.PLAN
    return _of_doubtful(message, reading, read, plan)


def _of_doubtful(message: str, reading: Reading, read: Sequence[Request], plan: Plan) -> Decision:
    """Choose between a complete reading and a plan that may be better."""
    if not _is_doubtful(message, reading, read, plan):
        return Decision.GRAMMAR
    if Counter(wish.tool for wish in read) == Counter(step.tool for step in plan.steps):
        narrowed = reading.unread_words > 0 and not _writes(read)  # the unread words may narrow the list
        return Decision.PLAN if narrowed or any(map(_reads_too_much, read)) else Decision.GRAMMAR
    refused = _writes(read) and (_is_merged(message, read, plan) or _is_unlikely(read, plan))
    return Decision.PLAN if plan.steps else Decision.OFFERS if refused else Decision.GRAMMAR


def _repeats_a_skill(wish: Wish, plan: Plan) -> bool:
    """Tell whether a wish repeats the last request with a skill that was read as a name: "and AWS too"."""
    if not isinstance(wish, Again) or not isinstance(wish.target, Named):
        return False
    return canonical_name(wish.target.name) is not None and not plan.linked.people


def _ids(requests: Sequence[Request]) -> list[int]:
    named = [one.arguments.get(name) for one in requests for name in ("job_id", "candidate_id")]
    return [one for one in named if isinstance(one, int)]


def _names_target(read: Sequence[Request], plan: Plan) -> bool:
    """Tell whether a plan names a target that the reading only points at: "Zoë did well, so move her to offer"."""
    return any(
        isinstance(wish.arguments.get("candidate_id"), Pointed)
        and (isinstance(step.arguments.get("candidate_id"), int) or _names_application(wish, step))
        for wish, step in _paired(read, plan)
    )


def _paired(read: Sequence[Request], plan: Plan) -> Sequence[tuple[Request, Request]]:
    """Return each request of a reading with the step of the plan; none if their tools differ."""
    same = [one.tool for one in read] == [one.tool for one in plan.steps]
    return list(zip(read, plan.steps, strict=True)) if same else []


def _names_application(wish: Request, step: Request) -> bool:
    same = wish.arguments.get("status") == step.arguments.get("status")
    return same and isinstance(step.arguments.get("application_id"), int)


def _writes(requests: Sequence[Request]) -> bool:
    return any(one.tool in WRITES for one in requests)


def _writes_against_veto(read: Sequence[Request], plan: Plan) -> bool:
    """Tell whether a plan writes what the grammar reads as negated: "don't move her, show me the others"."""
    tools, planned = Counter(wish.tool for wish in read), Counter(step.tool for step in plan.steps)
    return plan.vetoed > 0 and any(tool in WRITES and planned[tool] > tools[tool] for tool in planned)


def _is_doubtful(message: str, reading: Reading, read: Sequence[Request], plan: Plan) -> bool:
    """Tell whether a reading may be wrong. A short message is doubtful only if a part of it wasn't read."""
    if not reading.unread_words and _stores_quotation(message, read):
        return False
    if any(map(_reads_too_much, read)) or reading.unread_words or _is_contradicted(read, plan):
        return True
    if len(plan.steps) > len(read) and plan.probabilities.get(SEVERAL, 0) >= MERGED_AT:
        return True
    return len(message.split()) > LONGEST_SAFE and (_is_merged(message, read, plan) or _is_unlikely(read, plan))


def _stores_quotation(message: str, read: Sequence[Request]) -> bool:
    """Tell whether the only request stores a quotation, whose words say nothing about what is ordered."""
    changes = read[0].arguments.get("changes", {}) if len(read) == 1 else {}
    return any(one.text in changes.values() for one in quotations(message))


def _is_unlikely(read: Sequence[Request], plan: Plan) -> bool:
    doubtful = _TARGETED if plan.vetoed else _DESCRIBED
    least = {wish.tool: QUESTIONED if wish.tool in doubtful else UNLIKELY for wish in read}
    return any(plan.probabilities.get(tool, 1) < probability for tool, probability in least.items())


def _is_contradicted(read: Sequence[Request], plan: Plan) -> bool:
    """Tell whether the model is sure that the reading is wrong.

    The grammar's reading is kept if all words of the command are also a candidate's name: "list candidates".
    """
    names = any(isinstance(value, Named) for wish in read for value in wish.arguments.values())
    if all(plan.linked.tags) and not names:
        return False
    clear = max((probability for tool, probability in plan.probabilities.items() if tool != SEVERAL), default=0)
    return clear >= CONTRADICTING and all(plan.probabilities.get(one.tool, 1) < CONTRADICTED for one in read)


def _is_merged(message: str, read: Sequence[Request], plan: Plan) -> bool:
    """Tell whether the grammar merged two orders into one.

    The text after a note's colon belongs to the note, unless it is another note.
    """
    if len(read) > 1 or read[0].tool not in WRITES:
        return False
    if plan.probabilities.get(SEVERAL, 0) < MERGED_AT and len(plan.steps) <= 1:
        return False
    if read[0].tool == "add_note" and f": {read[0].arguments['note']}" in message:
        return len(plan.steps) > 1 and all(step.tool == "add_note" for step in plan.steps)
    # A description is data, unless it contains another order.
    return read[0].tool != "create_job" or plan.vetoed == 0


def _adds_limit_or_job(read: Sequence[Request], plan: Plan) -> bool:
    """Tell whether a plan equals the reading except for a row limit or job that the reading omits."""
    return any(
        set(step.arguments) - set(wish.arguments) in ({"limit"}, {"job_id"})
        and (wish.tool in _OVER_ALL or "limit" in step.arguments)
        and all(step.arguments[name] == value for name, value in wish.arguments.items() if isinstance(value, int))
        for wish, step in _paired(read, plan)
    )


def _lacks_target(wish: Wish, directory: Directory, words: int) -> bool:
    """Tell whether a reading lacks its target, or names a person or job that the organisation doesn't have."""
    if isinstance(wish, Undescribed):
        return words > LONGEST_SAFE
    values = wish.arguments.values() if isinstance(wish, Request) else ()
    return any(map(_is_missing, values)) or _has_unknown_name(wish, directory)


def _is_missing(value: object) -> bool:
    """Tell whether a target is missing, or is a name of which translation left nothing."""
    return isinstance(value, Missing) or (isinstance(value, Named) and not value.name.strip())


def _has_unknown_ids(requests: Sequence[Request], directory: Directory) -> bool:
    """Tell whether requests have a job or candidate id that doesn't exist: the number belongs to something else."""
    jobs = [one.arguments.get("job_id") for one in requests]
    people = [one.arguments.get("candidate_id") for one in requests]
    unknown_job = any(isinstance(one, int) and one not in directory.job_ids for one in jobs)
    return unknown_job or any(isinstance(one, int) and one not in directory.person_ids for one in people)


def _has_reference(wish: Wish) -> bool:
    return isinstance(wish, Request) and any(isinstance(value, Pointed) for value in wish.arguments.values())


def _reads_too_much(wish: Request) -> bool:
    """Tell whether a filter's value contains the rest of the sentence, or another order."""
    if wish.tool not in {"find_candidates", "find_jobs"}:
        return False
    values = [value for value in wish.arguments.values() if isinstance(value, str)]
    return any("," in value or len(value.split()) > LONGEST_FILTER for value in values)


def _has_guessed_name(wish: Wish, plan: Plan, directory: Directory) -> bool:
    """Tell whether a reading has an unknown name in place of which the plan guesses a thing."""
    return isinstance(wish, Request) and any(
        isinstance(value, Named)
        and not _is_known(value, directory)
        and not is_vocabulary(value.name)
        and any(step.tool == wish.tool and _is_guess(step.arguments.get(name), value, plan) for step in plan.steps)
        for name, value in wish.arguments.items()
    )


def _has_unknown_name(wish: Wish, directory: Directory) -> bool:
    """Tell whether a reading has a name that the organisation doesn't have."""
    values = wish.arguments.values() if isinstance(wish, Request) else [wish.target] if isinstance(wish, Again) else ()
    return any(isinstance(value, Named) and not _is_known(value, directory) for value in values)


def _is_guess(planned: object, named: Named, plan: Plan) -> bool:
    """Tell whether a planned argument is the thing in focus, or the only job, which nothing in the message names."""
    linked = plan.linked
    only = named.kind is Kind.JOB and not (linked.jobs or linked.places or linked.figures)
    return isinstance(planned, Pointed) or (only and isinstance(planned, int))


def _is_known(named: Named, directory: Directory) -> bool:
    """Tell whether a candidate or job has that name as written."""
    wanted = named.name.casefold()
    people, jobs = (one.full_name for one in directory.people), (one.title for one in directory.jobs)
    return any(wanted in name.casefold() for name in (people if named.kind is Kind.CANDIDATE else jobs))
