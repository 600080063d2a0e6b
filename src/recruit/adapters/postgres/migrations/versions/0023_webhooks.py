"""Webhooks, and attempts to deliver events to them."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""

WEBHOOKS = """
    CREATE TABLE webhooks (
        org_id bigint NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        url text NOT NULL,
        event_types jsonb NOT NULL,
        description text,
        is_active boolean NOT NULL,
        created_by_user_id bigint NOT NULL,
        created_at timestamptz NOT NULL,
        secret text NOT NULL,
        cursor bigint NOT NULL,
        previous_secret text,
        previous_secret_expires_at timestamptz,
        disabled_reason text,
        disabled_at timestamptz,
        CONSTRAINT webhooks_pkey PRIMARY KEY (org_id, id)
    )
"""
DELIVERIES = """
    CREATE TABLE webhook_deliveries (
        org_id bigint NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        webhook_id bigint NOT NULL,
        message_id text NOT NULL,
        type text NOT NULL,
        request_body text NOT NULL,
        due_at timestamptz NOT NULL,
        attempt integer NOT NULL,
        event_id bigint,
        sequence bigint,
        entity text NOT NULL,
        entity_id bigint,
        candidate_id bigint,
        state text NOT NULL DEFAULT 'pending',
        at timestamptz,
        request_headers jsonb,
        status integer,
        response_body text,
        duration_ms integer,
        error text,
        CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (org_id, id)
    )
"""
ENTITY_ORDER = "org_id, webhook_id, entity, entity_id, sequence, id"
INDEXES = (
    "webhooks_created_by_idx ON webhooks (org_id, created_by_user_id)",
    "webhooks_active_idx ON webhooks (org_id, id) WHERE is_active",
    "webhook_deliveries_log_idx ON webhook_deliveries (org_id, webhook_id, id) INCLUDE (event_id, type, state, at)",
    "webhook_deliveries_due_idx ON webhook_deliveries (org_id, due_at)",
    "webhook_deliveries_pending_idx ON webhook_deliveries (org_id, webhook_id, due_at, id) WHERE state = 'pending'",
    f"webhook_deliveries_entity_idx ON webhook_deliveries ({ENTITY_ORDER}) WHERE state = 'pending'",
)
AUDITED = (
    "url, event_types, description, is_active, created_by_user_id, secret, previous_secret_expires_at,"
    " disabled_reason, disabled_at"
)


def upgrade() -> None:
    """Create the tables with their policies, and the audit trigger of webhooks."""
    for table in (WEBHOOKS, DELIVERIES):
        op.execute(table)
    for name in ("webhooks", "webhook_deliveries"):
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
        op.execute(f"ALTER TABLE {name} SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
        op.execute(f"ALTER TABLE {name} ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")
    # The one statement that looks for organisations with webhooks.
    op.execute(
        "CREATE POLICY sending ON webhooks FOR SELECT USING (is_active AND current_setting('app.sending', true) = 'on')"
    )
    op.execute("""
        ALTER TABLE webhooks ADD CONSTRAINT webhooks_created_by_fkey
            FOREIGN KEY (org_id, created_by_user_id) REFERENCES users (org_id, id)
    """)
    op.execute("""
        ALTER TABLE webhook_deliveries ADD CONSTRAINT webhook_deliveries_webhook_fkey
            FOREIGN KEY (org_id, webhook_id) REFERENCES webhooks (org_id, id) ON DELETE CASCADE
    """)
    for index in INDEXES:
        op.execute(f"CREATE INDEX {index}")
    # The cursor moves with every event. A rotation of the secret is an entry without the secrets.
    op.execute(
        f"CREATE TRIGGER audit AFTER INSERT OR UPDATE OF {AUDITED} OR DELETE ON webhooks FOR EACH ROW"
        " EXECUTE FUNCTION audit_entry('webhook', '{id,org_id,created_at,secret,previous_secret,cursor}', '')"
    )


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP TABLE webhook_deliveries")
    op.execute("DROP TABLE webhooks")
