"""A later release: the present code with one more migration, whose tables code of this version works with."""

import shutil
from pathlib import Path

import recruit
from chaos.upgrade import Release
from recruit.adapters.postgres.schema import MIGRATIONS, REVISION

NEXT = f"{int(REVISION) + 1:04}"
MIGRATION = f'''"""Columns of candidates, and a table to which each new one adds a row, which is in the audit log."""

from alembic import op

revision = "{NEXT}"
down_revision = "{REVISION}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.execute("ALTER TABLE candidates ADD COLUMN level integer NOT NULL DEFAULT 1, ADD COLUMN motto text")
    op.execute("""
        CREATE TABLE probes (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            candidate_id bigint NOT NULL,
            PRIMARY KEY (org_id, id),
            FOREIGN KEY (org_id, candidate_id) REFERENCES candidates (org_id, id) ON DELETE CASCADE
        )
    """)
    op.execute("CREATE INDEX probes_candidate_idx ON probes (org_id, candidate_id)")
    op.execute("""
        CREATE TRIGGER audit AFTER INSERT OR DELETE ON probes FOR EACH ROW
            EXECUTE FUNCTION audit_entry('probe', '{{id,org_id}}', '')
    """)
    op.execute("""
        CREATE FUNCTION add_probe() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO public.probes (org_id, candidate_id) VALUES (NEW.org_id, NEW.id);
            RETURN NULL;
        END $$
    """)
    op.execute("CREATE TRIGGER probe AFTER INSERT ON candidates FOR EACH ROW EXECUTE FUNCTION add_probe()")


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP TRIGGER probe ON candidates")
    op.execute("DROP FUNCTION add_probe")
    op.execute("DROP TABLE probes")
    op.execute("ALTER TABLE candidates DROP COLUMN motto, DROP COLUMN level")
'''


def make_later_release(directory: Path) -> Release:
    """Return a release that consists of links to the present code, but for its migrations."""
    package = Path(recruit.__file__).parent
    copied = MIGRATIONS.relative_to(package)
    for depth in range(len(copied.parts)):
        part = Path(*copied.parts[:depth])
        (directory / "recruit" / part).mkdir(parents=True)
        for file in (package / part).iterdir():
            if file.name not in {copied.parts[depth], "__pycache__"}:
                (directory / "recruit" / part / file.name).symlink_to(file)
    shutil.copytree(MIGRATIONS, directory / "recruit" / copied, ignore=shutil.ignore_patterns("__pycache__"))
    (directory / "recruit" / copied / "versions" / f"{NEXT}_probes.py").write_text(MIGRATION)
    return Release(directory)
