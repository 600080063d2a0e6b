"""Tools that take a file.

The file comes over MCP only, as text or base64: a chat can't carry files.
"""

from base64 import b64decode
from collections.abc import Sequence
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Text
from recruit.domain.agent.outcome import Outcome
from recruit.domain.agent.summaries import candidate_created
from recruit.domain.agent.tool import Arguments, Caller, Effect, Tool
from recruit.domain.agent.tools.common import LONG, candidate_data, candidate_ref, created, of_candidate, optional
from recruit.domain.agent.wording import bullets, one_line, paragraphs
from recruit.domain.extraction.intake import MOST_BYTES, Intake, Received
from recruit.domain.shared.errors import Invalid

ONE_FILE = "Send the file once: as text, or as base64"
NO_BASE64 = "base64 can't be read: send the file's bytes in base64 (RFC 4648), without a data: prefix"
LONGEST_BASE64 = MOST_BYTES // 3 * 4 + 4


class FileTools:
    """The tools' functions for files."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def upload_resume(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Create a candidate from a résumé."""
        data, name = file_of(arguments), arguments.get("filename", "resume")
        received = await self._intake.candidate_from_resume(caller.actor, data, name, arguments.get("notes"))
        candidate = received.candidate
        return Outcome(
            text=paragraphs(_remarks(received), candidate_created(candidate)),
            data={**candidate_data(candidate), **_received(received)},
            shown=[candidate_ref(candidate.id)],
            writes=[created("candidate", candidate, [received.document.id])],
        )

    async def add_document(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Store a file with a candidate."""
        data, name = file_of(arguments), arguments.get("filename", "document")
        received = await self._intake.add_document(caller.actor, arguments["candidate_id"], data, name)
        told = f"I've kept {one_line(received.document.filename)} with candidate #{received.candidate.id}."
        return Outcome(
            text=paragraphs(told, _remarks(received)),
            data={"candidate_id": received.candidate.id, **_received(received)},
            shown=[candidate_ref(received.candidate.id)],
        )


def file_of(arguments: Arguments) -> bytes:
    """Return the bytes of the sent file. Raise Invalid."""
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


def content(text: str) -> list[Argument]:
    """Return the arguments that carry a file. `text` describes its text."""
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
            arguments=[*content(resume), optional("notes", LONG, "Notes of the recruiter.")],
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
            arguments=[of_candidate(), *content("The document as plain text.")],
            run=do.add_document,
            permission=Permission.WRITE_DOCUMENTS,
            also=frozenset({Permission.READ_CANDIDATES}),
            effect=Effect.WRITES,
            idempotent=False,
            in_chat=False,
        ),
    ]
