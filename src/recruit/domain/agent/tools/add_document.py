"""Tool add_document: add a document."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import INTEGER
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_ref
from recruit.domain.agent.tools.support.files import RECEIVED, file_arguments, file_bytes, received_data, remarks
from recruit.domain.agent.wording import one_line, paragraphs


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Store a file with a candidate."""
    data, name = file_bytes(arguments), arguments.get("filename", "document")
    received = await services.intake.add_document(caller.actor, arguments["candidate_id"], data, name)
    text = f"I've kept {one_line(received.document.filename)} with candidate #{received.candidate.id}."
    return Outcome(
        text=paragraphs(text, remarks(received)),
        data={"candidate_id": received.candidate.id, **received_data(received)},
        shown=[candidate_ref(received.candidate.id)],
    )


TOOL = Tool(
    name="add_document",
    title="Add a document",
    description="Keep a file with a candidate, whose fields stay as they are. Undo doesn't take it back.",
    arguments=[candidate_argument(), *file_arguments("The document as plain text.")],
    run=run,
    permission=Permission.WRITE_DOCUMENTS,
    also=frozenset({Permission.READ_CANDIDATES}),
    effect=Effect.WRITES,
    idempotent=False,
    in_chat=False,
    result={"candidate_id": INTEGER, **RECEIVED},
)
