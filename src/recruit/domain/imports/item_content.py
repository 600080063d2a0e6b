"""Content of queued items: a file of an archive in compressed form, or a row's cells as JSON."""

import hashlib
import json
from typing import BinaryIO

from recruit.domain.engines.reading import field_limits
from recruit.domain.imports.archive_member import ArchiveMember, compressed, decompressed
from recruit.domain.imports.headers import EMAILS, FIRST_NAME, FULL_NAME, LAST_NAME, MIDDLE_NAME, field_of
from recruit.domain.imports.model import NewItem
from recruit.domain.imports.rows import NamedJob
from recruit.domain.imports.table import Cell, Row

NAMES = ((FULL_NAME,), (FIRST_NAME, MIDDLE_NAME, LAST_NAME), (EMAILS,))
"""Fields by which people are told apart, in order of preference."""


def file_item(file: BinaryIO, number: int, member: ArchiveMember, job_id: int | None) -> NewItem:
    """Return the item for a file of an archive. Its content stays compressed, and its person applies for the job."""
    if member.error is not None:
        return NewItem(number=number, name=member.name, error=member.error)
    return NewItem(
        number=number,
        name=member.name,
        content=compressed(file, member),
        deflated=member.deflated,
        digest=member.digest,
        job_id=job_id,
    )


def row_item(row: Row, job: NamedJob | None) -> NewItem:
    """Return the item for a row and the job that it names. Its digest covers the cells under any mapping."""
    if row.error is not None:
        return NewItem(number=row.number, error=row.error)
    cells = json.dumps([(cell.column, cell.value) for cell in row.cells], ensure_ascii=False).encode()
    kept = {"day_first": row.day_first, "system": row.system, "cells": row.cells, "warnings": row.warnings, "job": job}
    content = json.dumps(kept, ensure_ascii=False).encode()
    return NewItem(number=row.number, name=_who(row), content=content, digest=hashlib.sha256(cells).digest())


def _who(row: Row) -> str | None:
    """Return the name that a row has, or else its e-mail address."""
    found = [" ".join(cell.value for cell in row.cells if cell.field in fields) for fields in NAMES]
    return field_limits.field(next(filter(None, found), None))


def file_of(item: NewItem) -> bytes:
    """Return the file in an item, decompressed."""
    return decompressed(item.content or b"", deflated=item.deflated)


def row_of(item: NewItem) -> tuple[Row, NamedJob | None]:
    """Return the row in an item, and the job that it names."""
    kept = json.loads(item.content or b"[]")
    if isinstance(kept, list):  # queued before an upgrade, as pairs of a column and a value
        return Row(item.number, [Cell(column, value, field_of(column)) for column, value in kept]), None
    cells = [Cell(*cell) for cell in kept["cells"]]
    told = {name: kept[name] for name in ("day_first", "system") if name in kept}  # not if queued before an upgrade
    row = Row(item.number, cells, warnings=tuple(kept["warnings"]), **told)
    return row, NamedJob(*kept["job"]) if kept["job"] else None
