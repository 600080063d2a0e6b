"""Filters in addition to the id of a ranking's or list's subject: "applications for job 5 from Indeed"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from recruit.domain.engines.language.common_words import CORRECTED
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import ID_MARKS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.veto import vetoes
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.learned.words import words as words_of
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.exclusions import EXCLUDING, excluded, without_excluded
from recruit.domain.engines.language.lists.named_filters import limits
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, match_length
from recruit.domain.engines.language.lists.ranking_filters import LIST_OF_RANKING, certain_filters, has_ranking_filter
from recruit.domain.engines.language.lists.ranking_subjects import take_subject
from recruit.domain.engines.language.lists.reading import (
    LONGEST,
    filters,
    has_filter,
    is_id,
    unread_stretches,
    worded_filters,
)
from recruit.domain.engines.language.lists.status_filters import status_filters
from recruit.domain.engines.language.requests import Kind, Missing, Request, Wish

AnyWish = TypeVar("AnyWish", bound=Wish)

_NARROWED = frozenset([*LIST_OF_RANKING, "list_applications", "pipeline"])

_OVER_MANY = frozenset(["list_applications", "pipeline", "find_candidates"])
_OVER_ALL = frozenset(["list_applications", "pipeline"])
_ROWS = {"match_candidates": Kind.CANDIDATE, "match_jobs": Kind.JOB}
_OF_EXCLUDED = frozenset([*LIST_OF_RANKING, "compare_candidates", "summarize_candidate", "get_candidate", "get_job"])
"""Tools for which a name or number after "except" may be mistaken."""

MOST_UNREAD = 6
"""Most unread words of a message for a ranking with which its filters are applied, and not only named."""


def apply(
    linked: Linked, directory: Directory, today: date, wishes: Sequence[AnyWish]
) -> tuple[Sequence[AnyWish | Request], Sequence[str]]:
    """Return a ranking or list for one job or candidate, with the additional filters of the message.

    The second value holds the filters that the tool lacks.
    """
    if not wishes or not isinstance(wishes[0], Request) or len(linked.message) > LONGEST:
        return wishes, []
    request: Request = _as_ranking(linked, wishes[0])
    if request.tool not in _NARROWED:
        return wishes, []
    matcher = PhraseMatcher(linked.words)
    part = Part.whole(linked, directory)
    found = excluded(matcher, part, _ROWS.get(request.tool))
    if request.tool == "pipeline" and found:
        request = replace(request, tool="list_applications")  # a pipeline has no exceptions
    if not all(_is_of_ranking(one, request, found) for one in wishes[1:]):
        return wishes, worded_filters(found) if request.tool in LIST_OF_RANKING else []
    request = replace(request, arguments=without_excluded(request.arguments, found))
    of_all = request.tool == "list_applications" and not linked.jobs and not linked.people
    there = _places_pointed_at(linked) if request.tool in _OVER_ALL and not request.arguments else []
    if there or not (take_subject(matcher, linked, directory, request) or of_all or found):
        return wishes, there
    if request.tool == "list_applications":
        return _list(matcher, part, today, request, found, of_all=of_all)
    return _ranking(matcher, part, today, request, found)


def _places_pointed_at(linked: Linked) -> list[str]:
    """Return the word at the end of a question that points to the place of the previous list, if there is one."""
    last = [word for word in linked.words if not word.is_mark][-1:]
    return [linked.message[word.start : word.end] for word in last if fits(words.THERE, word.key)]


def _is_of_ranking(wish: Wish, ranking: Request, excluded: Mapping[str, Any]) -> bool:
    """Tell whether a wish is a part of the ranking before it: one of its exclusions, or a filter after "and".

    "Except Ada and Greta" asks for no summary of Greta, and "who aren't rejected and live in Berlin" for no other list.
    """
    if not isinstance(wish, Request) or ranking.tool not in {*LIST_OF_RANKING, "list_applications"}:
        return False
    if wish.tool == LIST_OF_RANKING.get(ranking.tool):
        matcher = PhraseMatcher(words_of(wish.text))
        return bool(wish.text) and not matcher.has(words.JOBS, words.CANDIDATES)
    ids = [one for value in wish.arguments.values() for one in (value if isinstance(value, tuple | list) else (value,))]
    without = [one for name in ("not_candidate_ids", "not_job_ids") for one in excluded.get(name, ())]
    return wish.tool in _OF_EXCLUDED and bool(ids) and all(one in without for one in ids)


def _as_ranking(linked: Linked, request: Request) -> Request:
    """Return a list of jobs for one person as the ranking that it asks for: "open jobs for Greta"."""
    people = [one for one in linked.people if len(one.ids) == 1]
    if request.tool != "find_jobs" or len(people) != 1 or len(linked.people) > 1 or not people[0].start:
        return request
    led = fits(words.FOR, linked.words[people[0].start - 1].key)
    return Request("match_jobs", {"candidate_id": people[0].ids[0]}, request.text) if led else request


def _ranking(
    matcher: PhraseMatcher, part: Part, today: date, request: Request, found: dict[str, Any]
) -> tuple[Sequence[Request], Sequence[str]]:
    """Return a ranking or pipeline with the additional filters, and those that it lacks."""
    found |= _filters(matcher, part, today, request)
    left = [one for one in unread_stretches(matcher, part) if not _is_grammar(one)]
    unread = [one for one in left if _is_exception(one)]
    if request.tool == "pipeline":
        return [request], [*worded_filters({name: found[name] for name in found if name.startswith("not_")}), *unread]
    given, doubted = certain_filters(request.tool, found, part)
    if "not_skill" in found and (dropped := _required(request, found["not_skill"], part.directory)):
        changes = {"job_id": request.arguments["job_id"], "changes": {"drop": dropped}}
        others = {name: value for name, value in given.items() if name != "not_skill"}
        return [Request("what_if", changes, request.text)], [*worded_filters(others), *unread]
    brief = sum(len(one.split()) for one in left) <= MOST_UNREAD
    added = {name: value for name, value in given.items() if brief and has_ranking_filter(request.tool, name, value)}
    others = {name: value for name, value in given.items() if name not in added} | doubted
    return [replace(request, arguments={**request.arguments, **added})], [*worded_filters(others), *unread]


def _required(request: Request, unwanted: Any, directory: Directory) -> list[str]:
    """Return the unwanted skills if the job requires all of them: "job 5 without Kubernetes"."""
    job = next((one for one in directory.jobs if one.id == request.arguments.get("job_id")), None)
    asked = {keys(skill) for skill in job.skills} if job and request.tool == "match_candidates" else set()
    listed = [unwanted] if isinstance(unwanted, str) else list(unwanted)
    return listed if all(keys(skill) in asked for skill in listed) else []


def _list(
    matcher: PhraseMatcher, part: Part, today: date, request: Request, found: dict[str, Any], *, of_all: bool
) -> tuple[Sequence[Request], Sequence[str]]:
    """Return a list of applications with the additional filters, and what it leaves out."""
    numbered = any(is_id(part.linked, figure) for figure in part.linked.figures)
    found |= _filters(matcher, part, today, request)
    if found.get("status") == "applied" and not of_all:
        del found["status"]  # "what has Greta applied for?" asks for applications in any status
    known = {name for name in request.arguments if not isinstance(found.get(name), list)}
    others = {name: value for name, value in found.items() if name not in known | {"title"}}
    added = {name: value for name, value in others.items() if has_filter(request.tool, name, value)}
    others = {name: value for name, value in others.items() if name not in added}
    left = [one for one in unread_stretches(matcher, part) if not _is_grammar(one)]
    unread = left if numbered or of_all else [one for one in left if _is_exception(one)]
    return [replace(request, arguments={**request.arguments, **added})], [*worded_filters(others), *unread]


def _filters(matcher: PhraseMatcher, part: Part, today: date, request: Request) -> dict[str, Any]:
    none = request.tool in LIST_OF_RANKING and matcher.take(words.NO_APPLICATIONS) is not None
    matcher.take(words.APPLICATIONS)
    if not matcher.has(words.APPLIED_OR):
        matcher.take(words.APPLIED)
    found = status_filters(matcher, part, LIST_OF_RANKING.get(request.tool, request.tool))
    found |= filters(matcher, part, today)
    for table in (words.JOBS, words.CANDIDATES, words.WHO):
        matcher.take(table)
    return found | ({"without_applications": True} if none else {})


def _is_exception(stretch: str) -> bool:
    """Tell whether words that weren't understood are an exception: "except Hans"."""
    return 0 < match_length(EXCLUDING, keys(stretch)) < len(keys(stretch))


