"""Negated statements and orders, in seven languages: "job 5 won't be closed" and "don't close job 5" order nothing."""

from collections.abc import Sequence

from recruit.domain.engines.language.learned.concept_words import concept_of
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, phrases
from recruit.domain.engines.language.negation_words import OF_ORDER_OR_OBJECT, OF_STATEMENT
from recruit.domain.engines.language.orders.unused import clauses
from recruit.domain.engines.language.orders.used import value_positions
from recruit.domain.engines.language.requests import Kind, Request

_REMINDERS = phrases(r"""
    forget | hesitate | vergiss | vergessen | vergesst | oubli\w+ | hesit\w+ | olvid\w+ | dud\w+ | esque[cç]\w+ | dimentic\w+
    esit\w+ | vergeet | vergeten
""")
"""Verbs whose negation orders: "don't forget to close job 5"."""

_NEAR = 3
"""Most words between a negation and the verb that it turns into a reminder, or before it."""

_ACTIONS = {
    "close_job": frozenset(["close", "filled"]),
    "update_job": frozenset(["pause", "reopen", "open", "change"]),
    "move_application": frozenset(["move", "interview", "screening", "offer", "hired"]),
    "reject_application": frozenset(["reject"]),
    "create_application": frozenset(["apply"]),
    "clone_job": frozenset(["clone"]),
}
"""The concepts of each tool's verbs."""

_MAKING = {
    "create_job": frozenset(["create"]),
    "create_candidate": frozenset(["create", "new"]),
    "add_note": frozenset(["note", "new"]),
}
"""The concepts of the verbs of tools that store free text, which may contain a negated statement."""

_MADE = {"create_job": Kind.JOB, "create_candidate": Kind.CANDIDATE}
"""The kinds of things that tools create."""

_CONCEPTS = {**_ACTIONS, **_MAKING}


def denied(linked: Linked, requests: Sequence[Request]) -> str | None:
    """Return the first clause that denies a request which no other clause orders; None if there is none."""
    acting = [one for one in requests if one.tool in _ACTIONS]
    denials = {found for one in acting for found in [_denial(linked, one, OF_STATEMENT)] if found}
    return min(denials) if denials else None


def forbids(linked: Linked, requests: Sequence[Request]) -> bool:
    """Tell whether a message forbids one of the requests, and no other clause orders it."""
    return any(_denial(linked, one, OF_STATEMENT, OF_ORDER_OR_OBJECT) for one in requests if one.tool in _CONCEPTS)


def _denial(linked: Linked, request: Request, *negations: str) -> str | None:
    values = value_positions(linked, request)
    concepts = _CONCEPTS[request.tool]
    denying: str | None = None
    for clause in clauses(linked):
        acts = [at for at in clause.indexes if at in values or concept_of(linked.words[at].key) in concepts]
        if not acts:
            continue
        last = _made(linked, range(acts[0], clause.end), made) if (made := _MADE.get(request.tool)) else acts[-1]
        matcher = PhraseMatcher(linked.words[clause.start : clause.end])
        found = [clause.start + start for one in negations for _, start, _ in matcher.find(one)]
        if not any(at < last and at not in values and not _is_reminder(linked, at) for at in found):
            return None
        denying = denying or linked.text(clause.start, clause.end)
    return denying


def _made(linked: Linked, indexes: range, kind: Kind) -> int:
    """Return the index of the noun for a new thing, else of the verb. The words after it describe the thing."""
    return next((at for at in indexes[1:] if kind_of(linked.words[at].key) is kind), indexes[0])


def _is_reminder(linked: Linked, index: int) -> bool:
    return any(fits(_REMINDERS, word.key) for word in linked.words[max(index - _NEAR, 0) : index + _NEAR])
