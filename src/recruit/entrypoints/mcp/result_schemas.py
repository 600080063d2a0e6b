"""JSON Schemas of the tools' structured results.

Every result is one object. `outcome` says how the call ended, `error` why nothing was done. `proposal` and
`confirmation_token` belong to a call that waits for confirmation. The other properties depend on the tool, and are
present when the call is done.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec.json import schema_components

from recruit.domain.agent.outcome import Result
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job

Schema: TypeAlias = Mapping[str, Any]

_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer"}
_FLAG: Schema = {"type": "boolean"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


_, _ENTITIES = schema_components([Job, Candidate, Application])
_JOB, _CANDIDATE, _APPLICATION = (_ENTITIES[kind.__name__] for kind in (Job, Candidate, Application))
_SCORE = {"score": _WHOLE, "reason": _TEXT, "strategy": _TEXT}
_MATCH = {"job_id": _WHOLE, "candidate_id": _WHOLE, **_SCORE}
_REQUIREMENT = _object(name=_TEXT, required=_FLAG, status=_TEXT, quote=_or_null(_TEXT))
_COST = _object(name=_TEXT, met=_WHOLE, lost=_WHOLE)
_MOVE = _object(candidate_id=_WHOLE, rank=_WHOLE, new_rank=_WHOLE, score=_WHOLE, new_score=_WHOLE)
_COUNTS = {"type": "object", "additionalProperties": _WHOLE}
_LISTED = {"total": _WHOLE, "by_status": _COUNTS, "items": _list(_APPLICATION)}
_WAITING = {**_APPLICATION, "properties": {**_APPLICATION["properties"], "since": {**_TEXT, "format": "date-time"}}}
_COMPARED = {**_CANDIDATE, "properties": {**_CANDIDATE["properties"], "score": _WHOLE, "reason": _TEXT}}
_DELETED = {"id": _WHOLE}
_DUPLICATE = {**_CANDIDATE, "properties": {**_CANDIDATE["properties"], "confidence": _TEXT, "reasons": _list(_TEXT)}}
_RECEIVED = {"document_id": _WHOLE, "duplicate_of": _or_null(_WHOLE), "warnings": _list(_TEXT)}
_ITEM = _object(
    number=_WHOLE,
    name=_or_null(_TEXT),
    status=_TEXT,
    candidate_id=_or_null(_WHOLE),
    error=_or_null(_TEXT),
    warnings=_list(_TEXT),
)
_IMPORT = {
    **dict.fromkeys(("id", "total", "done", "created", "valid", "duplicates", "failed"), _WHOLE),
    "filename": _TEXT,
    "dry_run": _FLAG,
    "status": _TEXT,
    "warnings": _list(_TEXT),
    "items": _list(_ITEM),
}

_PREVIEWED = _object(
    number=_WHOLE,
    candidate={"type": ["object", "null"], "properties": {"full_name": _TEXT}},
    error=_or_null(_TEXT),
    warnings=_list(_TEXT),
)
_PREVIEW = {
    **dict.fromkeys(("header_row", "total", "valid", "failed", "with_warnings", "applications"), _WHOLE),
    **dict.fromkeys(("layout", "encoding", "delimiter"), _TEXT),
    "columns": _list(_object(name=_TEXT, field=_TEXT, samples=_list(_TEXT))),
    "rows": _list(_PREVIEWED),
    "warnings": _list(_TEXT),
}

_RESULTS: Mapping[str, Mapping[str, Schema]] = {
    "find_jobs": {"items": _list(_JOB), "total": _WHOLE},
    "get_job": _JOB["properties"],
    "create_job": _JOB["properties"],
    "update_job": _JOB["properties"],
    "close_job": _JOB["properties"],
    "clone_job": _JOB["properties"],
    "delete_job": _DELETED,
    "find_candidates": {"items": _list(_CANDIDATE), "total": _WHOLE},
    "get_candidate": _CANDIDATE["properties"],
    "summarize_candidate": _CANDIDATE["properties"],
    "compare_candidates": {"job_id": _or_null(_WHOLE), "candidates": _list(_COMPARED)},
    "create_candidate": _CANDIDATE["properties"],
    "add_note": _CANDIDATE["properties"],
    "delete_candidate": _DELETED,
    "find_duplicates": {"items": _list(_DUPLICATE), "total": _WHOLE},
    "merge_candidates": _CANDIDATE["properties"],
    "upload_resume": {**_CANDIDATE["properties"], **_RECEIVED},
    "add_document": {"candidate_id": _WHOLE, **_RECEIVED},
    "preview_import": _PREVIEW,
    "start_import": _IMPORT,
    "get_import": _IMPORT,
    "erase_candidate": {"id": _WHOLE, "erasure_id": _WHOLE},
    "list_applications": _LISTED,
    "pipeline": {**_LISTED, "waiting_longest": _list(_WAITING)},
    "create_application": _APPLICATION["properties"],
    "move_application": _APPLICATION["properties"],
    "reject_application": _APPLICATION["properties"],
    "delete_application": _DELETED,
    "match_candidates": {"job_id": _WHOLE, "matches": _list(_object(**_MATCH, full_name=_TEXT))},
    "match_jobs": {"candidate_id": _WHOLE, "matches": _list(_object(**_MATCH, title=_TEXT))},
    "explain_match": {**_MATCH, "requirements": _list(_REQUIREMENT)},
    "what_if": {
        "job_id": _WHOLE,
        "fitting": _WHOLE,
        "new_fitting": _WHOLE,
        "costliest": _or_null(_TEXT),
        "costs": _list(_COST),
        "moves": _list(_MOVE),
    },
    "interview_questions": {"job_id": _WHOLE, "candidate_id": _or_null(_WHOLE), "questions": _list(_TEXT)},
    "draft_outreach": {"candidate_id": _WHOLE, "subject": _TEXT, "body": _TEXT, "sent": _FLAG},
    "undo": {"undone": _list(_object(kind=_TEXT, id=_WHOLE))},
}


def result_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a tool's structured result."""
    return {
        "type": "object",
        "properties": {
            "outcome": {"type": "string", "enum": list(Result), "description": "How the call ended."},
            "error": {**_TEXT, "description": "Why nothing was done."},
            "proposal": {**_TEXT, "description": "What would be done, and waits for a yes."},
            "confirmation_token": {**_TEXT, "description": "Calls again with this as `confirm` to do it."},
            **_RESULTS.get(name, {}),
        },
        "required": ["outcome"],
    }
