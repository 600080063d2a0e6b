"""The oldest revision whose code works with the tables, which the database records for earlier versions.

Code of an earlier version doesn't know later migrations, so that only the database can say whether it may go on. The
record is the comment of Alembic's table: see decision 64.
"""

from typing import Any, NamedTuple

from sqlalchemy import Connection

RECORD = "The oldest revision whose code works with these tables: {}"
OLDEST = r"substring(obj_description('alembic_version'::regclass, 'pg_class') FROM '\d{4}$')"
"""SQL expression of the recorded revision, NULL without a record."""

NEWER_REVISION = (
    "The database is at {}, which this version of recruit doesn't know: "
    "install the version that made it, or a newer one"
)
FIRST_RECORDED = "0031"
"""Code of every earlier revision works with its own tables only."""


class Tables(NamedTuple):
    """The revision of a database's tables, and the oldest revision whose code works with them.

    Revisions are four digits. `revision` is None without tables, `oldest` without a record.
    """

    revision: str | None
    oldest: str | None = None

    def work_with(self, code: str) -> bool:
        """Return whether code of a revision works with the tables."""
        if self.revision is None or self.revision == code:
            return self.revision is not None
        return self.oldest is not None and self.oldest <= code < self.revision

    def are_later(self, code: str) -> bool:
        """Return whether the tables are of a later revision than code that works with them."""
        return self.revision != code and self.work_with(code)

    def refusal(self, code: str) -> str:
        """Return why code of a revision must not use the tables, empty if it may."""
        if self.work_with(code):
            return ""
        if self.revision is None:
            return f"The database has no tables, this version needs {code}: run `recruit db upgrade`"
        if self.revision < code:
            return f"The tables are at {self.revision}, this version needs {code}: run `recruit db upgrade`"
        return NEWER_REVISION.format(self.revision)


def oldest_working(scripts: Any, revision: str) -> str:
    """Return the oldest revision whose code works with the tables of `revision`.

    `scripts` is Alembic's ScriptDirectory. A migration that ends the compatibility with earlier code names the oldest
    revision that it leaves in its variable `oldest_working`.
    """
    found: str
    for script in scripts.walk_revisions("base", revision):  # the newest first
        if script.revision <= FIRST_RECORDED:
            break
        if found := getattr(script.module, "oldest_working", ""):
            return found
    return str(script.revision)


def record(connection: Connection, scripts: Any, revision: str | None) -> None:
    """Record the oldest working revision of tables that are at `revision` now. None means that they were dropped."""
    oldest = oldest_working(scripts, revision) if revision else None
    if oldest != connection.exec_driver_sql(f"SELECT {OLDEST}").scalar():
        comment = "NULL" if oldest is None else f"'{RECORD.format(oldest)}'"
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS {comment}")
