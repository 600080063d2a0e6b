"""Examples of events and of synchronised lists."""

import json
from typing import Any

EVENT: dict[str, Any] = {
    "id": 812,
    "sequence": 809,
    "type": "application.stage_changed",
    "at": "2026-01-31T09:00:00Z",
    "kind": "user",
    "user_id": 1,
    "key_id": None,
    "request_id": "b0d6a2f1",
    "entity": "application",
    "entity_id": 42,
    "candidate_id": 12,
    "job_id": 5,
    "stage": "screening",
    "tag_id": None,
    "member_user_id": None,
    "fields": ["status"],
    "cause_id": None,
}
EXAMPLES: dict[str, Any] = {
    "EventOut": EVENT,
    "EventFeed": {"items": [EVENT], "next_after": 809, "more": False},
    "EventMessage": {"id": 809, "event": EVENT["type"], "data": json.dumps(EVENT)},
}


def sync_example(record: dict[str, Any]) -> dict[str, Any]:
    """Return an example of a synchronised list with a record."""
    return {"items": [record], "deleted": [3], "sync_token": "WyJqb2IiLDgwOSwiZDA2Y2RlYTNhZWVkMjAyZiIsbnVsbF0="}