def list_for_job(linked: Linked, directory: Directory, today: date, wishes: Sequence[Wish]) -> Request | None:
    """Return the request for the applications or best candidates of a job with an id; None if the message says more.

    `wishes` are the grammar's. If there are any, they take precedence.
    """
    ids = [figure for figure in linked.figures if is_id(linked, figure)]
    matcher = PhraseMatcher(linked.words)
    if wishes or len(ids) != 1 or ids[0].kind is not Kind.JOB:
        return None
    excludes = bool(excluded(matcher, Part.whole(linked, directory)))
    if any(not matcher.consumed[one.start] for one in linked.people):
        return None
    asked = matcher.has(words.APPLICATIONS, words.APPLIED)
    of_people = matcher.has(words.CANDIDATES, words.WHO)
    if not (asked or (of_people and excludes)):
        return None
    if vetoes(linked.message) > excludes:  # "aren't rejected" negates no order
        return None
    tool = "match_candidates" if not asked and matcher.has(words.RANKED) else "list_applications"
    wished = [Request(tool, {"job_id": ids[0].value}, linked.message)]
    (found,), left = apply(linked, directory, today, wished)
    return found if not left and isinstance(found, Request) and len(found.arguments) > 1 else None


def applications_for_title(linked: Linked, directory: Directory, today: date, wishes: Sequence[Wish]) -> Request | None:
    """Return the request for the applications for a job with a title; None if the message says more.

    `wishes` are the grammar's. If they name a job, they take precedence.
    """
    matcher, part = PhraseMatcher(linked.words), Part.whole(linked, directory)
    if len(linked.jobs) != 1 or len(linked.jobs[0].ids) != 1 or linked.people or any(map(_names_job, wishes)):
        return None
    applications = matcher.has(words.APPLICANTS, words.APPLIED)
    if not applications or matcher.has(words.RANKED):
        return None
    request = Request("list_applications", {"job_id": linked.jobs[0].ids[0]}, linked.message)
    found = excluded(matcher, part)
    take_subject(matcher, linked, directory, request)
    matcher.take(words.APPLICANTS)
    (listed,), left = _list(matcher, part, today, request, found, of_all=True)
    return listed if not left and len(listed.arguments) > 1 else None


