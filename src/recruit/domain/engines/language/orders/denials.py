"""Statements that something is not so, or will not be done: "job 5 won't be closed" orders nothing."""

from collections.abc import Sequence

from recruit.domain.engines.language.learned.concept_words import meaning
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import Phrases, phrases
from recruit.domain.engines.language.orders.unused import clauses
from recruit.domain.engines.language.orders.used import values_at
from recruit.domain.engines.language.requests import Request

_NEGATIONS = phrases("""
    won't | wont | will not | cannot | can't | can not | isn't | is not | aren't | are not | wasn't | was not | weren't | hasn't | has not | haven't
    have not | shouldn't | should not | mustn't | must not | needn't | need not | doesn't | does not | didn't | did not | may not | never
    nicht | nie | niemals | keinesfalls
    n' | pas | jamais
    no (?:se|es|esta|sera|fue|puede|debe|deberia|debera|va|ha|hay que) | nunca
    nao | jamais
    non (?:e|viene|verra|sara|va|deve|puo|ha|si|era|fu) | mai
    niet | nooit
""")
"""Negations of a statement, before its verb or its value."""

_ACTIONS = {
    "close_job": frozenset(["close", "filled"]),
    "update_job": frozenset(["pause", "reopen", "open", "change"]),
    "move_application": frozenset(["move", "interview", "screening", "offer", "hired"]),
    "reject_application": frozenset(["reject"]),
    "create_application": frozenset(["apply"]),
    "clone_job": frozenset(["clone"]),
}
"""The concepts of each tool's verbs."""


def denied(linked: Linked, requests: Sequence[Request]) -> str | None:
    """Return the clause that denies what a request would do; None if a request is ordered by another clause."""
    acting = [one for one in requests if one.tool in _ACTIONS]
    denials = {found for one in acting for found in [_denial(linked, one)] if found}
    return min(denials) if denials else None


def _denial(linked: Linked, request: Request) -> str | None:
    valued = values_at(linked, request)
    denying: str | None = None
    for clause in clauses(linked):
        places = range(clause.start, clause.end)
        acts = [at for at in places if valued[at] or meaning(linked.words[at].key) in _ACTIONS[request.tool]]
        if not acts:
            continue
        said = Phrases(linked.words[clause.start : clause.end])
        if not any(clause.start + start < acts[-1] for _, start, _ in said.find(_NEGATIONS)):
            return None
        denying = denying or linked.text(clause.start, clause.end)
    return denying
