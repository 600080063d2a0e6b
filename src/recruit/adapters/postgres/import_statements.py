"""Statements of bulk imports; parameters are named as in `statements.py`."""

import operator
from enum import StrEnum
from functools import cache, reduce

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Integer,
    LargeBinary,
    Text,
    and_,
    bindparam,
    case,
    column,
    delete,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres.statements import Statement, by_key, told
from recruit.adapters.postgres.tables import candidates, import_items, imports
from recruit.domain.imports.model import COUNTERS, ImportStatus, ItemStatus


def _word(status: StrEnum) -> ColumnElement[str]:
    return literal_column(f"'{status.value}'", Text)


ONE = literal_column("1", Integer)
_mine = imports.c.org_id == bindparam("org_id")
_item = import_items.c
_of_import = and_(_item.org_id == bindparam("org_id"), _item.import_id == bindparam("key_id", type_=BigInteger))
_is_queued = _item.status == _word(ItemStatus.QUEUED)
_OUTCOME = ("status", "candidate_id", "application_id", "error", "warnings", "preview")
_told = (_item.number, _item.name, *(_item[name] for name in _OUTCOME))

UNFINISHED = Statement(
    select(*told(imports)).where(_mine, imports.c.status != _word(ImportStatus.DONE)).order_by(imports.c.id)
)
FORGOTTEN = Statement(delete(imports).where(_mine, imports.c.dry_run, imports.c.created_at < bindparam("before")))

_NEW = {
    "number": Integer,
    "name": Text,
    "status": Text,
    "error": Text,
    "content": LargeBinary,
    "deflated": Boolean,
    "digest": LargeBinary,
}
_new = (
    func.unnest(*(bindparam(f"new_{name}", type_=ARRAY(kind)) for name, kind in _NEW.items()))
    .table_valued(*(column(name, kind) for name, kind in _NEW.items()), name="new")
    .render_derived()
)
ITEMS_ADDED = Statement(
    insert(import_items).from_select(
        ["org_id", "import_id", *_NEW],
        select(bindparam("org_id", type_=BigInteger), bindparam("key_id", type_=BigInteger), *_new.c),
    )
)
"""Each parameter is the list of one column's values."""


@cache
def items(*, of_status: bool) -> Statement:
    """Select items of an import in ascending number."""
    conditions = (_of_import, _item.status == bindparam("status")) if of_status else (_of_import,)
    return Statement(
        select(*_told)
        .where(*conditions)
        .order_by(_item.number)
        .offset(bindparam("skip", type_=BigInteger))
        .limit(bindparam("limit", type_=BigInteger))
    )


NEXT = Statement(
    select(_item.number, _item.name, _item.content, _item.deflated, _item.digest)
    .where(_of_import, _is_queued)
    .order_by(_item.number)
    .limit(ONE)
)
_there = by_key(select(candidates.c.id), candidates, _item.candidate_id).lateral("there")
EARLIER = Statement(
    select(_item.import_id, *_told)
    .select_from(import_items.outerjoin(_there, true()))
    .where(
        _item.org_id == bindparam("org_id"),
        _item.digest == bindparam("digest"),
        or_(
            and_(_item.status == _word(ItemStatus.CREATED), _there.c.id.is_not(None)),
            and_(_item.status == _word(ItemStatus.VALID), _item.import_id == bindparam("key_id", type_=BigInteger)),
        ),
    )
    .order_by(_item.import_id, _item.number)
    .limit(ONE)
)
SETTLED = Statement(
    update(import_items)
    .where(_of_import, _item.number == bindparam("number"), _is_queued)
    .values({name: bindparam(f"new_{name}") for name in _OUTCOME})
    .values(content=null())
    .returning(_item.number)
)
"""Updates a queued item only: of two transactions that settle it, the second finds none and rolls back."""


def _counted() -> Statement:
    more = {name: bindparam(f"more_{name}", type_=Integer) for name in COUNTERS.values()}
    sums: dict[str, ColumnElement[int]] = {name: imports.c[name] + count for name, count in more.items()}
    status = case(
        (reduce(operator.add, sums.values()) >= imports.c.total, _word(ImportStatus.DONE)),
        else_=bindparam("status", type_=Text),
    )
    return Statement(
        update(imports)
        .where(_mine, imports.c.id == bindparam("key_id", type_=BigInteger))
        .values({**sums, "status": status})
    )


COUNTED = _counted()
"""Adds to the counts of finished items. `status` is the import's status while other items aren't finished."""
