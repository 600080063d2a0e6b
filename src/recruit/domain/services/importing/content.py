"""What an item holds until it is done: a file of an archive as it lay there, or a row's cells."""

import hashlib
import json
from typing import BinaryIO

from recruit.domain.model.imports import NewItem
from recruit.domain.services.importing.entry import Entry, packed, unpacked
from recruit.domain.services.importing.table import Cells, Row


def file_item(file: BinaryIO, number: int, entry: Entry) -> NewItem:
    """Return the item for a file of an archive, whose bytes stay packed."""
    if entry.fault is not None:
        return NewItem(number=number, name=entry.name, error=entry.fault)
    return NewItem(
        number=number,
        name=entry.name,
        content=packed(file, entry),
        deflated=entry.deflated,
        digest=entry.digest,
    )


def row_item(row: Row) -> NewItem:
    """Return the item for a row of a table."""
    if row.fault is not None:
        return NewItem(number=row.number, error=row.fault)
    content = json.dumps(row.cells, ensure_ascii=False).encode()
    return NewItem(number=row.number, content=content, digest=hashlib.sha256(content).digest())


def file_of(item: NewItem) -> bytes:
    """Return the file that an item holds."""
    return unpacked(item.content or b"", deflated=item.deflated)


def cells_of(item: NewItem) -> Cells:
    """Return the cells that an item holds."""
    return [(column, value) for column, value in json.loads(item.content or b"[]")]
