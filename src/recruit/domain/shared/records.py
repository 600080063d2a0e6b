"""Conversion of records (dataclasses) to mappings."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class RecordTimes:
    """The aware times of a record's creation and of its last change."""

    created_at: datetime
    updated_at: datetime


def field_values(record: Any) -> dict[str, Any]:
    """Return the values of a dataclass by field name, without the copies of `dataclasses.asdict`, which are slow."""
    return {name: getattr(record, name) for name in _field_names(record.__class__)}


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that aren't None, such as the criteria of a search that are set."""
    return {name: value for name, value in values.items() if value is not None}


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
