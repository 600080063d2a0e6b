"""Filters in addition to the id of a ranking's or list's subject: "applications for job 5 from Indeed"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from recruit.domain.engines.language.common_words import CORRECTED
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import ID_MARKS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.veto import vetoes
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.phrases import Phrases, fits
from recruit.domain.engines.language.lists.reading import (
    LONGEST,
    filters,
    has_filter,
    is_id,
    left_over,
    said_of_all,
    standing,
)
from recruit.domain.engines.language.requests import Kind, Request, Wish

AnyWish = TypeVar("AnyWish", bound=Wish)

_OF_ONE = frozenset(["match_candidates", "match_jobs", "list_applications"])
_NEVER_UNUSED = frozenset(["title", "limit", "order"])


def beside(
    linked: Linked, directory: Directory, today: date, wishes: Sequence[AnyWish]
) -> tuple[Sequence[AnyWish | Request], Sequence[str]]:
    """Return a ranking or list for a thing with an id, with the additional filters of the message.

    The second value holds the filters that the tool lacks. Without an id, filters may describe the job: "match
    candidates for the job in Berlin".
    """
    if len(wishes) != 1 or not isinstance(wishes[0], Request) or wishes[0].tool not in _OF_ONE:
        return wishes, []
    request: Request = wishes[0]
    of_all = request.tool == "list_applications" and not linked.jobs and not linked.people
    if len(linked.message) > LONGEST or not (of_all or any(is_id(linked, figure) for figure in linked.figures)):
        return wishes, []
    said = Phrases(linked.words)
    part = Part(linked, 0, len(linked.words), directory)
    ids = {str(value) for name, value in request.arguments.items() if name.endswith("_id")}  # of any length
    for place, word in enumerate(linked.words):
        if word.key in ids:
            said.mark(place, place + 1)
    for figure in linked.figures:
        if is_id(linked, figure):
            said.mark(figure.place, figure.place + 1)
    said.take(words.APPLICATIONS)
    if not any(said.find(words.APPLIED_OR)):
        said.take(words.APPLIED)
    is_list = request.tool == "list_applications"
    found = standing(said, part, request.tool) if is_list else {}
    found |= filters(said, part, today)
    for table in (words.JOBS, words.CANDIDATES, words.WHO):
        said.take(table)
    known = {name for name in request.arguments if not isinstance(found.get(name), list)}
    ignored = known | ({"title"} if is_list else _NEVER_UNUSED)
    others = {name: value for name, value in found.items() if name not in ignored}
    added = {name: value for name, value in others.items() if is_list and has_filter(request.tool, name, value)}
    others = {name: value for name, value in others.items() if name not in added}
    unread = [one for one in left_over(said, part) if not _is_grammar(one)] if is_list else []
    return [replace(request, arguments={**request.arguments, **added})], [*said_of_all(others), *unread]


def of_job(linked: Linked, directory: Directory, today: date, wishes: Sequence[Wish]) -> Request | None:
    """Return the request for a job's applications, by its id, with filters; None if the message says more.

    `wishes` are the grammar's. If there are any, they take precedence.
    """
    ids = [figure for figure in linked.figures if is_id(linked, figure)]
    said = Phrases(linked.words)
    asked = any(said.find(words.APPLICATIONS)) or any(said.find(words.APPLIED))
    if wishes or len(ids) != 1 or ids[0].kind is not Kind.JOB or linked.people or not asked or vetoes(linked.message):
        return None
    wished = [Request("list_applications", {"job_id": ids[0].value}, linked.message)]
    (found,), left = beside(linked, directory, today, wished)
    return found if not left and isinstance(found, Request) and len(found.arguments) > 1 else None


def _is_grammar(stretch: str) -> bool:
    """Tell whether the grammar knows all the words, or they name what a list is for."""
    if any(fits(words.SCORE, key) for key in keys(stretch)):
        return False  # the grammar knows this word from other questions
    return all(key in CORRECTED or kind_of(key) is not None or key in ID_MARKS for key in keys(stretch))
