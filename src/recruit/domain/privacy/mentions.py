"""Excerpts of records that name a person: undo records, imports, responses, those of webhooks, saved searches."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from recruit.domain.agent.model import Action
from recruit.domain.imports.model import Import
from recruit.domain.privacy.model import KeyedResponse, Mentions, Person
from recruit.domain.webhooks.model import Delivery

IMPORT_ITEM_FIELDS = "import_id number name status candidate_id application_id error warnings preview".split()
SAVED_SEARCH_FIELDS = "id user_id name kind query shared created_at updated_at".split()


def excerpts(person: Person, found: Mentions) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Return the parts of the records that are about the person, by kind of record."""
    return {
        "actions": [_action(person, one) for one in found.actions],
        "import_items": [{name: getattr(one, name) for name in IMPORT_ITEM_FIELDS} for one in found.import_items],
        "imports": [_import(person, one) for one in found.imports],
        "kept_answers": [_answer(person, one) for one in found.keyed_responses],
        "saved_searches": [{name: getattr(one, name) for name in SAVED_SEARCH_FIELDS} for one in found.saved_searches],
        "webhook_deliveries": [_delivery(person, one) for one in found.deliveries],
    }


def calls_about(person: Person, calls: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Return the tool calls that are tied to the person or name them."""
    return [call for call in calls if person.is_in_record(call) or person.is_named_in(call.get("arguments"))]


def _action(person: Person, action: Action) -> Mapping[str, Any]:
    """Return an action without its token, which would confirm a proposal."""
    written = [
        write
        for write in action.writes
        if person.is_in_record(write) or person.is_named_in((write.get("before"), write.get("after")))
    ]
    return {
        "id": action.id,
        "user_id": action.user_id,
        "at": action.at,
        "stage": action.stage,
        "calls": calls_about(person, action.calls),
        "writes": written,
    }


def _import(person: Person, made: Import) -> Mapping[str, Any]:
    return {
        "id": made.id,
        "created_by_user_id": made.created_by_user_id,
        "created_at": made.created_at,
        "filename": made.filename if person.is_named_in(made.filename) else None,
        "notes": person.lines_of(made.notes or "") or None,
        "warnings": [warning for warning in made.warnings if person.is_named_in(warning)],
    }


def _answer(person: Person, answer: KeyedResponse) -> Mapping[str, Any]:
    try:
        excerpt: Any = list(_records(person, json.loads(answer.body)))
    except ValueError:  # not JSON: a stream of events, for instance
        excerpt = person.lines_of(answer.body.decode(errors="replace"))
    return {"user_id": answer.user_id, "begun_at": answer.begun_at, "status": answer.status, "told": excerpt}


def _delivery(person: Person, delivery: Delivery) -> Mapping[str, Any]:
    """Return a delivery with its response: all of it to an event about the person, otherwise lines that name them."""
    response = delivery.response_body or ""
    return {
        "id": delivery.id,
        "webhook_id": delivery.webhook_id,
        "at": delivery.at,
        "type": delivery.type,
        "event_id": delivery.event_id,
        "response": response if delivery.candidate_id in person.ids else person.lines_of(response),
    }


def _records(person: Person, value: Any) -> Iterator[Any]:
    """Yield the outermost objects in JSON that have a field about the person."""
    if isinstance(value, list):
        for one in value:
            yield from _records(person, one)
    elif isinstance(value, dict):
        own = {name: one for name, one in value.items() if not _nests(one)}
        if person.is_in_record(own) or person.is_named_in(own):
            yield value
        else:
            for one in value.values():
                yield from _records(person, one)
    elif person.is_named_in(value):
        yield value


def _nests(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict | list) for one in value))
