"""Arguments and results of tools about imports."""

from collections.abc import Sequence

from recruit.domain.agent.arguments import Boolean, Choice, MapOf
from recruit.domain.agent.calls import Outcome
from recruit.domain.agent.result_schemas import BOOLEAN, INTEGER, TEXT, list_of, object_of, or_null
from recruit.domain.agent.tools.support.common import LONG, optional
from recruit.domain.agent.wording import bullets, count, one_line, paragraphs
from recruit.domain.imports.headers import TARGETS
from recruit.domain.imports.model import Import, ImportItem

MOST_COLUMNS = 500
LONGEST_COLUMN = 1000
COUNTED = ("created", "valid", "duplicates", "failed")
TABLE_TEXT = "The table as CSV, with a header such as full_name,email,current_title,location,skills."
TABLE_ARGUMENTS = (
    optional(
        "mapping",
        MapOf(Choice(TARGETS), MOST_COLUMNS, LONGEST_COLUMN),
        "Names of the table's columns, and what each is in place of what its name says.",
    ),
    optional("create_jobs", Boolean(), "Create jobs that the table names and that aren't there, as drafts."),
    optional("notes", LONG, "Notes of the recruiter, for every candidate."),
)
ITEM = object_of(
    number=INTEGER,
    name=or_null(TEXT),
    status=TEXT,
    candidate_id=or_null(INTEGER),
    error=or_null(TEXT),
    warnings=list_of(TEXT),
)
IMPORT = {
    **dict.fromkeys(("id", "total", "done", "created", "valid", "duplicates", "failed"), INTEGER),
    "filename": TEXT,
    "dry_run": BOOLEAN,
    "status": TEXT,
    "warnings": list_of(TEXT),
    "items": list_of(ITEM),
}


def import_outcome(found: Import, items: Sequence[ImportItem]) -> Outcome:
    """Return an import and some of its items."""
    counts = ", ".join(f"{getattr(found, name)} {name}" for name in COUNTED)
    kind = " (dry run)" if found.dry_run else ""
    return Outcome(
        text=paragraphs(
            f"Import #{found.id}{kind} is {found.status.value}: {found.done} of {count(found.total, 'item')} done "
            f"({counts}).",
            bullets(map(one_line, found.warnings)),
            bullets(map(item_line, items)),
        ),
        data={
            "id": found.id,
            "filename": found.filename,
            "dry_run": found.dry_run,
            "status": found.status.value,
            "total": found.total,
            "done": found.done,
            **{name: getattr(found, name) for name in COUNTED},
            "warnings": list(found.warnings),
            "items": [
                {
                    "number": one.number,
                    "name": one.name,
                    "status": one.status.value,
                    "candidate_id": one.candidate_id,
                    "error": one.error,
                    "warnings": list(one.warnings),
                }
                for one in items
            ],
        },
    )


def item_line(one: ImportItem) -> str:
    """Return an item in words."""
    name = f" ({one_line(one.name)})" if one.name else ""
    of = f" candidate #{one.candidate_id}" if one.candidate_id is not None else ""
    return f"Item {one.number}{name}: {one.status.value}{of}{f' – {one_line(one.error)}' if one.error else ''}"
