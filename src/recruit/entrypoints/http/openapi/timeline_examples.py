"""Examples of timelines, and of actions of the agent that are undone."""

from typing import Any

from recruit.entrypoints.http.openapi.event_examples import EVENT

UNDO: dict[str, Any] = {"action_id": 31, "until": "2026-01-31T09:15:00Z"}
ITEM: dict[str, Any] = {
    **EVENT,
    "kind": "agent",
    "text": "The agent of Jane Smith moved the application for Baker to Screening",
    "undo": UNDO,
}
RECORD: dict[str, Any] = {"kind": "application", "id": 42}
EXAMPLES: dict[str, Any] = {
    "UndoReferenceOut": UNDO,
    "TimelineItemOut": ITEM,
    "TimelineOut": {"items": [ITEM], "next_before": 812},
    "RecordReference": RECORD,
    "ActionUndone": {"id": 31, "records": [RECORD], "text": "Undone: move application (application #42)."},
}
