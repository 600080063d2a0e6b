"""Detection of a person in rows in memory."""

from collections.abc import Sequence
from typing import Any

from recruit.domain.agent.model import Action, Message
from recruit.domain.audit.model import AuditEntry
from recruit.domain.privacy.model import Person

IMPORT_TEXTS = ("filename", "notes", "warnings")
"""Fields of an import with text that people wrote."""


def refers_to(person: Person, records: Sequence[Any], texts: Sequence[Any]) -> bool:
    """Return whether a person is referred to in `records`, as JSON, or named in `texts`, case ignored.

    `texts` are strings that people wrote.
    """
    return person.is_in_record(records) or person.is_named_in(texts)


def message_refers_to(person: Person, message: Message) -> bool:
    """Return whether a message, or one of its tool calls, refers to a person or names them."""
    return refers_to(person, (message.tools,), (message.text, [call.get("arguments") for call in message.tools]))


def action_texts(action: Action) -> Sequence[Any]:
    """Return the parts of an action that people wrote."""
    return (
        [call.get("arguments") for call in action.calls],
        [write.get(when) for write in action.writes for when in ("before", "after")],
    )


def import_texts(entry: AuditEntry) -> Sequence[Any]:
    """Return the parts of an import's audit entry that people wrote."""
    return [(values or {}).get(field) for values in (entry.before, entry.after) for field in IMPORT_TEXTS]
