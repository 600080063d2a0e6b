"""Descriptions of proposed calls: every learned reading that writes needs confirmation."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from recruit.domain.agent.calls import Call
from recruit.domain.agent.chaining import NEW
from recruit.domain.agent.wording import excerpt, one_line
from recruit.domain.engines.language.learned.directory import Directory


def question(calls: Sequence[Call], directory: Directory, undone: str | None = None) -> str:
    """Return the confirmation question for several calls. `undone` is the change that one of them undoes."""
    listed = [told(call.name, call.arguments, directory) for call in calls]
    listed = [
        f"{one}: {undone}" if undone and call.name == "undo" else one for one, call in zip(listed, calls, strict=True)
    ]
    if len(listed) == 1:
        return f"I would {listed[0]}. Shall I do it?"
    numbered = "; ".join(f"{place}. {one}" for place, one in enumerate(listed, 1))
    return f"I would do {len(listed)} things: {numbered}. Shall I do all of them?"


def told(tool: str, given: Mapping[str, Any], directory: Directory) -> str:
    """Return a description of a call."""
    job, person = _job(given, directory), _person(given, directory)
    changes = _changes(given["changes"]) if given.get("changes") else ""
    said: Mapping[str, Callable[[], str]] = {
        "create_job": lambda: f"create a job from “{excerpt(given['prompt'])}”",
        "update_job": lambda: f"change {job}: {changes}",
        "close_job": lambda: f"close {job}",
        "clone_job": lambda: f"create a job like {job}{f', with {changes}' if changes else ''}",
        "create_candidate": lambda: f"add the candidate {_changes(given)}",
        "add_note": lambda: f"add this note to {person}: “{excerpt(given['note'])}”",
        "create_application": lambda: f"add {person} to the pipeline of {job}{_at_stage(given)}",
        "move_application": lambda: f"move {_application(given, job, person)} to {given['status']}",
        "reject_application": lambda: f"reject {_application(given, job, person)}{_because(given)}",
        "delete_job": lambda: f"delete {job} for good",
        "delete_candidate": lambda: f"delete {person} for good",
        "delete_application": lambda: f"delete {_owned(given, job, person)} for good",
        "undo": lambda: "undo the last change in this conversation",
    }
    return said[tool]() if tool in said else f"run {tool} with {_changes(given)}"


def _because(given: Mapping[str, Any]) -> str:
    return f" (reason: “{excerpt(given['reason'])}”)" if given.get("reason") else ""


def _at_stage(given: Mapping[str, Any]) -> str:
    return f", in {given['status']}" if "status" in given else ""


def _application(given: Mapping[str, Any], job: str, person: str) -> str:
    if "application_id" in given:
        return f"application #{given['application_id']}"
    return f"{person} for {job}" if "job_id" in given else person


def _owned(given: Mapping[str, Any], job: str, person: str) -> str:
    of_person = "" if "application_id" in given else "the application of "
    return f"{of_person}{_application(given, job, person)}"


def _job(given: Mapping[str, Any], directory: Directory) -> str:
    if given.get("job_id") == NEW:
        return "the new job"
    title = next((one.title for one in directory.jobs if one.id == given.get("job_id")), None)
    return f"job #{given.get('job_id')}" + (f" ({one_line(title)})" if title else "")


def _person(given: Mapping[str, Any], directory: Directory) -> str:
    if given.get("candidate_id") == NEW:
        return "the new candidate"
    name = next((one.full_name for one in directory.people if one.id == given.get("candidate_id")), None)
    return f"candidate #{given.get('candidate_id')}" + (f" ({one_line(name)})" if name else "")


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
