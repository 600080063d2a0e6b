"""Exclusions and orders in a question for a list, in seven languages, that none of its filters expresses."""

from collections.abc import Mapping, Sequence
from typing import Any

from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import PhraseMatcher
from recruit.domain.engines.language.negation_words import OF_LIST

_LISTS = frozenset(["find_candidates", "find_jobs", "list_applications", "pipeline", "match_candidates", "match_jobs"])
_EXPRESSING = ("not_", "min_", "max_", "lacks", "without_", "until", "order", "status")
"""Beginnings of the names of arguments that may express an exclusion."""


def ignored(linked: Linked, calls: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the first exclusion of a message up to the end of its clause, if a list's arguments express none."""
    if len(calls) != 1 or calls[0]["name"] not in _LISTS:
        return None
    if any(name.startswith(_EXPRESSING) for name in calls[0]["arguments"]):
        return None
    for _, start, _ in PhraseMatcher(linked.words).find(OF_LIST):
        if not linked.tags[start]:
            ends = (at for at in range(start, len(linked.words)) if linked.words[at].key in ".;!?,")
            return linked.text(start, next(ends, len(linked.words)))
    return None
