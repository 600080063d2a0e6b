"""Tool erase_candidate: erase a candidate."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import INTEGER
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument
from recruit.domain.agent.tools.support.question_facts import candidate_facts
from recruit.domain.agent.wording import one_line
from recruit.domain.shared.errors import NotFound


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Erase a candidate. The outcome doesn't name them."""
    receipt = await services.erasing.erase(caller.actor, arguments["candidate_id"])
    id_ = arguments["candidate_id"]
    return Outcome(
        text=f"I've erased candidate #{id_} everywhere, with the conversations that named them, this one among "
        f"them. The receipt is erasure #{receipt.id}.",
        data={"id": id_, "erasure_id": receipt.id},
        writes=[Write(kind="candidate", id=id_, before={}, after=None)],
    )


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question:
    """Return the question before a candidate is erased. Raise NotFound if no data on them is stored."""
    id_ = arguments["candidate_id"]
    await services.erasing.find(caller.actor, id_)
    try:
        candidate = await services.candidates.get(caller.actor, id_)
        facts = await candidate_facts(services.searching, caller.actor, candidate)
        name = one_line(candidate.full_name)
    except NotFound:
        name = "deleted before"
        facts = {f"candidate #{id_}": {"name": name}}
    text = (
        f"I would erase candidate #{id_} ({name}). Everything held on the person is removed everywhere: profile, "
        "files, applications, conversations and the values in the audit log. This cannot be undone. Shall I do it?"
    )
    return Question(text, facts)


TOOL = Tool(
    name="erase_candidate",
    title="Erase a candidate",
    description="Erase everything that is held on a person, everywhere and for good, as data protection law "
    "asks for, of a deleted candidate too; cannot be undone; asks first.",
    arguments=[candidate_argument()],
    run=run,
    permission=Permission.ERASE_CANDIDATES,
    asks=asks,
    effect=Effect.DESTROYS,
    example="erase candidate 3",
    result={"id": INTEGER, "erasure_id": INTEGER},
)
