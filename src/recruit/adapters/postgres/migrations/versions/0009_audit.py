"""The audit log, and the triggers that add its entries in the transaction of the write."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""

KEPT_FOR_MATCHING = "version,engine,features,text_hash"

WATCHED = (
    ("organisations", "organisation", "INSERT OR UPDATE OF name OR DELETE", "", ""),
    ("users", "user", "INSERT OR UPDATE OF email, full_name, role, standing OR DELETE", "", ""),
    ("credentials", "login", "INSERT OR UPDATE OF password_hash OR DELETE", "password_hash", ""),
    ("sign_ins", "sign_in", "INSERT OR DELETE", "family,latest", ""),
    ("invitations", "invitation", "INSERT OR UPDATE OR DELETE", "digest,email_key", ""),
    (
        "jobs",
        "job",
        (
            "INSERT OR UPDATE OF title, department, location, employment_type, remote_option, salary_min, salary_max, "
            "currency, description, required_skills, nice_to_have_skills, status, is_public OR DELETE"
        ),
        f"{KEPT_FOR_MATCHING},title_folded",
        "",
    ),
    (
        "candidates",
        "candidate",
        (
            "INSERT OR UPDATE OF full_name, headline, location, experience_years, current_title, current_company, "
            "linkedin_url, github_url, website_url, notes OR DELETE"
        ),
        f"{KEPT_FOR_MATCHING},full_name_folded",
        "",
    ),
    ("applications", "application", "INSERT OR UPDATE OR DELETE", "status_since", ""),
    ("documents", "document", "INSERT OR UPDATE OR DELETE", "content", ""),
    ("profiles", "profile", "INSERT OR UPDATE OR DELETE", "", ""),
    ("match_logs", "match_log", "UPDATE OR DELETE", "", "reason,receipt"),
    ("imports", "import", "INSERT OR DELETE", "", ""),
    ("conversations", "conversation", "INSERT OR DELETE", "state,updated_at", ""),
    ("messages", "message", "INSERT OR UPDATE OR DELETE", "", "text,tools"),
    ("actions", "action", "INSERT OR UPDATE OR DELETE", "token", "calls,writes"),
)
"""Tables, their entity names, the audited writes, the omitted columns, and the hashed columns."""

ENTRY = """
    CREATE FUNCTION audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        said text[] := string_to_array(current_setting('app.origin', true), ' ', '');
        record_ jsonb;
        was jsonb;
        becomes jsonb;
        name text;
    BEGIN
        IF TG_ARGV[0] = 'document' THEN -- without its bytes, which would become text first
            IF TG_OP <> 'INSERT' THEN OLD.content := NULL; END IF;
            IF TG_OP <> 'DELETE' THEN NEW.content := NULL; END IF;
        END IF;
        IF TG_OP = 'INSERT' THEN
            record_ := to_jsonb(NEW);
            becomes := record_ - TG_ARGV[1]::text[];
        ELSE
            record_ := to_jsonb(OLD);
            was := record_ - TG_ARGV[1]::text[];
            IF TG_OP = 'UPDATE' THEN
                becomes := to_jsonb(NEW);
                SELECT coalesce(jsonb_object_agg(field.key, field.value), '{}'),
                    coalesce(jsonb_object_agg(field.key, becomes -> field.key), '{}')
                INTO was, becomes FROM jsonb_each(was) field WHERE field.value IS DISTINCT FROM becomes -> field.key;
            END IF;
        END IF;
        IF TG_ARGV[2] <> '' THEN
            FOREACH name IN ARRAY string_to_array(TG_ARGV[2], ',') LOOP
                was := CASE WHEN was ? name THEN was || public.audit_digest(name, was ->> name) ELSE was END;
                becomes := CASE WHEN becomes ? name THEN becomes || public.audit_digest(name, becomes ->> name)
                    ELSE becomes END;
            END LOOP;
        END IF;
        INSERT INTO public.audit (org_id, kind, user_id, key_id, request_id, address, action, entity, entity_id,
            candidate_id, before, after)
        VALUES (
            CASE TG_ARGV[0] WHEN 'organisation' THEN record_ ->> 'id' ELSE record_ ->> 'org_id' END::bigint,
            coalesce(said[1], 'sql'), said[2]::bigint, said[3]::bigint, said[4], said[5], lower(TG_OP), TG_ARGV[0],
            CASE TG_ARGV[0] WHEN 'profile' THEN record_ ->> 'candidate_id' WHEN 'login' THEN record_ ->> 'user_id'
                ELSE record_ ->> 'id' END::bigint,
            CASE TG_ARGV[0] WHEN 'candidate' THEN record_ ->> 'id' ELSE record_ ->> 'candidate_id' END::bigint,
            was, becomes
        );
        RETURN NULL;
    END $$
