"""Whether what is kept in memory names a person."""

from collections.abc import Sequence
from typing import Any

from recruit.domain.agent.model import Action, Message
from recruit.domain.audit.model import AuditEntry
from recruit.domain.privacy.model import Person

IMPORT_TEXTS = ("filename", "notes", "warnings")
"""Fields of an import that people wrote."""


def tells(person: Person, records: Sequence[Any], texts: Sequence[Any]) -> bool:
    """Whether JSON is tied to a person, or they are named, whatever the case, in strings that people wrote."""
    return person.is_tied_to(records) or person.is_named_in(texts)


def is_said_of(person: Person, message: Message) -> bool:
    """Whether a message, or a call that was made for it, tells of a person."""
    return tells(person, (message.tools,), (message.text, [call.get("arguments") for call in message.tools]))


def changed_by(action: Action) -> Sequence[Any]:
    """Return what people wrote of an action."""
    return (
        [call.get("arguments") for call in action.calls],
        [write.get(when) for write in action.writes for when in ("before", "after")],
    )


def typed_in(entry: AuditEntry) -> Sequence[Any]:
    """Return what people wrote of an import."""
    return [(values or {}).get(field) for values in (entry.before, entry.after) for field in IMPORT_TEXTS]
