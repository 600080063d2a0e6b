"""Statements that find and erase a person's data; parameters are named as in `engine/statement.py`."""

from functools import reduce
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres import tables
from recruit.adapters.postgres.engine.columns import CASE_IGNORED
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation, rows_of_lists
from recruit.adapters.postgres.imports import ITEM_COLUMNS

_IDS = sa.bindparam("ids", type_=ARRAY(sa.BigInteger)).any_()
_ONE: sa.ColumnElement[int] = sa.literal_column("1")
_EMPTY_TEXT: sa.ColumnElement[Any] = sa.literal_column("''")
_NEWLINE: sa.ColumnElement[Any] = sa.literal_column("chr(10)", sa.Text)
_EMPTY_LIST: sa.ColumnElement[Any] = sa.literal_column("'[]'::jsonb")
_NEEDLES = rows_of_lists("needle", {"needles": sa.column("part", sa.LargeBinary)})


def _matches(text: sa.ColumnElement[Any], pattern: str) -> sa.ColumnElement[bool]:
    return sa.func.lower(text.collate(CASE_IGNORED)).regexp_match(sa.bindparam(pattern, type_=sa.Text))


def _refers_to_person(*records: sa.ColumnElement[object]) -> sa.ColumnElement[bool]:
    """Return whether JSON refers to a person, by id or by a record's whole name."""
    return _matches(_lines(*(sa.cast(record, sa.Text) for record in records)), "ties")


