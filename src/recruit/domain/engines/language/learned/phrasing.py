"""Sentences for requests, which the grammar can parse. They are offered if a message is ambiguous."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Arguments: TypeAlias = Mapping[str, Any]

LONGEST_PROMPT = 8
"""Longest job description that is offered, in words."""

_STATUSES = {"on_hold": "on hold"}
_OPTIONAL = re.compile("<([^>]*)>")

_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "get_job": ("show job {job_id}",),
    "close_job": ("close job {job_id}",),
    "clone_job": ("clone job {job_id}< in {changes[location]}>",),
    "find_candidates": (
        "find candidates called {query}",
        "find< {limit}> candidates< in {location}>< at {company}>< who know {skill}>",
    ),
    "get_candidate": ("show candidate {candidate_id}",),
    "summarize_candidate": ("summarize candidate {candidate_id}",),
    "create_candidate": ("add candidate {full_name}<, {current_title}>< at {current_company}><, {location}>",),
    "add_note": ("add a note to candidate {candidate_id}: {note}",),
    "list_applications": (
        "show applications< in {status}> of candidate {candidate_id}",
        "show applications< in {status}> for job {job_id}",
        "show applications in {status}",
        "list all applications",
    ),
    "pipeline": ("pipeline< for job {job_id}>",),
    "create_application": ("add candidate {candidate_id} to job {job_id}< at {status}>",),
    "move_application": (
        "move application {application_id} to {status}",
        "move candidate {candidate_id} to {status}< for job {job_id}>",
    ),
    "reject_application": (
        "reject application {application_id}",
        "reject candidate {candidate_id}< for job {job_id}>",
    ),
    "match_candidates": ("top {limit} candidates for job {job_id}", "match candidates for job {job_id}"),
    "match_jobs": ("match jobs for candidate {candidate_id}",),
    "explain_match": ("why does candidate {candidate_id} fit job {job_id}?",),
    "interview_questions": ("interview questions< for candidate {candidate_id}>< for job {job_id}>",),
    "draft_outreach": ("draft an email to candidate {candidate_id}< about job {job_id}>",),
    "undo": ("undo that",),
}
"""The templates of each tool, of which the first without a missing argument is used. Parts in "<>" are optional."""


def sentence(tool: str, arguments: Arguments) -> str | None:
    """Return the sentence; None if an argument is missing or can't be worded."""
    if not all(isinstance(value, int | str | dict | list) for value in arguments.values()):
        return None
    if tool not in _WORDINGS:
        return next(filter(None, (_filled(one, arguments) for one in _TEMPLATES.get(tool, ()))), None)
    try:
        return _WORDINGS[tool](arguments)
    except KeyError:
        return None


def _filled(template: str, arguments: Arguments) -> str | None:
    """Return a template with the arguments; None if one is missing outside of the optional parts."""
    parts = [_formatted(part, arguments) for part in _OPTIONAL.split(template)]
    return None if None in parts[::2] else "".join(filter(None, parts))


def _formatted(part: str, arguments: Arguments) -> str | None:
    try:
        return part.format_map(arguments)
    except KeyError:
        return None


def _jobs(arguments: Arguments) -> str:
    status = arguments.get("status", "")
    named = f"show {_STATUSES.get(status, status)} jobs" if status else "show jobs"
    place = f" in {arguments['location']}" if "location" in arguments else ""
    skill = f" that need {arguments['skill']}" if "skill" in arguments else ""
    title = f" with {arguments['query']} in the title" if "query" in arguments and not place and not skill else ""
    return " ".join(f"{named}{place}{skill}{title}".split())


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
    return next((wording(changes[name]) for name, wording in ways.items() if name in changes), None)


def _creation(arguments: Arguments) -> str | None:
    """Return an order with a short description. A longer one makes a sentence too long to repeat."""
    prompt = arguments["prompt"]
    return f"create a new job for {prompt}" if len(prompt.split()) <= LONGEST_PROMPT else None


def _comparison(arguments: Arguments) -> str:
    *others, last = map(str, arguments["candidate_ids"])
    about = f" for job {arguments['job_id']}" if "job_id" in arguments else ""
    return f"compare candidates {', '.join(others)} and {last}{about}"


def _supposed(arguments: Arguments) -> str:
    changes, job = arguments.get("changes", {}), arguments["job_id"]
    if "drop" in changes:
        return f"what if we drop {' and '.join(changes['drop'])} from job {job}?"
    if "add" in changes:
        return f"what if we require {' and '.join(changes['add'])} for job {job}?"
    return f"which requirement of job {job} costs us the most candidates?"


_WORDINGS: Mapping[str, Callable[[Arguments], str | None]] = {
    "find_jobs": _jobs,
    "create_job": _creation,
    "update_job": _change,
    "compare_candidates": _comparison,
    "what_if": _supposed,
}