"""
DIGEST = """
    CREATE FUNCTION audit_digest(name text, value text) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN jsonb_build_object(name, jsonb_build_object(
        'sha256', encode(sha256(convert_to(value, 'UTF8')), 'hex'), 'bytes', octet_length(value)))
"""
KEPT = """
    CREATE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND (
            NEW.org_id, NEW.id, NEW.at, NEW.kind, NEW.user_id, NEW.key_id, NEW.request_id, NEW.address, NEW.action,
            NEW.entity, NEW.entity_id, NEW.candidate_id
        ) IS NOT DISTINCT FROM (
            OLD.org_id, OLD.id, OLD.at, OLD.kind, OLD.user_id, OLD.key_id, OLD.request_id, OLD.address, OLD.action,
            OLD.entity, OLD.entity_id, OLD.candidate_id
        ) AND (OLD.digest IS NULL OR NEW.digest = OLD.digest) THEN
            IF OLD.hash IS NULL AND NEW.hash IS NOT NULL
                AND (NEW.before, NEW.after) IS NOT DISTINCT FROM (OLD.before, OLD.after) THEN
                RETURN NEW;
            END IF;
            IF (NEW.place, NEW.hash, NEW.before, NEW.after, NEW.salt)
                IS NOT DISTINCT FROM (OLD.place, OLD.hash, NULL::jsonb, NULL::jsonb, NULL::text) THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
    END $$
"""
INDEXES = (
    "CREATE UNIQUE INDEX audit_pkey ON audit (org_id, id) INCLUDE (at, user_id, action, entity)",
    "CREATE INDEX audit_entity_idx ON audit (org_id, entity, entity_id, id)",
    "CREATE INDEX audit_candidate_idx ON audit (org_id, candidate_id, id) WHERE candidate_id IS NOT NULL",
    "CREATE INDEX audit_unchained_idx ON audit (org_id, version, id) WHERE hash IS NULL",
    "CREATE UNIQUE INDEX audit_place_idx ON audit (org_id, place) WHERE place IS NOT NULL",
)


def upgrade() -> None:
    """Create the log with its policy, and a trigger on every audited table."""
    op.execute("""
        CREATE TABLE audit (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            at timestamptz NOT NULL DEFAULT now(),
            kind text NOT NULL,
            user_id bigint,
            key_id bigint,
            request_id text,
            address text,
            action text NOT NULL,
            entity text NOT NULL,
            entity_id bigint,
            candidate_id bigint,
            before jsonb,
            after jsonb,
            place bigint,
            salt text,
            digest text,
            hash text,
            version bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint
        )
    """)
    for index in INDEXES:
        op.execute(index)
    op.execute("ALTER TABLE audit ADD CONSTRAINT audit_pkey PRIMARY KEY USING INDEX audit_pkey")
    op.execute("ALTER TABLE audit ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE audit FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON audit USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    op.execute(f"ALTER TABLE audit SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
    op.execute(f"ALTER TABLE audit ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")
    for function in (DIGEST, ENTRY, KEPT):
        op.execute(function)
    op.execute("CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_kept()")
    op.execute("CREATE TRIGGER whole BEFORE TRUNCATE ON audit EXECUTE FUNCTION audit_kept()")
    for table, *told in WATCHED:
        watch(table, *told)
    # Counters change with each item.
    op.execute("""
        CREATE TRIGGER audit_status AFTER UPDATE OF status ON imports FOR EACH ROW
        WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION audit_entry('import', '{id,org_id,created_at}', '')
    """)


def watch(table: str, entity: str, writes: str, left_out: str, hashed: str) -> None:
    """Create the trigger of a table."""
    columns = ",".join(["id", "org_id", "created_at", *filter(None, [left_out])])
    op.execute(
        f"CREATE TRIGGER audit AFTER {writes} ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION audit_entry('{entity}', '{{{columns}}}', '{hashed}')"
    )


def downgrade() -> None:
    """Drop the log."""
    for function in ("audit_entry()", "audit_kept()"):
        op.execute(f"DROP FUNCTION {function} CASCADE")
    op.execute("DROP FUNCTION audit_digest(text, text)")
    op.execute("DROP TABLE audit")
