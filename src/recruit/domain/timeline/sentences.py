"""Sentences that describe events in plain English."""

from collections.abc import Sequence

from recruit.domain.audit.model import AuditEntry, OriginKind
from recruit.domain.events.model import ERASED, MERGED, STAGE_CHANGED, Event
from recruit.domain.timeline.names import Names

ACTORS = {
    OriginKind.ANONYMOUS: "a visitor",
    OriginKind.SYSTEM: "the system",
    OriginKind.RETENTION: "the retention period",
    OriginKind.SQL: "an SQL statement",
}
NOUNS = {"candidate_tag": "tag", "team_member": "member of the hiring team"}
"""Kinds of records with a name of their own in sentences."""

WITHOUT_FIELDS = {"note"}
"""Kinds of records whose changed fields aren't named: of a note, its text changes, and what follows from it."""

VERBS = {"created": "added", "deleted": "deleted"}
OF_TAGS = {"created": "added", "deleted": "removed"}
"""A tag that is taken from a candidate stays a tag of the organisation."""


def sentence(event: Event, entry: AuditEntry, names: Names, about: str) -> str:
    """Return a sentence on the event of an entry, for a record of the kind `about`, whose own name it leaves out."""
    finished = event.type == "task.updated" and "done_at" in event.fields
    predicate = _end_of_task(entry) if finished else _predicate(event, names, about)
    text = f"{_actor(event, names)} {predicate}"
    return text[0].upper() + text[1:]


def _actor(event: Event, names: Names) -> str:
    if event.user_id is None:
        return ACTORS.get(OriginKind(event.kind), "an unknown user")
    name = names.user(event.user_id)
    if event.kind == OriginKind.AGENT:
        return f"the agent of {name}"
    return f"an API key of {name}" if event.kind == OriginKind.KEY else name


def _end_of_task(entry: AuditEntry) -> str:
    return "reopened a task" if (entry.after or {}).get("done_at") is None else "finished a task"


def _predicate(event: Event, names: Names, about: str) -> str:
    if event.type == STAGE_CHANGED:
        return f"moved {_application(event, names, about)} to {names.stage(event.job_id, event.stage or '')}"
    if event.type == MERGED:
        return f"merged {names.candidate(event.entity_id)} into {names.candidate(event.candidate_id)}"
    if event.type == ERASED:
        return f"erased {names.candidate(event.entity_id)}"
    verb = event.type.rpartition(".")[2]
    record = _record(event, names, about, new=verb == "created")
    if verb == "updated":
        named = event.fields and event.entity not in WITHOUT_FIELDS
        return f"changed {_fields(event.fields)} of {record}" if named else f"changed {record}"
    verbs = OF_TAGS if event.entity == "candidate_tag" else VERBS
    return f"{verbs.get(verb, verb.replace('_', ' '))} {record}"


def _record(event: Event, names: Names, about: str, *, new: bool) -> str:
    if event.entity == "application":
        stage = f" in {names.stage(event.job_id, event.stage)}" if new and event.stage else ""
        return _application(event, names, about) + stage
    named = {"candidate": names.candidates, "job": names.jobs, "stage": names.stage_ids}.get(event.entity)
    if named is not None:
        return f"the {event.entity} {named.get(event.entity_id or 0) or f'#{event.entity_id}'}"
    if event.entity == "profile":
        return "the profile"
    noun = NOUNS.get(event.entity, event.entity.replace("_", " "))
    whose = f" for {names.candidate(event.candidate_id)}" if about == "job" and event.candidate_id is not None else ""
    if tag := names.tags.get(event.tag_id or 0):
        return f"the tag {tag}{whose}"
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}{whose}"


def _application(event: Event, names: Names, about: str) -> str:
    if about == "job":
        return f"the application of {names.candidate(event.candidate_id)}"
    return f"the application for {names.job(event.job_id)}"


def _fields(fields: Sequence[str]) -> str:
    """Return the names of fields: "salary min, salary max and title"."""
    words = [name.removesuffix("_id").replace("_", " ") for name in fields]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
