"""Whether what is kept in memory names a person."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from recruit.domain.model.audit import AuditEntry
from recruit.domain.model.conversation import Action, Message
from recruit.domain.model.erasure import Person
from recruit.domain.model.folding import folded

IMPORT_TEXTS = ("filename", "notes", "warnings")
"""Fields of an import that people wrote."""


def tells(person: Person, records: Iterable[Any], texts: Iterable[Any]) -> bool:
    """Whether JSON is tied to a person, or they are named, whatever the case, in strings that people wrote."""
    written = "\n".join(json.dumps(one, ensure_ascii=False, default=str) for one in records)
    if re.search(person.ties, folded(written)):
        return True
    said = "\n".join(text for one in texts for text in _strings(one))
    return person.pattern is not None and re.search(person.pattern, folded(said)) is not None


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


def _strings(value: Any) -> Iterator[str]:
    """Yield the strings of JSON, its keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, Sequence):
        yield from (text for one in value for text in _strings(one))
