"""Tool add_note: add a note."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import CANDIDATE
from recruit.domain.agent.revisions import difference
from recruit.domain.agent.summaries import note_added
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_outcome
from recruit.domain.candidates.model.candidate import Candidate

_NOTE = Argument(name="note", kind=Text(10_000), description="What to write down.", required=True)


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Add a note."""
    revision = await services.revising.note(caller.actor, arguments["candidate_id"], arguments["note"])
    before, after = difference(revision.before, revision.after)
    candidate: Candidate = revision.after
    writes = [Write(kind="candidate", id=candidate.id, before=before, after=after)]
    return candidate_outcome(note_added(candidate, arguments["note"]), candidate, writes)


TOOL = Tool(
    name="add_note",
    title="Add a note",
    description="Add a note at the end of a candidate's notes.",
    arguments=[candidate_argument(), _NOTE],
    run=run,
    permission=Permission.NOTE_CANDIDATES,
    effect=Effect.WRITES,
    idempotent=False,
    example="add a note to candidate 3: great call",
    verbs="note add write record remember notiere notieren notez noter anota anotar",
    result=CANDIDATE["properties"],
)
