"""Outgoing mail, links for new passwords, and how users get mail."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""

LINKS = """
    CREATE TABLE password_links (
        org_id bigint NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        user_id bigint NOT NULL,
        digest bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT password_links_pkey PRIMARY KEY (org_id, id)
    )
"""
OUTGOING_MAIL = """
    CREATE TABLE outgoing_mail (
        org_id bigint NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL,
        recipient text NOT NULL,
        user_id bigint,
        subject_id bigint,
        language text NOT NULL,
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'pending',
        attempts integer NOT NULL DEFAULT 0,
        at timestamptz,
        error text,
        CONSTRAINT outgoing_mail_pkey PRIMARY KEY (org_id, id)
    )
"""
INDEXES = (
    "UNIQUE INDEX password_links_user_key ON password_links (org_id, user_id)",
    "INDEX outgoing_mail_user_idx ON outgoing_mail (org_id, user_id)",
    "INDEX outgoing_mail_created_idx ON outgoing_mail (org_id, created_at)",
    "INDEX outgoing_mail_pending_idx ON outgoing_mail (org_id, due_at, id) WHERE state = 'pending'",
)
USERS, INVITATIONS = "OF email, full_name, role, standing", "OF email, role, digest, expires_at"


def upgrade() -> None:
    """Create the tables with their policies, and add the columns, which the audit log leaves out."""
    for table in (LINKS, OUTGOING_MAIL):
        op.execute(table)
    for name in ("password_links", "outgoing_mail"):
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
        op.execute(
            f"ALTER TABLE {name} ADD CONSTRAINT {name}_user_fkey FOREIGN KEY (org_id, user_id)"
            " REFERENCES users (org_id, id) ON DELETE CASCADE"
        )
    op.execute(f"ALTER TABLE outgoing_mail SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
    op.execute(f"ALTER TABLE outgoing_mail ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")
    for index in INDEXES:
        op.execute(f"CREATE {index}")
    op.execute("ALTER TABLE users ADD COLUMN mail_notices boolean, ADD COLUMN mail_language text")
    op.execute("ALTER TABLE invitations ADD COLUMN mailed_digest bytea")
    _audit("password_links", "password_link", "", "digest")
    _audit("users", "user", USERS, "mail_notices,mail_language")
    _audit("invitations", "invitation", INVITATIONS, "digest,mailed_digest,email_key")


def downgrade() -> None:
    """Drop the tables and the columns. Mail that waits isn't sent, and its links end."""
    _audit("users", "user", USERS, "")
    _audit("invitations", "invitation", "", "digest,email_key")
    op.execute("ALTER TABLE invitations DROP COLUMN mailed_digest")
    op.execute("ALTER TABLE users DROP COLUMN mail_notices, DROP COLUMN mail_language")
    op.execute("DROP TABLE outgoing_mail")
    op.execute("DROP TABLE password_links")


def _audit(table: str, entity: str, of: str, left_out: str) -> None:
    columns = ",".join(["id", "org_id", "created_at", *filter(None, [left_out])])
    op.execute(
        f"CREATE OR REPLACE TRIGGER audit AFTER INSERT OR UPDATE {of} OR DELETE ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION audit_entry('{entity}', '{{{columns}}}', '')"
    )
