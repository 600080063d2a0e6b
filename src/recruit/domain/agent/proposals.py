"""Descriptions of proposed calls: every write that the intent model plans needs confirmation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.calls import Call
from recruit.domain.agent.chaining import NEW
from recruit.domain.agent.tools.support.new_jobs import summary
from recruit.domain.agent.wording import excerpt, one_line
from recruit.domain.engines.language.learned.planning import CREATES
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.search.service import Searching


@dataclass(frozen=True, slots=True)
class Names:
    """Titles of jobs and names of candidates by id, and the ids of each application's candidate and job."""

    jobs: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    applications: Mapping[int, tuple[int, int]] = field(default_factory=dict)


async def load_names(calls: Sequence[Call], searching: Searching, actor: Actor) -> Names:
    """Return the names of the calls' jobs, candidates and applications that the user may read. Raise NotFound."""
    ids = {name: [call.arguments[name] for call in calls if isinstance(call.arguments.get(name), int)] for name in _IDS}
    applications: dict[int, tuple[int, int]] = {}
    if actor.has_permission(Permission.READ_APPLICATIONS):
        for one in ids["application_id"]:
            found = await searching.application(actor, one)
            applications[one] = found.candidate_id, found.job_id
    jobs = [*ids["job_id"], *(job for _, job in applications.values())]
    people = [one for call in calls for one in call.arguments.get("candidate_ids", []) if isinstance(one, int)]
    people += [*ids["candidate_id"], *(person for person, _ in applications.values())]
    return Names(
        await searching.by_ids(actor, "job", jobs) if jobs and actor.has_permission(Permission.READ_JOBS) else {},
        await searching.by_ids(actor, "candidate", people)
        if people and actor.has_permission(Permission.READ_CANDIDATES)
        else {},
        applications,
    )


_IDS = ("job_id", "candidate_id", "application_id")


def confirmation_question(calls: Sequence[Call], names: Names, undone: str | None = None) -> str:
    """Return the confirmation question for several calls. `undone` is the change that one of them undoes."""
    listed = [described_call(call.name, call.arguments, names) for call in calls]
    listed = [
        f"{one}: {undone}" if undone and call.name == "undo" else one for one, call in zip(listed, calls, strict=True)
    ]
    if len(listed) == 1:
        return f"I would {listed[0]}. Shall I do it?"
    numbered = "; ".join(f"{place}. {one}" for place, one in enumerate(listed, 1))
    return f"I would do {len(listed)} things: {numbered}. Shall I do all of them?"


def described_call(tool: str, given: Mapping[str, Any], names: Names) -> str:
    """Return a description of a call."""
    job, person = _job_and_candidate(given, names)
    changes = _changes(given["changes"]) if given.get("changes") else ""
    owned = "" if "application_id" in given else "the application of "
    descriptions: Mapping[str, Callable[[], str]] = {
        "create_job": lambda: f"create a job from “{excerpt(given['prompt'])}”{_as_read(given['prompt'])}",
        "update_job": lambda: f"change {job}: {changes}",
        "close_job": lambda: f"close {job}",
        "clone_job": lambda: f"create a job like {job}{f', with {changes}' if changes else ''}",
        "create_candidate": lambda: f"add the candidate {_changes(given)}",
        "tag_candidates": lambda: f"tag {_people(given, names)} as “{excerpt(given['tag'])}”",
        "untag_candidates": lambda: f"take the tag “{excerpt(given['tag'])}” from {_people(given, names)}",
        "create_task": lambda: f"create the task “{excerpt(given['title'])}”{_with_details(given, job, person)}",
        "finish_task": lambda: f"mark {_task(given)} as {'done' if given.get('done', True) else 'open'}",
        "delete_task": lambda: f"delete {_task(given)} for good",
        "delete_note": lambda: f"delete {_note(given, person)} for good",
        "add_note": lambda: f"add this note to {person}: “{excerpt(given['note'])}”",
        "create_application": lambda: f"add {person} to the pipeline of {job}{_at_stage(given)}",
        "move_application": lambda: f"move {_application(given, names, job, person)} to {given['status']}",
        "reject_application": lambda: f"reject {_application(given, names, job, person)}{_because(given)}",
        "delete_job": lambda: f"delete {job} for good",
        "delete_candidate": lambda: f"delete {person} for good",
        "delete_application": lambda: f"delete {owned}{_application(given, names, job, person)} for good",
        "undo": lambda: "undo the last change in this conversation",
    }
    return descriptions[tool]() if tool in descriptions else f"run {tool} with {_changes(given)}"


