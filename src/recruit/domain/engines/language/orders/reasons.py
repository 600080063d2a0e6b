"""Reasons of rejections, told from conditions and times: "unless he is cheap" and "on Monday" are no reasons."""

from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import Phrases, fits, phrases
from recruit.domain.engines.language.orders import unused_words as tables
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.conditions import begins
from recruit.domain.engines.language.orders.unused import PAUSES, Clause, clauses, gives_cause
from recruit.domain.engines.language.orders.used import used
from recruit.domain.engines.language.requests import Request, Wish
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
    taken = used(linked, requests)
    reasons = [
        clause
        for clause in clauses(linked)
        if clause.start > 0
        and _is_reason(linked, clause, alone=len(requests) == 1)
        and (linked.words[clause.start].key in _PERSON or not any(taken[clause.start : clause.end]))
    ]
    if len(reasons) != 1:
        return requests
    start = reasons[0].start
    while start < reasons[0].end - 1 and linked.words[start].key in _OF:
        start += 1
    reason = linked.text(start, reasons[0].end).strip(" .")
    return [
        replace(one, arguments={**one.arguments, "reason": reason}) if one is rejections[0] else one for one in requests
    ]


def _is_reason(linked: Linked, clause: Clause, *, alone: bool) -> bool:
    """Tell whether a clause begins with "because", tells about a person, or stands behind the only order."""
    spoken = [word.key for word in linked.words[clause.start : clause.end] if not word.is_mark]
    if not spoken or all(fits(f"{words.ASKING}|{words.AFTER_JOINTS}", key) for key in spoken):
        return False
    if fits(tables.REASON_LABELS, spoken[0]):
        return False
    if gives_cause(linked, clause) or (len(spoken) > 1 and spoken[0] in _PERSON):
        return True
    waits = begins(linked, clause.start) or _is_time(linked, range(clause.start, clause.end))
    verbs = (words.ASKING, *words.FIRST.values(), *words.POINTING.values())
    names = any(clause.start <= one.start < clause.end for one in linked.people)
    if names and fits(words.NEGATIONS, spoken[0]):  # "not Ann" is no reason
        return False
    orders = any(fits(table, spoken[0]) for table in verbs)
    return alone and clause.opening in PAUSES and not waits and not orders


_OF = frozenset("of to de du d' della wegen".split())


def without_waiting(linked: Linked, wishes: Sequence[Wish]) -> Sequence[Wish]:
    """Return wishes without the reasons that are conditions or times, so that those are named as not carried out."""
    return [
        replace(wish, arguments={name: value for name, value in wish.arguments.items() if name != "reason"})
        if isinstance(wish, Request) and _waits(linked, wish.arguments.get("reason"))
        else wish
        for wish in wishes
    ]


def _waits(linked: Linked, reason: object) -> bool:
    start = linked.message.lower().find(reason.lower()) if isinstance(reason, str) else -1
    found = [at for at, word in enumerate(linked.words) if start <= word.start < start + len(str(reason))]
    if start < 0 or not found or (found[0] > 0 and fits(_CAUSES, linked.words[found[0] - 1].key)):
        return False
    return begins(linked, found[0]) or _is_time(linked, range(found[0], found[-1] + 1))


def _is_time(linked: Linked, places: range) -> bool:
    """Tell whether words are a time, with articles and prepositions: "on Monday", "la semaine prochaine"."""
    said = Phrases(linked.words[places.start : places.stop])
    if said.take(tables.TIMES) is None:
        return False
    return all(fits(tables.LEADS, said.words[at].key) for at in said.left())
