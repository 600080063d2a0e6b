"""Reasons of rejections, told from conditions and times: "unless he is cheap" and "on Monday" are no reasons."""

from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists.phrases import Phrases, fits, phrases
from recruit.domain.engines.language.orders import unused_words as tables
from recruit.domain.engines.language.orders.conditions import begins
from recruit.domain.engines.language.requests import Reading, Request, Wish

_CAUSES = phrases("""
    because | since | as | due | of | to | reason | weil | wegen | denn | grund | car | parce | que | cause | raison | porque
    motivo | por | pois | perche | per | omdat | want | vanwege | reden
""")
"""Words before a reason, whatever it begins with."""


_PERSON = frozenset(
    "he she they he's she's they're he'd she'd too er sie il elle el ella ele ela lui lei hij zij ze zu trop demasiado troppo te".split()
)
"""First words of a clause that tells why a person is rejected: "she has no visa", "too junior"."""


def is_reason(message: str, reading: Reading) -> bool:
    """Tell whether the only clause after a rejection, which has no reason, tells about the person."""
    if len(reading.behind) != 1 or not isinstance(reading.wishes[0], Request):
        return False
    ((start, end),) = reading.behind
    words = keys(message[start:end])
    rejects = reading.wishes[0].tool == "reject_application" and "reason" not in reading.wishes[0].arguments
    return rejects and len(words) > 1 and words[0] in _PERSON


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
