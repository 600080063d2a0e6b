"""Choice among the readings of a message: the grammar's, the model's, or the one as several orders."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from recruit.domain.agent import replies
from recruit.domain.agent.chaining import CREATIONS
from recruit.domain.engines.language.learned.decision import Decision
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.person_names import mixes_two_candidates
from recruit.domain.engines.language.learned.planning import Plan
from recruit.domain.engines.language.lists.phrases import compiled, fits
from recruit.domain.engines.language.orders import bulk, words
from recruit.domain.engines.language.orders.bulk import BulkOrder
from recruit.domain.engines.language.orders.compounds import Compound
from recruit.domain.engines.language.orders.denials import denied
from recruit.domain.engines.language.orders.unsupported import Unsupported, unsupported
from recruit.domain.engines.language.orders.unused import PAUSES, clauses
from recruit.domain.engines.language.orders.words import Action
from recruit.domain.engines.language.placed_jobs import job_in_other_place
from recruit.domain.engines.language.politeness import asks
from recruit.domain.engines.language.requests import Bulk, Reading, Request, Wish
from recruit.domain.engines.language.reservations import disregards
from recruit.domain.engines.language.understanding import WRITES, writes

_FREE_TEXT = frozenset(["add_note", "create_job", "create_candidate", "clone_job"])
"""Tools of orders that may hold any words."""

_OF_APPLICATIONS = frozenset(["move_application", "reject_application", "create_application", "delete_application"])


def exceeds_grammar(sweep: BulkOrder, reading: Reading) -> bool:
    """Tell whether a pipeline-wide order goes beyond one that the grammar reads ("reject everyone for job 5")."""
    narrowed = sweep.stage is not None or sweep.status is not None or bool(sweep.excluded)
    return narrowed or not any(isinstance(wish, Bulk) for wish in reading.wishes)


def exception_conflict(plan: Plan, compound: Compound, reading: Reading) -> str | None:
    """Return the reply to an order for a candidate or a job that the order excepts: "everyone but Ann"."""
    grammar_requests = [wish for wish in reading.wishes if isinstance(wish, Request)]
    requests = [*compound.steps, *plan.steps, *grammar_requests] or plan.offers
    excepted_jobs = bulk.excepted_jobs(plan.linked)
    if excepted_jobs and any(_is_of_any(request, excepted_jobs) for request in requests):
        return replies.EXCEPTION_UNCLEAR
    people = [one for request in requests if request.tool in _OF_APPLICATIONS for one in _people(request)]
    for mentions, why in (
        (bulk.excepted(plan.linked), replies.EXCEPTION_UNCLEAR),
        (bulk.retracted(plan.linked), replies.NAME_UNCLEAR),
    ):
        excepted = {one for mention in mentions for one in mention.ids}
        if excepted and any(not isinstance(one, int) or one in excepted for one in people):
            return why
    return None


def _is_of_any(request: Request, jobs: Collection[int]) -> bool:
    """Tell whether a request that writes is, or may be, about one of the jobs: a candidate's only application is."""
    unnamed = request.tool in _OF_APPLICATIONS and not {"job_id", "application_id"} & request.arguments.keys()
    return request.tool in WRITES and (unnamed or request.arguments.get("job_id") in jobs)


def refusal(plan: Plan, compound: Compound, reading: Reading, directory: Directory) -> str | None:
    """Return the reply to a message that takes back or denies its order, or orders what can't be done."""
    if reading.retracted or disregards(plan.linked.message):
        return replies.DECLINED
    grammar_requests = [wish for wish in reading.wishes if isinstance(wish, Request)]
    if (what := unsupported(plan.linked, [one.tool for one in grammar_requests or plan.steps])) is not None:
        return _UNSUPPORTED[what]
    requests = [*compound.steps, *plan.steps, *grammar_requests] or plan.offers[:1]
    writes_existing = any(one.tool in WRITES - CREATIONS.keys() for one in requests)
    if writes_existing and (name := mixed_name(plan.linked)) is not None:
        return replies.no_candidate_called(name)
    if (job := job_in_other_place(plan.linked, directory, requests)) is not None:
        return replies.no_job_there(plan.linked.text(*job.place), [one for one in directory.jobs if one.id in job.ids])
    if compound.choice and any(one.tool in WRITES - _FREE_TEXT for one in requests):
        return replies.which_order(compound.choice)
    clause = denied(plan.linked, requests)
    return None if clause is None else replies.denied(clause)


def mixed_name(linked: Linked) -> str | None:
    """Return a name whose halves belong to different candidates: "Ann Miller" where there are Ann Lee and Bo Miller."""
    for one, other in pairwise(linked.people):
        if mixes_two_candidates(one, other, linked.message, linked.words):
            return linked.text(one.start, other.end)
    return None


_UNSUPPORTED = {
    Unsupported.FIELD: replies.NO_FIELDS,
    Unsupported.NOTE: replies.NO_NOTES,
    Unsupported.UNDOING: replies.ONE_UNDONE,
    Unsupported.COPIES: replies.ONE_COPY,
    Unsupported.REVOKING: replies.NO_REVOKING,
}


