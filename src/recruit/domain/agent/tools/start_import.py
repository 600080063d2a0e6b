"""Tool start_import: import candidates."""

from io import BytesIO

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Boolean
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import job_argument, optional
from recruit.domain.agent.tools.support.files import file_arguments, file_bytes
from recruit.domain.agent.tools.support.import_results import IMPORT, TABLE_ARGUMENTS, TABLE_TEXT, import_outcome


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Import many candidates."""
    started = await services.importing.start(
        caller.actor,
        BytesIO(file_bytes(arguments)),
        arguments.get("filename", "upload"),
        dry_run=arguments.get("dry_run", False),
        create_duplicates=arguments.get("create_duplicates", False),
        notes=arguments.get("notes"),
        mapping=arguments.get("mapping"),
        create_jobs=arguments.get("create_jobs", False),
        job_id=arguments.get("job_id"),
    )
    return import_outcome(started, ())


TOOL = Tool(
    name="start_import",
    title="Import candidates",
    description="Import many candidates in the background, from a table (CSV with a header) or a zip archive "
    "of résumés. get_import shows how far it is. Undo doesn't take it back: try preview_import or dry_run "
    "first.",
    arguments=[
        *file_arguments(TABLE_TEXT),
        *TABLE_ARGUMENTS,
        optional("dry_run", Boolean(), "Check all rows or files without creating candidates."),
        job_argument(required=False, description="The job for which the people of an archive apply."),
        optional("create_duplicates", Boolean(), "Create people again who are there already."),
    ],
    run=run,
    permission=Permission.WRITE_IMPORTS,
    effect=Effect.WRITES,
    idempotent=False,
    in_chat=False,
    result=IMPORT,
)
