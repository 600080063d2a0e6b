"""Exclusions and orders in a question for a list, in seven languages, that none of its filters expresses."""

from collections.abc import Mapping, Sequence
from typing import Any

from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, phrases

_LISTS = frozenset(["find_candidates", "find_jobs", "list_applications", "pipeline", "match_candidates", "match_jobs"])
_EXPRESSING = ("not_", "min_", "max_", "lacks", "without_", "until", "order", "status")
"""Beginnings of the names of arguments that may express an exclusion."""

_EXCLUSIONS = phrases("""
    not | isnt | arent | dont | doesnt | hasnt | havent | wont | cant | aren't | isn't | don't | doesn't | hasn't | haven't | won't | can't | without | except | but | besides | other than | apart from | neither | never | worst | (?<!at )least
    nicht | kein(?:e[nrms]?)? | ohne | ausser | weder | nie | schlechteste[nrs]? | pas | sans | sauf | hormis | jamais | pires?
    sin | excepto | salvo | menos | nunca | peor(?:es)? | nao | sem | exceto | pior(?:es)? | non | senza | tranne | eccetto | mai | peggior[ei]
    (?:more|fewer|less) than | (?:mehr|weniger) als | (?:plus|moins) de | (?:mas|menos) de | mais de | (?:piu|meno) di | (?:meer|minder) dan
    niet | geen | zonder | behalve | nooit | slechtste
""")
"""Words that exclude, or ask for the other end of a list."""


def ignored(linked: Linked, calls: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the first exclusion of a message up to the end of its clause, if a list's arguments express none."""
    if len(calls) != 1 or calls[0]["name"] not in _LISTS:
        return None
    if any(name.startswith(_EXPRESSING) for name in calls[0]["arguments"]):
        return None
    for _, start, _ in PhraseMatcher(linked.words).find(_EXCLUSIONS):
        if not linked.tags[start]:
            ends = (at for at in range(start, len(linked.words)) if linked.words[at].key in ".;!?,")
            return linked.text(start, next(ends, len(linked.words)))
    return None
