"""Files that tools take, as text or base64, over MCP only: a chat can't carry files."""

from base64 import b64decode
from typing import Any

from recruit.domain.agent.arguments import Argument, Text
from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.result_schemas import INTEGER, TEXT, list_of, or_null
from recruit.domain.agent.tools.support.common import optional
from recruit.domain.agent.wording import bullets, one_line
from recruit.domain.extraction.intake import MOST_BYTES, IntakeResult
from recruit.domain.shared.errors import Invalid

ONE_FILE = "Send the file once: as text, or as base64"
NO_BASE64 = "base64 can't be read: send the file's bytes in base64 (RFC 4648), without a data: prefix"
LONGEST_BASE64 = MOST_BYTES // 3 * 4 + 4
RECEIVED = {"document_id": INTEGER, "duplicate_of": or_null(INTEGER), "warnings": list_of(TEXT)}


def file_bytes(arguments: Arguments) -> bytes:
    """Return the bytes of the sent file. Raise Invalid."""
    if ("text" in arguments) == ("base64" in arguments):
        raise Invalid(ONE_FILE)
    if "text" in arguments:
        return str(arguments["text"]).encode()
    try:
        return b64decode("".join(arguments["base64"].split()), validate=True)
    except ValueError as error:
        raise Invalid(NO_BASE64) from error


def received_data(received: IntakeResult) -> dict[str, Any]:
    """Return a received file as JSON."""
    return {
        "document_id": received.document.id,
        "duplicate_of": received.duplicate_of,
        "warnings": list(received.warnings),
    }


def remarks(received: IntakeResult) -> str:
    """Return the remarks on a received file: a possible duplicate of the candidate, and warnings."""
    found = received.duplicate_of
    same = f"Candidate #{found} has the same file or e-mail address." if found is not None else None
    return bullets([same, *map(one_line, received.warnings)])


def file_arguments(text: str) -> list[Argument]:
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
