"""Documents and profiles of candidates, and identifiers that find duplicates."""

from alembic import op
from sqlalchemy import text

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.identifiers import candidate_identifiers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
BATCH = 1_000

TABLES = {
    "documents": """
        CREATE TABLE documents (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            candidate_id bigint NOT NULL,
            filename text NOT NULL,
            kind text NOT NULL,
            pages integer,
            size bigint NOT NULL,
            sha256 bytea NOT NULL,
            hidden jsonb NOT NULL,
            warnings jsonb NOT NULL,
            created_at timestamptz NOT NULL,
            content bytea NOT NULL,
            CONSTRAINT documents_pkey PRIMARY KEY (org_id, id)
        )""",
    "profiles": """
        CREATE TABLE profiles (
            org_id bigint NOT NULL,
            candidate_id bigint NOT NULL,
            skills jsonb NOT NULL,
            languages jsonb NOT NULL,
            education jsonb NOT NULL,
            positions jsonb NOT NULL,
            contacts jsonb NOT NULL,
            CONSTRAINT profiles_pkey PRIMARY KEY (org_id, candidate_id)
        )""",
    "identifiers": """
        CREATE TABLE identifiers (
            org_id bigint NOT NULL,
            kind text NOT NULL,
            value text NOT NULL,
            candidate_id bigint NOT NULL,
            CONSTRAINT identifiers_pkey PRIMARY KEY (org_id, kind, value, candidate_id)
        )""",
}
INDEXES = [
    "CREATE INDEX documents_candidate_idx ON documents (org_id, candidate_id, id) INCLUDE (sha256)",
    "CREATE INDEX documents_sha256_idx ON documents (org_id, sha256, candidate_id)",
    "CREATE INDEX identifiers_candidate_idx ON identifiers (org_id, candidate_id, kind, value)",
]


def upgrade() -> None:
    """Create the tables, and compute the identifiers of existing candidates."""
    for statement in TABLES.values():
        op.execute(statement)
    op.execute("ALTER TABLE documents ALTER content SET STORAGE EXTERNAL")  # most files are compressed already
    _identify()
    for name in TABLES:
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
        op.execute(f"""
            ALTER TABLE {name} ADD CONSTRAINT {name}_candidate_fkey
                FOREIGN KEY (org_id, candidate_id) REFERENCES candidates (org_id, id) ON DELETE CASCADE
        """)
    for index in INDEXES:
        op.execute(index)


def downgrade() -> None:
    """Drop the tables."""
    for name in TABLES:
        op.execute(f"DROP TABLE {name}")


def _identify() -> None:
    """Compute identifiers. The policies are suspended meanwhile, so that the owner of the tables sees all rows."""
    op.execute("ALTER TABLE candidates NO FORCE ROW LEVEL SECURITY")
    connection = op.get_bind()
    org_id, last = 0, 0
    query = text(
        "SELECT org_id, id, full_name, linkedin_url, github_url FROM candidates"
        " WHERE (org_id, id) > (:org_id, :last) ORDER BY org_id, id LIMIT :size"
    )
    added = text("INSERT INTO identifiers (org_id, kind, value, candidate_id) VALUES (:org_id, :kind, :value, :id)")
    while rows := connection.execute(query, {"org_id": org_id, "last": last, "size": BATCH}).all():
        values = [
            {"org_id": row.org_id, "kind": one.kind.value, "value": one.value, "id": row.id}
            for row in rows
            for one in candidate_identifiers(
                CandidateDetails(full_name=row.full_name, linkedin_url=row.linkedin_url, github_url=row.github_url)
            )
        ]
        if values:
            connection.execute(added, values)
        org_id, last = rows[-1].org_id, rows[-1].id
    op.execute("ALTER TABLE candidates FORCE ROW LEVEL SECURITY")
