"""A single order: a verb, its people and things, and no word that isn't understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from recruit.domain.engines.language.draft_orders import INTO_LANGUAGE, draft_options, is_interview_invitation
from recruit.domain.engines.language.learned.kinds import ORDINALS, kind_of
from recruit.domain.engines.language.learned.pointing import TO_JOB
from recruit.domain.engines.language.learned.statuses import stages
from recruit.domain.engines.language.learned.targets import Part, candidate, job
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits
from recruit.domain.engines.language.negation_words import OF_ORDER
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.ellipsis import is_preposition, separates
from recruit.domain.engines.language.orders.several_jobs import INDEFINITE, PLURALS
from recruit.domain.engines.language.orders.verbs import Verb
from recruit.domain.engines.language.orders.words import Action
from recruit.domain.engines.language.plain.words import REFUSAL
from recruit.domain.engines.language.requests import Kind, Pointed, Request

_BY_APPLICATION = frozenset([Action.MOVE, Action.REJECT, Action.HIRE])
"""Actions on applications: a number without a noun is an application id."""

_OF_JOBS = frozenset([Action.CLOSE, Action.PAUSE, Action.REOPEN, Action.PUBLISH])


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of an order: candidates, jobs, applications and a stage."""

    people: Sequence[int]
    jobs: Sequence[int | Pointed]
    applications: Sequence[int]
    stage: str | None
    of_applications: bool = False
    """Whether an application is named."""

    @property
    def of_job(self) -> Mapping[str, int | Pointed]:
        """The argument for the first job, if there is one."""
        return {"job_id": self.jobs[0]} if self.jobs else {}


def read_order(part: Part, verb: Verb, in_focus: int | Pointed | None) -> Sequence[Request] | None:
    """Return the requests of an order, one for each person or job; None if a word isn't understood.

    `in_focus` is the referent of "her".
    """
    matcher = _without_verb(part, verb)
    if not _take_particle(matcher, verb) or (verb.action is Action.PUBLISH and _is_new(part)):
        return None
    if verb.action is Action.DRAFT:
        return _draft(matcher, part, in_focus)
    matcher.take(words.IN_PIPELINE)
    action, changes = _action_and_changes(matcher, part, verb)
    targets = _targets(matcher, part, action, verb)
    if targets is None:
        return None
    if isinstance(in_focus, int) and _is_job_of_candidate(part, action, targets):
        targets = replace(targets, jobs=[Pointed(Kind.JOB)])
    people: Sequence[int | Pointed] = targets.people
    if verb.has_pronoun and any(key in ORDINALS for key in part.keys):
        return None  # "il primo assumilo" means the first row, not the candidate in focus
    if not people and (verb.has_pronoun or _take_pronoun(matcher, part, verb.end - part.start)):
        people = [in_focus] if in_focus is not None else []
    matcher.consume_words(words.FILLERS)
    return None if matcher.remaining() else _requests(action, people, targets, changes, part.text)


def _without_verb(part: Part, verb: Verb) -> PhraseMatcher:
    """Return the words of an order, of which its verb, its negations and its separators are consumed."""
    matcher = PhraseMatcher(part.words)
    matcher.consume(verb.start - part.start, verb.end - part.start)
    while verb.is_negated and matcher.take(OF_ORDER):
        pass
    linked = part.linked
    untagged = [at for at in range(part.start, part.end) if not linked.tags[at]]
    matcher.consume_each(at - part.start for at in untagged if separates(linked, at) or is_preposition(linked, at))
    return matcher


def _action_and_changes(matcher: PhraseMatcher, part: Part, verb: Verb) -> tuple[Action, Mapping[str, Any]]:
    """Consume the words that decide on the action. Return the action, and its changes to a job."""
    if verb.action is Action.PUBLISH:
        return verb.action, {"is_public": _makes_public(matcher, part.keys[verb.start - part.start])}
    if verb.action is Action.REOPEN:
        matcher.take(words.AGAIN)
    holds = verb.action is Action.PUT and matcher.take(words.HOLD) is not None
    action = Action.PAUSE if holds else verb.action
    return action, {"status": words.STATUSES.get(action)}


def _is_new(part: Part) -> bool:
    """Tell whether an order is about a new job: "publish a job for a nurse"."""
    after = [at + 1 for at, key in enumerate(part.keys[:-1]) if key in INDEFINITE]
    named = any(part.linked.tags[part.start + at] or kind_of(part.keys[at]) for at in after)
    return named and not part.ids(Kind.JOB)


