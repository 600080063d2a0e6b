"""One order about the jobs of several titles: "pause the welder and cook jobs" is about both."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.requests import Kind, Request

_TOOLS = frozenset(["update_job", "close_job", "create_application", "move_application", "reject_application"])
_SEPARATORS = frozenset(", and & und sowie et y e ed en plus".split())


def for_each(linked: Linked, steps: Sequence[Request]) -> Sequence[Request]:
    """Return the step of an order for each of its titles; empty unless a single step names one of several."""
    listed = _listed(linked)
    if len(steps) != 1 or steps[0].tool not in _TOOLS or not listed:
        return []
    if steps[0].arguments.get("job_id") not in [_target(one) for one in listed]:
        return []
    return [replace(steps[0], arguments={**steps[0].arguments, "job_id": _target(one)}) for one in listed]


def _target(mention: Mention) -> int | tuple[int, ...]:
    return mention.ids[0] if len(mention.ids) == 1 else mention.ids


def _listed(linked: Linked) -> Sequence[Mention]:
    """Return the titles of a list: of different jobs, with separators between them and no ids."""
    if len(linked.jobs) <= 1 or any(figure.role == "id" for figure in linked.figures):
        return []
    apart = all(set(one.ids).isdisjoint(other.ids) for one, other in pairwise(linked.jobs))
    return linked.jobs if apart and all(_is_joined(linked, *two) for two in pairwise(linked.jobs)) else []


def _is_joined(linked: Linked, one: Mention, other: Mention) -> bool:
    between = [word.key for word in linked.words[one.end : other.start]]
    joined = any(key in _SEPARATORS for key in between)
    return joined and all(key in _SEPARATORS or kind_of(key) is Kind.JOB or fits(words.FILLERS, key) for key in between)
