"""Tools that take files, and show what has come of an import.

Files come over MCP alone, as text or base64: a chat has no place for them.
"""

from base64 import b64decode
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from recruit.domain.model.errors import Invalid
from recruit.domain.model.imports import Import, ImportItem, ItemStatus
from recruit.domain.model.page import Window
from recruit.domain.model.permissions import Permission
from recruit.domain.services.agent.arguments import LARGEST, Argument, Choice, Flag, Text, Whole
from recruit.domain.services.agent.outcome import Outcome
from recruit.domain.services.agent.summaries import candidate_created
from recruit.domain.services.agent.tool import Arguments, Caller, Effect, Tool
from recruit.domain.services.agent.tools.common import (
    LONG,
    MOST_LISTED,
    candidate_data,
    candidate_ref,
    created,
    limit,
    of_candidate,
    optional,
)
from recruit.domain.services.agent.wording import bullets, count, one_line, paragraphs
from recruit.domain.services.importing.service import Importing
from recruit.domain.services.intake import MOST_BYTES, Intake, Received

ONE_FILE = "Send the file once: as text, or as base64"
NO_BASE64 = "base64 can't be read: send the file's bytes in base64 (RFC 4648), without a data: prefix"
LONGEST_BASE64 = MOST_BYTES // 3 * 4 + 4
STATUSES = tuple(one.value for one in ItemStatus)
_COUNTED = ("created", "valid", "duplicates", "failed")


class FileTools:
    """What can be done with files."""

    def __init__(self, intake: Intake, importing: Importing) -> None:
        self._intake = intake
        self._importing = importing

    async def upload_resume(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Make a candidate of a résumé."""
        data, name = _file(arguments), arguments.get("filename", "resume")
        received = await self._intake.candidate_from_resume(caller.actor, data, name, arguments.get("notes"))
        candidate = received.candidate
        return Outcome(
            text=paragraphs(_remarks(received), candidate_created(candidate)),
            data={**candidate_data(candidate), **_received(received)},
            shown=[candidate_ref(candidate.id)],
            writes=[created("candidate", candidate)],
        )

    async def add_document(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Keep a file with a candidate."""
        data, name = _file(arguments), arguments.get("filename", "document")
        received = await self._intake.add_document(caller.actor, arguments["candidate_id"], data, name)
        told = f"I've kept {one_line(received.document.filename)} with candidate #{received.candidate.id}."
        return Outcome(
            text=paragraphs(told, _remarks(received)),
            data={"candidate_id": received.candidate.id, **_received(received)},
            shown=[candidate_ref(received.candidate.id)],
        )

    async def start_import(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Import many candidates."""
        started = await self._importing.start(
            caller.actor,
            BytesIO(_file(arguments)),
            arguments.get("filename", "upload"),
            dry_run=arguments.get("dry_run", False),
            create_duplicates=arguments.get("create_duplicates", False),
            notes=arguments.get("notes"),
            create_jobs=arguments.get("create_jobs", False),
        )
        return _import(started, ())

    async def get_import(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Show an import, and its items of a status: those that failed, unless another is asked for."""
        status = ItemStatus(arguments.get("status", ItemStatus.FAILED))
        window = Window(arguments.get("skip", 0), arguments.get("limit", MOST_LISTED))
        found, items = await self._importing.progress(caller.actor, arguments["import_id"], window, status=status)
        return _import(found, items)


def _file(arguments: Arguments) -> bytes:
    """Return the bytes of the file. Raises Invalid."""
    if ("text" in arguments) == ("base64" in arguments):
        raise Invalid(ONE_FILE)
    if "text" in arguments:
        return str(arguments["text"]).encode()
    try:
        return b64decode("".join(arguments["base64"].split()), validate=True)
    except ValueError as error:
        raise Invalid(NO_BASE64) from error


def _received(received: Received) -> dict[str, Any]:
    return {
        "document_id": received.document.id,
        "duplicate_of": received.duplicate_of,
        "warnings": list(received.warnings),
    }


def _remarks(received: Received) -> str:
    found = received.duplicate_of
    same = f"Candidate #{found} has the same file or e-mail address." if found is not None else None
    return bullets([same, *map(one_line, received.warnings)])


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


def _content(text: str) -> list[Argument]:
    return [
        Argument(name="text", kind=Text(MOST_BYTES), description=text, is_file=True),
        Argument(
            name="base64",
            kind=Text(LONGEST_BASE64),
            description="Any other file, its bytes in base64; in place of text.",
            is_file=True,
        ),
        optional("filename", Text(), "The name of the file."),
    ]


def file_tools(do: FileTools) -> Sequence[Tool]:
    """Return the entries of the registry."""
    resume = "The résumé as plain text."
    return [
        Tool(
            name="upload_resume",
            title="Upload a résumé",
            description="Make a candidate of a résumé, with the profile that it gives, and keep the file. PDF, Word, "
            "OpenDocument, RTF, HTML and plain text are read.",
            arguments=[*_content(resume), optional("notes", LONG, "Notes of the recruiter.")],
            run=do.upload_resume,
            permission=Permission.WRITE_CANDIDATES,
            effect=Effect.WRITES,
            idempotent=False,
            in_chat=False,
        ),
        Tool(
            name="add_document",
            title="Add a document",
            description="Keep a file with a candidate, whose fields stay as they are. Undo doesn't take it back.",
            arguments=[of_candidate(), *_content("The document as plain text.")],
            run=do.add_document,
            permission=Permission.WRITE_DOCUMENTS,
            effect=Effect.WRITES,
            idempotent=False,
            in_chat=False,
        ),
        Tool(
            name="start_import",
            title="Import candidates",
            description="Import many candidates in the background, from a table (CSV with a header) or a zip archive "
            "of résumés. get_import shows how far it is. Undo doesn't take it back: try dry_run first.",
            arguments=[
                *_content("The table as CSV, with a header such as full_name,email,current_title,location,skills."),
                optional("dry_run", Flag(), "Read and check everything, and create nobody."),
                optional("create_jobs", Flag(), "Create jobs that the table names and that aren't there, as drafts."),
                optional("create_duplicates", Flag(), "Create people again who are there already."),
                optional("notes", LONG, "Notes of the recruiter, for every candidate."),
            ],
            run=do.start_import,
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
            run=do.get_import,
            permission=Permission.READ_IMPORTS,
        ),
    ]
