"""Sentences for requests, which the grammar can parse. They are offered if a message is ambiguous."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Arguments: TypeAlias = Mapping[str, Any]

LONGEST_PROMPT = 8
"""Longest job description that is offered, in words."""

_STATUSES = {"on_hold": "on hold"}


def sentence(tool: str, arguments: Arguments) -> str | None:
    """Return the sentence; None if an argument is missing or can't be worded."""
    say = _SENTENCES.get(tool)
    if say is None or not all(isinstance(value, int | str | dict | list) for value in arguments.values()):
        return None
    try:
        return say(arguments)
    except KeyError:
        return None


def _jobs(given: Arguments) -> str:
    status = given.get("status", "")
    named = f"show {_STATUSES.get(status, status)} jobs" if status else "show jobs"
    place = f" in {given['location']}" if "location" in given else ""
    skill = f" that need {given['skill']}" if "skill" in given else ""
    title = f" with {given['query']} in the title" if "query" in given and not place and not skill else ""
    return " ".join(f"{named}{place}{skill}{title}".split())


def _people(given: Arguments) -> str:
    if "query" in given:
        return f"find candidates called {given['query']}"
    parts = [
        f"in {given['location']}" if "location" in given else "",
        f"at {given['company']}" if "company" in given else "",
        f"who know {given['skill']}" if "skill" in given else "",
    ]
    number = f"{given['limit']} " if "limit" in given else ""
    return " ".join(filter(None, [f"find {number}candidates", *parts]))


def _change(given: Arguments) -> str | None:
    job, changes = given["job_id"], given["changes"]
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
    return next((say(changes[name]) for name, say in ways.items() if name in changes), None)


def _creation(given: Arguments) -> str | None:
    """Return an order with a short description. A longer one makes a sentence too long to repeat."""
    prompt = given["prompt"]
    return f"create a new job for {prompt}" if len(prompt.split()) <= LONGEST_PROMPT else None


def _copy(given: Arguments) -> str:
    changes = given.get("changes", {})
    place = f" in {changes['location']}" if "location" in changes else ""
    return f"clone job {given['job_id']}{place}"


def _person(given: Arguments) -> str:
    title = f", {given['current_title']}" if "current_title" in given else ""
    firm = f" at {given['current_company']}" if "current_company" in given else ""
    place = f", {given['location']}" if "location" in given else ""
    return f"add candidate {given['full_name']}{title}{firm}{place}"


def _compared(given: Arguments) -> str:
    *others, last = map(str, given["candidate_ids"])
    return f"compare candidates {', '.join(others)} and {last}{_for_job(given)}"


def _for_job(given: Arguments) -> str:
    return f" for job {given['job_id']}" if "job_id" in given else ""


def _for_person(given: Arguments) -> str:
    return f" for candidate {given['candidate_id']}" if "candidate_id" in given else ""


def _drafted(given: Arguments) -> str:
    about = f" about job {given['job_id']}" if "job_id" in given else ""
    return f"draft an email to candidate {given['candidate_id']}{about}"


def _applications(given: Arguments) -> str:
    whose = f" of candidate {given['candidate_id']}" if "candidate_id" in given else _for_job(given)
    if "status" in given:
        return f"show applications in {given['status']}{whose}"
    return f"show applications{whose}" if whose else "list all applications"


def _added(given: Arguments) -> str:
    stage = f" at {given['status']}" if "status" in given else ""
    return f"add candidate {given['candidate_id']} to job {given['job_id']}{stage}"


def _moved(given: Arguments) -> str:
    if "application_id" in given:
        return f"move application {given['application_id']} to {given['status']}"
    return f"move candidate {given['candidate_id']} to {given['status']}{_for_job(given)}"


def _rejected(given: Arguments) -> str:
    if "application_id" in given:
        return f"reject application {given['application_id']}"
    return f"reject candidate {given['candidate_id']}{_for_job(given)}"


def _supposed(given: Arguments) -> str:
    changes, job = given.get("changes", {}), given["job_id"]
    if "drop" in changes:
        return f"what if we drop {' and '.join(changes['drop'])} from job {job}?"
    if "add" in changes:
        return f"what if we require {' and '.join(changes['add'])} for job {job}?"
    return f"which requirement of job {job} costs us the most candidates?"


def _matched(given: Arguments) -> str:
    number = f"top {given['limit']} candidates" if "limit" in given else "match candidates"
    return f"{number} for job {given['job_id']}"


_SENTENCES: Mapping[str, Callable[[Arguments], str | None]] = {
    "find_jobs": _jobs,
    "get_job": lambda given: f"show job {given['job_id']}",
    "create_job": _creation,
    "update_job": _change,
    "close_job": lambda given: f"close job {given['job_id']}",
    "clone_job": _copy,
    "find_candidates": _people,
    "get_candidate": lambda given: f"show candidate {given['candidate_id']}",
    "summarize_candidate": lambda given: f"summarize candidate {given['candidate_id']}",
    "compare_candidates": _compared,
    "create_candidate": _person,
    "add_note": lambda given: f"add a note to candidate {given['candidate_id']}: {given['note']}",
    "list_applications": _applications,
    "pipeline": lambda given: f"pipeline{_for_job(given)}",
    "create_application": _added,
    "move_application": _moved,
    "reject_application": _rejected,
    "match_candidates": _matched,
    "match_jobs": lambda given: f"match jobs for candidate {given['candidate_id']}",
    "explain_match": lambda given: f"why does candidate {given['candidate_id']} fit job {given['job_id']}?",
    "what_if": _supposed,
    "interview_questions": lambda given: f"interview questions{_for_person(given)}{_for_job(given)}",
    "draft_outreach": _drafted,
    "undo": lambda _: "undo that",
}
