"""The tables, as the newest migration leaves them.

`org_id` comes first in every key, so that rows can't refer to another organisation's and the tables can be distributed
by it. Names of constraints are part of the code: `errors.py` reads them.
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Computed,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import UserDefinedType

REVISION = "0017"
"""The migration that makes these tables."""

UNTOLD = {"told": False}
"""Mark of a column that isn't a field of the entity."""

MEMBER, FORMER = "member", "former"
"""Status of a user in the organisation. A removed user keeps a row, since others refer to it."""

CASE_IGNORED = "pg_c_utf8"
"""A collation that knows the case of all letters, independent of the database's own collation."""

metadata = MetaData()


def _arrival() -> Column[datetime]:
    """Return the column of a row's creation time. It is recorded from the start, and no entity has it yet."""
    return Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now(), info=UNTOLD)


class HalfVector(UserDefinedType[object]):
    """A vector of half floats with any number of dimensions: pgvector's halfvec."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Return the type's name in SQL."""
        return "halfvec"


def _this_transaction() -> ColumnElement[int]:
    return func.pg_current_xact_id().cast(Text).cast(BigInteger)


def _features() -> list[SchemaItem]:
    """Return the columns of matching features. `version` is the id of the last transaction that wrote the row."""
    return [
        Column("version", BigInteger, nullable=False, server_default=_this_transaction(), info=UNTOLD),
        Column("engine", Integer, info=UNTOLD),
        Column("features", LargeBinary, info=UNTOLD),
        Column("text_hash", LargeBinary, info=UNTOLD),
    ]


def folded(name: str) -> str:
    """Return the name of the column with another column's case-folded text."""
    return f"{name}_folded"


def _folded(name: str) -> Column[str]:
    """Return the column with another column's text in lower case, which searches compare byte by byte."""
    text = func.lower(literal_column(name, Text).collate(CASE_IGNORED))
    return Column(folded(name), Text(collation="C"), Computed(text, persisted=True), nullable=False, info=UNTOLD)


def _tenant_table(name: str, *items: SchemaItem) -> Table:
    """Return a table whose rows belong to one organisation each."""
    return Table(
        name,
        metadata,
        Column("org_id", BigInteger, nullable=False),
        Column("id", BigInteger, Identity(always=True), nullable=False),
        *items,
        PrimaryKeyConstraint("org_id", "id", name=f"{name}_pkey"),
    )


def _of_candidate(name: str) -> ForeignKeyConstraint:
    """Return the foreign key to candidates, which deletes dependent rows with them."""
    return ForeignKeyConstraint(
        ["org_id", "candidate_id"],
        ["candidates.org_id", "candidates.id"],
        name=f"{name}_candidate_fkey",
        ondelete="CASCADE",
    )


organisations = Table(
    "organisations",
    metadata,
    Column("id", BigInteger, Identity(always=False), nullable=False),
    Column("name", Text, nullable=False),
    _arrival(),
    PrimaryKeyConstraint("id", name="organisations_pkey"),
)

