"""Search: texts of candidates and jobs with an index of words, and indexes for filters by parts of texts."""

from typing import NamedTuple

from alembic import op
from sqlalchemy import text

from recruit.domain.search.words import searchable

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BOUND = "nullif(current_setting('app.org_id', true), '')::bigint"
SEARCHED = "(SELECT coalesce(nullif(current_setting('app.search', true), ''), '!''@''')::tsquery)"
"""The words of a search, or a condition that all rows meet."""

VACUUM = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")
SHARE = 0.02
ORGANISATIONS = 100
"""Both as for the other large tables: see 0006."""

BATCH = 1_000
"""Rows whose texts are computed at a time."""


class Texts(NamedTuple):
    """A table of texts: the table of its owners, the column with their id, and each part with its texts as an array."""

    name: str
    of: str
    owner: str
    parts: dict[str, str]


TEXTS = (
    Texts(
        "candidate_texts",
        "candidates",
        "candidate_id",
        {
            "skills": """ARRAY[headline, current_title, notes] || ARRAY(
                SELECT jsonb_array_elements_text(jsonb_path_query_array(skills, '$[*].name'))
                FROM profiles WHERE (profiles.org_id, profiles.candidate_id) = (owner.org_id, owner.id)
            )""",
            "fields": """ARRAY[full_name, location, current_company, linkedin_url, github_url, website_url] || ARRAY(
                SELECT jsonb_array_elements_text(
                    jsonb_path_query_array(languages, '$[*].name')
                    || jsonb_path_query_array(education, '$[*].degree')
                    || jsonb_path_query_array(education, '$[*].school')
                    || jsonb_path_query_array(positions, '$[*].title')
                    || jsonb_path_query_array(positions, '$[*].company')
                    || jsonb_path_query_array(contacts, '$.emails[*]')
                    || jsonb_path_query_array(contacts, '$.phones[*]'))
                FROM profiles WHERE (profiles.org_id, profiles.candidate_id) = (owner.org_id, owner.id)
            )""",
            "documents": """ARRAY(
                SELECT text FROM documents WHERE (documents.org_id, documents.candidate_id) = (owner.org_id, owner.id)
                ORDER BY id
            )""",
        },
    ),
    Texts(
        "job_texts",
        "jobs",
        "job_id",
        {
            "skills": "ARRAY[title] || ARRAY(SELECT jsonb_array_elements_text(required_skills || nice_to_have_skills))",
            "fields": "ARRAY[department, location, employment_type, remote_option, description]",
        },
    ),
)
"""A later change of the words that texts have must fill these tables again."""

MARKS = {"skills": "", "fields": "~", "documents": "^"}
"""What the words of each part begin with in the index."""

FOLDED = {
    "candidates": ("headline", "location", "current_title", "current_company"),
    "jobs": ("department", "location", "remote_option"),
}
"""Columns whose text in lower case is searched for parts."""

INDEXES = (
    "candidates_full_name_idx ON candidates {key} INCLUDE (full_name_folded, location_folded, current_company_folded)",
    "candidates_role_idx ON candidates {key} INCLUDE (current_title_folded, headline_folded)",
    "jobs_place_idx ON jobs {key} INCLUDE (location_folded, remote_option_folded, department_folded)",
)
READ = ("candidates", "profiles", "documents", "jobs")
"""Tables that the migration reads, whose policies would hide the rows from the owner."""


def upgrade() -> None:
    """Create the tables, columns and indexes, and fill them."""
    for table in READ:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for texts in TEXTS:
        _create(texts)
        _fill(texts)
        _protect(texts)
    for table in READ:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    _create_postponed()
    for table, names in FOLDED.items():
        op.execute(f"ALTER TABLE {table} {', '.join(map(_folded, names))}")
    op.execute("DROP INDEX candidates_full_name_idx")
    for index in INDEXES:
        op.execute("CREATE INDEX " + index.format(key="(org_id, id)"))


def _folded(name: str) -> str:
    return f'ADD COLUMN {name}_folded text COLLATE "C" GENERATED ALWAYS AS (lower({name} COLLATE pg_c_utf8)) STORED'


