"""Tool preview_import: preview an import."""

from dataclasses import asdict
from io import BytesIO
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import INTEGER, TEXT, list_of, object_of, or_null
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import limit_argument
from recruit.domain.agent.tools.support.files import file_arguments, file_bytes
from recruit.domain.agent.tools.support.import_results import TABLE_ARGUMENTS, TABLE_TEXT
from recruit.domain.agent.wording import bullets, count, one_line, paragraphs
from recruit.domain.imports.previews import ROWS, Preview, PreviewedColumn, PreviewedRow
from recruit.domain.imports.rows import ParsedRow

_PREVIEWED = object_of(
    number=INTEGER,
    candidate={"type": ["object", "null"], "properties": {"full_name": TEXT}},
    error=or_null(TEXT),
    warnings=list_of(TEXT),
)
_PREVIEW = {
    **dict.fromkeys(("header_row", "total", "valid", "failed", "with_warnings", "applications"), INTEGER),
    **dict.fromkeys(("layout", "encoding", "delimiter"), TEXT),
    "columns": list_of(object_of(name=TEXT, field=TEXT, samples=list_of(TEXT))),
    "rows": list_of(_PREVIEWED),
    "warnings": list_of(TEXT),
}


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show the candidates that a table would create."""
    found = await services.importing.preview(
        caller.actor,
        BytesIO(file_bytes(arguments)),
        notes=arguments.get("notes"),
        mapping=arguments.get("mapping"),
        create_jobs=arguments.get("create_jobs", False),
        limit=arguments.get("limit", ROWS),
    )
    return _preview(found)


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
                    "candidate": _person(one.parsed) if one.parsed else None,
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


def _person(found: ParsedRow) -> dict[str, Any]:
    contacts, applied = found.profile.contacts, found.application
    return {
        **asdict(found.details),
        "emails": list(contacts.emails),
        "phones": list(contacts.phones),
        "skills": [skill.name for skill in found.profile.skills],
        "application": {"job_id": applied.job.id, "job_title": applied.job.title, "status": applied.status}
        if applied
        else None,
    }


def _column(one: PreviewedColumn) -> str:
    samples = ", ".join(map(one_line, one.samples))
    return f"Column '{one_line(one.name)}' is taken for {one.target}{f': {samples}' if samples else ''}"


def _row(one: PreviewedRow) -> str:
    if one.parsed is None:
        return f"Row {one.number}: would fail – {one_line(one.error or '')}"
    job = f", for the job {one_line(one.parsed.application.job.title)}" if one.parsed.application else ""
    warnings = "".join(f" – {one_line(warning)}" for warning in one.warnings)
    return f"Row {one.number}: {one_line(one.parsed.details.full_name)}{job}{warnings}"


TOOL = Tool(
    name="preview_import",
    title="Preview an import",
    description="Show what each column of a table (CSV with a header) is taken for and what its rows would "
    "become, and keep nothing. Call it before start_import; `mapping` corrects what a column is taken for.",
    arguments=[*file_arguments(TABLE_TEXT), *TABLE_ARGUMENTS, limit_argument()],
    run=run,
    permission=Permission.WRITE_IMPORTS,
    in_chat=False,
    result=_PREVIEW,
)
