"""Tools that preview, start and show an import. Their files come in the same way as those of `files`."""

from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import LARGEST, Argument, Choice, Flag, Named, Whole
from recruit.domain.agent.outcome import Outcome
from recruit.domain.agent.tool import Arguments, Caller, Effect, Tool
from recruit.domain.agent.tools.common import LONG, MOST_LISTED, limit, optional
from recruit.domain.agent.tools.files import content, file_of
from recruit.domain.agent.wording import bullets, count, one_line, paragraphs
from recruit.domain.imports.headers import TARGETS
from recruit.domain.imports.model import Import, ImportItem, ItemStatus
from recruit.domain.imports.previews import ROWS, Preview, Previewed, Sampled
from recruit.domain.imports.rows import Person
from recruit.domain.imports.service import Importing
from recruit.domain.shared.pages import Window

STATUSES = tuple(one.value for one in ItemStatus)
MOST_COLUMNS = 500
LONGEST_COLUMN = 1000
_COUNTED = ("created", "valid", "duplicates", "failed")


class ImportTools:
    """The tools' functions for imports."""

    def __init__(self, importing: Importing) -> None:
        self._importing = importing

    async def preview(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Show the candidates that a table would create."""
        found = await self._importing.preview(
            caller.actor,
            BytesIO(file_of(arguments)),
            notes=arguments.get("notes"),
            mapping=arguments.get("mapping"),
            create_jobs=arguments.get("create_jobs", False),
            limit=arguments.get("limit", ROWS),
        )
        return _preview(found)

    async def start(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Import many candidates."""
        started = await self._importing.start(
            caller.actor,
            BytesIO(file_of(arguments)),
            arguments.get("filename", "upload"),
            dry_run=arguments.get("dry_run", False),
            create_duplicates=arguments.get("create_duplicates", False),
            notes=arguments.get("notes"),
            mapping=arguments.get("mapping"),
            create_jobs=arguments.get("create_jobs", False),
        )
        return _import(started, ())

    async def get(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Show an import and its items with a status; failed ones by default."""
        status = ItemStatus(arguments.get("status", ItemStatus.FAILED))
        window = Window(arguments.get("skip", 0), arguments.get("limit", MOST_LISTED))
        found, items = await self._importing.progress(caller.actor, arguments["import_id"], window, status=status)
        return _import(found, items)


def _preview(found: Preview) -> Outcome:
    return Outcome(
        text=paragraphs(
            f"Nothing is imported yet. Of {count(found.total, 'row')}, {found.valid} would become candidates and "
            f"{found.failed} would fail; {found.warned} would have warnings, and "
            f"{count(found.applications, 'application')} would be made.",
            bullets(map(one_line, found.warnings)),
            bullets(map(_column, found.columns)),
            bullets(map(_row, found.rows)),
        ),
        data={
            "layout": found.layout,
            "encoding": found.encoding,
            "delimiter": found.delimiter,
            "header_row": found.header,
            "columns": [{"name": one.name, "field": one.target, "samples": list(one.samples)} for one in found.columns],
            "rows": [
                {
                    "number": one.number,
                    "candidate": _person(one.person) if one.person else None,
                    "error": one.error,
                    "warnings": list(one.warnings),
                }
                for one in found.rows
            ],
            "warnings": list(found.warnings),
            "total": found.total,
            "valid": found.valid,
            "failed": found.failed,
            "with_warnings": found.warned,
            "applications": found.applications,
        },
    )


def _person(found: Person) -> dict[str, Any]:
    contacts, applied = found.profile.contacts, found.applied
    return {
        **asdict(found.details),
        "emails": list(contacts.emails),
        "phones": list(contacts.phones),
        "skills": [skill.name for skill in found.profile.skills],
        "application": {"job_id": applied.job.id, "job_title": applied.job.title, "status": applied.status}
        if applied
        else None,
    }


def _column(one: Sampled) -> str:
    samples = ", ".join(map(one_line, one.samples))
    return f"Column '{one_line(one.name)}' is taken for {one.target}{f': {samples}' if samples else ''}"


def _row(one: Previewed) -> str:
    if one.person is None:
        return f"Row {one.number}: would fail – {one_line(one.error or '')}"
    job = f", for the job {one_line(one.person.applied.job.title)}" if one.person.applied else ""
    warnings = "".join(f" – {one_line(warning)}" for warning in one.warnings)
    return f"Row {one.number}: {one_line(one.person.details.full_name)}{job}{warnings}"


def _import(found: Import, items: Sequence[ImportItem]) -> Outcome:
    counts = ", ".join(f"{getattr(found, name)} {name}" for name in _COUNTED)
    kind = " (dry run)" if found.dry_run else ""
    return Outcome(
        text=paragraphs(
            f"Import #{found.id}{kind} is {found.status.value}: {found.done} of {count(found.total, 'item')} done "
            f"({counts}).",
            bullets(map(one_line, found.warnings)),
            bullets(map(_item, items)),
        ),
        data={
            "id": found.id,
            "filename": found.filename,
            "dry_run": found.dry_run,
            "status": found.status.value,
            "total": found.total,
            "done": found.done,
            **{name: getattr(found, name) for name in _COUNTED},
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


def _item(one: ImportItem) -> str:
    name = f" ({one_line(one.name)})" if one.name else ""
    of = f" candidate #{one.candidate_id}" if one.candidate_id is not None else ""
    return f"Item {one.number}{name}: {one.status.value}{of}{f' – {one_line(one.error)}' if one.error else ''}"


_TABLE = "The table as CSV, with a header such as full_name,email,current_title,location,skills."
_OF_TABLE = (
    optional(
        "mapping",
        Named(Choice(TARGETS), MOST_COLUMNS, LONGEST_COLUMN),
        "Names of the table's columns, and what each is in place of what its name says.",
    ),
    optional("create_jobs", Flag(), "Create jobs that the table names and that aren't there, as drafts."),
    optional("notes", LONG, "Notes of the recruiter, for every candidate."),
)


def import_tools(do: ImportTools) -> Sequence[Tool]:
    """Return the entries of the registry."""
    return [
        Tool(
            name="preview_import",
            title="Preview an import",
            description="Show what each column of a table (CSV with a header) is taken for and what its rows would "
            "become, and keep nothing. Call it before start_import; `mapping` corrects what a column is taken for.",
            arguments=[*content(_TABLE), *_OF_TABLE, limit()],
            run=do.preview,
            permission=Permission.WRITE_IMPORTS,
            in_chat=False,
        ),
        Tool(
            name="start_import",
            title="Import candidates",
            description="Import many candidates in the background, from a table (CSV with a header) or a zip archive "
            "of résumés. get_import shows how far it is. Undo doesn't take it back: try preview_import or dry_run "
            "first.",
            arguments=[
                *content(_TABLE),
                *_OF_TABLE,
                optional("dry_run", Flag(), "Read and check everything, and create nobody."),
                optional("create_duplicates", Flag(), "Create people again who are there already."),
            ],
            run=do.start,
            permission=Permission.WRITE_IMPORTS,
            effect=Effect.WRITES,
            idempotent=False,
            in_chat=False,
        ),
        Tool(
            name="get_import",
            title="Show an import",
            description="Show how far an import is, and its items that failed, or those of another status.",
            arguments=[
                Argument(name="import_id", kind=Whole(), description="The id of the import.", required=True),
                optional("status", Choice(STATUSES), "Which items to show: failed ones by default."),
                optional("skip", Whole(0, LARGEST), "How many items to skip."),
                limit(),
            ],
            run=do.get,
            permission=Permission.READ_IMPORTS,
        ),
    ]