def _people(request: Request) -> Sequence[object]:
    person = request.arguments.get("candidate_id")
    return person if isinstance(person, tuple) else [person]


def prefers_compound(compound: Compound, reading: Reading) -> bool:
    """Tell whether the reading as several orders is complete and goes beyond the grammar's reading."""
    steps = [step.tool for step in compound.steps]
    if compound.doubtful:
        return True
    if not steps:
        return False
    if len(steps) == 1 and any(writes(wish) or not isinstance(wish, Request) for wish in reading.wishes):
        tools = [wish.tool for wish in reading.wishes if isinstance(wish, Request)]
        return not _same_tools(compound, reading) and (tools == ["create_job"] or reading.unread_words > 0)
    may_wait = "close_job" in steps[:-1]  # closing a job with open applications needs confirmation
    return not _same_tools(compound, reading) or reading.unread_words > 0 or may_wait


def first_clause(plan: Plan) -> tuple[str, int] | None:
    """Return the first of a message's clauses and the position after it; None for a question or a single clause."""
    first, *others = clauses(plan.linked)
    if not others or others[0].opening not in PAUSES or asks(plan.linked.message) or plan.vetoed:
        return None
    return plan.linked.message[: plan.linked.words[first.end - 1].end], plan.linked.words[first.end].start


def only_order(plan: Plan, compound: Compound, reading: Reading, *, guess: bool) -> Sequence[Request]:
    """Return the only order of a clause, if it holds no free text, by the first reader that reads it.

    `guess` allows the learned plan as the last of them.
    """
    grammar_requests = [one for one in reading.wishes if isinstance(one, Request)] if not reading.corrected else []
    found = next(filter(None, (grammar_requests, compound.steps, plan.steps if guess else ())), ())
    return found if len(found) == 1 and found[0].tool in WRITES - _FREE_TEXT and not plan.vetoed else ()


def contradicts_verb(linked: Linked, steps: Sequence[Request]) -> bool:
    """Tell whether planned steps contradict the verb at the beginning of a message.

    Such steps would list where the verb asks for a change, move a candidate where it asks for an email, or create a
    job where it asks to change an existing one.
    """
    keys = [word.key for word in linked.words if not word.is_mark]
    while keys and (fits(words.POLITE_WORDS, keys[0]) or fits(words.AFTER_SEPARATORS, keys[0])):
        keys = keys[1:]
    if not keys or not steps:
        return False
    tools = {step.tool for step in steps}
    changes_job = any(
        fits(words.INITIAL_VERBS[action], keys[0]) for action in (Action.CLOSE, Action.PAUSE, Action.REOPEN)
    )
    reopens = compiled(words.INITIAL_VERBS[Action.REOPEN]).match(f"{' '.join(keys)} ") is not None
    changes = fits(words.CHANGING, keys[0])
    mail = compiled(words.MESSAGES).search(f"{' '.join(keys)} ") is not None
    return (
        (changes and tools.isdisjoint(WRITES) and tools <= _LISTING)
        or (mail and fits(words.INITIAL_VERBS[Action.DRAFT], keys[0]) and not tools.isdisjoint(_OF_APPLICATIONS))
        or ((changes_job or reopens) and "create_job" in tools)
    )


_LISTING = frozenset(
    ["find_jobs", "find_candidates", "list_applications", "match_candidates", "match_jobs", "pipeline"]
)


def with_compound(
    decision: Decision, steps: Sequence[Request], compound: Compound, reading: Reading
) -> tuple[Decision, Sequence[Request]]:
    """Return the decision and its steps, after comparison with the reading as several orders."""
    agree = bool(compound.steps) and _same_tools(compound, reading)
    if compound.quoted and agree:
        return Decision.GRAMMAR, steps
    only_shows = bool(compound.steps) and not any(step.tool in WRITES for step in steps)
    if decision is Decision.PLAN and (agree or only_shows):
        return Decision.PLAN, compound.steps
    return (Decision.PLAN, compound.steps) if decision is Decision.OFFERS and compound.steps else (decision, steps)


def _same_tools(compound: Compound, reading: Reading) -> bool:
    """Tell whether the grammar reads the same orders."""
    tools = [wish.tool if isinstance(wish, Request) else None for wish in reading.wishes]
    return tools == [step.tool for step in compound.steps]


def with_bulk_rejection(wishes: Sequence[Wish]) -> Sequence[Wish]:
    """Return wishes with several rejections merged into one bulk wish, which is proposed and comes last."""
    rejections = [wish for wish in wishes if isinstance(wish, Request) and wish.tool == "reject_application"]
    if len(rejections) < 2:  # noqa: PLR2004 - one alone is no bulk
        return wishes
    return [*(wish for wish in wishes if wish not in rejections), Bulk({}, each=rejections)]
