"""Names and titles in Unicode normalization form C: composed words don't find decomposed ones."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COMPOSED = """
    UPDATE {table} SET {column} = normalize({column}, NFC), engine = NULL, features = NULL, text_hash = NULL,
        version = pg_current_xact_id()::text::bigint
    WHERE {column} IS NOT NFC NORMALIZED AND char_length(normalize({column}, NFC)) <= char_length({column})
"""  # longer ones could exceed their field, and are stored as they come by this version, too


def upgrade() -> None:
    """Normalise the texts, without audit entries: the visible characters stay the same."""
    if op.get_bind().exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
        return  # such databases can't compose, and most can't hold what is decomposed
    for table, column in (("candidates", "full_name"), ("jobs", "title")):
        # The policies would hide the rows from the owner.
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER audit")
        op.execute(COMPOSED.format(table=table, column=column))
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER audit")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    """Leave the texts normalised: no version needs them decomposed."""