def _names_person(*texts: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Return whether one of these texts names a person, case ignored. There may be no words that name the person."""
    return _matches(_lines(*texts), "pattern")


def _lines(*texts: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Join texts by newlines, nulls as empty lines. Citus takes no concat_ws of columns in updates."""
    first, *others = (sa.func.coalesce(text, _EMPTY_TEXT) for text in texts)
    return reduce(lambda joined, text: joined.concat(_NEWLINE).concat(text), others, first)


def _strings(record: sa.ColumnElement[object], path: str = "$") -> sa.ColumnElement[Any]:
    """Return the strings in JSON below a path, one per line, without keys."""
    strings: sa.ColumnElement[Any] = sa.literal_column(f"""'{path}.** ? (@.type() == "string")'::jsonpath""")
    value = sa.func.jsonb_path_query(record, strings).column_valued("value")
    return sa.select(sa.func.string_agg(value.op("#>>")(sa.literal_column("'{}'")), _NEWLINE)).scalar_subquery()


def _delete_of_person(table: sa.Table) -> Statement:
    return Statement(sa.delete(table).where(in_organisation(table), table.c.candidate_id == _IDS).returning(_ONE))


ERASE_NOTES = _delete_of_person(tables.notes)
ERASE_TASKS = _delete_of_person(tables.tasks)
ERASE_CANDIDATE_TAGS = _delete_of_person(tables.candidate_tags)
ERASE_EXTERNAL_IDS = _delete_of_person(tables.external_ids)
ERASE_APPLICATIONS = _delete_of_person(tables.applications)
ERASE_DOCUMENTS = _delete_of_person(tables.documents)
ERASE_PROFILES = _delete_of_person(tables.profiles)
ERASE_IDENTIFIERS = _delete_of_person(tables.identifiers)
ERASE_TEXTS = _delete_of_person(tables.candidate_texts)
ERASE_CANDIDATES = Statement(
    sa.delete(tables.candidates)
    .where(in_organisation(tables.candidates), tables.candidates.c.id == _IDS)
    .returning(_ONE)
)
_IS_UNUSED = (
    in_organisation(tables.embeddings),
    *(
        ~sa.exists().where(in_organisation(table), table.c.text_hash == tables.embeddings.c.text_hash)
        for table in (tables.candidates, tables.jobs)
    ),
)
ERASE_VECTORS = Statement(sa.delete(tables.embeddings).where(*_IS_UNUSED).returning(_ONE))
"""Deletes the vectors of all texts without a record, including earlier texts of a candidate."""
DELETE_UNUSED_VECTORS = Statement(
    sa.delete(tables.embeddings)
    .where(
        *_IS_UNUSED,
        *(
            ~sa.exists().where(in_organisation(table), table.c.engine.is_(None))
            for table in (tables.candidates, tables.jobs)
        ),
    )
    .returning(_ONE)
)
"""Deletes the same, unless a record has no features: its text isn't known then."""
ERASE_MATCH_LOGS = Statement(
    sa.update(tables.match_logs)
    .where(in_organisation(tables.match_logs), tables.match_logs.c.candidate_id == _IDS)
    .values(
        candidate_id=sa.bindparam("pseudonym", type_=sa.BigInteger),
        reason=_EMPTY_TEXT,
        receipt=tables.match_logs.c.receipt.op("||")(sa.literal_column("""'{"candidate": {}}'::jsonb""")),
    )
    .returning(_ONE),
    removes=True,
)
_MESSAGE_ABOUT_PERSON = sa.or_(
    _refers_to_person(tables.messages.c.tools),
    _names_person(tables.messages.c.text, _strings(tables.messages.c.tools, "$[*].arguments")),
)
ERASE_CONVERSATIONS = Statement(
    sa.delete(tables.conversations)
    .where(
        in_organisation(tables.conversations),
        sa.or_(
            _refers_to_person(tables.conversations.c.state),
            _names_person(_strings(tables.conversations.c.state)),
            sa.exists().where(
                in_organisation(tables.messages),
                tables.messages.c.conversation_id == tables.conversations.c.id,
                _MESSAGE_ABOUT_PERSON,
            ),
        ),
    )
    .returning(_ONE)
)
_ACTION_ABOUT_PERSON = sa.and_(
    in_organisation(tables.actions),
    sa.or_(
        _refers_to_person(tables.actions.c.calls, tables.actions.c.writes),
        _names_person(
            _strings(tables.actions.c.calls, "$[*].arguments"),
            _strings(tables.actions.c.writes, "$[*].before"),
            _strings(tables.actions.c.writes, "$[*].after"),
        ),
    ),
)
ACTIONS_NAMING = Statement(
    sa.select(*entity_columns(tables.actions)).where(_ACTION_ABOUT_PERSON).order_by(tables.actions.c.id)
)
ERASE_ACTIONS = Statement(
    sa.update(tables.actions)
    .where(_ACTION_ABOUT_PERSON)
    .values(calls=_EMPTY_LIST, writes=_EMPTY_LIST, token=sa.null())
    .returning(_ONE),
    removes=True,
)
_ITEM_ABOUT_PERSON = sa.and_(
    in_organisation(tables.import_items),
    tables.import_items.c.status != sa.literal_column("'queued'"),
    sa.or_(
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
    sa.select(tables.import_items.c.import_id, *ITEM_COLUMNS)
    .where(_ITEM_ABOUT_PERSON)
    .order_by(tables.import_items.c.import_id, tables.import_items.c.number)
)
ERASE_ITEMS = Statement(
    sa.update(tables.import_items)
    .where(_ITEM_ABOUT_PERSON)
    .values(
        name=sa.null(), error=sa.null(), warnings=_EMPTY_LIST, preview=sa.null(), content=sa.null(), digest=_EMPTY_TEXT
    )
    .returning(_ONE),
    removes=True,
)
_IMPORT_ABOUT_PERSON = sa.and_(
    in_organisation(tables.imports),
    _names_person(tables.imports.c.filename, tables.imports.c.notes, _strings(tables.imports.c.warnings)),
)
IMPORTS_NAMING = Statement(
    sa.select(*entity_columns(tables.imports)).where(_IMPORT_ABOUT_PERSON).order_by(tables.imports.c.id)
)
ERASE_IMPORTS = Statement(
    sa.update(tables.imports)
    .where(_IMPORT_ABOUT_PERSON)
    .values(filename=_EMPTY_TEXT, notes=sa.null(), warnings=_EMPTY_LIST)
    .returning(_ONE),
    removes=True,
)
_RESPONSE_ABOUT_PERSON = sa.and_(
    in_organisation(tables.keyed_requests),
    sa.exists().where(
        sa.func.position(_NEEDLES.c.part.op("IN")(tables.keyed_requests.c.body)) > sa.literal_column("0")
    ),
)
ANSWERS_NAMING = Statement(
    sa.select(*(tables.keyed_requests.c[name] for name in ("user_id", "begun_at", "status", "body")))
    .where(_RESPONSE_ABOUT_PERSON)
    .order_by(tables.keyed_requests.c.begun_at)
)
ERASE_ANSWERS = Statement(
    sa.update(tables.keyed_requests)
    .where(_RESPONSE_ABOUT_PERSON)
    .values(fingerprint=sa.null(), status=sa.null(), headers=sa.null(), body=sa.null())
    .returning(_ONE),
    removes=True,
)
"""The requests stay without a response: a client that repeats one gets the error for an unknown outcome."""
_SEARCH_ABOUT_PERSON = sa.and_(
    in_organisation(tables.saved_searches),
    _names_person(tables.saved_searches.c.name, _strings(tables.saved_searches.c.query)),
)
SEARCHES_NAMING = Statement(
    sa.select(*entity_columns(tables.saved_searches)).where(_SEARCH_ABOUT_PERSON).order_by(tables.saved_searches.c.id)
)
ERASE_SEARCHES = Statement(sa.delete(tables.saved_searches).where(_SEARCH_ABOUT_PERSON).returning(_ONE))
_deliveries = tables.webhook_deliveries
_DELIVERY_ABOUT_PERSON = sa.and_(
    in_organisation(_deliveries),
    _deliveries.c.response_body.is_not(None),
    sa.or_(_deliveries.c.candidate_id == _IDS, _names_person(_deliveries.c.response_body)),
)
DELIVERIES_NAMING = Statement(
    sa.select(*entity_columns(_deliveries)).where(_DELIVERY_ABOUT_PERSON).order_by(_deliveries.c.id)
)
ERASE_DELIVERIES = Statement(
    sa.update(_deliveries).where(_DELIVERY_ABOUT_PERSON).values(response_body=sa.null()).returning(_ONE),
    removes=True,
)
"""Removes what receivers answered. The messages hold ids only."""
_RANDOM_BYTES = sa.bindparam("random_bytes", type_=sa.LargeBinary)
_RANDOM_DIGEST = sa.func.encode(
    sa.func.sha256(_RANDOM_BYTES.op("||")(sa.func.int8send(tables.audit.c.id))),
    sa.literal_column("'hex'"),
    type_=sa.Text,
)
ERASE_AUDIT_VALUES = Statement(
    sa.update(tables.audit)
    .where(
        in_organisation(tables.audit),
        sa.or_(tables.audit.c.before.is_not(None), tables.audit.c.after.is_not(None)),
        sa.or_(
            tables.audit.c.candidate_id == _IDS,
            sa.and_(
                tables.audit.c.entity == sa.literal_column("'import'"),
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
    .values(
        before=sa.null(),
        after=sa.null(),
        salt=sa.null(),
        digest=sa.func.coalesce(tables.audit.c.digest, _RANDOM_DIGEST),
    )
    .returning(_ONE),
    removes=True,
)
"""Entries outside the chain get a random digest, so that their values can't be guessed from it."""
MESSAGES_NAMING = Statement(
    sa.select(*entity_columns(tables.messages))
    .where(
        in_organisation(tables.messages),
        sa.exists().where(
            in_organisation(tables.conversations),
            tables.conversations.c.id == tables.messages.c.conversation_id,
            tables.conversations.c.user_id == sa.bindparam("user_id", type_=sa.BigInteger),
        ),
        _MESSAGE_ABOUT_PERSON,
    )
    .order_by(tables.messages.c.id)
    .limit(LIMIT)
)

WRITES = ("insert", "update", "delete", "merge")
_ACTIVE = sa.exists().where(
    in_organisation(tables.audit),
    tables.audit.c.candidate_id == tables.candidates.c.id,
    tables.audit.c.at >= sa.bindparam("before"),
    tables.audit.c.action.in_([sa.literal_column(f"'{action}'", sa.Text) for action in WRITES]),
)
INACTIVE_CANDIDATES = Statement(
    sa.select(tables.candidates.c.id)
    .where(
        in_organisation(tables.candidates),
        tables.candidates.c.id > sa.bindparam("after", type_=sa.BigInteger),
        tables.candidates.c.created_at < sa.bindparam("before"),
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
    Statement(
        sa.select(sa.func.count()).select_from(table).where(in_organisation(table), time < sa.bindparam("before"))
    )
    for table, time in _OLD.values()
)
DELETE_OLD_MATCH_LOGS, DELETE_OLD_CONVERSATIONS = (
    Statement(sa.delete(table).where(in_organisation(table), time < sa.bindparam("before")).returning(_ONE))
    for table, time in _OLD.values()
)

ERASE_BY_KIND = {
    "notes": ERASE_NOTES,
    "tasks": ERASE_TASKS,
    "candidate_tags": ERASE_CANDIDATE_TAGS,
    "external_ids": ERASE_EXTERNAL_IDS,
    "applications": ERASE_APPLICATIONS,
    "documents": ERASE_DOCUMENTS,
    "profiles": ERASE_PROFILES,
    "identifiers": ERASE_IDENTIFIERS,
    "texts": ERASE_TEXTS,
    "candidates": ERASE_CANDIDATES,
    "vectors": ERASE_VECTORS,
    "match_logs": ERASE_MATCH_LOGS,
    "conversations": ERASE_CONVERSATIONS,
    "actions": ERASE_ACTIONS,
    "import_items": ERASE_ITEMS,
    "imports": ERASE_IMPORTS,
    "kept_answers": ERASE_ANSWERS,
    "saved_searches": ERASE_SEARCHES,
    "webhook_deliveries": ERASE_DELIVERIES,
    "audit_entries": ERASE_AUDIT_VALUES,
}
"""Statements in the order of execution: the audit log comes last, as it has entries of the others."""

SELECT_BY_KIND = {
    "actions": ACTIONS_NAMING,
    "import_items": ITEMS_NAMING,
    "imports": IMPORTS_NAMING,
    "kept_answers": ANSWERS_NAMING,
    "saved_searches": SEARCHES_NAMING,
    "webhook_deliveries": DELIVERIES_NAMING,
}
"""Statements that select what those of the same kind erase."""
