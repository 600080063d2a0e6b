"""Identities of users at identity providers (OpenID Connect)."""

from alembic import op

from recruit.adapters.postgres.audit_triggers import watch

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"


def upgrade() -> None:
    """Create the table with its policy and its audit trigger."""
    op.execute("""
        CREATE TABLE identities (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            user_id bigint NOT NULL,
            issuer text NOT NULL,
            subject text NOT NULL,
            created_at timestamptz NOT NULL,
            CONSTRAINT identities_pkey PRIMARY KEY (org_id, id),
            CONSTRAINT identities_subject_key UNIQUE (org_id, issuer, subject),
            CONSTRAINT identities_user_key UNIQUE (org_id, user_id, issuer),
            CONSTRAINT identities_user_fkey FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
                ON DELETE CASCADE
        )
    """)
    op.execute("ALTER TABLE identities ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE identities FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON identities USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    watch("identities", "", "audit_entry('identity', '{id,org_id,created_at}', '')")


def downgrade() -> None:
    """Drop the table. Users without a password can't sign in any more until they get one."""
    op.execute("DROP TABLE identities")