def _names_job(wish: Wish) -> bool:
    """Tell whether a wish names its job, or isn't a list."""
    if isinstance(wish, Request) and isinstance(wish.arguments.get("job_id"), Missing):
        return wish.tool not in LIST_OF_RANKING
    return not isinstance(wish, Request) or wish.tool not in _OVER_MANY or "job_id" in wish.arguments


def ranking_for_title(linked: Linked, directory: Directory, today: date, wishes: Sequence[Wish]) -> Request | None:
    """Return the request for the best candidates for a job with a title; None if the message says more.

    The message names people, and the job after "for": "someone for the baker job who lives in Leeds", "best candidates for baker".
    """
    if any(map(_names_job, wishes)) or len(linked.jobs) != 1 or linked.people or len(linked.jobs[0].ids) != 1:
        return None
    if vetoes(linked.message):
        return None
    title, matcher = linked.jobs[0], PhraseMatcher(linked.words)
    before = [word.key for word in linked.words[max(0, title.start - 2) : title.start]]
    after = linked.words[title.end].key if title.end < len(linked.words) else ""
    ranked = matcher.has(words.RANKED)
    if not any(fits(words.FOR, key) for key in before) or not (ranked or fits(words.JOBS, after)):
        return None
    applications = matcher.has(words.APPLICATIONS, words.APPLIED)
    if applications or not matcher.has(words.CANDIDATES, words.WHO):
        return None
    most = limits(PhraseMatcher(linked.words), ordered=False)
    wished = [Request("match_candidates", {"job_id": title.ids[0], **most}, linked.message)]
    (found,), left = apply(linked, directory, today, wished)
    return found if not left and isinstance(found, Request) and (ranked or len(found.arguments) > 1) else None


def _is_grammar(stretch: str) -> bool:
    """Tell whether all words are in the grammar, or name the subject of a list."""
    if any(fits(words.SCORE, key) for key in keys(stretch)):
        return False  # the grammar knows this word from other questions
    return all(key in CORRECTED or kind_of(key) is not None or key in ID_MARKS for key in keys(stretch))