def described_application(given: Mapping[str, Any], names: Names) -> str:
    """Return the application that arguments name, in words."""
    return _application(given, names, *_job_and_candidate(given, names))


_PLACEMENTS = frozenset(["create_application", "move_application", "reject_application"])
"""Calls of which the last replaces those before it for the same candidate."""

_OF_JOBS = frozenset(["update_job", "close_job", "clone_job", "delete_job"])


def abandoned_proposals(dropped: Sequence[Call], tools: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    """Return a notice about dropped calls if the turn orders other calls and none in their place.

    Return none if a dropped call creates a row: the new proposals build on it.
    """
    ordered = [Call(one["name"], one["arguments"]) for one in tools if one["name"] in WRITES]
    if not ordered or any(call.name == "undo" for call in ordered) or any(call.name in CREATES for call in dropped):
        return []
    replaced = {_order(call) for call in ordered}
    left = [call for call in dropped if call.name in WRITES and _order(call) not in replaced]
    orders = [described_call(call.name, call.arguments, Names()) for call in left]
    return [replies.no_longer_proposed(orders)] if orders else []


def _people(given: Mapping[str, Any], names: Names) -> str:
    return ", ".join(_named("candidate", one, names.people) for one in given["candidate_ids"])


def _with_details(given: Mapping[str, Any], job: str, person: str) -> str:
    """Return the day, the assignee and the things of a task, in words."""
    details = {
        "due": f"due {given.get('due')}",
        "assignee": f"for {excerpt(given.get('assignee') or '')}",
        "candidate_id": f"about {person}",
        "job_id": f"about {job}",
    }
    return "".join(f", {one}" for name, one in details.items() if name in given)


def _task(given: Mapping[str, Any]) -> str:
    return f"task #{given['task_id']}" if "task_id" in given else f"the task “{excerpt(given['title'])}”"


def _note(given: Mapping[str, Any], person: str) -> str:
    return (
        f"note #{given['note_id']}"
        if "note_id" in given
        else f"{'your' if given.get('mine') else 'the'} last note on {person}"
    )


def _as_read(prompt: str) -> str:
    read = summary(prompt)
    return f", which I read as: {read}" if read else ""


def _because(given: Mapping[str, Any]) -> str:
    return f" (reason: “{excerpt(given['reason'])}”)" if given.get("reason") else ""


def _at_stage(given: Mapping[str, Any]) -> str:
    return f", in {given['status']}" if "status" in given else ""


def _application(given: Mapping[str, Any], names: Names, job: str, person: str) -> str:
    one = given.get("application_id")
    if one is None:
        return f"{person} for {job}" if "job_id" in given else person
    if one not in names.applications:
        return f"application #{one}"
    candidate_id, job_id = names.applications[one]
    job, person = _job_and_candidate({"job_id": job_id, "candidate_id": candidate_id}, names)
    return f"application #{one} of {person} for {job}"


def _job_and_candidate(given: Mapping[str, Any], names: Names) -> tuple[str, str]:
    return (
        _named("job", given.get("job_id"), names.jobs),
        _named("candidate", given.get("candidate_id"), names.people),
    )


def _named(kind: str, row_id: int | str | None, names: Mapping[int, str]) -> str:
    if row_id == NEW:
        return f"the new {kind}"
    name = names.get(row_id) if isinstance(row_id, int) else None
    return f"{kind} #{row_id}" + (f" ({one_line(name)})" if name else "")


def _changes(changes: Mapping[str, Any]) -> str:
    named = {"append": "at the end of the description", "is_public": "public"}
    return ", ".join(
        f"{named.get(name, name.replace('_', ' '))} “{excerpt(_value(value))}”" for name, value in changes.items()
    )


def _value(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _order(call: Call) -> tuple[str, object]:
    """Return a key that is equal for an order and its correction: the kind of change and its target."""
    kind = "placement" if call.name in _PLACEMENTS else call.name
    if call.name in _OF_JOBS:
        return kind, call.arguments.get("job_id")
    return kind, call.arguments.get("candidate_id") or call.arguments.get("application_id")
