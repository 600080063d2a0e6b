"""Reasons of rejections. Conditions ("unless he is cheap"), times ("on Monday") and ways ("by mail") are no reasons."""

from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import fits, match_length, phrases
from recruit.domain.engines.language.negation_words import OF_ORDER
from recruit.domain.engines.language.orders import unused_words as tables
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.conditions import begins
from recruit.domain.engines.language.orders.unused import PAUSES, Clause, clauses, gives_cause, is_time
from recruit.domain.engines.language.orders.used import used_words
from recruit.domain.engines.language.requests import Reading, Request
from recruit.domain.engines.language.reservations import corrects

_CAUSES = phrases("""
    because | since | as | due | of | to | reason | weil | wegen | denn | grund | car | parce | que | cause | raison | porque
    motivo | por | pois | perche | per | omdat | want | vanwege | reden
""")
"""Words before a reason, whatever it begins with."""


_PERSON = frozenset(
    "he she they he's she's they're he'd she'd too er sie il elle el ella ele ela lui lei hij zij ze zu trop demasiado troppo te".split()
)
"""First words of a clause that tells why a person is rejected: "she has no visa", "too junior"."""


def with_reason(linked: Linked, requests: Sequence[Request]) -> Sequence[Request]:
    """Return requests with the only clause that gives a reason as the reason of the only rejection without one."""
    rejections = [one for one in requests if one.tool == "reject_application" and "reason" not in one.arguments]
    if len(rejections) != 1 or corrects(linked.message):
        return requests
    used = used_words(linked, requests)
    reasons = [
        clause
        for clause in clauses(linked)
        if clause.start > 0
        and _is_reason(linked, clause, alone=len(requests) == 1 or _is_beside(linked, clause, rejections[0]))
        and (linked.words[clause.start].key in _PERSON or used.isdisjoint(clause.indexes))
    ]
    if len(reasons) != 1:
        return requests
    start = reasons[0].start
    while start < reasons[0].end - 1 and linked.words[start].key in _OF:
        start += 1
    reason = linked.text(start, reasons[0].end).strip(" .")
    rejection = replace(rejections[0], arguments={**rejections[0].arguments, "reason": reason})
    return [rejection if one is rejections[0] else one for one in requests]


def _is_reason(linked: Linked, clause: Clause, *, alone: bool) -> bool:
    """Tell whether a clause begins with "because", describes a person, or follows the only order."""
    keys = [word.key for word in linked.words[clause.start : clause.end] if not word.is_mark]
    if not keys or all(map(words.is_courtesy, keys)):
        return False
    if fits(tables.REASON_LABELS, keys[0]) or match_length(_IDIOMS, keys):
        return False
    if gives_cause(linked, clause) or (len(keys) > 1 and keys[0] in _PERSON):
        return True
    waits = begins(linked, clause.start) or is_time(linked, clause.indexes)
    verbs = (words.POLITE_WORDS, *words.INITIAL_VERBS.values(), *words.PRONOUN_VERBS.values())
    names = any(clause.start <= one.start < clause.end for one in linked.people)
    if names and fits(OF_ORDER, keys[0]):  # "not Ann" is no reason
        return False
    orders = any(fits(table, keys[0]) for table in verbs)
    return alone and clause.opening in PAUSES and not waits and not orders


def _is_beside(linked: Linked, clause: Clause, rejection: Request) -> bool:
    """Tell whether a clause in brackets follows the rejected person: "reject Ann (too junior)"."""
    before = [one for one in linked.people if one.end <= clause.start][-1:]
    return clause.opening == "(" and any(rejection.arguments.get("candidate_id") in one.ids for one in before)


_IDIOMS = phrases("turn (?:him|her|them|it) down | let (?:him|her|them) go | let go | say no")
"""Orders to reject in other words, which give no reason."""

_OF = frozenset("of to de du d' della wegen".split())


def without_false_reasons(linked: Linked, reading: Reading) -> Reading:
    """Return a reading in which the words of false reasons are clauses after its orders, which replies name as unused."""
    wishes, behind = list(reading.wishes), list(reading.unread_spans)
    for index, wish in enumerate(wishes):
        if isinstance(wish, Request) and (span := _false_reason(linked, wish.arguments.get("reason"))):
            others = {name: value for name, value in wish.arguments.items() if name != "reason"}
            wishes[index] = replace(wish, arguments=others)
            behind.append(span)
    return replace(reading, wishes=wishes, unread_spans=behind)


_WAY = phrases(r"""
    (?:in|by|via|per|near|from|like|at|on|through|using|par|por correo|por telefono|por email|durch)
    (?:with|mit|avec|con|com|met) (?:\S+ ){0,3}(?:e (?:- )?mail|email|mail|message|letter|call|note|nachricht|brief|lettre|carta|lettera|bericht)
""")
"""Beginnings of words that tell how or where to do something, rather than why."""


def _false_reason(linked: Linked, reason: object) -> tuple[int, int] | None:
    """Return the span of a reason that is a condition, a time, or a way to do something; None for any other."""
    start = linked.message.lower().find(reason.lower()) if isinstance(reason, str) else -1
    found = [at for at, word in enumerate(linked.words) if start <= word.start < start + len(str(reason))]
    if start < 0 or not found or (found[0] > 0 and fits(_CAUSES, linked.words[found[0] - 1].key)):
        return None
    is_way = match_length(_WAY, (linked.words[at].key for at in found)) > 0
    is_none = is_way or begins(linked, found[0]) or is_time(linked, range(found[0], found[-1] + 1))
    return (start, start + len(str(reason))) if is_none else None
