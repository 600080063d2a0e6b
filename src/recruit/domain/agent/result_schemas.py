"""Parts of the JSON Schemas of tools' results."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from inspect import getdoc
from types import NoneType
from typing import Any, TypeAlias, get_args, get_type_hints

from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job

Schema: TypeAlias = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
BOOLEAN: Schema = {"type": "boolean"}


def or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def object_of(**properties: Schema) -> Schema:
    """Return the schema of an object, all of whose properties are present."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _entity(entity: type[Job | Candidate | Application]) -> Schema:
    """Return the schema of an entity, from the types and defaults of its fields."""
    kinds, properties = get_type_hints(entity), {}
    for field in fields(entity):
        schema = _kind(kinds[field.name])
        given = {} if field.default is MISSING else {"default": [] if field.default == () else field.default}
        properties[field.name] = {**schema, **given}
    required = [field.name for field in fields(entity) if field.default is MISSING]
    return {
        "title": entity.__name__,
        "description": getdoc(entity),
        "type": "object",
        "properties": properties,
        "required": required,
    }


def _kind(kind: Any) -> Schema:
    if kind in _KINDS:
        return _KINDS[kind]
    parts = [part for part in get_args(kind) if part is not NoneType]
    return or_null(_kind(parts[0])) if NoneType in get_args(kind) else list_of(_kind(parts[0]))


_KINDS: Mapping[Any, Schema] = {str: TEXT, int: INTEGER, bool: BOOLEAN}
JOB, CANDIDATE, APPLICATION = _entity(Job), _entity(Candidate), _entity(Application)
SCORE: Schema = {"score": INTEGER, "reason": TEXT, "strategy": TEXT}
MATCH: Schema = {"job_id": INTEGER, "candidate_id": INTEGER, **SCORE}
DELETED: Schema = {"id": INTEGER}
