"""Sentences of timelines in the reader's language, from the fields of events. English ones are the service's own."""

from recruit.domain.audit.model import AuditEntry, OriginKind
from recruit.domain.events.model import BULK_MOVED, ERASED, MERGED, STAGE_CHANGED, Event
from recruit.domain.timeline import sentences
from recruit.domain.timeline.names import Names
from recruit.entrypoints.web.forms import label
from recruit.entrypoints.web.text import LANGUAGE, LANGUAGES, stage_name, t

TEXTS = {
    MERGED: "{actor} merged {name} into {other}",
    ERASED: "{actor} erased {name}",
    BULK_MOVED: "{actor} moved several applications",
    STAGE_CHANGED: "{actor} moved {record} to {stage}",
    "candidate_tag.deleted": "{actor} removed {record}",  # it stays a tag of the organisation
}
"""Sentences of the types of events that have one of their own. The catalogues have them, and those of VERBS."""

VERBS = {
    "created": "{actor} added {record}",
    "deleted": "{actor} deleted {record}",
    "updated": "{actor} changed {record}",
    "fields": "{actor} changed {record}: {fields}",
    "finished": "{actor} finished {record}",
    "reopened": "{actor} reopened {record}",
}


def sentence(event: Event, entry: AuditEntry, names: Names, about: str) -> str:
    """Return a sentence on the event of an entry, for a record of the kind `about`, whose own name it leaves out."""
    if LANGUAGE.get() == LANGUAGES[0]:
        return sentences.sentence(event, entry, names, about)
    return t(
        TEXTS.get(event.type) or VERBS[_verb(event, entry)],
        actor=_actor(event, names),
        record=_record(event, names, about),
        name=_candidate(names, event.entity_id),
        other=_candidate(names, event.candidate_id),
        stage=stage_name(names.stage(event.job_id, event.stage)) if event.stage else "",
        fields=", ".join(map(label, event.fields)),
    )


def _verb(event: Event, entry: AuditEntry) -> str:
    if event.type == "task.updated" and "done_at" in event.fields:
        return "reopened" if (entry.after or {}).get("done_at") is None else "finished"
    verb = event.type.rpartition(".")[2]
    return "fields" if verb == "updated" and event.fields and event.entity not in sentences.WITHOUT_FIELDS else verb


def _actor(event: Event, names: Names) -> str:
    if event.user_id is None:
        return {
            OriginKind.ANONYMOUS: t("A visitor"),
            OriginKind.SYSTEM: t("The system"),
            OriginKind.RETENTION: t("The retention period"),
            OriginKind.SQL: t("An SQL statement"),
        }.get(OriginKind(event.kind), t("An unknown user"))
    name = t("A user") if names.users is None else names.users.get(event.user_id) or t("A former user")
    if event.kind == OriginKind.AGENT:
        return t("The agent of {name}", name=name)
    return t("An API key of {name}", name=name) if event.kind == OriginKind.KEY else name


def _record(event: Event, names: Names, about: str) -> str:
    """Return the record of an event as the object of a sentence."""
    if event.entity == "application":
        if about == "job":
            return t("the application of {name}", name=_candidate(names, event.candidate_id))
        return t("the application for {name}", name=names.jobs.get(event.job_id or 0) or f"#{event.job_id}")
    number = f"#{event.entity_id}"
    found = {
        "candidate": t("the candidate {name}", name=_candidate(names, event.entity_id)),
        "candidate_tag": t("the tag {name}", name=names.tags.get(event.tag_id or 0, "")).strip(),
        "document": t("a document"),
        "import": t("an import"),
        "job": t("the job {name}", name=names.jobs.get(event.entity_id or 0) or number),
        "member": t("a member"),
        "note": t("a note"),
        "organisation": t("the organisation"),
        "pipeline_template": t("a pipeline template"),
        "profile": t("the profile"),
        "rejection_reason": t("a rejection reason"),
        "stage": t("the stage {name}", name=stage_name(names.stage_ids.get(event.entity_id or 0) or number)),
        "tag": t("a tag"),
        "task": t("a task"),
        "team_member": t("a member of the hiring team"),
    }[event.entity]
    if about != "job" or event.entity == "candidate" or event.candidate_id is None:
        return found
    return t("{record} for {name}", record=found, name=_candidate(names, event.candidate_id))


def _candidate(names: Names, candidate_id: int | None) -> str:
    return names.candidates.get(candidate_id or 0) or t("candidate {number}", number=f"#{candidate_id}")