def _create(texts: Texts) -> None:
    columns = ", ".join(f"{part} text STORAGE EXTERNAL NOT NULL DEFAULT ''" for part in texts.parts)
    joined = " || ".join(f"replace({part}, ' ', ' {MARKS[part]}') || ' '" for part in texts.parts)
    op.execute(f"DROP TABLE IF EXISTS {texts.name}")
    op.execute(f"""
        CREATE TABLE {texts.name} (
            org_id bigint NOT NULL,
            {texts.owner} bigint NOT NULL,
            {columns},
            filler text GENERATED ALWAYS AS (repeat(' ', 2000)) STORED,
            words tsvector STORAGE EXTERNAL NOT NULL
                GENERATED ALWAYS AS (({joined} || '@' || org_id)::tsvector) STORED
        ) WITH (toast_tuple_target = 128)
    """)


def _fill(texts: Texts) -> None:
    """Compute the texts of all rows, batch by batch."""
    connection, place = op.get_bind(), {"org_id": 0, "id": 0}
    arrays = ", ".join(texts.parts.values())
    lists = ", ".join(f"CAST(:{part} AS text[])" for part in texts.parts)
    rows = text(f"""
        SELECT org_id, id, {arrays} FROM {texts.of} owner
        WHERE (org_id, id) > (:org_id, :id) ORDER BY org_id, id LIMIT {BATCH}
    """)  # noqa: S608 - our own names
    insert = text(f"""
        INSERT INTO {texts.name} (org_id, {texts.owner}, {", ".join(texts.parts)})
        SELECT * FROM unnest(CAST(:org_ids AS bigint[]), CAST(:ids AS bigint[]), {lists})
    """)  # noqa: S608 - our own names
    while found := connection.execute(rows, place).all():
        org_ids, ids, *parts = zip(*found, strict=True)
        values = {name: list(map(searchable, part)) for name, part in zip(texts.parts, parts, strict=True)}
        connection.execute(insert, {"org_ids": list(org_ids), "ids": list(ids), **values})
        place = {"org_id": org_ids[-1], "id": ids[-1]}


def _protect(texts: Texts) -> None:
    """Add the keys, the index and the policies, after the rows: that is faster."""
    name, owner = texts.name, texts.owner
    op.execute(f"ALTER TABLE {name} ADD CONSTRAINT {name}_pkey PRIMARY KEY (org_id, {owner})")
    op.execute(f"""
        ALTER TABLE {name} ADD CONSTRAINT {name}_{owner.removesuffix("_id")}_fkey
            FOREIGN KEY (org_id, {owner}) REFERENCES {texts.of} (org_id, id) ON DELETE CASCADE
    """)
    op.execute(f"CREATE INDEX {name}_words_idx ON {name} USING gin (words)")
    op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON {name} USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")
    op.execute(f"CREATE POLICY searched ON {name} AS RESTRICTIVE FOR SELECT USING (words @@ {SEARCHED})")
    op.execute(f"ALTER TABLE {name} SET ({', '.join(f'{setting} = {SHARE}' for setting in VACUUM)})")
    op.execute(f"ALTER TABLE {name} ALTER COLUMN org_id SET (n_distinct = {ORGANISATIONS})")


def _create_postponed() -> None:
    op.execute("""
        CREATE TABLE postponed_texts (
            org_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            source text NOT NULL,
            record_id bigint NOT NULL,
            CONSTRAINT postponed_texts_pkey PRIMARY KEY (org_id, id),
            CONSTRAINT postponed_texts_org_fkey FOREIGN KEY (org_id) REFERENCES organisations (id) ON DELETE CASCADE
        )
    """)
    op.execute("ALTER TABLE postponed_texts ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE postponed_texts FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON postponed_texts USING (org_id = {BOUND}) WITH CHECK (org_id = {BOUND})")


def downgrade() -> None:
    """Undo the upgrade."""
    op.execute("DROP TABLE postponed_texts")
    for texts in TEXTS:
        op.execute(f"DROP TABLE {texts.name}")
    for index in INDEXES:
        op.execute(f"DROP INDEX {index.split()[0]}")
    op.execute("CREATE INDEX candidates_full_name_idx ON candidates (org_id, id) INCLUDE (full_name_folded)")
    for table, names in FOLDED.items():
        op.execute(f"ALTER TABLE {table} {', '.join(f'DROP COLUMN {name}_folded' for name in names)}")
