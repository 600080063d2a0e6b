"""Statements that find and erase a person's data; parameters are named as in `engine/statement.py`."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    LargeBinary,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    column,
    delete,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres import tables
from recruit.adapters.postgres.engine.columns import CASE_IGNORED
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation, rows_of_lists
from recruit.adapters.postgres.imports import ITEM_COLUMNS

_IDS = bindparam("ids", type_=ARRAY(BigInteger)).any_()
_SINGLE_ID: ColumnElement[int] = literal_column("1")
_NOTHING: ColumnElement[Any] = literal_column("''")
_LINE: ColumnElement[Any] = literal_column("chr(10)", Text)
_EMPTY: ColumnElement[Any] = literal_column("'[]'::jsonb")
_NEEDLES = rows_of_lists("needle", {"needles": column("part", LargeBinary)})


def _matches(text: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
    return func.lower(text.collate(CASE_IGNORED)).regexp_match(bindparam(pattern, type_=Text))


def _refers_to_person(*records: ColumnElement[object]) -> ColumnElement[bool]:
    """Return whether JSON refers to a person, by id or by a record's whole name."""
    return _matches(func.concat_ws(_LINE, *(cast(record, Text) for record in records)), "ties")


def _names_person(*texts: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return whether one of these texts names a person, case ignored. There may be no words that name the person."""
    return _matches(func.concat_ws(_LINE, *texts), "pattern")


def _strings(record: ColumnElement[object], path: str = "$") -> ColumnElement[Any]:
    """Return the strings in JSON below a path, one per line, without keys."""
    wanted: ColumnElement[Any] = literal_column(f"""'{path}.** ? (@.type() == "string")'::jsonpath""")
    value = func.jsonb_path_query(record, wanted).column_valued("value")
    return select(func.string_agg(value.op("#>>")(literal_column("'{}'")), _LINE)).scalar_subquery()


def _of_person(table: Table) -> Statement:
    return Statement(delete(table).where(in_organisation(table), table.c.candidate_id == _IDS).returning(_SINGLE_ID))


ERASE_APPLICATIONS = _of_person(tables.applications)
ERASE_DOCUMENTS = _of_person(tables.documents)
ERASE_PROFILES = _of_person(tables.profiles)
ERASE_IDENTIFIERS = _of_person(tables.identifiers)
ERASE_CANDIDATES = Statement(
    delete(tables.candidates)
    .where(in_organisation(tables.candidates), tables.candidates.c.id == _IDS)
    .returning(_SINGLE_ID)
)
ERASE_VECTORS = Statement(
    delete(tables.embeddings)
    .where(
        in_organisation(tables.embeddings),
        *(
            ~exists().where(in_organisation(table), table.c.text_hash == tables.embeddings.c.text_hash)
            for table in (tables.candidates, tables.jobs)
        ),
    )
    .returning(_SINGLE_ID)
)
"""Deletes the vectors of all texts without a record, including earlier texts of a candidate."""
ERASE_MATCH_LOGS = Statement(
    update(tables.match_logs)
    .where(in_organisation(tables.match_logs), tables.match_logs.c.candidate_id == _IDS)
    .values(
        candidate_id=bindparam("pseudonym", type_=BigInteger),
        reason=_NOTHING,
        receipt=tables.match_logs.c.receipt.op("||")(literal_column("""'{"candidate": {}}'::jsonb""")),
    )
    .returning(_SINGLE_ID),
    removes=True,
)
_ABOUT_PERSON = or_(
    _refers_to_person(tables.messages.c.tools),
    _names_person(tables.messages.c.text, _strings(tables.messages.c.tools, "$[*].arguments")),
)
ERASE_CONVERSATIONS = Statement(
    delete(tables.conversations)
    .where(
        in_organisation(tables.conversations),
        or_(
            _refers_to_person(tables.conversations.c.state),
            _names_person(_strings(tables.conversations.c.state)),
            exists().where(
                tables.messages.c.org_id == tables.conversations.c.org_id,
                tables.messages.c.conversation_id == tables.conversations.c.id,
                _ABOUT_PERSON,
            ),
        ),
    )
    .returning(_SINGLE_ID)
)
_ACTION_OF = and_(
    in_organisation(tables.actions),
    or_(
        _refers_to_person(tables.actions.c.calls, tables.actions.c.writes),
        _names_person(
            _strings(tables.actions.c.calls, "$[*].arguments"),
            _strings(tables.actions.c.writes, "$[*].before"),
            _strings(tables.actions.c.writes, "$[*].after"),
        ),
    ),
)
ACTIONS_NAMING = Statement(select(*entity_columns(tables.actions)).where(_ACTION_OF).order_by(tables.actions.c.id))
ERASE_ACTIONS = Statement(
    update(tables.actions).where(_ACTION_OF).values(calls=_EMPTY, writes=_EMPTY, token=null()).returning(_SINGLE_ID),
    removes=True,
)
_ITEM_OF = and_(
    in_organisation(tables.import_items),
    tables.import_items.c.status != literal_column("'queued'"),
    or_(
        tables.import_items.c.candidate_id == _IDS,
        _refers_to_person(tables.import_items.c.preview),
        _names_person(
            tables.import_items.c.name,
            _strings(tables.import_items.c.preview),
            tables.import_items.c.error,
            _strings(tables.import_items.c.warnings),
        ),
    ),
)
ITEMS_NAMING = Statement(
    select(tables.import_items.c.import_id, *ITEM_COLUMNS)
    .where(_ITEM_OF)
    .order_by(tables.import_items.c.import_id, tables.import_items.c.number)
)
ERASE_ITEMS = Statement(
    update(tables.import_items)
    .where(_ITEM_OF)
    .values(name=null(), error=null(), warnings=_EMPTY, preview=null(), content=null(), digest=_NOTHING)
    .returning(_SINGLE_ID),
    removes=True,
)
_IMPORT_OF = and_(
    in_organisation(tables.imports),
    _names_person(tables.imports.c.filename, tables.imports.c.notes, _strings(tables.imports.c.warnings)),
)
IMPORTS_NAMING = Statement(select(*entity_columns(tables.imports)).where(_IMPORT_OF).order_by(tables.imports.c.id))
ERASE_IMPORTS = Statement(
    update(tables.imports)
    .where(_IMPORT_OF)
    .values(filename=_NOTHING, notes=null(), warnings=_EMPTY)
    .returning(_SINGLE_ID),
    removes=True,
)
_ANSWER_OF = and_(
    in_organisation(tables.keyed_requests),
    exists().where(func.position(_NEEDLES.c.part.op("IN")(tables.keyed_requests.c.body)) > literal_column("0")),
)
ANSWERS_NAMING = Statement(
    select(*(tables.keyed_requests.c[name] for name in ("user_id", "begun_at", "status", "body")))
    .where(_ANSWER_OF)
    .order_by(tables.keyed_requests.c.begun_at)
)
ERASE_ANSWERS = Statement(
    update(tables.keyed_requests)
    .where(_ANSWER_OF)
    .values(fingerprint=null(), status=null(), headers=null(), body=null())
    .returning(_SINGLE_ID),
    removes=True,
)
"""The requests stay as begun: a client that repeats one is told to check its effect first."""
_WITHOUT_VALUES = literal_column(
    "encode(sha256(convert_to(concat(gen_random_uuid(), before, after), 'UTF8')), 'hex')", Text
)
ERASE_AUDIT_VALUES = Statement(
    update(tables.audit)
    .where(
        in_organisation(tables.audit),
        or_(tables.audit.c.before.is_not(None), tables.audit.c.after.is_not(None)),
        or_(
            tables.audit.c.candidate_id == _IDS,
            and_(
                tables.audit.c.entity == literal_column("'import'"),
                _names_person(
                    *(
                        _strings(values, f"$.{field}")
                        for values in (tables.audit.c.before, tables.audit.c.after)
                        for field in ("filename", "notes", "warnings")
                    )
                ),
            ),
        ),
    )
    .values(before=null(), after=null(), salt=null(), digest=func.coalesce(tables.audit.c.digest, _WITHOUT_VALUES))
    .returning(_SINGLE_ID),
    removes=True,
)
"""Entries outside the chain get a digest with a random salt, so that their values can't be guessed from it."""
MESSAGES_NAMING = Statement(
    select(*entity_columns(tables.messages))
    .where(
        in_organisation(tables.messages),
        exists().where(
            tables.conversations.c.org_id == tables.messages.c.org_id,
            tables.conversations.c.id == tables.messages.c.conversation_id,
            tables.conversations.c.user_id == bindparam("user_id", type_=BigInteger),
        ),
        _ABOUT_PERSON,
    )
    .order_by(tables.messages.c.id)
    .limit(LIMIT)
)

WRITES = ("insert", "update", "delete", "merge")
_ACTIVE = exists().where(
    tables.audit.c.org_id == tables.candidates.c.org_id,
    tables.audit.c.candidate_id == tables.candidates.c.id,
    tables.audit.c.at >= bindparam("before"),
    tables.audit.c.action.in_([literal_column(f"'{action}'", Text) for action in WRITES]),
)
INACTIVE_CANDIDATES = Statement(
    select(tables.candidates.c.id)
    .where(
        in_organisation(tables.candidates),
        tables.candidates.c.id > bindparam("after", type_=BigInteger),
        tables.candidates.c.created_at < bindparam("before"),
        ~_ACTIVE,
    )
    .order_by(tables.candidates.c.id)
    .limit(LIMIT)
)
_OLD = {
    "match_logs": (tables.match_logs, tables.match_logs.c.created_at),
    "conversations": (tables.conversations, tables.conversations.c.updated_at),
}
OLD_MATCH_LOG_COUNT, OLD_CONVERSATION_COUNT = (
    Statement(select(func.count()).select_from(table).where(in_organisation(table), time < bindparam("before")))
    for table, time in _OLD.values()
)
DELETE_OLD_MATCH_LOGS, DELETE_OLD_CONVERSATIONS = (
    Statement(delete(table).where(in_organisation(table), time < bindparam("before")).returning(_SINGLE_ID))
    for table, time in _OLD.values()
)

ERASE_BY_KIND = {
    "applications": ERASE_APPLICATIONS,
    "documents": ERASE_DOCUMENTS,
    "profiles": ERASE_PROFILES,
    "identifiers": ERASE_IDENTIFIERS,
    "candidates": ERASE_CANDIDATES,
    "vectors": ERASE_VECTORS,
    "match_logs": ERASE_MATCH_LOGS,
    "conversations": ERASE_CONVERSATIONS,
    "actions": ERASE_ACTIONS,
    "import_items": ERASE_ITEMS,
    "imports": ERASE_IMPORTS,
    "kept_answers": ERASE_ANSWERS,
    "audit_entries": ERASE_AUDIT_VALUES,
}
"""Statements in the order of execution: the audit log comes last, as it has entries of the others."""

SELECT_BY_KIND = {
    "actions": ACTIONS_NAMING,
    "import_items": ITEMS_NAMING,
    "imports": IMPORTS_NAMING,
    "kept_answers": ANSWERS_NAMING,
}
"""Statements that select what those of the same kind erase."""