users = _tenant_table(
    "users",
    Column("email", Text, nullable=False),
    Column("full_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("standing", Text, nullable=False, server_default=MEMBER, info=UNTOLD),
    _arrival(),
    ForeignKeyConstraint(["org_id"], ["organisations.id"], name="users_org_fkey", ondelete="CASCADE"),
    Index("users_standing_idx", "org_id", "standing", "id", postgresql_include=["role"]),
)

credentials = Table(
    "credentials",
    metadata,
    Column("email", Text, nullable=False),
    Column("org_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("password_hash", Text, nullable=False),
    PrimaryKeyConstraint("email", name="credentials_pkey"),
    ForeignKeyConstraint(
        ["org_id", "user_id"], ["users.org_id", "users.id"], name="credentials_user_fkey", ondelete="CASCADE"
    ),
    Index("credentials_user_idx", "org_id", "user_id"),
)
"""The user of each login: the only table whose key spans organisations. `email` is in the form of `login_key`."""

jobs = _tenant_table(
    "jobs",
    Column("created_by_user_id", BigInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("department", Text),
    Column("location", Text),
    Column("employment_type", Text),
    Column("remote_option", Text),
    Column("salary_min", Integer),
    Column("salary_max", Integer),
    Column("currency", Text, nullable=False),
    Column("description", Text),
    Column("required_skills", JSONB, nullable=False),
    Column("nice_to_have_skills", JSONB, nullable=False),
    Column("status", Text, nullable=False),
    Column("is_public", Boolean, nullable=False),
    _arrival(),
    *_features(),
    _folded("title"),
    CheckConstraint("salary_min <= salary_max", name="jobs_salary_range"),
    ForeignKeyConstraint(["org_id", "created_by_user_id"], ["users.org_id", "users.id"], name="jobs_created_by_fkey"),
    Index("jobs_created_by_idx", "org_id", "created_by_user_id"),
    Index("jobs_status_idx", "org_id", "status", "id"),
    Index("jobs_title_idx", "org_id", "id", postgresql_include=["status", folded("title")]),
    Index("jobs_version_idx", "org_id", "version", "id"),
    Index("jobs_engine_idx", "org_id", "engine"),
)

candidates = _tenant_table(
    "candidates",
    Column("full_name", Text, nullable=False),
    Column("headline", Text),
    Column("location", Text),
    Column("experience_years", Integer),
    Column("current_title", Text),
    Column("current_company", Text),
    Column("linkedin_url", Text),
    Column("github_url", Text),
    Column("website_url", Text),
    Column("notes", Text),
    _arrival(),
    *_features(),
    _folded("full_name"),
    ForeignKeyConstraint(["org_id"], ["organisations.id"], name="candidates_org_fkey", ondelete="CASCADE"),
    Index("candidates_full_name_idx", "org_id", "id", postgresql_include=[folded("full_name")]),
    Index("candidates_version_idx", "org_id", "version", "id"),
    Index("candidates_engine_idx", "org_id", "engine"),
)

applications = _tenant_table(
    "applications",
    Column("job_id", BigInteger, nullable=False),
    Column("candidate_id", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("fit_score", Integer),
    _arrival(),
    Column("status_since", DateTime(timezone=True), nullable=False, server_default=func.now(), info=UNTOLD),
    UniqueConstraint("org_id", "job_id", "candidate_id", name="applications_pair_key"),
    ForeignKeyConstraint(
        ["org_id", "job_id"], ["jobs.org_id", "jobs.id"], name="applications_job_fkey", ondelete="CASCADE"
    ),
    _of_candidate("applications"),
    Index("applications_job_idx", "org_id", "job_id", "id", postgresql_include=["candidate_id"]),
    Index("applications_candidate_idx", "org_id", "candidate_id", "id", postgresql_include=["job_id"]),
    Index("applications_status_idx", "org_id", "status", "id"),
    Index("applications_waiting_idx", "org_id", "status_since", "id"),
)

documents = _tenant_table(
    "documents",
    Column("candidate_id", BigInteger, nullable=False),
    Column("filename", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("pages", Integer),
    Column("size", BigInteger, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("hidden", JSONB, nullable=False),
    Column("warnings", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("content", LargeBinary, nullable=False, info=UNTOLD),
    Column("fields", JSONB, nullable=False, server_default=text("'[]'"), info=UNTOLD),
    _of_candidate("documents"),
    Index("documents_candidate_idx", "org_id", "candidate_id", "id", postgresql_include=["sha256"]),
    Index("documents_sha256_idx", "org_id", "sha256", "candidate_id"),
)
"""Uploaded files. `content` is read by no other statement than the one that returns it."""

profiles = Table(
    "profiles",
    metadata,
    Column("org_id", BigInteger, nullable=False),
    Column("candidate_id", BigInteger, nullable=False),
    Column("skills", JSONB, nullable=False),
    Column("languages", JSONB, nullable=False),
    Column("education", JSONB, nullable=False),
    Column("positions", JSONB, nullable=False),
    Column("contacts", JSONB, nullable=False),
    Column("fields", JSONB, nullable=False, server_default=text("'[]'")),
    PrimaryKeyConstraint("org_id", "candidate_id", name="profiles_pkey"),
    _of_candidate("profiles"),
)
"""At most one row per candidate; matching reads `skills`."""

identifiers = Table(
    "identifiers",
    metadata,
    Column("org_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("candidate_id", BigInteger, nullable=False),
    PrimaryKeyConstraint("org_id", "kind", "value", "candidate_id", name="identifiers_pkey"),
    _of_candidate("identifiers"),
    Index("identifiers_candidate_idx", "org_id", "candidate_id", "kind", "value"),
)
"""Identifiers that find duplicate candidates: see `recruit.domain.candidates.model.identifiers`.

They are written with the rows that they are computed from.
"""

match_logs = _tenant_table(
    "match_logs",
    Column("direction", Text, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("job_id", BigInteger, nullable=False),
    Column("candidate_id", BigInteger, nullable=False),
    Column("score", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("strategy", Text, nullable=False),
    Column("receipt", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["org_id"], ["organisations.id"], name="match_logs_org_fkey", ondelete="CASCADE"),
    Index("match_logs_job_idx", "org_id", "job_id", "id", postgresql_include=["created_at"]),
    Index("match_logs_candidate_idx", "org_id", "candidate_id", "id", postgresql_include=["job_id", "created_at"]),
    Index("match_logs_created_idx", "org_id", "created_at", "id"),
)
"""Match logs. No foreign keys to job and candidate: the record of a decision outlives both."""

embeddings = Table(
    "embeddings",
    metadata,
    Column("org_id", BigInteger, nullable=False),
    Column("model", Text, nullable=False),
    Column("text_hash", LargeBinary, nullable=False),
    Column("version", BigInteger, nullable=False, server_default=_this_transaction()),
    Column("vector", HalfVector, nullable=False),
    PrimaryKeyConstraint("org_id", "model", "text_hash", name="embeddings_pkey"),
    ForeignKeyConstraint(["org_id"], ["organisations.id"], name="embeddings_org_fkey", ondelete="CASCADE"),
    Index("embeddings_version_idx", "org_id", "model", "version", "text_hash"),
)

imports = _tenant_table(
    "imports",
    Column("kind", Text, nullable=False),
    Column("filename", Text, nullable=False),
    Column("dry_run", Boolean, nullable=False),
    Column("create_duplicates", Boolean, nullable=False),
    Column("notes", Text),
    Column("warnings", JSONB, nullable=False),
    Column("total", Integer, nullable=False),
    Column("created_by_user_id", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("status", Text, nullable=False, server_default="queued"),
    Column("created", Integer, nullable=False, server_default="0"),
    Column("valid", Integer, nullable=False, server_default="0"),
    Column("duplicates", Integer, nullable=False, server_default="0"),
    Column("failed", Integer, nullable=False, server_default="0"),
    ForeignKeyConstraint(
        ["org_id", "created_by_user_id"], ["users.org_id", "users.id"], name="imports_created_by_fkey"
    ),
    Index("imports_created_by_idx", "org_id", "created_by_user_id"),
)

import_items = Table(
    "import_items",
    metadata,
    Column("org_id", BigInteger, nullable=False),
    Column("import_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", Text),
    Column("status", Text, nullable=False),
    Column("candidate_id", BigInteger),
    Column("application_id", BigInteger),
    Column("error", Text),
    Column("warnings", JSONB, nullable=False, server_default="[]"),
    Column("preview", JSONB),
    Column("content", LargeBinary),
    Column("deflated", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("org_id", "import_id", "number", name="import_items_pkey"),
    ForeignKeyConstraint(
        ["org_id", "import_id"], ["imports.org_id", "imports.id"], name="import_items_import_fkey", ondelete="CASCADE"
    ),
    Index("import_items_digest_idx", "org_id", "digest"),
    Index("import_items_status_idx", "org_id", "import_id", "status", "number"),
)
"""Items of imports. No foreign keys to candidate and application: the outcome of an item outlives them."""
conversations = _tenant_table(
    "conversations",
    Column("user_id", BigInteger, nullable=False),
    Column("state", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["org_id", "user_id"], ["users.org_id", "users.id"], name="conversations_user_fkey", ondelete="CASCADE"
    ),
    Index("conversations_user_idx", "org_id", "user_id", "id"),
)

messages = _tenant_table(
    "messages",
    Column("conversation_id", BigInteger, nullable=False),
    Column("role", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("tools", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["org_id", "conversation_id"],
        ["conversations.org_id", "conversations.id"],
        name="messages_conversation_fkey",
        ondelete="CASCADE",
    ),
    Index("messages_conversation_idx", "org_id", "conversation_id", "id"),
)

actions = _tenant_table(
    "actions",
    Column("user_id", BigInteger, nullable=False),
    Column("conversation_id", BigInteger),
    Column("stage", Text, nullable=False),
    Column("calls", JSONB, nullable=False),
    Column("token", Text),
    Column("writes", JSONB, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("session", Text, nullable=False, server_default=text("''")),
    ForeignKeyConstraint(["org_id"], ["organisations.id"], name="actions_org_fkey", ondelete="CASCADE"),
    Index("actions_conversation_idx", "org_id", "user_id", "conversation_id", "id"),
    Index(
        "actions_outside_idx", "org_id", "user_id", "session", "id", postgresql_where=text("conversation_id IS NULL")
    ),
    Index("actions_token_idx", "org_id", "token"),
)
"""Changes that the agent made or proposes. No foreign key to the conversation: the record outlives it."""

sign_ins = _tenant_table(
    "sign_ins",
    Column("user_id", BigInteger, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("family", LargeBinary),
    Column("latest", LargeBinary),
    Column("salt", LargeBinary),
    Column("renewed_at", DateTime(timezone=True)),
    Column("granted", JSONB(none_as_null=True)),
    ForeignKeyConstraint(
        ["org_id", "user_id"], ["users.org_id", "users.id"], name="sign_ins_user_fkey", ondelete="CASCADE"
    ),
    Index("sign_ins_user_idx", "org_id", "user_id"),
)

api_keys = _tenant_table(
    "api_keys",
    Column("name", Text, nullable=False),
    Column("scopes", JSONB, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("created_by_user_id", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("last_used_at", DateTime(timezone=True)),
    ForeignKeyConstraint(
        ["org_id", "created_by_user_id"],
        ["users.org_id", "users.id"],
        name="api_keys_created_by_fkey",
        ondelete="CASCADE",
    ),
    Index("api_keys_created_by_idx", "org_id", "created_by_user_id"),
)

invitations = _tenant_table(
    "invitations",
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, info=UNTOLD),
    Column("role", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("invited_by_user_id", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["org_id"], ["organisations.id"], name="invitations_org_fkey", ondelete="CASCADE"),
    Index("invitations_email_key", "org_id", "email_key", unique=True),
)
"""`email_key` is in the form of `login_key`."""

keyed_requests = Table(
    "keyed_requests",
    metadata,
    Column("org_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("key", Text, nullable=False),
    Column("begun_at", DateTime(timezone=True), nullable=False),
    Column("fingerprint", LargeBinary),
    Column("status", Integer),
    Column("headers", JSONB),
    Column("body", LargeBinary),
    Column("needed", JSONB),
    PrimaryKeyConstraint("org_id", "user_id", "key", name="keyed_requests_pkey"),
    ForeignKeyConstraint(
        ["org_id", "user_id"], ["users.org_id", "users.id"], name="keyed_requests_user_fkey", ondelete="CASCADE"
    ),
    Index("keyed_requests_begun_idx", "org_id", "begun_at"),
)
"""Requests with an idempotency key and their responses: see `recruit.domain.idempotency.service`.

Rows are kept for a day.
"""

audit = Table(
    "audit",
    metadata,
    Column("org_id", BigInteger, nullable=False),
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("kind", Text, nullable=False),
    Column("user_id", BigInteger),
    Column("key_id", BigInteger),
    Column("request_id", Text),
    Column("address", Text),
    Column("action", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("entity_id", BigInteger),
    Column("candidate_id", BigInteger),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB(none_as_null=True)),
    Column("place", BigInteger),
    Column("salt", Text),
    Column("digest", Text),
    Column("hash", Text),
    Column("version", BigInteger, nullable=False, server_default=_this_transaction(), info=UNTOLD),
    PrimaryKeyConstraint("org_id", "id", name="audit_pkey"),
    Index("audit_entity_idx", "org_id", "entity", "entity_id", "id"),
    Index("audit_candidate_idx", "org_id", "candidate_id", "id", postgresql_where=text("candidate_id IS NOT NULL")),
    Index("audit_unchained_idx", "org_id", "version", "id", postgresql_where=text("hash IS NULL")),
    Index("audit_place_idx", "org_id", "place", unique=True, postgresql_where=text("place IS NOT NULL")),
)
"""Reads and writes with their actors, in the order of ids; `place` and `hash` belong to the chain.

The index of its key has more columns than the key, so that lists are searched in it. No foreign keys: entries outlive
the rows that they describe.
"""

erasures = _tenant_table(
    "erasures",
    Column("at", DateTime(timezone=True), nullable=False),
    Column("kind", Text, nullable=False),
    Column("user_id", BigInteger),
    Column("candidate_ids", JSONB, nullable=False),
    Column("counts", JSONB, nullable=False),
    Column("identified_by", JSONB, nullable=False),
)
"""Receipts of erasures."""
