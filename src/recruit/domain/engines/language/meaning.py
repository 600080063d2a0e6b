"""From a parsed query to a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from recruit.domain.engines.language.requests import Kind, Missing, Request
from recruit.domain.engines.language.things import Thing
from recruit.domain.engines.language.vocabulary import Noun, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A parsed query: "list closed jobs" has a subject only, "match candidates for job 5" also a target."""

    subject: Thing
    target: Thing | None = None
    verb: Verb | None = None
    status: str | None = None
    every: bool = False
    applying: bool = False


_About: TypeAlias = Mapping[Noun, tuple[str, str, Missing]]
"""By noun: the tool, its argument, and the value of the argument without an id."""

_SUMMARY: _About = {
    Noun.JOB: ("get_job", "job_id", Missing(Kind.JOB, "show job 5")),
    Noun.CANDIDATE: ("get_candidate", "candidate_id", Missing(Kind.CANDIDATE, "summarize candidate 3")),
}
_IN_SHORT: _About = {
    **_SUMMARY,
    Noun.CANDIDATE: ("summarize_candidate", "candidate_id", Missing(Kind.CANDIDATE, "summarize candidate 3")),
}
_MATCHES: _About = {
    Noun.JOB: ("match_candidates", "job_id", Missing(Kind.JOB, "match candidates for job 5")),
    Noun.CANDIDATE: ("match_jobs", "candidate_id", Missing(Kind.CANDIDATE, "match jobs for candidate 7")),
}
_APPLICATIONS: _About = {
    Noun.JOB: ("list_applications", "job_id", Missing(Kind.JOB, "applications for job 5")),
    Noun.CANDIDATE: ("list_applications", "candidate_id", Missing(Kind.CANDIDATE, "applications for candidate 7")),
}
_OTHER_SIDE = {Noun.JOB: Noun.CANDIDATE, Noun.CANDIDATE: Noun.JOB}


def meaning(query: Query) -> Request | None:
    """Return the request that `query` states; None if no tool can answer it."""
    if query.target is None:
        return _of_one(query, query.subject)
    named = [thing for thing in (query.subject, query.target) if thing.id is not None]
    if len(named) > 1 or query.subject.noun is query.target.noun:
        return None
    anchor = named[0] if named else query.target
    other = query.target if anchor is query.subject else query.subject
    applying = query.applying or other.noun is Noun.APPLICATIONS
    return _about(_APPLICATIONS if applying else _MATCHES, anchor)


def _of_one(query: Query, thing: Thing) -> Request | None:
    """Return the request of a query about one thing, or things of one kind."""
    if thing.noun not in _OTHER_SIDE:
        if thing.id is not None:
            return None
        if thing.noun is Noun.APPLICATIONS:
            return Request("list_applications")
        return _about(_MATCHES, Thing(Noun.JOB))
    if thing.id is not None or query.verb is Verb.MATCH:
        # "match candidates" lacks the job, "match a candidate" lacks the candidate.
        sought = Thing(_OTHER_SIDE[thing.noun]) if thing.id is None and thing.plural else thing
        return _about(_MATCHES if query.verb is Verb.MATCH else _summary(query), sought)
    if thing.plural or query.every or query.status or query.verb is Verb.LIST:
        return _list(thing.noun, query.status)
    return _about(_summary(query), thing)


def _summary(query: Query) -> _About:
    return _IN_SHORT if query.verb is Verb.SUMMARIZE else _SUMMARY


def _list(noun: Noun, status: str | None) -> Request | None:
    if noun is Noun.JOB:
        return Request("find_jobs", {"status": status} if status else {})
    return None if status else Request("find_candidates")


def _about(table: _About, thing: Thing) -> Request | None:
    if thing.noun not in table:
        return None
    tool, argument, missing = table[thing.noun]
    value: Any = missing if thing.id is None else thing.id
    return Request(tool, {argument: value})
