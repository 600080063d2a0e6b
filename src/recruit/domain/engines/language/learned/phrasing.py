"""Sentences for requests, which the grammar can parse. They are offered if a message is ambiguous."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Arguments: TypeAlias = Mapping[str, Any]

LONGEST_PROMPT = 8
"""Longest job description that is offered, in words."""

_STATUSES = {"on_hold": "on hold"}


def sentence(tool: str, arguments: Arguments) -> str | None:
    """Return the sentence; None if an argument is missing or can't be worded."""
    phrase = _SENTENCES.get(tool)
    if phrase is None or not all(isinstance(value, int | str | dict | list) for value in arguments.values()):
        return None
    try:
        return phrase(arguments)
    except KeyError:
        return None


def _jobs(arguments: Arguments) -> str:
    status = arguments.get("status", "")
    named = f"show {_STATUSES.get(status, status)} jobs" if status else "show jobs"
    place = f" in {arguments['location']}" if "location" in arguments else ""
    skill = f" that need {arguments['skill']}" if "skill" in arguments else ""
    title = f" with {arguments['query']} in the title" if "query" in arguments and not place and not skill else ""
    return " ".join(f"{named}{place}{skill}{title}".split())


def _people(arguments: Arguments) -> str:
    if "query" in arguments:
        return f"find candidates called {arguments['query']}"
    parts = [
        f"in {arguments['location']}" if "location" in arguments else "",
        f"at {arguments['company']}" if "company" in arguments else "",
        f"who know {arguments['skill']}" if "skill" in arguments else "",
    ]
    number = f"{arguments['limit']} " if "limit" in arguments else ""
    return " ".join(filter(None, [f"find {number}candidates", *parts]))


def _change(arguments: Arguments) -> str | None:
    job, changes = arguments["job_id"], arguments["changes"]
    ways: Mapping[str, Callable[[Any], str]] = {
        "status": lambda value: (
            f"{'put' if value == 'on_hold' else 'set'} job {job} {_STATUSES.get(value, f'to {value}')}"
        ),
        "title": lambda value: f"change the title of job {job} to {value}",
        "location": lambda value: f"change the location of job {job} to {value}",
        "salary_min": lambda value: f"change the salary of job {job} to {value}-{changes['salary_max']}",
        "add": lambda value: f"add {', '.join(value)} to the required skills of job {job}",
        "drop": lambda value: f"remove {', '.join(value)} from the requirements of job {job}",
        "remote_option": lambda value: f"make job {job} {value.lower()}",
        "employment_type": lambda value: f"make job {job} {value.lower()}",
    }
    return next((phrase(changes[name]) for name, phrase in ways.items() if name in changes), None)


def _creation(arguments: Arguments) -> str | None:
    """Return an order with a short description. A longer one makes a sentence too long to repeat."""
    prompt = arguments["prompt"]
    return f"create a new job for {prompt}" if len(prompt.split()) <= LONGEST_PROMPT else None


def _copy(arguments: Arguments) -> str:
    changes = arguments.get("changes", {})
    place = f" in {changes['location']}" if "location" in changes else ""
    return f"clone job {arguments['job_id']}{place}"


def _person(arguments: Arguments) -> str:
    title = f", {arguments['current_title']}" if "current_title" in arguments else ""
    company = f" at {arguments['current_company']}" if "current_company" in arguments else ""
    place = f", {arguments['location']}" if "location" in arguments else ""
    return f"add candidate {arguments['full_name']}{title}{company}{place}"


def _compared(arguments: Arguments) -> str:
    *others, last = map(str, arguments["candidate_ids"])
    return f"compare candidates {', '.join(others)} and {last}{_for_job(arguments)}"


def _for_job(arguments: Arguments) -> str:
    return f" for job {arguments['job_id']}" if "job_id" in arguments else ""


def _for_person(arguments: Arguments) -> str:
    return f" for candidate {arguments['candidate_id']}" if "candidate_id" in arguments else ""


def _drafted(arguments: Arguments) -> str:
    about = f" about job {arguments['job_id']}" if "job_id" in arguments else ""
    return f"draft an email to candidate {arguments['candidate_id']}{about}"


def _applications(arguments: Arguments) -> str:
    whose = f" of candidate {arguments['candidate_id']}" if "candidate_id" in arguments else _for_job(arguments)
    if "status" in arguments:
        return f"show applications in {arguments['status']}{whose}"
    return f"show applications{whose}" if whose else "list all applications"


def _added(arguments: Arguments) -> str:
    stage = f" at {arguments['status']}" if "status" in arguments else ""
    return f"add candidate {arguments['candidate_id']} to job {arguments['job_id']}{stage}"


def _moved(arguments: Arguments) -> str:
    if "application_id" in arguments:
        return f"move application {arguments['application_id']} to {arguments['status']}"
    return f"move candidate {arguments['candidate_id']} to {arguments['status']}{_for_job(arguments)}"


def _rejected(arguments: Arguments) -> str:
    if "application_id" in arguments:
        return f"reject application {arguments['application_id']}"
    return f"reject candidate {arguments['candidate_id']}{_for_job(arguments)}"


def _supposed(arguments: Arguments) -> str:
    changes, job = arguments.get("changes", {}), arguments["job_id"]
    if "drop" in changes:
        return f"what if we drop {' and '.join(changes['drop'])} from job {job}?"
    if "add" in changes:
        return f"what if we require {' and '.join(changes['add'])} for job {job}?"
    return f"which requirement of job {job} costs us the most candidates?"


def _matched(arguments: Arguments) -> str:
    number = f"top {arguments['limit']} candidates" if "limit" in arguments else "match candidates"
    return f"{number} for job {arguments['job_id']}"


_SENTENCES: Mapping[str, Callable[[Arguments], str | None]] = {
    "find_jobs": _jobs,
    "get_job": lambda arguments: f"show job {arguments['job_id']}",
    "create_job": _creation,
    "update_job": _change,
    "close_job": lambda arguments: f"close job {arguments['job_id']}",
    "clone_job": _copy,
    "find_candidates": _people,
    "get_candidate": lambda arguments: f"show candidate {arguments['candidate_id']}",
    "summarize_candidate": lambda arguments: f"summarize candidate {arguments['candidate_id']}",
    "compare_candidates": _compared,
    "create_candidate": _person,
    "add_note": lambda arguments: f"add a note to candidate {arguments['candidate_id']}: {arguments['note']}",
    "list_applications": _applications,
    "pipeline": lambda arguments: f"pipeline{_for_job(arguments)}",
    "create_application": _added,
    "move_application": _moved,
    "reject_application": _rejected,
    "match_candidates": _matched,
    "match_jobs": lambda arguments: f"match jobs for candidate {arguments['candidate_id']}",
    "explain_match": lambda arguments: f"why does candidate {arguments['candidate_id']} fit job {arguments['job_id']}?",
    "what_if": _supposed,
    "interview_questions": lambda arguments: f"interview questions{_for_person(arguments)}{_for_job(arguments)}",
    "draft_outreach": _drafted,
    "undo": lambda _: "undo that",
}
