"""Tool upload_resume: upload a résumé."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import CANDIDATE
from recruit.domain.agent.reversals import creation_write
from recruit.domain.agent.summaries import candidate_created
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import LONG, candidate_ref, optional
from recruit.domain.agent.tools.support.files import RECEIVED, file_arguments, file_bytes, received_data, remarks
from recruit.domain.agent.wording import paragraphs

_RESUME = "The résumé as plain text."


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Create a candidate from a résumé."""
    data, name = file_bytes(arguments), arguments.get("filename", "resume")
    received = await services.intake.candidate_from_resume(caller.actor, data, name, arguments.get("notes"))
    candidate = received.candidate
    return Outcome(
        text=paragraphs(remarks(received), candidate_created(candidate)),
        data={**asdict(candidate), **received_data(received)},
        shown=[candidate_ref(candidate.id)],
        writes=[creation_write("candidate", candidate, [received.document.id])],
    )


TOOL = Tool(
    name="upload_resume",
    title="Upload a résumé",
    description="Make a candidate of a résumé, with the profile that it gives, and keep the file. PDF, Word, "
    "OpenDocument, RTF, HTML and plain text are read.",
    arguments=[*file_arguments(_RESUME), optional("notes", LONG, "Notes of the recruiter.")],
    run=run,
    permission=Permission.WRITE_CANDIDATES,
    effect=Effect.WRITES,
    idempotent=False,
    in_chat=False,
    result={**CANDIDATE["properties"], **RECEIVED},
)
