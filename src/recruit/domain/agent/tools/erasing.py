"""The tool that erases a person's data everywhere."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.outcome import Outcome, Write
from recruit.domain.agent.tool import Arguments, Caller, Effect, Question, Tool
from recruit.domain.agent.tools.common import of_candidate
from recruit.domain.agent.tools.facts import candidate_facts
from recruit.domain.agent.wording import one_line
from recruit.domain.candidates.service import CandidateService
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import NotFound


class ErasureTools:
    """The function of the tool that erases a person who asks to be forgotten."""

    def __init__(self, candidates: CandidateService, searching: Searching, erasing: Erasing) -> None:
        self._candidates = candidates
        self._searching = searching
        self._erasing = erasing

    async def erase(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Erase a candidate. The outcome doesn't name them."""
        receipt = await self._erasing.erase(caller.actor, arguments["candidate_id"])
        id_ = arguments["candidate_id"]
        return Outcome(
            text=f"I've erased candidate #{id_} everywhere, with the conversations that named them, this one among "
            f"them. The receipt is erasure #{receipt.id}.",
            data={"id": id_, "erasure_id": receipt.id},
            writes=[Write(kind="candidate", id=id_, before={}, after=None)],
        )

    async def asks(self, caller: Caller, arguments: Arguments) -> Question:
        """Return the question before a candidate is erased. Raise NotFound if no data on them is stored."""
        id_ = arguments["candidate_id"]
        await self._erasing.find(caller.actor, id_)
        try:
            candidate = await self._candidates.get(caller.actor, id_)
            facts = await candidate_facts(self._searching, caller.actor, candidate)
            name = one_line(candidate.full_name)
        except NotFound:
            name = "deleted before"
            facts = {f"candidate #{id_}": {"name": name}}
        text = (
            f"I would erase candidate #{id_} ({name}). Everything held on the person is removed everywhere: profile, "
            "files, applications, conversations and the values in the audit log. This cannot be undone. Shall I do it?"
        )
        return Question(text, facts)


def erasure_tools(do: ErasureTools) -> list[Tool]:
    """Return the entry of the registry."""
    return [
        Tool(
            name="erase_candidate",
            title="Erase a candidate",
            description="Erase everything that is held on a person, everywhere and for good, as data protection law "
            "asks for, of a deleted candidate too; cannot be undone; asks first.",
            arguments=[of_candidate()],
            run=do.erase,
            permission=Permission.ERASE_CANDIDATES,
            asks=do.asks,
            effect=Effect.DESTROYS,
        )
    ]