def _makes_public(matcher: PhraseMatcher, verb: str) -> bool:
    """Consume the words for a job's visibility. Return whether an order publishes the job."""
    private = matcher.take(words.PRIVATE) is not None or fits(words.UNPUBLISH, verb)
    matcher.take(words.PUBLIC)
    return not private


def _is_job_of_candidate(part: Part, action: Action, targets: Targets) -> bool:
    """Tell whether the order is about the job of the previous order's candidate: "hire Jan and close the job"."""
    nouns = [key for key in part.keys if kind_of(key) is Kind.JOB]
    named = targets.jobs or targets.people or targets.applications
    return action in _OF_JOBS and not named and len(nouns) == 1 and nouns[0] not in PLURALS


def _requests(
    action: Action, people: Sequence[int | Pointed], targets: Targets, changes: Mapping[str, Any], text: str
) -> Sequence[Request] | None:
    """Return the requests of an order; `changes` are those of an order about jobs."""
    if action in _OF_JOBS:
        return None if people or targets.applications else _of_jobs(action, targets.jobs, changes, text)
    if action is Action.DELETE:
        return _deletions(people, targets, text)
    status = {"status": targets.stage} if targets.stage else {}
    tool, applications = _tool(action, targets, status), _applications(people, targets)
    if tool is None or not applications:
        return None
    hired = {"status": "hired"} if action is Action.HIRE else status
    return [Request(tool, {**one, **hired}, text) for one in applications]


def _applications(people: Sequence[int | Pointed], targets: Targets) -> Sequence[Mapping[str, Any]]:
    """Return the arguments for each application, by its id or its candidate; none if they are ambiguous."""
    if len(targets.jobs) > 1 or (people and targets.applications):
        return []
    by_candidate = [{**targets.of_job, "candidate_id": one} for one in people]
    return by_candidate or [{"application_id": one} for one in targets.applications]


def _tool(action: Action, targets: Targets, status: Mapping[str, str]) -> str | None:
    """Return the tool of an order about people: with a job, they join its pipeline; with a stage only, they move."""
    if action is Action.REJECT:
        return None if status else "reject_application"
    if action is Action.HIRE:
        return None if status else "move_application"
    if action is Action.MOVE or targets.applications:
        return "move_application" if status else None
    if targets.jobs:
        return "create_application"
    return "move_application" if status and action is Action.PUT else None


def _deletions(people: Sequence[int | Pointed], targets: Targets, text: str) -> Sequence[Request] | None:
    """Return the deletion of applications, which are named by their ids or candidates, of candidates or of jobs."""
    if targets.applications or targets.of_applications:
        return [Request("delete_application", one, text) for one in _applications(people, targets)] or None
    if people and targets.jobs:
        return None
    deleted = [Request("delete_candidate", {"candidate_id": one}, text) for one in people]
    return [*deleted, *(Request("delete_job", {"job_id": one}, text) for one in targets.jobs)] or None


def _of_jobs(
    action: Action, jobs: Sequence[int | Pointed], changes: Mapping[str, Any], text: str
) -> Sequence[Request] | None:
    if not jobs:
        return None
    if action is Action.CLOSE:
        return [Request("close_job", {"job_id": one}, text) for one in jobs]
    return [Request("update_job", {"job_id": one, "changes": changes}, text) for one in jobs]


def _draft(matcher: PhraseMatcher, part: Part, in_focus: int | Pointed | None) -> Sequence[Request] | None:
    """Parse an order for a message, which names the type of message or is "email Jane"."""
    named = [matcher.take(one) for one in (REFUSAL, words.MESSAGES)]
    verb_alone = part.keys[0] in {"email", "mail"}
    if not any(named) and not verb_alone:
        return None
    while matcher.take(INTO_LANGUAGE):
        pass
    if is_interview_invitation(part.text):
        matcher.consume_each(index for index, stage in stages(part.words) if stage == "interview")
    targets = _targets(matcher, part, Action.DRAFT, None)
    if targets is None or len(targets.people) > 1 or len(targets.jobs) > 1 or targets.applications or targets.stage:
        return None
    recipient: int | Pointed | None = targets.people[0] if targets.people else in_focus
    matcher.take(words.PRONOUNS)
    matcher.consume_words(words.FILLERS)
    if recipient is None or matcher.remaining():
        return None
    return [
        Request("draft_outreach", {**targets.of_job, "candidate_id": recipient, **draft_options(part.text)}, part.text)
    ]


