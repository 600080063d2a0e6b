"""What a query means: from its verb and the things it names to a command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from recruit.domain.services.agent.commands import (
    ApplicationsForCandidate,
    ApplicationsForJob,
    Command,
    Kind,
    ListCandidates,
    ListJobs,
    MatchCandidates,
    MatchJobs,
    MissingId,
    ShowCandidate,
    ShowJob,
)
from recruit.domain.services.agent.things import Thing
from recruit.domain.services.agent.vocabulary import Noun, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as read: "list closed jobs" has a subject alone, "match candidates for job 5" a target too."""

    subject: Thing
    target: Thing | None = None
    verb: Verb | None = None
    status: str | None = None
    every: bool = False
    applying: bool = False


_About: TypeAlias = Mapping[Noun, tuple[Callable[[int], Command], MissingId]]
"""For the noun whose id is given: the command, and what to ask when it isn't given after all."""

_SUMMARY: _About = {
    Noun.JOB: (ShowJob, MissingId(Kind.JOB, "show job 5")),
    Noun.CANDIDATE: (ShowCandidate, MissingId(Kind.CANDIDATE, "summarize candidate 3")),
}
_MATCHES: _About = {
    Noun.JOB: (MatchCandidates, MissingId(Kind.JOB, "match candidates for job 5")),
    Noun.CANDIDATE: (MatchJobs, MissingId(Kind.CANDIDATE, "match jobs for candidate 7")),
}
_APPLICATIONS: _About = {
    Noun.JOB: (ApplicationsForJob, MissingId(Kind.JOB, "applications for job 5")),
    Noun.CANDIDATE: (ApplicationsForCandidate, MissingId(Kind.CANDIDATE, "applications for candidate 7")),
}
_OTHER_SIDE = {Noun.JOB: Noun.CANDIDATE, Noun.CANDIDATE: Noun.JOB}


def meaning(query: Query) -> Command | None:
    """Return what `query` asks for; None for what no tool can answer."""
    if query.target is None:
        return _of_one(query, query.subject)
    named = [thing for thing in (query.subject, query.target) if thing.id is not None]
    if len(named) > 1 or query.subject.noun is query.target.noun:
        return None
    anchor = named[0] if named else query.target
    other = query.target if anchor is query.subject else query.subject
    applying = query.applying or other.noun is Noun.APPLICATIONS
    return _about(_APPLICATIONS if applying else _MATCHES, anchor)


def _of_one(query: Query, thing: Thing) -> Command | None:
    """Read a query that names one thing, or things of one kind."""
    if thing.noun not in _OTHER_SIDE:
        table = _APPLICATIONS if thing.noun is Noun.APPLICATIONS else _MATCHES
        return _about(table, Thing(Noun.JOB)) if thing.id is None else None
    if thing.id is not None or query.verb is Verb.MATCH:
        # Of "match candidates" the job stays to be said, of "match a candidate" which one.
        sought = Thing(_OTHER_SIDE[thing.noun]) if thing.id is None and thing.plural else thing
        return _about(_MATCHES if query.verb is Verb.MATCH else _SUMMARY, sought)
    if thing.plural or query.every or query.status or query.verb is Verb.LIST:
        return _list(thing.noun, query.status)
    return _about(_SUMMARY, thing)


def _list(noun: Noun, status: str | None) -> Command | None:
    if noun is Noun.JOB:
        return ListJobs(status)
    return None if status else ListCandidates()


def _about(table: _About, thing: Thing) -> Command | None:
    if thing.noun not in table:
        return None
    command, missing = table[thing.noun]
    return missing if thing.id is None else command(thing.id)
