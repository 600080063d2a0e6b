"""Sign-ins that can be ended, invitations, and removed users whose records stay."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
TABLES = {
    "sign_ins": """
        CREATE TABLE sign_ins (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            user_id bigint NOT NULL,
            expires_at timestamptz NOT NULL,
            family bytea,
            latest bytea,
            CONSTRAINT sign_ins_pkey PRIMARY KEY (org_id, id)
        )""",
    "invitations": """
        CREATE TABLE invitations (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            email text NOT NULL,
            email_key text NOT NULL,
            role text NOT NULL,
            digest bytea NOT NULL,
            invited_by_user_id bigint NOT NULL,
            created_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL,
            CONSTRAINT invitations_pkey PRIMARY KEY (org_id, id)
        )""",
}
FOREIGN_KEYS = [
    ("sign_ins", "sign_ins_user_fkey", "(org_id, user_id) REFERENCES users (org_id, id) ON DELETE CASCADE"),
    ("invitations", "invitations_org_fkey", "(org_id) REFERENCES organisations (id) ON DELETE CASCADE"),
]
INDEXES = [
    "CREATE INDEX sign_ins_user_idx ON sign_ins (org_id, user_id)",
    "CREATE UNIQUE INDEX invitations_email_key ON invitations (org_id, email_key)",
    "CREATE INDEX users_standing_idx ON users (org_id, standing, id) INCLUDE (role)",
]
GROWING = ("users", "credentials", "sign_ins", "invitations")
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE, ORGANISATIONS = 0.02, 100
"""As for the other large tables: see 0006."""


def upgrade() -> None:
    """Create the tables with their policies, and make every existing user a member."""
    for name, table in TABLES.items():
        op.execute(table)
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    for name, constraint, definition in FOREIGN_KEYS:
        op.execute(f"ALTER TABLE {name} ADD CONSTRAINT {constraint} FOREIGN KEY {definition}")
    op.execute("ALTER TABLE users ADD COLUMN standing text NOT NULL DEFAULT 'member'")
    for index in INDEXES:
        op.execute(index)
    for table in GROWING:
        op.execute(f"ALTER TABLE {table} SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")


def downgrade() -> None:
    """Undo the upgrade. Removed users stay without a login."""
    for table in GROWING[:2]:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN org_id RESET (n_distinct)")
        op.execute(f"ALTER TABLE {table} RESET ({', '.join(VACUUM)})")
    op.execute("DROP INDEX users_standing_idx")
    op.execute("ALTER TABLE users DROP COLUMN standing")
    for name in TABLES:
        op.execute(f"DROP TABLE {name}")