def _take_particle(matcher: PhraseMatcher, verb: Verb) -> bool:
    """Consume the verb's particle: "lehne Jane ab". Return whether the verb is complete."""
    if verb.particle is not None:
        return matcher.take(verb.particle) is not None
    if verb.action in {Action.ADD, Action.MOVE, Action.PUT}:
        matcher.take("hinzu|toe")
    return True


def _targets(matcher: PhraseMatcher, part: Part, action: Action, verb: Verb | None) -> Targets | None:
    """Consume the arguments of an order; return None if a name or a title is ambiguous."""
    stage = _stage(matcher, part, verb) if action in {Action.MOVE, Action.PUT, Action.ADD} else None
    people = _people(matcher, part)
    jobs = _jobs(matcher, part, unmarked=action in {*_OF_JOBS, Action.DELETE} or bool(people))
    if people is None or jobs is None:
        return None
    pointed = [] if jobs or Kind.JOB not in part.focus or not matcher.take(TO_JOB) else [Pointed(Kind.JOB)]
    applications = _ids(matcher, part, Kind.APPLICATION)
    if action in _BY_APPLICATION and not people:
        applications += _ids(matcher, part, None)
    kinds = [kind_of(key) for key in part.keys]
    consumed = {Kind.JOB} if action in _OF_JOBS else set(Kind)
    matcher.consume_each(index for index, kind in enumerate(kinds) if kind in consumed)
    return Targets(people, [*jobs, *pointed], applications, stage, Kind.APPLICATION in kinds)


def _stage(matcher: PhraseMatcher, part: Part, verb: Verb | None) -> str | None:
    """Consume the single stage. Of two stages, neither is understood."""
    listed = [(index, name) for index, name in stages(part.words) if not matcher.consumed[index]]
    if len({name for _, name in listed}) != 1 or verb is None:
        return None
    matcher.consume_each(index for index, _ in listed)
    before = {at for index, _ in listed for at in range(max(0, index - 2), index)}
    matcher.consume_each(at for at in before if part.keys[at] == "als")
    matcher.consume_words(words.STAGE_NOUNS)
    return listed[0][1]


def _people(matcher: PhraseMatcher, part: Part) -> list[int] | None:
    found: list[int] = []
    for mention in part.people():
        if matcher.consumed[mention.start - part.start]:
            continue
        one = candidate(replace(part, start=mention.start, end=mention.end)) if len(mention.ids) > 1 else mention.ids[0]
        if not isinstance(one, int):
            return None
        matcher.consume(mention.start - part.start, mention.end - part.start)
        found.append(one)
    return list(dict.fromkeys([*found, *_ids(matcher, part, Kind.CANDIDATE)]))


def _jobs(matcher: PhraseMatcher, part: Part, *, unmarked: bool) -> list[int] | None:
    """Consume the jobs: by their ids, else by their titles. An `unmarked` number has no noun."""
    found = _ids(matcher, part, Kind.JOB)
    if unmarked:
        found += [one for one in _ids(matcher, part, None) if one in part.directory.job_ids]
    for mention in part.titles():
        if matcher.has_consumed(mention.start - part.start, mention.end - part.start):
            continue
        one = job(replace(part, start=mention.start, end=mention.end)) if len(mention.ids) > 1 else mention.ids[0]
        if not isinstance(one, int) and not found:
            return None
        if found and not set(mention.ids) & set(found):
            return None
        matcher.consume(mention.start - part.start, mention.end - part.start)
        found += [one] if isinstance(one, int) and not found else []
    return list(dict.fromkeys(found))


def _ids(matcher: PhraseMatcher, part: Part, kind: Kind | None) -> list[int]:
    """Consume the ids of a kind."""
    figures = [one for one in part.numbered() if one.kind is kind and not matcher.consumed[one.index - part.start]]
    matcher.consume_each(one.index - part.start for one in figures)
    return [one.value for one in figures]


def _take_pronoun(matcher: PhraseMatcher, part: Part, after: int) -> bool:
    """Consume a pronoun after the verb that isn't an article: "reject her", but not "rifiuta la posizione"."""
    for _, start, end in matcher.find(words.PRONOUNS):
        near = after <= start and all(matcher.words[at].is_mark for at in range(after, start))
        if near and not (end < len(matcher.words) and _is_thing(part, end)):
            matcher.consume(start, end)
            return True
    return False


def _is_thing(part: Part, index: int) -> bool:
    """Tell whether the word is part of a name, a title, a number, a stage or one of their nouns."""
    named = bool(part.linked.tags[part.start + index]) or kind_of(part.keys[index]) is not None
    return named or any(index == at for at, _ in stages(part.words))
