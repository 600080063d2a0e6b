"""Two views of a result for a model: all of it as quoted data, or only the parts that no outsider can have written.

A model that may call tools sees numbers, Booleans, times and known statuses; every other text is withheld. Ids are
enough to continue with, and the tools' own filters find a name, title, place or skill.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from recruit.domain.agent.calls import Outcome, Result
from recruit.domain.agent.result_schemas import Schema
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.engines.language.words import JOB_STATUSES, STAGES

WITHHELD = "(text withheld)"
MOST_TEXT = 4_000
"""Longest quoted text, in characters."""

MOST_QUOTED = 24_000
"""Longest quoted result, in characters."""

_KNOWN = frozenset([*STAGES.values(), *JOB_STATUSES.values(), "job", "candidate", "application"])
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]{0,30})?")
_OURS = {Result.NOT_FOUND, Result.FAILED}
"""Results whose sentences quote no outsider."""


def without_untrusted_text(outcome: Outcome) -> str:
    """Return a result without any text that an outsider can have written."""
    if outcome.result in _OURS:
        return _json({"outcome": outcome.result.value, "error": outcome.text})
    shown = {} if outcome.result is Result.REFUSED else {"data": _mapped(outcome.data, _known_text, _known_name)}
    return _json({"outcome": outcome.result.value, **shown})


def quoted(outcome: Outcome, mark: str) -> str:
    """Return a result between two marker lines that can't be guessed."""
    text = _json({"outcome": outcome.result.value, "data": _mapped(outcome.data, _shortened)})
    return f"{mark}\n{text[:MOST_QUOTED]}\n{mark}"


def _known_text(text: str) -> str:
    return text if text in _KNOWN or _TIME.fullmatch(text) else WITHHELD


def _known_name(name: str) -> str:
    """Return a field name, or "other" if it is unknown: fields of counts by status are as arbitrary as statuses."""
    return name if name in _KNOWN or name in _FIELDS else "other"


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}…"


def _mapped(value: Any, text: Callable[[str], str], name: Callable[[str], str] = str) -> Any:
    """Return a JSON value with its texts and field names mapped by the functions."""
    match value:
        case str():
            return text(value)
        case Mapping():
            return {name(key): _mapped(one, text, name) for key, one in value.items()}
        case Sequence():
            return [_mapped(one, text, name) for one in value]
        case _:
            return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _properties(schema: Schema) -> Iterator[str]:
    """Yield the names of all properties in a JSON Schema."""
    for name, one in schema.get("properties", {}).items():
        yield name
        yield from _properties(one)
    for one in [schema["items"]] if "items" in schema else schema.get("anyOf", ()):
        yield from _properties(one)


_OF_PROPOSALS = frozenset({"proposal", "confirmation_token"})
_FIELDS = _OF_PROPOSALS.union(*(_properties({"properties": tool.result}) for tool in TOOLS.values()))
"""Names of fields in results."""
